// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LicenseBounds} from "./LicenseBounds.sol";
import {LicenseActs} from "./LicenseActs.sol";
import {RegistryHandler} from "./RegistryHandler.sol";
import {SandboxActs} from "./SandboxActs.sol";

/// @title LicensesTest
/// @notice Granting and terminating under one certificate, over and over: exclusivity is hard to break by
/// chance while all else goes on.
contract LicensesTest {
    /// @notice Which functions of a contract the runner calls.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    uint256 private constant _STEPS = 300;

    RegistryHandler private _handler;

    error NeverAccepted(string act);

    function setUp() external {
        _handler = new RegistryHandler();
        _handler.certify(1, 1);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector({addr: address(_handler), selectors: new bytes4[](9)});
        targets[0].selectors[0] = LicenseActs.grant.selector;
        targets[0].selectors[1] = LicenseActs.grantExclusively.selector;
        targets[0].selectors[2] = LicenseActs.terminateLicense.selector;
        targets[0].selectors[3] = LicenseActs.sublicense.selector;
        targets[0].selectors[4] = LicenseActs.recordUse.selector;
        targets[0].selectors[5] = LicenseActs.renewLicense.selector;
        targets[0].selectors[6] = SandboxActs.openSandbox.selector;
        targets[0].selectors[7] = SandboxActs.closeSandbox.selector;
        targets[0].selectors[8] = SandboxActs.grantInSandbox.selector;
    }

    /// @notice The invariant proves something of sandboxes only if acts in them are accepted: from a fixed stream.
    function test_actsInSandboxesAreAcceptedSometimes() external {
        bytes4[] memory selectors = targetSelectors()[0].selectors;
        for (uint256 n = 0; n < _STEPS; ++n) {
            uint256[5] memory numbers;
            for (uint256 i = 0; i < numbers.length; ++i) numbers[i] = uint256(keccak256(abi.encode(n, i)));
            bytes4 selector = selectors[uint256(keccak256(abi.encode(n))) % selectors.length];
            (bool went, ) = address(_handler).call(abi.encodePacked(selector, abi.encode(numbers)));
            if (!went) revert NeverAccepted("any");
        }
        string[3] memory acts = ["open a sandbox", "close a sandbox", "grant a licence in a sandbox"];
        for (uint256 i = 0; i < acts.length; ++i) {
            if (_handler.done(acts[i]) == 0) revert NeverAccepted(acts[i]);
        }
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_licensesKeepToTheirBounds() external view {
        LicenseBounds.check(_handler.licenses(), _handler.rights(), _handler.sandboxes());
    }
}

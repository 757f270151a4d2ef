// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LicenseBounds} from "./LicenseBounds.sol";
import {LicenseActs} from "./LicenseActs.sol";
import {RegistryHandler} from "./RegistryHandler.sol";

/// @title LicensesTest
/// @notice Granting and terminating under one certificate, over and over: exclusivity is hard to break by
/// chance while all else goes on.
contract LicensesTest {
    /// @notice Which functions of a contract the runner calls.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    RegistryHandler private _handler;

    function setUp() external {
        _handler = new RegistryHandler();
        _handler.certify(1, 1);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector({addr: address(_handler), selectors: new bytes4[](6)});
        targets[0].selectors[0] = LicenseActs.grant.selector;
        targets[0].selectors[1] = LicenseActs.grantExclusively.selector;
        targets[0].selectors[2] = LicenseActs.terminateLicense.selector;
        targets[0].selectors[3] = LicenseActs.sublicense.selector;
        targets[0].selectors[4] = LicenseActs.recordUse.selector;
        targets[0].selectors[5] = LicenseActs.renewLicense.selector;
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_licensesKeepToTheirBounds() external view {
        LicenseBounds.check(_handler.licenses(), _handler.rights());
    }
}

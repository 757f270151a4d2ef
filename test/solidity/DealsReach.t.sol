// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DealActs} from "./DealActs.sol";

/// @title DealsReachTest
/// @notice The invariants of deals prove something only if every act is accepted sometimes: from one long, fixed
/// stream of numbers.
contract DealsReachTest {
    uint256 private constant _STEPS = 700;

    DealActs private _handler;
    string[] private _signatures;
    string[] private _names;

    error HandlerFailed(string signature);
    error NeverAccepted(string act);

    function setUp() external {
        _handler = new DealActs();
        _add("letTimePass(uint256)", "let time pass");
        _add("conclude(uint256,uint256,uint128)", "conclude a deal");
        _add("deliver(uint256)", "deliver");
        _add("acknowledge(uint256)", "acknowledge");
        _add("release(uint256)", "release");
        _add("reclaim(uint256)", "reclaim");
        _add("cancel(uint256)", "cancel a deal");
        _add("dispute(uint256)", "dispute");
        _add("resolve(uint256,uint128,bool)", "resolve");
        _add("distribute(uint256)", "distribute");
        _add("withdraw(uint256)", "fetch a balance");
        _add("propose(uint256,uint256,uint256)", "propose shares");
        _add("agree(uint256,uint256)", "agree to shares");
        _add("pass(uint256,uint256)", "pass a certificate on");
        for (uint256 n = 0; n < _STEPS; ++n) this.step(n);
    }

    function test_everyActIsAcceptedSometimes() external view {
        for (uint256 i = 0; i < _names.length; ++i) {
            if (_handler.done(_names[i]) == 0) revert NeverAccepted(_names[i]);
        }
    }

    /// @notice One act of the stream. (A call of its own, so that the run's memory stays small.)
    function step(uint256 n) external {
        // Small enough for every type, and a boolean.
        uint256[3] memory numbers;
        for (uint256 i = 0; i < 2; ++i) numbers[i] = uint128(uint256(keccak256(abi.encode(n, i))));
        numbers[2] = n % 2;
        string memory signature = _signatures[uint256(keccak256(abi.encode(n))) % _signatures.length];
        if (_is(signature, "conclude(uint256,uint256,uint128)")) numbers[2] = numbers[0] % 1_000_003;
        (bool went, ) = address(_handler).call(
            abi.encodePacked(bytes4(keccak256(bytes(signature))), abi.encode(numbers))
        );
        if (!went) revert HandlerFailed(signature);
    }

    function _add(string memory signature, string memory name) private {
        _signatures.push(signature);
        _names.push(name);
    }

    function _is(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}

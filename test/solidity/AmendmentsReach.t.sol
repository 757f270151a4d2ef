// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AmendmentHandler} from "./AmendmentHandler.sol";

/// @title AmendmentsReachTest
/// @notice The invariants of amendments prove something only if every act is accepted sometimes: from one long,
/// fixed stream of numbers.
contract AmendmentsReachTest {
    uint256 private constant _STEPS = 900;

    AmendmentHandler private _handler;
    string[] private _signatures;
    string[] private _names;

    error HandlerFailed(string signature);
    error NeverAccepted(string act);

    function setUp() external {
        _handler = new AmendmentHandler();
        _add("letTimePass(uint256)", "let time pass");
        _add("enter(uint256,uint256,uint256)", "enter");
        _add("requestAmendment(uint256,uint256,uint256)", "request an amendment");
        _add("acceptAmendment(uint256)", "accept an amendment");
        _add("rejectAmendment(uint256)", "reject an amendment");
        _add("withdrawAmendment(uint256,uint256)", "withdraw an amendment");
        _add("correctRecord(uint256,uint256)", "correct a record");
        _add("supersede(uint256,uint256,uint256)", "supersede an asset");
        _add("freeze(uint256,uint256)", "freeze or release");
        _add("pledge(uint256,uint256)", "pledge or free");
        _add("transfer(uint256,uint256,uint256,uint256)", "transfer");
        for (uint256 n = 0; n < _STEPS; ++n) this.step(n);
    }

    function test_everyActIsAcceptedSometimes() external view {
        for (uint256 i = 0; i < _names.length; ++i) {
            if (_handler.done(_names[i]) == 0) revert NeverAccepted(_names[i]);
        }
    }

    /// @notice One act of the stream. (A call of its own, so that the run's memory stays small.)
    function step(uint256 n) external {
        uint256[4] memory numbers;
        for (uint256 i = 0; i < numbers.length; ++i) numbers[i] = uint256(keccak256(abi.encode(n, i)));
        string memory signature = _signatures[uint256(keccak256(abi.encode(n))) % _signatures.length];
        (bool went, ) = address(_handler).call(
            abi.encodePacked(bytes4(keccak256(bytes(signature))), abi.encode(numbers))
        );
        if (!went) revert HandlerFailed(signature);
    }

    function _add(string memory signature, string memory name) private {
        _signatures.push(signature);
        _names.push(name);
    }
}

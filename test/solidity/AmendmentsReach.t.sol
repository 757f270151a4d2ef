// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ActStream} from "./ActStream.sol";
import {AmendmentHandler} from "./AmendmentHandler.sol";

/// @title AmendmentsReachTest
/// @notice The invariants of amendments prove something only if every act is accepted sometimes: from one long,
/// fixed stream of numbers.
contract AmendmentsReachTest is ActStream {
    uint256 private constant _STEPS = 900;

    function setUp() external {
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
        _run(address(new AmendmentHandler()), _STEPS);
    }
}

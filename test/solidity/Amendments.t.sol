// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Amendments} from "../../contracts/amendments/Amendments.sol";
import {AmendmentStatus} from "../../contracts/amendments/IAmendments.sol";
import {AmendmentHandler} from "./AmendmentHandler.sol";

/// @title AmendmentsTest
/// @notice What holds of amendments at every moment, whatever people do.
contract AmendmentsTest {
    /// @notice Which functions of a contract the runner calls.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    AmendmentHandler private _handler;
    Amendments private _amendments;

    error RuleBroken(string rule);
    error ListBroken(uint64 certificateId, uint64 amendmentId, uint64 expected);
    error AcceptedButNotListed(uint256 accepted, uint256 listed);

    function setUp() external {
        _handler = new AmendmentHandler();
        _amendments = _handler.amendments();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector({addr: address(_handler), selectors: new bytes4[](14)});
        targets[0].selectors[0] = _handler.enter.selector;
        targets[0].selectors[1] = _handler.requestAmendment.selector;
        targets[0].selectors[2] = _handler.acceptAmendment.selector;
        targets[0].selectors[3] = _handler.rejectAmendment.selector;
        targets[0].selectors[4] = _handler.withdrawAmendment.selector;
        targets[0].selectors[5] = _handler.correctRecord.selector;
        targets[0].selectors[6] = _handler.supersede.selector;
        targets[0].selectors[7] = _handler.letTimePass.selector;
        targets[0].selectors[8] = _handler.transfer.selector;
        targets[0].selectors[9] = _handler.freeze.selector;
        targets[0].selectors[10] = _handler.pledge.selector;
        targets[0].selectors[11] = _handler.surrender.selector;
        targets[0].selectors[12] = _handler.moveByOrder.selector;
        targets[0].selectors[13] = _handler.renew.selector;
    }

    /// @notice Each act moves at most one amendment, along an edge of its state machine, while it may.
    function invariant_noActBreaksARule() external view {
        string memory rule = _handler.broken();
        if (bytes(rule).length != 0) revert RuleBroken(rule);
    }

    /// @notice From the one in force, the accepted amendments of a certificate are found each once, newest first.
    function invariant_acceptedAmendmentsFormAList() external view {
        uint256 listed = 0;
        for (uint64 certificateId = 1; certificateId <= _handler.rights().applicationCount(); ++certificateId) {
            uint64[] memory expected = _handler.accepted(certificateId);
            uint64 id = _amendments.amendmentInForce(certificateId);
            for (uint256 i = expected.length; i > 0; --i) {
                if (id != expected[i - 1]) revert ListBroken(certificateId, id, expected[i - 1]);
                id = _amendments.amendment(id).previous;
            }
            if (id != 0) revert ListBroken(certificateId, id, 0);
            listed += expected.length;
        }
        uint256 accepted = 0;
        for (uint64 id = 1; id <= _amendments.amendmentCount(); ++id) {
            if (_amendments.amendment(id).status == AmendmentStatus.Accepted) ++accepted;
        }
        if (accepted != listed) revert AcceptedButNotListed(accepted, listed);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Applications} from "./Applications.sol";
import {IApplications} from "./IApplications.sol";
import {ApplicationStatus, ObjectionStatus, Registration} from "./Registration.sol";

/// @title Objections
/// @notice Claims against applications in notice: raised, answered, decided. See {IApplications}.
/// @dev No pause stops them: notice runs on, and nobody may lose the time to object or to answer.
abstract contract Objections is Applications {
    uint256 private constant _MAX_OPEN = type(uint8).max;

    // Claims against applications.
    mapping(uint64 applicationId => mapping(uint16 objectionId => Objection claim)) private _objections;

    // Who has objected already.
    mapping(uint64 applicationId => mapping(uint64 participantId => bool objected)) private _objected;

    /// @inheritdoc IApplications
    function raiseObjection(uint64 applicationId, bytes32 evidenceHash) external returns (uint16 objectionId) {
        Registration storage record = _requireStatus(applicationId, _IN_NOTICE | _OBJECTED);
        if (block.timestamp >= record.noticeEnd) revert NoticeClosed(applicationId, record.noticeEnd);
        uint64 objector = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (objector == record.applicant) revert ObjectorIsApplicant(applicationId, objector);
        if (_objected[applicationId][objector]) revert AlreadyObjected(applicationId, objector);
        if (record.openObjections == _MAX_OPEN) revert TooManyObjections(applicationId, _MAX_OPEN);
        if (evidenceHash == 0) revert IncompleteFiling("evidenceHash");

        objectionId = ++record.objectionCount;
        ++record.openObjections;
        record.status = ApplicationStatus.Objected;
        _objected[applicationId][objector] = true;
        _objections[applicationId][objectionId] = Objection({
            objector: objector,
            status: ObjectionStatus.Open,
            answered: false
        });
        emit ObjectionRaised(applicationId, objectionId, objector, evidenceHash);
    }

    /// @inheritdoc IApplications
    function answerObjection(uint64 applicationId, uint16 objectionId, bytes32 evidenceHash) external {
        Registration storage record = _requireStatus(applicationId, _OBJECTED);
        _requireApplicant(applicationId, record);
        Objection storage claim = _openObjection(applicationId, objectionId);
        if (claim.answered) revert ObjectionAnsweredAlready(applicationId, objectionId);
        if (evidenceHash == 0) revert IncompleteFiling("evidenceHash");

        claim.answered = true;
        emit ObjectionAnswered(applicationId, objectionId, evidenceHash);
    }

    /// @inheritdoc IApplications
    function dismissObjection(uint64 applicationId, uint16 objectionId, bytes32 decisionHash) external restricted {
        Registration storage record = _decideObjection(
            applicationId,
            objectionId,
            ObjectionStatus.Dismissed,
            decisionHash
        );
        if (record.openObjections == 0) {
            record.status = ApplicationStatus.InNotice;
            uint40 extended = uint40(block.timestamp) + _periods.noticeExtension;
            if (extended > record.noticeEnd) record.noticeEnd = extended;
        }
        emit ObjectionDismissed(applicationId, objectionId, decisionHash, record.noticeEnd);
    }

    /// @inheritdoc IApplications
    function upholdObjection(uint64 applicationId, uint16 objectionId, bytes32 decisionHash) external restricted {
        Registration storage record = _decideObjection(
            applicationId,
            objectionId,
            ObjectionStatus.Upheld,
            decisionHash
        );
        record.status = ApplicationStatus.Rejected;
        emit ObjectionUpheld(applicationId, objectionId, decisionHash);
        emit ApplicationRejected(applicationId, decisionHash);
    }

    /// @inheritdoc IApplications
    function objection(uint64 applicationId, uint16 objectionId) external view returns (Objection memory) {
        return _objections[applicationId][objectionId];
    }

    function _decideObjection(
        uint64 applicationId,
        uint16 objectionId,
        ObjectionStatus decision,
        bytes32 decisionHash
    ) private returns (Registration storage record) {
        record = _requireStatus(applicationId, _OBJECTED);
        _requireExaminer(applicationId, record);
        Objection storage claim = _openObjection(applicationId, objectionId);
        _requireDecision(decisionHash);

        claim.status = decision;
        --record.openObjections;
    }

    function _openObjection(uint64 applicationId, uint16 objectionId) private view returns (Objection storage claim) {
        claim = _objections[applicationId][objectionId];
        if (claim.status != ObjectionStatus.Open) revert ObjectionNotOpen(applicationId, objectionId, claim.status);
    }
}

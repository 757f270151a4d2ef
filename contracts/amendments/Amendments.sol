// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {ICertificates} from "../rights/ICertificates.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {CertificateStatus, Flags} from "../rights/Registration.sol";
import {AmendmentKind, AmendmentStatus, IAmendments} from "./IAmendments.sol";
import {Revisions} from "./Revisions.sol";

/// @title Amendments
/// @notice What is recorded of assets after their confirmation. See {IAmendments} and {IRevisions}.
contract Amendments is IAmendments, Revisions {
    // Ids given so far.
    uint64 private _count;

    // Every amendment by id.
    mapping(uint64 amendmentId => Amendment record) private _amendments;

    // The newest of each certificate that was accepted.
    mapping(uint64 certificateId => uint64 amendmentId) private _inForce;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights
    ) RelayedAccess(authority, forwarder) Revisions(participants, rights) {}

    /// @inheritdoc IAmendments
    function requestAmendment(
        uint64 certificateId,
        AmendmentKind kind,
        bytes32 descriptionHash,
        string calldata descriptionURI,
        bytes32 reasonHash
    ) external whileOpen returns (uint64 amendmentId) {
        uint64 requester = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (kind == AmendmentKind.None) revert IncompleteAmendment("kind");
        _requireGiven(descriptionHash, "descriptionHash");
        _requireGiven(reasonHash, "reasonHash");
        _RIGHTS.requireHolder(certificateId, requester);

        amendmentId = ++_count;
        _amendments[amendmentId] = Amendment({
            certificateId: certificateId,
            requester: requester,
            previous: 0,
            kind: kind,
            status: AmendmentStatus.Requested,
            descriptionHash: descriptionHash
        });
        emit AmendmentRequested(
            amendmentId,
            certificateId,
            requester,
            kind,
            descriptionHash,
            descriptionURI,
            reasonHash
        );
    }

    /// @inheritdoc IAmendments
    function acceptAmendment(uint64 amendmentId, bytes32 decisionHash) external restricted whileOpen {
        Amendment storage record = _requireOpenRequest(amendmentId);
        _requireGiven(decisionHash, "decisionHash");
        uint64 certificateId = record.certificateId;
        _RIGHTS.requireHolder(certificateId, record.requester);

        record.status = AmendmentStatus.Accepted;
        record.previous = _inForce[certificateId];
        _inForce[certificateId] = amendmentId;
        emit AmendmentAccepted(amendmentId, certificateId, decisionHash);
    }

    /// @inheritdoc IAmendments
    function rejectAmendment(uint64 amendmentId, bytes32 decisionHash) external restricted {
        Amendment storage record = _requireOpenRequest(amendmentId);
        _requireGiven(decisionHash, "decisionHash");

        record.status = AmendmentStatus.Rejected;
        emit AmendmentRejected(amendmentId, record.certificateId, decisionHash);
    }

    /// @inheritdoc IAmendments
    function withdrawAmendment(uint64 amendmentId) external {
        Amendment storage record = _requireOpenRequest(amendmentId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.requester) revert NotRequester(amendmentId, record.requester, caller);

        record.status = AmendmentStatus.Withdrawn;
        emit AmendmentWithdrawn(amendmentId, record.certificateId);
    }

    /// @inheritdoc IAmendments
    function correctRecord(
        uint64 certificateId,
        bytes32 descriptionHash,
        string calldata descriptionURI,
        bytes32 documentHash
    ) external restricted whileOpen returns (uint64 amendmentId) {
        _requireGiven(descriptionHash, "descriptionHash");
        _requireGiven(documentHash, "documentHash");
        _requireCorrectable(certificateId);

        amendmentId = ++_count;
        _amendments[amendmentId] = Amendment({
            certificateId: certificateId,
            requester: 0,
            previous: _inForce[certificateId],
            kind: AmendmentKind.Correction,
            status: AmendmentStatus.Accepted,
            descriptionHash: descriptionHash
        });
        _inForce[certificateId] = amendmentId;
        emit RecordCorrected(amendmentId, certificateId, descriptionHash, descriptionURI, documentHash);
    }

    /// @inheritdoc IAmendments
    function amendment(uint64 amendmentId) external view returns (Amendment memory) {
        return _existing(amendmentId);
    }

    /// @inheritdoc IAmendments
    function amendmentCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IAmendments
    function amendmentInForce(uint64 certificateId) external view returns (uint64 amendmentId) {
        return _inForce[certificateId];
    }

    function _existing(uint64 amendmentId) private view returns (Amendment storage record) {
        record = _amendments[amendmentId];
        if (record.status == AmendmentStatus.None) revert UnknownAmendment(amendmentId);
    }

    function _requireOpenRequest(uint64 amendmentId) private view returns (Amendment storage record) {
        record = _existing(amendmentId);
        if (record.status != AmendmentStatus.Requested) revert AmendmentNotOpen(amendmentId, record.status);
    }

    /// @dev A frozen certificate stays as the court found it; a pledged one can be set right.
    function _requireCorrectable(uint64 certificateId) private view {
        CertificateStatus status = _RIGHTS.certificateStatus(certificateId);
        if (status == CertificateStatus.None) revert ICertificates.UnknownCertificate(certificateId);
        if (status != CertificateStatus.Active) revert ICertificates.CertificateNotActive(certificateId, status);
        uint8 flags = _RIGHTS.registration(certificateId).flags;
        if (flags & Flags.FROZEN != 0) revert ICertificates.CertificateLocked(certificateId, flags);
    }

    function _requireGiven(bytes32 hash, string memory field) private pure {
        if (hash == 0) revert IncompleteAmendment(field);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Kinds} from "../participants/Kinds.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {CertificateStatus, DataClass, Registration, Right} from "../rights/Registration.sol";
import {ICompliance} from "./ICompliance.sol";
import {ExportRule, ICompliancePolicy} from "./ICompliancePolicy.sol";

/// @title Compliance
/// @notice See {ICompliance}.
contract Compliance is ICompliance, EmergencyPause {
    using Kinds for IParticipants;

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // The certificates whose data moves.
    IRightsRegistry private immutable _RIGHTS;

    // The rules in force.
    ICompliancePolicy private _policy;

    // Ids given so far.
    uint64 private _count;

    // Every approval by id.
    mapping(uint64 approvalId => Approval record) private _approvals;

    // The newest approval of each exporter for each subject and destination.
    mapping(bytes32 key => uint64 approvalId) private _newest;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights,
        ICompliancePolicy policy_
    ) RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
        _setPolicy(policy_);
    }

    /// @inheritdoc ICompliance
    function approve(Grant calldata grant, bytes32 documentHash) external whileOpen returns (uint64 approvalId) {
        uint64 regulator = _PARTICIPANTS.requireActing(_msgSender(), IParticipants.Kind.Regulator);
        _PARTICIPANTS.requireActive(grant.exporter);
        _checkGrant(grant, documentHash);
        uint16 regulators = _jurisdictionOf(regulator);
        uint16 exporters = _jurisdictionOf(grant.exporter);
        if (regulators != exporters) revert OutOfJurisdiction(regulators, exporters);
        if (grant.toJurisdiction == exporters) revert InvalidGrant("toJurisdiction");
        if (_classOf(grant.scope, grant.subject) == DataClass.Core) revert CoreDataNeverLeaves(grant.subject);

        approvalId = ++_count;
        Approval storage record = _approvals[approvalId];
        record.regulator = regulator;
        record.grantedAt = uint40(block.timestamp);
        record.grant = grant;
        _newest[_key(grant.exporter, grant.scope, grant.subject, grant.toJurisdiction)] = approvalId;
        emit ApprovalGranted(approvalId, grant.exporter, regulator, grant, documentHash);
    }

    /// @inheritdoc ICompliance
    function recordExport(uint64 approvalId, uint64 volume, bytes32 evidenceHash) external {
        Approval storage record = _requireActive(approvalId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        uint64 exporter = record.grant.exporter;
        if (caller != exporter) revert NotExporter(approvalId, exporter, caller);
        _consume(approvalId, record, volume, evidenceHash);
    }

    /// @inheritdoc ICompliance
    function consume(uint64 approvalId, uint64 volume) external restricted {
        _consume(approvalId, _requireActive(approvalId), volume, 0);
    }

    /// @inheritdoc ICompliance
    function revoke(uint64 approvalId, bytes32 reasonHash) external {
        Approval storage record = _requireActive(approvalId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.regulator) revert NotItsRegulator(approvalId, record.regulator, caller);

        record.revoked = true;
        emit ApprovalRevoked(approvalId, reasonHash);
    }

    /// @inheritdoc ICompliance
    function setPolicy(ICompliancePolicy policy_) external restricted {
        _setPolicy(policy_);
    }

    /// @inheritdoc ICompliance
    function policy() external view returns (ICompliancePolicy) {
        return _policy;
    }

    /// @inheritdoc ICompliance
    function decideExport(
        uint64 exporter,
        uint64 certificateId,
        uint16 toJurisdiction,
        uint64 volume
    ) external view returns (Verdict verdict, uint64 approvalId) {
        if (_RIGHTS.certificateStatus(certificateId) == CertificateStatus.None) return (Verdict.Unknown, 0);
        if (!_PARTICIPANTS.isActive(exporter)) return (Verdict.Unknown, 0);
        uint16 from = _jurisdictionOf(exporter);
        if (from == toJurisdiction) return (Verdict.Domestic, 0);

        Registration memory record = _RIGHTS.registration(certificateId);
        if (record.dataClass == DataClass.Core) return (Verdict.Forbidden, 0);
        ExportRule rule = _policy.ruleFor(record.dataClass, from, toJurisdiction);
        if (rule == ExportRule.Allowed) return (Verdict.Allowed, 0);
        if (rule != ExportRule.NeedsApproval) return (Verdict.Forbidden, 0);

        bytes32 subject = bytes32(uint256(certificateId));
        approvalId = _newest[_key(exporter, Scope.Certificate, subject, toJurisdiction)];
        if (_covers(approvalId, volume)) return (Verdict.Approved, approvalId);
        approvalId = _newest[_key(exporter, Scope.Asset, record.commitment, toJurisdiction)];
        if (_covers(approvalId, volume)) return (Verdict.Approved, approvalId);
        return (Verdict.ApprovalMissing, 0);
    }

    /// @inheritdoc ICompliance
    function approval(uint64 approvalId) external view returns (Approval memory) {
        if (_approvals[approvalId].regulator == 0) revert UnknownApproval(approvalId);
        return _approvals[approvalId];
    }

    /// @inheritdoc ICompliance
    function approvalCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc ICompliance
    function approvalStatus(uint64 approvalId) public view returns (ApprovalStatus) {
        Approval storage record = _approvals[approvalId];
        if (record.regulator == 0) return ApprovalStatus.None;
        if (record.revoked) return ApprovalStatus.Revoked;
        if (record.consumed == record.grant.volume) return ApprovalStatus.Exhausted;
        return block.timestamp < record.grant.validUntil ? ApprovalStatus.Active : ApprovalStatus.Expired;
    }

    function _setPolicy(ICompliancePolicy policy_) private {
        if (address(policy_).code.length == 0) revert InvalidCompliancePolicy(address(policy_));
        _policy = policy_;
        emit CompliancePolicyReplaced(address(policy_));
    }

    function _consume(uint64 approvalId, Approval storage record, uint64 volume, bytes32 evidenceHash) private {
        uint64 left = record.grant.volume - record.consumed;
        if (volume == 0 || volume > left) revert VolumeExceeded(approvalId, volume, left);
        record.consumed += volume;
        emit ExportRecorded(approvalId, volume, record.consumed, evidenceHash);
    }

    function _requireActive(uint64 approvalId) private view returns (Approval storage record) {
        ApprovalStatus status = approvalStatus(approvalId);
        if (status == ApprovalStatus.None) revert UnknownApproval(approvalId);
        if (status != ApprovalStatus.Active) revert ApprovalNotActive(approvalId, status);
        return _approvals[approvalId];
    }

    function _covers(uint64 approvalId, uint64 volume) private view returns (bool) {
        if (approvalStatus(approvalId) != ApprovalStatus.Active) return false;
        Approval storage record = _approvals[approvalId];
        return volume <= record.grant.volume - record.consumed;
    }

    function _checkGrant(Grant calldata grant, bytes32 documentHash) private view {
        if (grant.scope == Scope.None) revert InvalidGrant("scope");
        if (grant.volume == 0) revert InvalidGrant("volume");
        if (grant.validUntil <= block.timestamp) revert InvalidGrant("validUntil");
        if (grant.toJurisdiction == 0 || grant.toJurisdiction > 999) revert InvalidGrant("toJurisdiction");
        if (documentHash == 0) revert InvalidGrant("documentHash");
    }

    function _jurisdictionOf(uint64 participantId) private view returns (uint16) {
        return _PARTICIPANTS.participant(participantId).jurisdiction;
    }

    /// @dev All rights in force over one asset record the same class.
    function _classOf(Scope scope, bytes32 subject) private view returns (DataClass) {
        uint64 certificateId;
        if (scope == Scope.Certificate) {
            if (uint256(subject) <= type(uint64).max) certificateId = uint64(uint256(subject));
        } else {
            certificateId = _RIGHTS.certificateInForce(subject, Right.Hold);
            if (certificateId == 0) certificateId = _RIGHTS.certificateInForce(subject, Right.Process);
            if (certificateId == 0) certificateId = _RIGHTS.certificateInForce(subject, Right.Operate);
        }
        if (_RIGHTS.certificateStatus(certificateId) == CertificateStatus.None) revert UnknownSubject(subject);
        return _RIGHTS.registration(certificateId).dataClass;
    }

    function _key(uint64 exporter, Scope scope, bytes32 subject, uint16 to) private pure returns (bytes32) {
        return keccak256(abi.encode(exporter, scope, subject, to));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompliancePolicy} from "./ICompliancePolicy.sol";

/// @title ICompliance
/// @notice The book of export approvals, and the decision whether data may move to another jurisdiction.
///
///     Active -> Exhausted | Expired | Revoked
///
/// `Expired` comes with time alone.
/// @dev Two rules stand whatever the policy says: data that stays where it is needs nothing, and core data
/// never leaves.
interface ICompliance {
    /// @notice What an approval is for: one certificate, or every right over an asset.
    enum Scope {
        None,
        Certificate,
        Asset
    }

    /// @notice Status of an approval. All but `Active` are final.
    enum ApprovalStatus {
        None,
        Active,
        Exhausted,
        Expired,
        Revoked
    }

    /// @notice What is decided of an export. `Unknown`: there is no such certificate or participant.
    enum Verdict {
        Unknown,
        Domestic,
        Allowed,
        Approved,
        ApprovalMissing,
        Forbidden
    }

    /// @notice What a regulator approves.
    /// @dev Slot 0: exporter 64 | volume 64 | validUntil 40 | toJurisdiction 16 | scope 8 (192 bits).
    /// Slot 1: subject.
    /// @param exporter The participant who may move the data.
    /// @param volume Bytes that may be moved in all.
    /// @param validUntil Unix time.
    /// @param toJurisdiction Where the data may go (ISO 3166-1 numeric).
    /// @param scope What the approval is for.
    /// @param subject The certificate's id, or the asset's content commitment.
    struct Grant {
        uint64 exporter;
        uint64 volume;
        uint40 validUntil;
        uint16 toJurisdiction;
        Scope scope;
        bytes32 subject;
    }

    /// @notice One approval.
    /// @dev Slot 0: regulator 64 | consumed 64 | grantedAt 40 | revoked 8 (176 bits); then the grant.
    struct Approval {
        uint64 regulator;
        uint64 consumed;
        uint40 grantedAt;
        bool revoked;
        Grant grant;
    }

    /// @notice A regulator approved an export, for the reasons in the document with this hash.
    event ApprovalGranted(
        uint64 indexed approvalId,
        uint64 indexed exporter,
        uint64 indexed regulator,
        Grant grant,
        bytes32 documentHash
    );

    /// @notice `volume` bytes moved under an approval, `consumed` in all; the evidence has this hash (0: a trade).
    event ExportRecorded(uint64 indexed approvalId, uint64 volume, uint64 consumed, bytes32 evidenceHash);

    /// @notice The regulator revoked an approval for the reasons in the document with this hash.
    event ApprovalRevoked(uint64 indexed approvalId, bytes32 reasonHash);

    /// @notice The compliance policy was replaced.
    event CompliancePolicyReplaced(address indexed policy);

    /// @notice No approval has this id.
    error UnknownApproval(uint64 approvalId);

    /// @notice Only an active approval allows this.
    error ApprovalNotActive(uint64 approvalId, ApprovalStatus status);

    /// @notice Only the regulator who granted it may do this.
    error NotItsRegulator(uint64 approvalId, uint64 regulator, uint64 participantId);

    /// @notice Only the exporter may do this.
    error NotExporter(uint64 approvalId, uint64 exporter, uint64 participantId);

    /// @notice A regulator approves what leaves its own jurisdiction.
    error OutOfJurisdiction(uint16 regulators, uint16 exporters);

    /// @notice Core data never leaves.
    error CoreDataNeverLeaves(bytes32 subject);

    /// @notice There is no certificate, or no right in force over the asset, for this.
    error UnknownSubject(bytes32 subject);

    /// @notice A field of the grant is empty, past, or not what it must be.
    error InvalidGrant(string field);

    /// @notice So much is not left of the volume.
    error VolumeExceeded(uint64 approvalId, uint64 volume, uint64 left);

    /// @notice A policy must be a contract.
    error InvalidCompliancePolicy(address policy);

    /// @notice Approves an export; the caller acts for a regulator.
    /// @return approvalId Ids count from 1.
    function approve(Grant calldata grant, bytes32 documentHash) external returns (uint64 approvalId);

    /// @notice Records that data moved; the caller acts for the exporter.
    /// @param evidenceHash SHA-256 of the evidence.
    function recordExport(uint64 approvalId, uint64 volume, bytes32 evidenceHash) external;

    /// @notice Records that a trade moves data.
    function consume(uint64 approvalId, uint64 volume) external;

    /// @notice Revokes an approval; the caller acts for its regulator.
    function revoke(uint64 approvalId, bytes32 reasonHash) external;

    /// @notice Replaces the compliance policy (after the AccessManager's delay).
    function setPolicy(ICompliancePolicy policy_) external;

    /// @notice The policy in force.
    function policy() external view returns (ICompliancePolicy);

    /// @notice Whether `exporter` may move `volume` bytes of what a certificate is over to a jurisdiction now, and
    /// the approval that it rests on, or else 0. Never reverts.
    function decideExport(
        uint64 exporter,
        uint64 certificateId,
        uint16 toJurisdiction,
        uint64 volume
    ) external view returns (Verdict verdict, uint64 approvalId);

    /// @notice The whole record.
    function approval(uint64 approvalId) external view returns (Approval memory);

    /// @notice Number of approvals ever granted; the newest has this id.
    function approvalCount() external view returns (uint64);

    /// @notice Status now; `None` if there is no such approval.
    function approvalStatus(uint64 approvalId) external view returns (ApprovalStatus);
}

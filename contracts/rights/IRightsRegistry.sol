// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistrationPolicy} from "../policy/IRegistrationPolicy.sol";
import {
    Algorithm,
    ApplicationStatus,
    CertificateStatus,
    DataClass,
    ObjectionStatus,
    Registration,
    Right,
    Source
} from "./Registration.sol";

/// @title IRightsRegistry
/// @notice The book of data rights. An application is filed, stands in public notice, and becomes a
/// certificate (an ERC-721 token of the same number) unless it is rejected or withdrawn.
///
///     Filed -> InNotice -> (Objected -> InNotice)* -> Confirmed
///     Filed | InNotice | Objected -> Rejected | Withdrawn
///     certificate: Active -> Expired | Surrendered | Annulled
///
/// @dev An asset is identified by its content commitment: whoever holds the bytes can compute the id.
interface IRightsRegistry {
    /// @notice What an applicant files.
    /// @param commitment Content commitment of the asset.
    /// @param algorithm How the commitment was made.
    /// @param right The right applied for.
    /// @param dataClass Class of the data.
    /// @param termEnd Unix time at which the source agreement ends; 0 if nothing bounds the term but policy.
    /// @param descriptionHash SHA-256 of the description document.
    /// @param descriptionURI Where the description document can be fetched.
    /// @param sources Certificates and licences that the asset derives from, at most 32.
    struct Filing {
        bytes32 commitment;
        Algorithm algorithm;
        Right right;
        DataClass dataClass;
        uint40 termEnd;
        bytes32 descriptionHash;
        string descriptionURI;
        Source[] sources;
    }

    /// @notice A claim against an application in notice.
    struct Objection {
        uint64 objector;
        ObjectionStatus status;
    }

    /// @notice An application was filed.
    event ApplicationFiled(
        uint64 indexed applicationId,
        uint64 indexed applicant,
        bytes32 indexed commitment,
        Algorithm algorithm,
        Right right,
        DataClass dataClass,
        uint40 termEnd,
        bytes32 descriptionHash,
        string descriptionURI,
        Source[] sources
    );

    /// @notice Public notice opened; objections are heard before `noticeEnd` (Unix seconds).
    event NoticeOpened(uint64 indexed applicationId, uint40 noticeEnd);

    /// @notice A participant objected, on the evidence with this hash.
    event ObjectionRaised(
        uint64 indexed applicationId,
        uint16 indexed objectionId,
        uint64 indexed objector,
        bytes32 evidenceHash
    );

    /// @notice An objection was dismissed; notice stands until `noticeEnd` (Unix seconds).
    event ObjectionDismissed(
        uint64 indexed applicationId,
        uint16 indexed objectionId,
        bytes32 decisionHash,
        uint40 noticeEnd
    );

    /// @notice An objection was upheld; the application is rejected by the next event.
    event ObjectionUpheld(uint64 indexed applicationId, uint16 indexed objectionId, bytes32 decisionHash);

    /// @notice An application was rejected by the decision with this hash.
    event ApplicationRejected(uint64 indexed applicationId, bytes32 decisionHash);

    /// @notice The applicant withdrew.
    event ApplicationWithdrawn(uint64 indexed applicationId);

    /// @notice A right was confirmed: the certificate bears the application's number.
    event CertificateConfirmed(
        uint64 indexed certificateId,
        uint64 indexed holder,
        bytes32 indexed commitment,
        Right right,
        uint40 expiresAt,
        bytes32 decisionHash
    );

    /// @notice The certificate passed from one participant to another.
    event HolderChanged(uint64 indexed certificateId, uint64 indexed from, uint64 indexed to);

    /// @notice The term was renewed.
    event CertificateRenewed(uint64 indexed certificateId, uint40 expiresAt, bytes32 decisionHash);

    /// @notice The holder gave the right up.
    event CertificateSurrendered(uint64 indexed certificateId);

    /// @notice The registrar annulled the certificate for the reasons in the document with this hash.
    event CertificateAnnulled(uint64 indexed certificateId, bytes32 reasonHash);

    /// @notice The registration policy was replaced.
    event PolicyReplaced(address indexed policy);

    /// @notice No application has this id.
    error UnknownApplication(uint64 applicationId);

    /// @notice No certificate has this id (the application of this number, if any, is not confirmed).
    error UnknownCertificate(uint64 certificateId);

    /// @notice The application's status does not allow this; `allowed` is a bit mask of `1 << status`.
    error WrongApplicationStatus(uint64 applicationId, ApplicationStatus status, uint256 allowed);

    /// @notice Only an active certificate allows this.
    error CertificateNotActive(uint64 certificateId, CertificateStatus status);

    /// @notice The same right over the same asset is in force under this certificate.
    error RightInForce(bytes32 commitment, Right right, uint64 certificateId);

    /// @notice Rights in force over this asset record another class or algorithm.
    error AssetMismatch(bytes32 commitment, DataClass dataClass, Algorithm algorithm);

    /// @notice Only the applicant may do this.
    error NotApplicant(uint64 applicationId, uint64 applicant, uint64 participantId);

    /// @notice Only the holder may do this.
    error NotHolder(uint64 certificateId, uint64 holder, uint64 participantId);

    /// @notice Notice runs until `noticeEnd`: nothing can be confirmed before.
    error NoticeStillOpen(uint64 applicationId, uint40 noticeEnd);

    /// @notice Notice ended at `noticeEnd`: nothing can be objected since.
    error NoticeClosed(uint64 applicationId, uint40 noticeEnd);

    /// @notice Nobody objects to an application of their own.
    error ObjectorIsApplicant(uint64 applicationId, uint64 participantId);

    /// @notice One participant raises one objection against one application.
    error AlreadyObjected(uint64 applicationId, uint64 participantId);

    /// @notice The objection does not exist (`None`) or was decided.
    error ObjectionNotOpen(uint64 applicationId, uint16 objectionId, ObjectionStatus status);

    /// @notice Renewal is possible from `opensAt` until the certificate expires.
    error RenewalNotOpen(uint64 certificateId, uint40 opensAt);

    /// @notice The term would end at or before the given time.
    error InvalidTermEnd(uint40 termEnd, uint40 mustExceed);

    /// @notice A field of the filing is empty that must not be.
    error IncompleteFiling(string field);

    /// @notice A filing names at most `limit` sources.
    error TooManySources(uint256 count, uint256 limit);

    /// @notice A policy must be a contract.
    error InvalidPolicy(address policy);

    /// @notice A decision is recorded by the hash of its document: it cannot be zero.
    error MissingDecision();

    /// @notice Files an application for the caller's participant.
    /// @return applicationId Ids count from 1 and are never reused.
    function fileApplication(Filing calldata filing) external returns (uint64 applicationId);

    /// @notice Withdraws the caller's own application.
    function withdrawApplication(uint64 applicationId) external;

    /// @notice Opens public notice for the period that policy sets for the data's class.
    function openNotice(uint64 applicationId) external;

    /// @notice Objects to an application in notice.
    /// @return objectionId Counts from 1 within the application.
    function raiseObjection(uint64 applicationId, bytes32 evidenceHash) external returns (uint16 objectionId);

    /// @notice Dismisses an objection; when it was the last one open, notice goes on, for at least the extension
    /// that policy sets.
    function dismissObjection(uint64 applicationId, uint16 objectionId, bytes32 decisionHash) external;

    /// @notice Upholds an objection, and so rejects the application.
    function upholdObjection(uint64 applicationId, uint16 objectionId, bytes32 decisionHash) external;

    /// @notice Rejects an application.
    function rejectApplication(uint64 applicationId, bytes32 decisionHash) external;

    /// @notice Confirms the right after notice and mints its certificate to the applicant.
    /// @dev Reverts with `RightInForce` naming the certificate in the way.
    function confirm(uint64 applicationId, bytes32 decisionHash) external;

    /// @notice Renews a certificate within policy's renewal window.
    /// @param termEnd Unix time at which the source agreement ends; 0 if nothing bounds the term but policy.
    function renew(uint64 certificateId, uint40 termEnd, bytes32 decisionHash) external;

    /// @notice Gives up the caller's own certificate.
    function surrender(uint64 certificateId) external;

    /// @notice Annuls a certificate that should not have been issued.
    function annul(uint64 certificateId, bytes32 reasonHash) external;

    /// @notice Replaces the registration policy (after the AccessManager's delay).
    function setPolicy(IRegistrationPolicy policy_) external;

    /// @notice The policy in force.
    function policy() external view returns (IRegistrationPolicy);

    /// @notice Number of applications ever filed; the newest has this id.
    function applicationCount() external view returns (uint64);

    /// @notice The registration with this number, as stored.
    function registration(uint64 applicationId) external view returns (Registration memory);

    /// @notice Sources that the application named.
    function sourcesOf(uint64 applicationId) external view returns (Source[] memory);

    /// @notice An objection against an application.
    function objection(uint64 applicationId, uint16 objectionId) external view returns (Objection memory);

    /// @notice Status of a certificate now; `None` if there is none of this number.
    function certificateStatus(uint64 certificateId) external view returns (CertificateStatus);

    /// @notice The participant that holds a certificate.
    function holderOf(uint64 certificateId) external view returns (uint64 participantId);

    /// @notice The certificate under which a right over an asset is in force now; 0 if none.
    function certificateInForce(bytes32 commitment, Right right) external view returns (uint64 certificateId);

    /// @notice Reverts unless the certificate is active and held by `participantId`.
    /// @return expiresAt When it expires (Unix seconds).
    function requireHolder(uint64 certificateId, uint64 participantId) external view returns (uint40 expiresAt);
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistrationPolicy} from "../policy/IRegistrationPolicy.sol";
import {
    Algorithm,
    ApplicationStatus,
    DataClass,
    ObjectionStatus,
    Registration,
    Right,
    Source
} from "./Registration.sol";

/// @title IApplications
/// @notice Applications for the confirmation of a right, up to the decision.
///
///     Filed -> InNotice -> (Objected -> InNotice)* -> Confirmed
///     Filed | InNotice | Objected -> Rejected | Withdrawn
///
/// @dev An asset is identified by its content commitment: whoever holds the bytes can compute the id.
interface IApplications {
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
        bool answered;
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

    /// @notice Only this examiner decides the application from now on; the zero address: any examiner.
    event ExaminerAssigned(uint64 indexed applicationId, address indexed examiner);

    /// @notice Public notice opened; objections are heard before `noticeEnd` (Unix seconds).
    event NoticeOpened(uint64 indexed applicationId, uint40 noticeEnd);

    /// @notice A participant objected, on the evidence with this hash.
    event ObjectionRaised(
        uint64 indexed applicationId,
        uint16 indexed objectionId,
        uint64 indexed objector,
        bytes32 evidenceHash
    );

    /// @notice The applicant answered an objection, with the evidence of this hash.
    event ObjectionAnswered(uint64 indexed applicationId, uint16 indexed objectionId, bytes32 evidenceHash);

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

    /// @notice The registration policy was replaced.
    event PolicyReplaced(address indexed policy);

    /// @notice The periods of the policy, in force for all that is decided from now on.
    event PeriodsSet(IRegistrationPolicy.Periods periods);

    /// @notice No application has this id.
    error UnknownApplication(uint64 applicationId);

    /// @notice The application's status does not allow this; `allowed` is a bit mask of `1 << status`.
    error WrongApplicationStatus(uint64 applicationId, ApplicationStatus status, uint256 allowed);

    /// @notice Only the applicant may do this.
    error NotApplicant(uint64 applicationId, uint64 applicant, uint64 participantId);

    /// @notice The application is assigned to another examiner.
    error NotItsExaminer(uint64 applicationId, address examiner, address account);

    /// @notice Notice ended at `noticeEnd`: nothing can be objected since.
    error NoticeClosed(uint64 applicationId, uint40 noticeEnd);

    /// @notice Nobody objects to an application of their own.
    error ObjectorIsApplicant(uint64 applicationId, uint64 participantId);

    /// @notice One participant raises one objection against one application.
    error AlreadyObjected(uint64 applicationId, uint64 participantId);

    /// @notice At most `limit` objections to one application are open at once.
    error TooManyObjections(uint64 applicationId, uint256 limit);

    /// @notice The objection does not exist (`None`) or was decided.
    error ObjectionNotOpen(uint64 applicationId, uint16 objectionId, ObjectionStatus status);

    /// @notice An objection is answered once.
    error ObjectionAnsweredAlready(uint64 applicationId, uint16 objectionId);

    /// @notice A field of the filing is empty that must not be.
    error IncompleteFiling(string field);

    /// @notice A filing names at most `limit` sources.
    error TooManySources(uint256 count, uint256 limit);

    /// @notice The term would end at or before the given time.
    error InvalidTermEnd(uint40 termEnd, uint40 mustExceed);

    /// @notice A decision is recorded by the hash of its document: it cannot be zero.
    error MissingDecision();

    /// @notice A policy must be a contract (the zero address: none was set).
    error InvalidPolicy(address policy);

    /// @notice Files an application for the caller's participant.
    /// @return applicationId Ids count from 1 and are never reused.
    function fileApplication(Filing calldata filing) external returns (uint64 applicationId);

    /// @notice Enters applications that one applicant handed in together, and opens their notice at once.
    /// @return firstId The ids are this and the next ones, in the order of `filings`.
    function fileBatch(uint64 applicant, Filing[] calldata filings) external returns (uint64 firstId);

    /// @notice Withdraws the caller's own application.
    function withdrawApplication(uint64 applicationId) external;

    /// @notice Assigns an application that is not decided to an examiner, or to another; zero: to any.
    function assignExaminer(uint64 applicationId, address examiner) external;

    /// @notice Opens public notice for the period that policy sets for the data's class.
    function openNotice(uint64 applicationId) external;

    /// @notice Objects to an application in notice.
    /// @return objectionId Counts from 1 within the application.
    function raiseObjection(uint64 applicationId, bytes32 evidenceHash) external returns (uint16 objectionId);

    /// @notice Answers an open objection; the caller acts for the applicant.
    function answerObjection(uint64 applicationId, uint16 objectionId, bytes32 evidenceHash) external;

    /// @notice Dismisses an objection; when it was the last one open, notice goes on, for at least the extension
    /// that policy sets.
    function dismissObjection(uint64 applicationId, uint16 objectionId, bytes32 decisionHash) external;

    /// @notice Upholds an objection, and so rejects the application.
    function upholdObjection(uint64 applicationId, uint16 objectionId, bytes32 decisionHash) external;

    /// @notice Rejects an application.
    function rejectApplication(uint64 applicationId, bytes32 decisionHash) external;

    /// @notice Replaces the registration policy (after the AccessManager's delay). Its periods are read once, now.
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

    /// @notice The examiner that the application is assigned to; zero: any.
    function examinerOf(uint64 applicationId) external view returns (address);
}

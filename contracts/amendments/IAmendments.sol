// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Why the record is amended: it was wrong from the beginning, or what it describes has changed since.
enum AmendmentKind {
    None,
    Correction,
    Change
}

/// @notice Status of an amendment. All but `Requested` are final.
enum AmendmentStatus {
    None,
    Requested,
    Accepted,
    Rejected,
    Withdrawn
}

/// @title IAmendments
/// @notice Corrections and changes of what a certificate says of its asset. The registry's own record stays as it was
/// filed: accepted amendments are added to it, each naming the one before, and the newest of them is in force.
///
///     Requested -> Accepted | Rejected | Withdrawn, and corrections by the registrar, which are accepted at once
///
interface IAmendments {
    /// @notice An amendment.
    /// @dev Slot 0: certificateId 64 | requester 64 | previous 64 | kind 8 | status 8 = 208 bits. Slot 1:
    /// descriptionHash. `requester` is 0 if the registrar made it; `previous` is what it took the place of when it
    /// was accepted, 0: what was filed.
    struct Amendment {
        uint64 certificateId;
        uint64 requester;
        uint64 previous;
        AmendmentKind kind;
        AmendmentStatus status;
        bytes32 descriptionHash;
    }

    /// @notice A holder asked for its certificate to say this of the asset, on the grounds in the document with
    /// this hash.
    event AmendmentRequested(
        uint64 indexed amendmentId,
        uint64 indexed certificateId,
        uint64 indexed requester,
        AmendmentKind kind,
        bytes32 descriptionHash,
        string descriptionURI,
        bytes32 reasonHash
    );

    /// @notice An amendment is in force from now on.
    event AmendmentAccepted(uint64 indexed amendmentId, uint64 indexed certificateId, bytes32 decisionHash);

    /// @notice An amendment was refused.
    event AmendmentRejected(uint64 indexed amendmentId, uint64 indexed certificateId, bytes32 decisionHash);

    /// @notice The requester took its request back.
    event AmendmentWithdrawn(uint64 indexed amendmentId, uint64 indexed certificateId);

    /// @notice The registrar set the record right of its own accord, on the grounds in the document with this hash:
    /// the correction is in force from now on.
    event RecordCorrected(
        uint64 indexed amendmentId,
        uint64 indexed certificateId,
        bytes32 descriptionHash,
        string descriptionURI,
        bytes32 documentHash
    );

    /// @notice No amendment has this id.
    error UnknownAmendment(uint64 amendmentId);

    /// @notice The amendment was decided or withdrawn.
    error AmendmentNotOpen(uint64 amendmentId, AmendmentStatus status);

    /// @notice A field is empty that must not be.
    error IncompleteAmendment(string field);

    /// @notice Only who asked for the amendment takes it back.
    error NotRequester(uint64 amendmentId, uint64 requester, uint64 participantId);

    /// @notice Asks for another description of the caller's certificate, which must be in force and neither frozen
    /// nor pledged: a lender took it for what it says.
    /// @param descriptionHash SHA-256 of the new description, or the salted root over its fields.
    /// @param descriptionURI Where it can be fetched; may be empty.
    /// @param reasonHash Of the document that gives the grounds.
    /// @return amendmentId Ids count from 1 and are never reused.
    function requestAmendment(
        uint64 certificateId,
        AmendmentKind kind,
        bytes32 descriptionHash,
        string calldata descriptionURI,
        bytes32 reasonHash
    ) external returns (uint64 amendmentId);

    /// @notice Accepts what was asked for, while the requester still holds the certificate and could still ask.
    function acceptAmendment(uint64 amendmentId, bytes32 decisionHash) external;

    /// @notice Refuses what was asked for.
    function rejectAmendment(uint64 amendmentId, bytes32 decisionHash) external;

    /// @notice Takes back what was asked for and is not decided.
    function withdrawAmendment(uint64 amendmentId) external;

    /// @notice Corrects the record of a certificate that is in force and not frozen, without its holder's asking.
    function correctRecord(
        uint64 certificateId,
        bytes32 descriptionHash,
        string calldata descriptionURI,
        bytes32 documentHash
    ) external returns (uint64 amendmentId);

    /// @notice An amendment.
    function amendment(uint64 amendmentId) external view returns (Amendment memory);

    /// @notice Number of amendments ever asked for or made; the newest has this id.
    function amendmentCount() external view returns (uint64);

    /// @notice The amendment of a certificate that is in force; 0: what was filed is. `previous` leads to those before.
    function amendmentInForce(uint64 certificateId) external view returns (uint64 amendmentId);
}

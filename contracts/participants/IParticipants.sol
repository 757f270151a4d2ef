// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IParticipants
/// @notice The book of verified participants: persons and bodies, each with one or more accounts (keys).
/// A right belongs to the participant; an account only acts for it, so a lost key loses nothing.
/// @dev Nothing personal is stored: a credential is known by its hash alone.
interface IParticipants {
    /// @notice What a participant is. `None` marks an id that was never given.
    enum Kind {
        None,
        Citizen,
        Enterprise,
        PublicBody,
        Exchange,
        Court,
        Regulator,
        Custodian,
        Appraiser
    }

    /// @notice `Suspended` participants keep what they hold and can do nothing with it.
    enum ParticipantStatus {
        None,
        Active,
        Suspended
    }

    /// @notice A `Revoked` account still names its participant, and can no longer act for it.
    enum AccountStatus {
        None,
        Active,
        Revoked
    }

    /// @notice One participant.
    /// @dev Slot 0: kind 8 | status 8 | jurisdiction 16 | registeredAt 40 | primaryAccount 160 (232 bits).
    /// Slot 1: credentialHash.
    struct Participant {
        Kind kind;
        ParticipantStatus status;
        uint16 jurisdiction;
        uint40 registeredAt;
        address primaryAccount;
        bytes32 credentialHash;
    }

    /// @notice A participant was verified and entered.
    event ParticipantRegistered(
        uint64 indexed participantId,
        address indexed account,
        Kind kind,
        uint16 jurisdiction,
        bytes32 credentialHash
    );

    /// @notice The registrar suspended a participant for the reasons in the document with this hash.
    event ParticipantSuspended(uint64 indexed participantId, bytes32 reasonHash);

    /// @notice The registrar lifted a suspension.
    event ParticipantReinstated(uint64 indexed participantId, bytes32 reasonHash);

    /// @notice The credential was verified anew.
    event CredentialUpdated(uint64 indexed participantId, bytes32 credentialHash);

    /// @notice A participant asked an account to act for it; the account has yet to accept.
    event AccountInvited(uint64 indexed participantId, address indexed account);

    /// @notice An account acts for the participant from now on.
    event AccountAdded(uint64 indexed participantId, address indexed account);

    /// @notice An account acts for the participant no longer.
    event AccountRevoked(uint64 indexed participantId, address indexed account);

    /// @notice Certificates and licences granted from now on are minted to this account.
    event PrimaryAccountChanged(uint64 indexed participantId, address indexed account);

    /// @notice The registrar replaced a lost account, on the grounds in the document with this hash.
    event AccountRecovered(
        uint64 indexed participantId,
        address indexed lost,
        address indexed replacement,
        bytes32 reasonHash
    );

    /// @notice No participant has this id.
    error UnknownParticipant(uint64 participantId);

    /// @notice The participant's status does not allow this.
    error ParticipantNotActive(uint64 participantId, ParticipantStatus status);

    /// @notice Suspend needs an active participant, reinstate a suspended one.
    error WrongParticipantStatus(uint64 participantId, ParticipantStatus status, ParticipantStatus required);

    /// @notice The account acts for no participant (`participantId` 0) or was revoked.
    error AccountNotActive(address account, uint64 participantId);

    /// @notice The account is, or was, an account of this participant; an account is never reused.
    error AccountTaken(address account, uint64 participantId);

    /// @notice The account was not invited by this participant, or by an account that is revoked since.
    error NotInvited(address account, uint64 participantId);

    /// @notice The primary account cannot be revoked: make another account primary first.
    error PrimaryAccountNotRevocable(uint64 participantId, address account);

    /// @notice Not an ISO 3166-1 numeric code (1 to 999).
    error InvalidJurisdiction(uint16 jurisdiction);

    /// @notice A participant must be of some kind.
    error InvalidKind();

    /// @notice The zero address is nobody's account.
    error InvalidAccount(address account);

    /// @notice A participant is registered on the strength of a credential: its hash cannot be zero.
    error MissingCredential();

    /// @notice Enters a verified participant with its first account.
    /// @param kind What it is.
    /// @param jurisdiction ISO 3166-1 numeric code, 1 to 999.
    /// @param credentialHash SHA-256 of the credential document that was verified.
    /// @param account Its first, and primary, account.
    /// @return participantId Ids count from 1.
    function register(
        Kind kind,
        uint16 jurisdiction,
        bytes32 credentialHash,
        address account
    ) external returns (uint64 participantId);

    /// @notice Suspends an active participant.
    function suspend(uint64 participantId, bytes32 reasonHash) external;

    /// @notice Reinstates a suspended participant.
    function reinstate(uint64 participantId, bytes32 reasonHash) external;

    /// @notice Records that the credential was verified anew.
    function updateCredential(uint64 participantId, bytes32 credentialHash) external;

    /// @notice Replaces a lost or stolen account: `lost` is revoked and `replacement` acts from now on.
    function recoverAccount(address lost, address replacement, bytes32 reasonHash) external;

    /// @notice Invites another account to act for the caller's participant.
    function inviteAccount(address account) external;

    /// @notice The invited account accepts; without its consent nobody could claim it.
    function acceptInvitation(uint64 participantId) external;

    /// @notice Makes an active account of the caller's participant its primary one.
    function setPrimaryAccount(address account) external;

    /// @notice Revokes an account of the caller's participant, other than the primary one.
    function revokeAccount(address account) external;

    /// @notice The whole record.
    function participant(uint64 participantId) external view returns (Participant memory);

    /// @notice Number of participants ever registered; the newest has this id.
    function participantCount() external view returns (uint64);

    /// @notice The participant an account belongs, or belonged, to; 0 if none.
    function participantOf(address account) external view returns (uint64);

    /// @notice Whether the account may act now, and for whom.
    function accountStatus(address account) external view returns (AccountStatus);

    /// @notice Whether the participant exists and is not suspended.
    function isActive(uint64 participantId) external view returns (bool);

    /// @notice The participant that this account may act for now.
    /// @dev Reverts with `AccountNotActive` or `ParticipantNotActive`.
    function requireActiveAccount(address account) external view returns (uint64 participantId);

    /// @notice The account that receives what an active participant is granted.
    /// @dev Reverts with `UnknownParticipant` or `ParticipantNotActive`.
    function requireActive(uint64 participantId) external view returns (address primaryAccount);
}

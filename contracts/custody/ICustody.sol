// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ICustody
/// @notice Custodians attest that they hold the bytes of a content commitment, and prove it when challenged.
///
///     Attested -> Challenged -> Attested | Failed
///     Attested -> Withdrawn | Expired
///
/// `Failed` and `Expired` come with time alone.
/// @dev Only commitments of the algorithm `ChunkMerkle` can be attested; see {ChunkTree}.
interface ICustody {
    /// @notice Status of an attestation. `Failed`, `Withdrawn` and `Expired` are final.
    enum AttestationStatus {
        None,
        Attested,
        Challenged,
        Failed,
        Withdrawn,
        Expired
    }

    /// @notice One attestation.
    /// @dev Slot 0: custodian 64 | size 64 | attestedAt 40 | validUntil 40 | withdrawn 8 (216 bits).
    /// Slot 1: challenger 64 | challenges 32 | chunk 32 | answerBy 40 (168 bits). Slot 2: commitment.
    /// @param custodian Who holds the bytes.
    /// @param size How many bytes there are.
    /// @param attestedAt Since when (Unix seconds).
    /// @param validUntil Until when, at least (Unix seconds).
    /// @param withdrawn Whether the custodian ended it early.
    /// @param challenger Who challenged last.
    /// @param challenges How many challenges there were; the last has this number.
    /// @param chunk Index of the chunk that the last challenge is about.
    /// @param answerBy Unix time by which the open challenge must be answered; 0 if none is open.
    /// @param commitment What it is about.
    struct Attestation {
        uint64 custodian;
        uint64 size;
        uint40 attestedAt;
        uint40 validUntil;
        bool withdrawn;
        uint64 challenger;
        uint32 challenges;
        uint32 chunk;
        uint40 answerBy;
        bytes32 commitment;
    }

    /// @notice A custodian attested that it holds `size` bytes with this commitment until `validUntil`.
    event CustodyAttested(
        uint64 indexed attestationId,
        uint64 indexed custodian,
        bytes32 indexed commitment,
        uint64 size,
        uint40 validUntil
    );

    /// @notice A participant asked for the chunk with this index, to be shown before `answerBy`.
    event CustodyChallenged(
        uint64 indexed attestationId,
        uint32 indexed challengeId,
        uint64 indexed challenger,
        uint32 chunk,
        uint40 answerBy
    );

    /// @notice The custodian showed the chunk that was asked for.
    event ChallengeAnswered(uint64 indexed attestationId, uint32 indexed challengeId);

    /// @notice The custodian holds the bytes no longer.
    event CustodyWithdrawn(uint64 indexed attestationId);

    /// @notice Challenges from now on must be answered within so many seconds.
    event ResponsePeriodSet(uint32 responsePeriod);

    /// @notice No attestation has this id.
    error UnknownAttestation(uint64 attestationId);

    /// @notice The attestation's status does not allow this.
    error WrongAttestationStatus(uint64 attestationId, AttestationStatus status, AttestationStatus required);

    /// @notice Only the custodian may do this.
    error NotItsCustodian(uint64 attestationId, uint64 custodian, uint64 participantId);

    /// @notice The commitment is not that to `size` bytes with this root.
    error CommitmentMismatch(bytes32 commitment, uint64 size, bytes32 root);

    /// @notice A commitment is to at most `limit` bytes.
    error TooLong(uint64 size, uint64 limit);

    /// @notice An attestation must run beyond now.
    error AlreadyPast(uint40 validUntil);

    /// @notice Nobody challenges an attestation of their own.
    error ChallengerIsCustodian(uint64 attestationId, uint64 participantId);

    /// @notice This participant can challenge the attestation again from `opensAt` on.
    error ChallengedLately(uint64 attestationId, uint64 participantId, uint40 opensAt);

    /// @notice The bytes and proof are not those of the chunk with this index.
    error WrongChunk(uint64 attestationId, uint32 chunk);

    /// @notice The period must be longer than zero.
    error InvalidResponsePeriod();

    /// @notice Attests that the caller's participant, a custodian, holds the bytes until `validUntil`.
    /// @param commitment Content commitment of the algorithm `ChunkMerkle`.
    /// @param size How many bytes there are.
    /// @param root Root of the tree over their chunks.
    /// @param validUntil Unix time.
    /// @return attestationId Ids count from 1.
    function attest(
        bytes32 commitment,
        uint64 size,
        bytes32 root,
        uint40 validUntil
    ) external returns (uint64 attestationId);

    /// @notice Asks the custodian for a chunk that chance chooses; any active participant may, once in a
    /// response period.
    /// @return chunk Index of the chunk, from 0.
    function challenge(uint64 attestationId) external returns (uint32 chunk);

    /// @notice Shows the chunk that was asked for; the caller acts for the custodian.
    /// @param proof Siblings on the way from the chunk's leaf to the root.
    function answer(uint64 attestationId, bytes calldata chunk, bytes32[] calldata proof) external;

    /// @notice Ends an attestation early; not while it is challenged. The caller acts for the custodian.
    function withdraw(uint64 attestationId) external;

    /// @notice Sets how long custodians have to answer a challenge, in seconds.
    function setResponsePeriod(uint32 responsePeriod_) external;

    /// @notice How long custodians have to answer a challenge, in seconds.
    function responsePeriod() external view returns (uint32);

    /// @notice The whole record.
    function attestation(uint64 attestationId) external view returns (Attestation memory);

    /// @notice Number of attestations ever made; the newest has this id.
    function attestationCount() external view returns (uint64);

    /// @notice Status now; `None` if there is no such attestation.
    function attestationStatus(uint64 attestationId) external view returns (AttestationStatus);
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Kinds} from "../participants/Kinds.sol";
import {ChunkTree} from "./ChunkTree.sol";
import {ICustody} from "./ICustody.sol";

/// @title Custody
/// @notice See {ICustody}.
contract Custody is ICustody, EmergencyPause {
    using Kinds for IParticipants;

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // Ids given so far.
    uint64 private _count;

    // Seconds that a custodian has to answer.
    uint32 private _responsePeriod;

    // Every attestation by id.
    mapping(uint64 attestationId => Attestation record) private _attestations;

    // When each participant may challenge an attestation again, lest one wear a custodian out.
    mapping(uint64 attestationId => mapping(uint64 participantId => uint40 opensAt)) private _nextChallenge;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        uint32 responsePeriod_
    ) RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
        _setResponsePeriod(responsePeriod_);
    }

    /// @inheritdoc ICustody
    function attest(
        bytes32 commitment,
        uint64 size,
        bytes32 root,
        uint40 validUntil
    ) external whileOpen returns (uint64 attestationId) {
        uint64 custodian = _PARTICIPANTS.requireActing(_msgSender(), IParticipants.Kind.Custodian);
        if (size > ChunkTree.MAX_SIZE) revert TooLong(size, ChunkTree.MAX_SIZE);
        if (ChunkTree.commitment(size, root) != commitment) revert CommitmentMismatch(commitment, size, root);
        if (validUntil <= block.timestamp) revert AlreadyPast(validUntil);

        attestationId = ++_count;
        Attestation storage record = _attestations[attestationId];
        record.custodian = custodian;
        record.size = size;
        record.attestedAt = uint40(block.timestamp);
        record.validUntil = validUntil;
        record.commitment = commitment;
        emit CustodyAttested(attestationId, custodian, commitment, size, validUntil);
    }

    /// @inheritdoc ICustody
    function challenge(uint64 attestationId) external whileOpen returns (uint32 chunk) {
        Attestation storage record = _requireStatus(attestationId, AttestationStatus.Attested);
        uint64 challenger = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (challenger == record.custodian) revert ChallengerIsCustodian(attestationId, challenger);
        uint40 answerBy = uint40(block.timestamp) + _responsePeriod;
        uint40 opensAt = _nextChallenge[attestationId][challenger];
        if (block.timestamp < opensAt) revert ChallengedLately(attestationId, challenger, opensAt);

        uint32 challengeId = ++record.challenges;
        chunk = _draw(attestationId, challengeId, record.size);
        record.challenger = challenger;
        record.chunk = chunk;
        record.answerBy = answerBy;
        _nextChallenge[attestationId][challenger] = answerBy;
        emit CustodyChallenged(attestationId, challengeId, challenger, chunk, answerBy);
    }

    /// @inheritdoc ICustody
    function answer(uint64 attestationId, bytes calldata chunk, bytes32[] calldata proof) external {
        Attestation storage record = _requireStatus(attestationId, AttestationStatus.Challenged);
        _requireCustodian(attestationId, record.custodian);
        if (!_isChunk(record, chunk, proof)) revert WrongChunk(attestationId, record.chunk);

        record.answerBy = 0;
        emit ChallengeAnswered(attestationId, record.challenges);
    }

    /// @inheritdoc ICustody
    function withdraw(uint64 attestationId) external {
        Attestation storage record = _requireStatus(attestationId, AttestationStatus.Attested);
        _requireCustodian(attestationId, record.custodian);

        record.withdrawn = true;
        emit CustodyWithdrawn(attestationId);
    }

    /// @inheritdoc ICustody
    function setResponsePeriod(uint32 responsePeriod_) external restricted {
        _setResponsePeriod(responsePeriod_);
    }

    /// @inheritdoc ICustody
    function responsePeriod() external view returns (uint32) {
        return _responsePeriod;
    }

    /// @inheritdoc ICustody
    function attestation(uint64 attestationId) external view returns (Attestation memory) {
        if (_attestations[attestationId].custodian == 0) revert UnknownAttestation(attestationId);
        return _attestations[attestationId];
    }

    /// @inheritdoc ICustody
    function attestationCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc ICustody
    function attestationStatus(uint64 attestationId) public view returns (AttestationStatus) {
        Attestation storage record = _attestations[attestationId];
        if (record.custodian == 0) return AttestationStatus.None;
        if (record.withdrawn) return AttestationStatus.Withdrawn;
        if (record.answerBy != 0) {
            return block.timestamp < record.answerBy ? AttestationStatus.Challenged : AttestationStatus.Failed;
        }
        return block.timestamp < record.validUntil ? AttestationStatus.Attested : AttestationStatus.Expired;
    }

    function _setResponsePeriod(uint32 responsePeriod_) private {
        if (responsePeriod_ == 0) revert InvalidResponsePeriod();
        _responsePeriod = responsePeriod_;
        emit ResponsePeriodSet(responsePeriod_);
    }

    /// @dev Chains whose validators take turns have no randomness of their own: there the last block's hash
    /// decides, which nobody knew when the bytes were put away.
    function _draw(uint64 attestationId, uint32 challengeId, uint64 size) private view returns (uint32) {
        bytes32 seed = keccak256(abi.encode(block.prevrandao, blockhash(block.number - 1), attestationId, challengeId));
        return uint32(uint256(seed) % ChunkTree.chunkCount(size));
    }

    function _isChunk(
        Attestation storage record,
        bytes calldata chunk,
        bytes32[] calldata proof
    ) private view returns (bool) {
        uint64 size = record.size;
        uint32 index = record.chunk;
        if (!ChunkTree.hasSize(chunk, size, index)) return false;
        (bool fits, bytes32 root) = ChunkTree.rootOf(chunk, index, ChunkTree.chunkCount(size), proof);
        return fits && ChunkTree.commitment(size, root) == record.commitment;
    }

    function _requireStatus(
        uint64 attestationId,
        AttestationStatus required
    ) private view returns (Attestation storage record) {
        AttestationStatus status = attestationStatus(attestationId);
        if (status == AttestationStatus.None) revert UnknownAttestation(attestationId);
        if (status != required) revert WrongAttestationStatus(attestationId, status, required);
        return _attestations[attestationId];
    }

    function _requireCustodian(uint64 attestationId, uint64 custodian) private view {
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != custodian) revert NotItsCustodian(attestationId, custodian, caller);
    }
}

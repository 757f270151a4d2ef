// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Kinds} from "../participants/Kinds.sol";
import {Currencies} from "../pricing/Currency.sol";
import {Exemptions, ISandboxes} from "./ISandboxes.sol";

/// @title Sandboxes
/// @notice See {ISandboxes}.
contract Sandboxes is ISandboxes, EmergencyPause {
    using Kinds for IParticipants;

    uint256 private constant _MAX_MEMBERS_AT_OPENING = 64;

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // Ids given so far.
    uint64 private _count;

    // Every sandbox by id.
    mapping(uint64 sandboxId => Sandbox record) private _sandboxes;

    // Who is in each.
    mapping(uint64 sandboxId => mapping(uint64 participantId => bool member)) private _members;

    constructor(address authority, address forwarder, IParticipants participants) RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
    }

    /// @inheritdoc ISandboxes
    function open(Bounds calldata bounds, uint64[] calldata members) external whileOpen returns (uint64 sandboxId) {
        uint64 regulator = _PARTICIPANTS.requireActing(_msgSender(), IParticipants.Kind.Regulator);
        _check(bounds);
        uint256 count = members.length;
        if (count > _MAX_MEMBERS_AT_OPENING) revert TooManyMembers(count, _MAX_MEMBERS_AT_OPENING);

        sandboxId = ++_count;
        Sandbox storage record = _sandboxes[sandboxId];
        record.regulator = regulator;
        record.openedAt = uint40(block.timestamp);
        record.bounds = bounds;
        emit SandboxOpened(sandboxId, regulator, bounds);
        for (uint256 i = 0; i < count; ++i) _admit(sandboxId, record, members[i]);
    }

    /// @inheritdoc ISandboxes
    function admit(uint64 sandboxId, uint64 participantId) external whileOpen {
        _admit(sandboxId, _requireRegulator(sandboxId), participantId);
    }

    /// @inheritdoc ISandboxes
    function leaveSandbox(uint64 sandboxId) external {
        Sandbox storage record = _requireOpen(sandboxId);
        _remove(sandboxId, record, _PARTICIPANTS.requireActiveAccount(_msgSender()), false);
    }

    /// @inheritdoc ISandboxes
    function expel(uint64 sandboxId, uint64 participantId) external {
        _remove(sandboxId, _requireRegulator(sandboxId), participantId, true);
    }

    /// @inheritdoc ISandboxes
    function close(uint64 sandboxId, bytes32 reasonHash) external {
        _requireRegulator(sandboxId).closedAt = uint40(block.timestamp);
        emit SandboxClosed(sandboxId, reasonHash);
    }

    /// @inheritdoc ISandboxes
    function consume(
        uint64 sandboxId,
        uint64 participantId,
        uint64 volume,
        uint128 value
    ) external restricted returns (uint40 validUntil) {
        Sandbox storage record = _requireOpen(sandboxId);
        if (!_members[sandboxId][participantId]) revert NotMember(sandboxId, participantId);
        uint64 volumeLeft = record.bounds.maxVolume - record.volume;
        uint128 valueLeft = record.bounds.maxValue - record.value;
        if (volume > volumeLeft || value > valueLeft) revert CapExceeded(sandboxId, volumeLeft, valueLeft);

        record.volume += volume;
        record.value += value;
        emit SandboxUsed(sandboxId, participantId, volume, value, record.volume, record.value);
        return record.bounds.validUntil;
    }

    /// @inheritdoc ISandboxes
    function sandbox(uint64 sandboxId) external view returns (Sandbox memory) {
        if (_sandboxes[sandboxId].regulator == 0) revert UnknownSandbox(sandboxId);
        return _sandboxes[sandboxId];
    }

    /// @inheritdoc ISandboxes
    function sandboxCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc ISandboxes
    function endOf(uint64 sandboxId) external view returns (uint40) {
        Sandbox storage record = _sandboxes[sandboxId];
        return record.closedAt != 0 ? record.closedAt : record.bounds.validUntil;
    }

    /// @inheritdoc ISandboxes
    function isMember(uint64 sandboxId, uint64 participantId) external view returns (bool) {
        return _members[sandboxId][participantId];
    }

    /// @inheritdoc ISandboxes
    function isExempt(uint64 sandboxId, uint64 participantId, uint32 exemptions) external view returns (bool) {
        bool inside = sandboxStatus(sandboxId) == SandboxStatus.Open && _members[sandboxId][participantId];
        return inside && (_sandboxes[sandboxId].bounds.exemptions & exemptions) == exemptions;
    }

    /// @inheritdoc ISandboxes
    function sandboxStatus(uint64 sandboxId) public view returns (SandboxStatus) {
        Sandbox storage record = _sandboxes[sandboxId];
        if (record.regulator == 0) return SandboxStatus.None;
        if (record.closedAt != 0) return SandboxStatus.Closed;
        return block.timestamp < record.bounds.validUntil ? SandboxStatus.Open : SandboxStatus.Expired;
    }

    function _admit(uint64 sandboxId, Sandbox storage record, uint64 participantId) private {
        _PARTICIPANTS.requireActive(participantId);
        if (_members[sandboxId][participantId]) revert AlreadyMember(sandboxId, participantId);
        _members[sandboxId][participantId] = true;
        ++record.members;
        emit SandboxJoined(sandboxId, participantId);
    }

    function _remove(uint64 sandboxId, Sandbox storage record, uint64 participantId, bool expelled) private {
        if (!_members[sandboxId][participantId]) revert NotMember(sandboxId, participantId);
        _members[sandboxId][participantId] = false;
        --record.members;
        emit SandboxLeft(sandboxId, participantId, expelled);
    }

    function _requireOpen(uint64 sandboxId) private view returns (Sandbox storage record) {
        SandboxStatus status = sandboxStatus(sandboxId);
        if (status == SandboxStatus.None) revert UnknownSandbox(sandboxId);
        if (status != SandboxStatus.Open) revert SandboxNotOpen(sandboxId, status);
        return _sandboxes[sandboxId];
    }

    /// @dev The sandbox, open, of the regulator that the caller acts for.
    function _requireRegulator(uint64 sandboxId) private view returns (Sandbox storage record) {
        record = _requireOpen(sandboxId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.regulator) revert NotSandboxRegulator(sandboxId, record.regulator, caller);
    }

    function _check(Bounds calldata bounds) private view {
        if (bounds.maxValue == 0) revert InvalidBounds("maxValue");
        if (bounds.maxVolume == 0) revert InvalidBounds("maxVolume");
        if (bounds.validUntil <= block.timestamp) revert InvalidBounds("validUntil");
        if (bounds.exemptions > Exemptions.ALL) revert InvalidBounds("exemptions");
        if (bounds.rulesHash == 0) revert InvalidBounds("rulesHash");
        Currencies.check(bounds.currency);
    }
}

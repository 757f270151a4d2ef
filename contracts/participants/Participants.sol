// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "./IParticipants.sol";

/// @title Participants
/// @notice See {IParticipants}.
contract Participants is IParticipants, RelayedAccess {
    /// @dev participantId 64 | status 8: one slot.
    struct Account {
        uint64 participantId;
        AccountStatus status;
    }

    // Ids given so far.
    uint64 private _count;

    // Every participant by id.
    mapping(uint64 participantId => Participant record) private _participants;

    // Every account that ever acted for a participant.
    mapping(address account => Account record) private _accounts;

    // The account that last invited one which has not accepted yet; the invitation lapses with it.
    mapping(address account => mapping(uint64 participantId => address inviter)) private _invitations;

    constructor(address authority, address forwarder) RelayedAccess(authority, forwarder) {}

    /// @inheritdoc IParticipants
    function register(
        Kind kind,
        uint16 jurisdiction,
        bytes32 credentialHash,
        address account
    ) external restricted returns (uint64 participantId) {
        if (kind == Kind.None) revert InvalidKind();
        if (jurisdiction == 0 || jurisdiction > 999) revert InvalidJurisdiction(jurisdiction);
        if (credentialHash == 0) revert MissingCredential();

        participantId = ++_count;
        _participants[participantId] = Participant({
            kind: kind,
            status: ParticipantStatus.Active,
            jurisdiction: jurisdiction,
            registeredAt: uint40(block.timestamp),
            primaryAccount: account,
            credentialHash: credentialHash
        });
        _bind(account, participantId);
        emit ParticipantRegistered(participantId, account, kind, jurisdiction, credentialHash);
    }

    /// @inheritdoc IParticipants
    function suspend(uint64 participantId, bytes32 reasonHash) external restricted {
        _move(participantId, ParticipantStatus.Active, ParticipantStatus.Suspended);
        emit ParticipantSuspended(participantId, reasonHash);
    }

    /// @inheritdoc IParticipants
    function reinstate(uint64 participantId, bytes32 reasonHash) external restricted {
        _move(participantId, ParticipantStatus.Suspended, ParticipantStatus.Active);
        emit ParticipantReinstated(participantId, reasonHash);
    }

    /// @inheritdoc IParticipants
    function updateCredential(uint64 participantId, bytes32 credentialHash) external restricted {
        if (credentialHash == 0) revert MissingCredential();
        _existing(participantId).credentialHash = credentialHash;
        emit CredentialUpdated(participantId, credentialHash);
    }

    /// @inheritdoc IParticipants
    function recoverAccount(address lost, address replacement, bytes32 reasonHash) external restricted {
        Account storage account = _accounts[lost];
        uint64 participantId = account.participantId;
        if (account.status != AccountStatus.Active) revert AccountNotActive(lost, participantId);

        account.status = AccountStatus.Revoked;
        _bind(replacement, participantId);
        emit AccountRecovered(participantId, lost, replacement, reasonHash);

        Participant storage record = _participants[participantId];
        if (record.primaryAccount == lost) {
            record.primaryAccount = replacement;
            emit PrimaryAccountChanged(participantId, replacement);
        }
    }

    /// @inheritdoc IParticipants
    function inviteAccount(address account) external {
        uint64 participantId = requireActiveAccount(_msgSender());
        _requireUnbound(account);
        _invitations[account][participantId] = _msgSender();
        emit AccountInvited(participantId, account);
    }

    /// @inheritdoc IParticipants
    function acceptInvitation(uint64 participantId) external {
        address account = _msgSender();
        address inviter = _invitations[account][participantId];
        if (_accounts[inviter].status != AccountStatus.Active) revert NotInvited(account, participantId);
        requireActive(participantId);

        delete _invitations[account][participantId];
        _bind(account, participantId);
        emit AccountAdded(participantId, account);
    }

    /// @inheritdoc IParticipants
    function setPrimaryAccount(address account) external {
        uint64 participantId = _requireOwnAccount(account);
        _participants[participantId].primaryAccount = account;
        emit PrimaryAccountChanged(participantId, account);
    }

    /// @inheritdoc IParticipants
    function revokeAccount(address account) external {
        uint64 participantId = _requireOwnAccount(account);
        if (_participants[participantId].primaryAccount == account) {
            revert PrimaryAccountNotRevocable(participantId, account);
        }
        _accounts[account].status = AccountStatus.Revoked;
        emit AccountRevoked(participantId, account);
    }

    /// @inheritdoc IParticipants
    function participant(uint64 participantId) external view returns (Participant memory) {
        return _existing(participantId);
    }

    /// @inheritdoc IParticipants
    function participantCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IParticipants
    function participantOf(address account) external view returns (uint64) {
        return _accounts[account].participantId;
    }

    /// @inheritdoc IParticipants
    function accountStatus(address account) external view returns (AccountStatus) {
        return _accounts[account].status;
    }

    /// @inheritdoc IParticipants
    function isActive(uint64 participantId) external view returns (bool) {
        return _participants[participantId].status == ParticipantStatus.Active;
    }

    /// @inheritdoc IParticipants
    function requireActiveAccount(address account) public view returns (uint64 participantId) {
        Account storage record = _accounts[account];
        participantId = record.participantId;
        if (record.status != AccountStatus.Active) revert AccountNotActive(account, participantId);
        ParticipantStatus status = _participants[participantId].status;
        if (status != ParticipantStatus.Active) revert ParticipantNotActive(participantId, status);
    }

    /// @inheritdoc IParticipants
    function requireActive(uint64 participantId) public view returns (address primaryAccount) {
        Participant storage record = _existing(participantId);
        if (record.status != ParticipantStatus.Active) revert ParticipantNotActive(participantId, record.status);
        return record.primaryAccount;
    }

    function _existing(uint64 participantId) private view returns (Participant storage record) {
        record = _participants[participantId];
        if (record.kind == Kind.None) revert UnknownParticipant(participantId);
    }

    function _move(uint64 participantId, ParticipantStatus from, ParticipantStatus to) private {
        Participant storage record = _existing(participantId);
        if (record.status != from) revert WrongParticipantStatus(participantId, record.status, from);
        record.status = to;
    }

    function _bind(address account, uint64 participantId) private {
        _requireUnbound(account);
        _accounts[account] = Account({participantId: participantId, status: AccountStatus.Active});
    }

    function _requireUnbound(address account) private view {
        if (account == address(0)) revert InvalidAccount(account);
        uint64 taken = _accounts[account].participantId;
        if (taken != 0) revert AccountTaken(account, taken);
    }

    function _requireOwnAccount(address account) private view returns (uint64 participantId) {
        participantId = requireActiveAccount(_msgSender());
        Account storage record = _accounts[account];
        if (record.participantId != participantId || record.status != AccountStatus.Active) {
            revert AccountNotActive(account, record.participantId);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {ICertificates} from "./ICertificates.sol";
import {IERC5192} from "./IERC5192.sol";
import {Objections} from "./Objections.sol";
import {CertificateStatus, Flags, Registration, Registrations} from "./Registration.sol";

/// @title Certificates
/// @notice Confirmed rights as tokens: who holds them, what locks them, how their term ends. See {ICertificates}.
abstract contract Certificates is IERC5192, IERC4906, Objections {
    using Registrations for Registration;

    /// @inheritdoc ICertificates
    /// @dev No pause stops it: the window of renewal runs on.
    function renew(uint64 certificateId, uint40 termEnd, bytes32 decisionHash) external restricted {
        Registration storage record = _requireActive(certificateId);
        _requireDecision(decisionHash);
        uint40 window = _periods.renewalWindow;
        if (record.expiresAt - block.timestamp > window) {
            revert RenewalNotOpen(certificateId, record.expiresAt - window);
        }

        uint40 expiresAt = _termEnd(termEnd, record.expiresAt);
        record.expiresAt = expiresAt;
        emit CertificateRenewed(certificateId, expiresAt, decisionHash);
        emit MetadataUpdate(certificateId);
    }

    /// @inheritdoc ICertificates
    function surrender(uint64 certificateId) external {
        Registration storage record = _requireActive(certificateId);
        _requireHeldBy(certificateId, _PARTICIPANTS.requireActiveAccount(_msgSender()));
        _requireClear(certificateId, record, Flags.ENCUMBERED);

        record.ended = CertificateStatus.Surrendered;
        emit CertificateSurrendered(certificateId);
        emit MetadataUpdate(certificateId);
    }

    /// @inheritdoc ICertificates
    function annul(uint64 certificateId, bytes32 reasonHash) external restricted {
        Registration storage record = _requireActive(certificateId);
        _requireClear(certificateId, record, Flags.FROZEN);
        _annul(certificateId, record, reasonHash);
    }

    /// @inheritdoc ICertificates
    function setTransferable(uint64 certificateId, bool transferable, bytes32 documentHash) external restricted {
        Registration storage record = _existing(certificateId);
        _requireClear(certificateId, record, Flags.ENCUMBERED);
        _setFlag(certificateId, record, Flags.NOT_TRANSFERABLE, !transferable, documentHash);
    }

    /// @inheritdoc ICertificates
    function certificateStatus(uint64 certificateId) public view returns (CertificateStatus) {
        return _registrations[certificateId].certificateStatus(block.timestamp);
    }

    /// @inheritdoc ICertificates
    function holderOf(uint64 certificateId) public view returns (uint64 participantId) {
        address account = _ownerOf(certificateId);
        if (account == address(0)) revert UnknownCertificate(certificateId);
        return _PARTICIPANTS.participantOf(account);
    }

    /// @inheritdoc ICertificates
    function requireHolder(uint64 certificateId, uint64 participantId) external view returns (uint40 expiresAt) {
        Registration storage record = _requireActive(certificateId);
        _requireHeldBy(certificateId, participantId);
        _requireClear(certificateId, record, Flags.ENCUMBERED);
        return record.expiresAt;
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        _requireOwned(tokenId);
        // Token ids are application ids, which are 64 bits wide.
        return _registrations[uint64(tokenId)].flags & Flags.LOCKED != 0;
    }

    /// @dev A certificate moves only while active and unlocked, and only between active accounts of active
    /// participants. (What a court moves does not pass here.)
    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        from = super._update(to, tokenId, auth);
        if (from == address(0)) return from;

        _requireOpen();
        uint64 certificateId = uint64(tokenId);
        Registration storage record = _requireActive(certificateId);
        _requireClear(certificateId, record, Flags.LOCKED);
        uint64 sender = _PARTICIPANTS.participantOf(from);
        _PARTICIPANTS.requireActive(sender);
        uint64 receiver = _PARTICIPANTS.requireActiveAccount(to);
        if (sender != receiver) emit HolderChanged(certificateId, sender, receiver);
    }

    /// @dev Moves a certificate without asking its holder.
    function _moveTo(uint64 certificateId, uint64 to) internal {
        uint64 from = holderOf(certificateId);
        if (from == to) revert AlreadyHolder(certificateId, to);
        address account = _PARTICIPANTS.requireActive(to);
        super._update(account, certificateId, address(0));
        emit HolderChanged(certificateId, from, to);
    }

    function _annul(uint64 certificateId, Registration storage record, bytes32 reasonHash) internal {
        _requireDecision(reasonHash);
        record.ended = CertificateStatus.Annulled;
        emit CertificateAnnulled(certificateId, reasonHash);
        emit MetadataUpdate(certificateId);
    }

    /// @dev Sets or clears one flag, and tells wallets when that locks or unlocks the token.
    function _setFlag(
        uint64 certificateId,
        Registration storage record,
        uint8 flag,
        bool on,
        bytes32 documentHash
    ) internal {
        _requireDecision(documentHash);
        uint8 before = record.flags;
        uint8 flags = on ? before | flag : before & ~flag;
        if (flags == before) revert FlagUnchanged(certificateId, flags);
        record.flags = flags;
        emit FlagsChanged(certificateId, flags, documentHash);

        bool isLocked = flags & Flags.LOCKED != 0;
        bool changed = isLocked != (before & Flags.LOCKED != 0);
        if (!changed || record.ended == CertificateStatus.None) return;
        if (isLocked) emit Locked(certificateId);
        else emit Unlocked(certificateId);
    }

    /// @dev Any active account of the holder acts for it, whichever account the token sits in; a revoked
    /// account acts for nobody, and neither do those it has approved.
    function _isAuthorized(address owner, address spender, uint256 tokenId) internal view override returns (bool) {
        uint64 holder = _PARTICIPANTS.participantOf(owner);
        if (holder != 0 && _PARTICIPANTS.participantOf(spender) == holder) {
            return _PARTICIPANTS.accountStatus(spender) == IParticipants.AccountStatus.Active;
        }
        return
            _PARTICIPANTS.accountStatus(owner) == IParticipants.AccountStatus.Active &&
            super._isAuthorized(owner, spender, tokenId);
    }

    function _requireActive(uint64 certificateId) internal view returns (Registration storage record) {
        record = _registrations[certificateId];
        CertificateStatus status = record.certificateStatus(block.timestamp);
        if (status == CertificateStatus.None) revert UnknownCertificate(certificateId);
        if (status != CertificateStatus.Active) revert CertificateNotActive(certificateId, status);
    }

    /// @dev Requires that none of `flags` is set.
    function _requireClear(uint64 certificateId, Registration storage record, uint8 flags) internal view {
        if (record.flags & flags != 0) revert CertificateLocked(certificateId, record.flags);
    }

    /// @dev Policy's longest term from now, or the term asked for if sooner; never at or before `mustExceed`.
    function _termEnd(uint40 asked, uint40 mustExceed) internal view returns (uint40 termEnd) {
        termEnd = uint40(block.timestamp) + _periods.maxTerm;
        if (asked != 0 && asked < termEnd) termEnd = asked;
        _requireAfter(termEnd, mustExceed);
    }

    function _requireHeldBy(uint64 certificateId, uint64 participantId) private view {
        uint64 holder = holderOf(certificateId);
        if (participantId != holder) revert NotHolder(certificateId, holder, participantId);
    }
}

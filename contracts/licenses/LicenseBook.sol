// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {CertificateStatus} from "../rights/Registration.sol";
import {ISandboxes} from "../sandboxes/ISandboxes.sol";
import {ILicenses} from "./ILicenses.sol";
import {SandboxEnd} from "./SandboxEnd.sol";

/// @title LicenseBook
/// @notice What is stored of licences, and what follows from it: their status, their licensor, their suspension.
abstract contract LicenseBook is ILicenses, EmergencyPause {
    using SandboxEnd for ISandboxes;
    // Levels of licence there can be, so that looking at those above is bounded work.
    uint8 internal constant _LEVELS = 8;

    // Who is who.
    IParticipants internal immutable _PARTICIPANTS;

    // The certificates that licences are granted under.
    IRightsRegistry internal immutable _RIGHTS;

    // The sandboxes that licences are granted in.
    ISandboxes internal immutable _SANDBOXES;

    // Ids given so far.
    uint64 internal _count;

    // Every licence by id.
    mapping(uint64 licenseId => License record) internal _licenses;

    // The four newest licences that came to a participant under a certificate, 64 bits each, the newest lowest.
    mapping(uint64 certificateId => mapping(uint64 participantId => uint256 ids)) internal _newest;

    constructor(IParticipants participants, IRightsRegistry rights, ISandboxes sandboxes) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
        _SANDBOXES = sandboxes;
    }

    /// @inheritdoc ILicenses
    function license(uint64 licenseId) external view returns (License memory) {
        return _existing(licenseId);
    }

    /// @inheritdoc ILicenses
    function licenseCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc ILicenses
    function licenseStatus(uint64 licenseId) public view returns (LicenseStatus) {
        License storage record = _licenses[licenseId];
        if (record.certificateId == 0) return LicenseStatus.None;
        if (_terminationOf(licenseId) != 0 || _SANDBOXES.closedIn(record) || _isAnnulled(record.certificateId)) {
            return LicenseStatus.Terminated;
        }
        // None ends after the one above it, so that its own end is enough to look at.
        if (block.timestamp >= record.terms.validUntil) return LicenseStatus.Expired;
        return _unitsLeft(record) == 0 ? LicenseStatus.Exhausted : LicenseStatus.Active;
    }

    /// @inheritdoc ILicenses
    function licensorOf(uint64 licenseId) public view returns (uint64 participantId) {
        License storage record = _existing(licenseId);
        uint64 parentId = record.parentId;
        return parentId == 0 ? _RIGHTS.holderOf(record.certificateId) : _licenses[parentId].licensee;
    }

    /// @inheritdoc ILicenses
    function suspensionOf(uint64 licenseId) public view returns (uint64 suspendedId) {
        for (; licenseId != 0; licenseId = _licenses[licenseId].parentId) {
            if (_licenses[licenseId].suspended) return licenseId;
        }
    }

    /// @dev The licence that was terminated: this one, else the nearest above it; 0: none.
    function _terminationOf(uint64 licenseId) internal view returns (uint64 terminatedId) {
        for (; licenseId != 0; licenseId = _licenses[licenseId].parentId) {
            if (_licenses[licenseId].terminated) return licenseId;
        }
    }

    function _isAnnulled(uint64 certificateId) internal view returns (bool) {
        return _RIGHTS.certificateStatus(certificateId) == CertificateStatus.Annulled;
    }

    /// @dev Units that can still be used or given on. (Of licences that are not metered use is but counted.)
    function _unitsLeft(License storage record) internal view returns (uint64) {
        uint64 units = record.terms.units;
        return units == 0 ? type(uint64).max - record.unitsUsed : units - record.unitsUsed - record.unitsGiven;
    }

    /// @dev Remembers that a licence came to a participant.
    function _remember(License storage record, uint64 licenseId) internal {
        mapping(uint64 participantId => uint256 ids) storage newest = _newest[record.certificateId];
        newest[record.licensee] = (newest[record.licensee] << 64) | licenseId;
    }

    function _existing(uint64 licenseId) internal view returns (License storage record) {
        record = _licenses[licenseId];
        if (record.certificateId == 0) revert UnknownLicense(licenseId);
    }

    /// @dev Reverts unless the licence is active or exhausted.
    function _requireInForce(uint64 licenseId) internal view returns (License storage record) {
        record = _existing(licenseId);
        LicenseStatus status = licenseStatus(licenseId);
        if (!_isInForce(status)) revert LicenseNotActive(licenseId, status);
    }

    function _isInForce(LicenseStatus status) internal pure returns (bool) {
        return status == LicenseStatus.Active || status == LicenseStatus.Exhausted;
    }

    /// @dev Reverts unless the licence is active, and neither it nor one above it suspended.
    function _requireUsable(uint64 licenseId) internal view returns (License storage record) {
        record = _existing(licenseId);
        LicenseStatus status = licenseStatus(licenseId);
        if (status != LicenseStatus.Active) revert LicenseNotActive(licenseId, status);
        uint64 suspendedId = suspensionOf(licenseId);
        if (suspendedId != 0) revert LicenseOnHold(licenseId, suspendedId);
    }

    /// @dev An account of the participant, who must be active.
    function _requireActive(uint64 participantId) internal view returns (address account) {
        return _PARTICIPANTS.requireActive(participantId);
    }

    /// @dev The participant the caller acts for.
    function _caller() internal view returns (uint64 participantId) {
        return _PARTICIPANTS.requireActiveAccount(_msgSender());
    }

    /// @dev The licensor, for whom the caller must act.
    function _requireLicensor(uint64 licenseId) internal view returns (uint64 licensor) {
        uint64 caller = _caller();
        licensor = licensorOf(licenseId);
        if (caller != licensor) revert NotLicensor(licenseId, licensor, caller);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISandboxes} from "../sandboxes/ISandboxes.sol";
import {Exclusivity} from "./Exclusivity.sol";
import {ILicenses} from "./ILicenses.sol";
import {LicenseGranting} from "./LicenseGranting.sol";
import {SandboxEnd} from "./SandboxEnd.sol";

/// @title LicenseConduct
/// @notice What happens under a licence: metered use, suspension, breach and cure, termination.
abstract contract LicenseConduct is LicenseGranting {
    using SandboxEnd for ISandboxes;
    using Exclusivity for Exclusivity.Book;

    // What a licensee has at least to cure a breach.
    uint40 private constant _CURE_PERIOD = 10 days;

    /// @inheritdoc ILicenses
    function recordUse(uint64 licenseId, uint64 units, bytes32 evidenceHash) external {
        License storage record = _requireUsable(licenseId);
        if (block.timestamp < record.terms.validFrom) revert LicenseNotBegun(licenseId, record.terms.validFrom);
        uint64 caller = _requireMeter(record, licenseId);
        if (units == 0 || evidenceHash == 0) revert IncompleteUse(licenseId, units, evidenceHash);
        uint64 left = _unitsLeft(record);
        if (units > left) revert UnitsExceeded(licenseId, units, left);
        uint64 unitsUsed = record.unitsUsed + units;
        record.unitsUsed = unitsUsed;
        emit UseRecorded(licenseId, caller, units, unitsUsed, evidenceHash);
    }

    /// @inheritdoc ILicenses
    function suspend(uint64 licenseId, bytes32 reasonHash) external {
        _setSuspended(licenseId, true);
        emit LicenseSuspended(licenseId, reasonHash);
    }

    /// @inheritdoc ILicenses
    function resume(uint64 licenseId) external {
        _setSuspended(licenseId, false);
        emit LicenseResumed(licenseId);
    }

    /// @inheritdoc ILicenses
    function notifyBreach(uint64 licenseId, uint40 cureUntil, bytes32 reasonHash) external {
        License storage record = _requireInForce(licenseId);
        uint64 licensor = _requireLicensor(licenseId);
        if (record.cureUntil != 0) revert BreachOpen(licenseId, record.cureUntil);
        uint40 earliest = uint40(block.timestamp) + _CURE_PERIOD;
        if (cureUntil < earliest) revert CurePeriodTooShort(licenseId, cureUntil, earliest);
        record.cureUntil = cureUntil;
        emit BreachNotified(licenseId, licensor, cureUntil, reasonHash);
    }

    /// @inheritdoc ILicenses
    function acceptCure(uint64 licenseId, bytes32 evidenceHash) external {
        License storage record = _requireInForce(licenseId);
        uint64 licensor = _requireLicensor(licenseId);
        if (record.cureUntil == 0) revert NoBreachNotified(licenseId);
        record.cureUntil = 0;
        emit BreachCured(licenseId, licensor, evidenceHash);
    }

    /// @inheritdoc ILicenses
    function terminate(uint64 licenseId, bytes32 reasonHash) external {
        License storage record = _existing(licenseId);
        bool ended = _isOpenPastSandbox(record);
        if (!ended) _requireInForce(licenseId);
        uint64 caller = _caller();
        if (caller != record.licensee && caller != licensorOf(licenseId)) revert NotParty(licenseId, caller);
        if (caller != record.licensee && !ended) {
            if (record.cureUntil == 0) revert NoBreachNotified(licenseId);
            if (block.timestamp < record.cureUntil) revert BreachOpen(licenseId, record.cureUntil);
        }
        _terminate(record, licenseId, caller, reasonHash);
    }

    /// @inheritdoc ILicenses
    function endSold(uint64 licenseId, uint64 participantId, bytes32 reasonHash) external restricted {
        License storage record = _existing(licenseId);
        if (_isInForce(licenseStatus(licenseId)) || _isOpenPastSandbox(record))
            _terminate(record, licenseId, participantId, reasonHash);
    }

    /// @dev Whether a licence that ended with its sandbox still stands in the book of those open side by side.
    function _isOpenPastSandbox(License storage record) private view returns (bool) {
        return !record.terminated && _SANDBOXES.closedIn(record);
    }

    function _terminate(License storage record, uint64 licenseId, uint64 by, bytes32 reasonHash) private {
        record.terminated = true;
        _bookOf(record.certificateId, record.parentId).close();
        // The licence above has back what was given and is left.
        License storage parent = _licenses[record.parentId];
        if (parent.unitsGiven != 0) parent.unitsGiven -= _unitsLeft(record);
        emit LicenseTerminated(licenseId, by, reasonHash);
    }

    function _setSuspended(uint64 licenseId, bool suspended) private {
        License storage record = _requireInForce(licenseId);
        _requireLicensor(licenseId);
        if (record.suspended == suspended) revert WrongSuspension(licenseId, suspended);
        record.suspended = suspended;
    }

    /// @dev Whoever the caller acts for, who must be one that records use.
    function _requireMeter(License storage record, uint64 licenseId) private view returns (uint64 caller) {
        caller = _caller();
        uint64 meter = record.terms.meter;
        bool entitled = meter == 0 ? caller == record.licensee || caller == licensorOf(licenseId) : caller == meter;
        if (!entitled) revert NotMeter(licenseId, meter, caller);
    }
}

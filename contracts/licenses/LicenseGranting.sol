// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISandboxes} from "../sandboxes/ISandboxes.sol";
import {Exclusivity} from "./Exclusivity.sol";
import {ILicenses} from "./ILicenses.sol";
import {LicenseBook} from "./LicenseBook.sol";
import {Narrowing} from "./Narrowing.sol";
import {SandboxEnd} from "./SandboxEnd.sol";
import {Terms, TermsRules} from "./Terms.sol";

/// @title LicenseGranting
/// @notice How licences begin and are renewed, within the certificate or the licence above.
abstract contract LicenseGranting is LicenseBook {
    using Exclusivity for Exclusivity.Book;
    using SandboxEnd for ISandboxes;

    // Licences side by side under each certificate.
    mapping(uint64 certificateId => Exclusivity.Book book) private _ofCertificate;

    // Sub-licences side by side under each licence.
    mapping(uint64 parentId => Exclusivity.Book book) private _ofLicense;

    /// @inheritdoc ILicenses
    function grant(uint64 certificateId, uint64 licensee, Terms calldata terms) external returns (uint64 licenseId) {
        return _grant(certificateId, _caller(), licensee, 0, terms);
    }

    /// @inheritdoc ILicenses
    function grantSold(
        uint64 certificateId,
        uint64 licensor,
        uint64 licensee,
        uint64 sandboxId,
        Terms calldata terms
    ) external restricted returns (uint64 licenseId) {
        _requireActive(licensor);
        return _grant(certificateId, licensor, licensee, sandboxId, terms);
    }

    /// @inheritdoc ILicenses
    function sublicense(uint64 parentId, uint64 licensee, Terms calldata terms) external returns (uint64 licenseId) {
        License storage parent = _requireUsable(parentId);
        uint64 licensor = _caller();
        if (licensor != parent.licensee) revert NotLicensee(parentId, parent.licensee, licensor);
        if (!parent.terms.sublicensing) revert SublicensingNotPermitted(parentId);
        if (parent.level == _LEVELS) revert TooDeep(parentId, _LEVELS);
        Narrowing.requireWithin(terms, parent.terms, parentId);
        _giveUnits(parent, parentId, terms.units);
        return _enter(parent.certificateId, parentId, licensor, licensee, parent.sandboxId, terms);
    }

    /// @inheritdoc ILicenses
    function renew(uint64 licenseId, uint40 validUntil, uint64 units) external {
        License storage record = _requireInForce(licenseId);
        uint64 licensor = _requireLicensor(licenseId);
        _requireLonger(record, licenseId, validUntil, units);
        _requireEndWithin(record, licensor, validUntil);
        if (record.parentId != 0 && units != 0) _giveUnits(_licenses[record.parentId], record.parentId, units);
        _bookOf(record.certificateId, record.parentId).extend(_licenses, _SANDBOXES, licenseId, validUntil);
        record.terms.validUntil = validUntil;
        record.terms.units += units;
        emit LicenseRenewed(licenseId, licensor, validUntil, record.terms.units);
    }

    /// @dev A new token of its licensee.
    function _mintTo(address account, uint64 licenseId) internal virtual;

    /// @dev Licences side by side under a certificate, or under one of its licences.
    function _bookOf(uint64 certificateId, uint64 parentId) internal view returns (Exclusivity.Book storage) {
        return parentId == 0 ? _ofCertificate[certificateId] : _ofLicense[parentId];
    }

    function _grant(
        uint64 certificateId,
        uint64 licensor,
        uint64 licensee,
        uint64 sandboxId,
        Terms calldata terms
    ) private returns (uint64 licenseId) {
        uint40 expiresAt = _RIGHTS.requireHolder(certificateId, licensor);
        if (terms.validUntil > expiresAt) {
            revert TermsOutliveCertificate(certificateId, expiresAt, terms.validUntil);
        }
        return _enter(certificateId, 0, licensor, licensee, sandboxId, terms);
    }

    function _enter(
        uint64 certificateId,
        uint64 parentId,
        uint64 licensor,
        uint64 licensee,
        uint64 sandboxId,
        Terms calldata terms
    ) private returns (uint64 licenseId) {
        _requireOpen();
        TermsRules.check(terms, block.timestamp);
        if (licensee == licensor) revert LicenseeIsLicensor(certificateId, licensee);
        address account = _requireActive(licensee);
        if (terms.meter != 0) _requireActive(terms.meter);

        licenseId = ++_count;
        License storage record = _licenses[licenseId];
        record.certificateId = certificateId;
        record.parentId = parentId;
        record.licensee = licensee;
        record.grantedAt = uint40(block.timestamp);
        record.level = parentId == 0 ? 1 : _licenses[parentId].level + 1;
        if (sandboxId != 0) record.sandboxId = sandboxId;
        record.terms = terms;
        _bookOf(certificateId, parentId).open(_licenses, _SANDBOXES, licenseId);
        _remember(record, licenseId);
        _mintTo(account, licenseId);
        emit LicenseGranted(licenseId, certificateId, licensee, licensor, parentId, sandboxId, terms);
    }

    /// @dev Takes units for a sub-licence out of those left; under metered terms it cannot go unmetered.
    function _giveUnits(License storage parent, uint64 parentId, uint64 units) private {
        if (parent.terms.units == 0) return;
        if (units == 0) revert Narrowing.TermsExceedParent(parentId, Narrowing.Clause.Units);
        uint64 left = _unitsLeft(parent);
        if (units > left) revert UnitsExceeded(parentId, units, left);
        parent.unitsGiven += units;
    }

    function _requireLonger(License storage record, uint64 licenseId, uint40 validUntil, uint64 units) private view {
        uint64 granted = record.terms.units;
        uint40 end = record.terms.validUntil;
        bool wellFormed =
            validUntil >= end &&
                (validUntil > end || units != 0) &&
                (units == 0 || granted != 0) &&
                units <= type(uint64).max - granted;
        if (!wellFormed) revert InvalidRenewal(licenseId, validUntil, units);
    }

    /// @dev Reverts unless what a licence is granted under is in force, and until then.
    function _requireEndWithin(License storage record, uint64 licensor, uint40 validUntil) private view {
        uint64 parentId = record.parentId;
        if (parentId == 0) {
            _SANDBOXES.requireWithin(record.sandboxId, validUntil);
            uint40 expiresAt = _RIGHTS.requireHolder(record.certificateId, licensor);
            if (validUntil > expiresAt) revert TermsOutliveCertificate(record.certificateId, expiresAt, validUntil);
        } else if (validUntil > _licenses[parentId].terms.validUntil) {
            revert Narrowing.TermsExceedParent(parentId, Narrowing.Clause.ValidUntil);
        }
    }
}

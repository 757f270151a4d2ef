// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ILicenses} from "../licenses/ILicenses.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {CertificateStatus, DataClass, Source, SourceKind} from "../rights/Registration.sol";
import {IRegistrationPolicy} from "./IRegistrationPolicy.sol";

/// @title RegistrationPolicy
/// @notice See {IRegistrationPolicy}.
contract RegistrationPolicy is IRegistrationPolicy, AccessManaged {
    // The certificates that can be sources.
    IRightsRegistry private immutable _RIGHTS;

    // The licences that can be sources.
    ILicenses private immutable _LICENSES;

    // Periods in force.
    Periods private _periods;

    constructor(
        address authority,
        IRightsRegistry rights,
        ILicenses licenses,
        Periods memory periods_
    ) AccessManaged(authority) {
        _RIGHTS = rights;
        _LICENSES = licenses;
        _setPeriods(periods_);
    }

    /// @notice Sets all periods, for applications and certificates decided from now on.
    function setPeriods(Periods calldata periods_) external restricted {
        _setPeriods(periods_);
    }

    /// @inheritdoc IRegistrationPolicy
    function noticePeriod(DataClass dataClass) external view returns (uint40) {
        if (dataClass == DataClass.General) return _periods.noticeGeneral;
        if (dataClass == DataClass.Important) return _periods.noticeImportant;
        return _periods.noticeCore;
    }

    /// @inheritdoc IRegistrationPolicy
    function periods() external view returns (Periods memory) {
        return _periods;
    }

    /// @inheritdoc IRegistrationPolicy
    function checkSources(uint64 applicant, Source[] calldata sources) external view {
        for (uint256 i = 0; i < sources.length; ++i) {
            Source calldata source = sources[i];
            if (source.kind == SourceKind.Certificate) _checkCertificate(applicant, source.id);
            else if (source.kind == SourceKind.License) _checkLicense(applicant, source.id);
            else revert InvalidSource(source.id);
        }
    }

    function _setPeriods(Periods memory periods_) private {
        bool complete =
            periods_.noticeGeneral != 0 &&
                periods_.noticeImportant != 0 &&
                periods_.noticeCore != 0 &&
                periods_.maxTerm != 0 &&
                periods_.renewalWindow != 0;
        if (!complete) revert InvalidPeriods();
        _periods = periods_;
        emit PeriodsSet(periods_);
    }

    function _checkCertificate(uint64 applicant, uint64 certificateId) private view {
        if (_RIGHTS.certificateStatus(certificateId) != CertificateStatus.Active) {
            revert SourceNotInForce(SourceKind.Certificate, certificateId);
        }
        uint64 holder = _RIGHTS.holderOf(certificateId);
        if (holder != applicant) revert SourceNotHeld(certificateId, holder, applicant);
    }

    function _checkLicense(uint64 applicant, uint64 licenseId) private view {
        if (_LICENSES.licenseStatus(licenseId) != ILicenses.LicenseStatus.Active) {
            revert SourceNotInForce(SourceKind.License, licenseId);
        }
        ILicenses.License memory record = _LICENSES.license(licenseId);
        bool usable = !record.suspended && block.timestamp >= record.terms.validFrom;
        if (!usable) revert SourceNotInForce(SourceKind.License, licenseId);
        if (record.licensee != applicant) revert SourceNotLicensed(licenseId, record.licensee, applicant);
        if (!record.terms.derivatives) revert DerivativesNotPermitted(licenseId);
    }
}

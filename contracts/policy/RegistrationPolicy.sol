// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILicenses} from "../licenses/ILicenses.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {CertificateStatus, Source, SourceKind} from "../rights/Registration.sol";
import {IRegistrationPolicy} from "./IRegistrationPolicy.sol";

/// @title RegistrationPolicy
/// @notice See {IRegistrationPolicy}.
contract RegistrationPolicy is IRegistrationPolicy {
    // The certificates that can be sources.
    IRightsRegistry private immutable _RIGHTS;

    // The licences that can be sources.
    ILicenses private immutable _LICENSES;

    // Periods in seconds; see {Periods}.
    uint32 private immutable _NOTICE_GENERAL;
    uint32 private immutable _NOTICE_IMPORTANT;
    uint32 private immutable _NOTICE_CORE;
    uint32 private immutable _NOTICE_EXTENSION;
    uint32 private immutable _MAX_TERM;
    uint32 private immutable _RENEWAL_WINDOW;

    constructor(IRightsRegistry rights, ILicenses licenses, Periods memory periods_) {
        bool complete =
            periods_.noticeGeneral != 0 &&
                periods_.noticeImportant != 0 &&
                periods_.noticeCore != 0 &&
                periods_.maxTerm != 0 &&
                periods_.renewalWindow != 0;
        if (!complete) revert InvalidPeriods();
        _RIGHTS = rights;
        _LICENSES = licenses;
        _NOTICE_GENERAL = periods_.noticeGeneral;
        _NOTICE_IMPORTANT = periods_.noticeImportant;
        _NOTICE_CORE = periods_.noticeCore;
        _NOTICE_EXTENSION = periods_.noticeExtension;
        _MAX_TERM = periods_.maxTerm;
        _RENEWAL_WINDOW = periods_.renewalWindow;
    }

    /// @inheritdoc IRegistrationPolicy
    function periods() external view returns (Periods memory) {
        return
            Periods({
                noticeGeneral: _NOTICE_GENERAL,
                noticeImportant: _NOTICE_IMPORTANT,
                noticeCore: _NOTICE_CORE,
                noticeExtension: _NOTICE_EXTENSION,
                maxTerm: _MAX_TERM,
                renewalWindow: _RENEWAL_WINDOW
            });
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
        bool usable = _LICENSES.suspensionOf(licenseId) == 0 && block.timestamp >= record.terms.validFrom;
        if (!usable) revert SourceNotInForce(SourceKind.License, licenseId);
        if (record.licensee != applicant) revert SourceNotLicensed(licenseId, record.licensee, applicant);
        if (!record.terms.derivatives) revert DerivativesNotPermitted(licenseId);
    }
}

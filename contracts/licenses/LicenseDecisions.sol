// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CertificateStatus} from "../rights/Registration.sol";
import {ISandboxes} from "../sandboxes/ISandboxes.sol";
import {ILicenseDecisions} from "./ILicenseDecisions.sol";
import {LicenseBook} from "./LicenseBook.sol";
import {Narrowing} from "./Narrowing.sol";
import {SandboxEnd} from "./SandboxEnd.sol";
import {Terms, Territory, Uses, UseSet} from "./Terms.sol";

/// @title LicenseDecisions
/// @notice See {ILicenseDecisions}.
abstract contract LicenseDecisions is ILicenseDecisions, LicenseBook {
    using SandboxEnd for ISandboxes;
    /// @dev What is asked.
    struct Question {
        UseSet uses;
        uint64 participantId;
        uint16 country;
        uint40 time;
    }

    /// @inheritdoc ILicenseDecisions
    function decide(
        uint64 participantId,
        uint64 certificateId,
        UseSet uses,
        uint16 country,
        uint40 time
    ) external view returns (bool allowed, Reason reason, uint64 decidingId) {
        Question memory question = Question(uses, participantId, country, time);
        (reason, decidingId) = _refusal(question);
        if (reason == Reason.None) (reason, decidingId) = _byCertificate(question, certificateId);
        return (_allows(reason), reason, decidingId);
    }

    /// @inheritdoc ILicenseDecisions
    function decideByLicense(
        uint64 participantId,
        uint64 licenseId,
        UseSet uses,
        uint16 country,
        uint40 time
    ) external view returns (bool allowed, Reason reason, uint64 decidingId) {
        Question memory question = Question(uses, participantId, country, time);
        (reason, decidingId) = _refusal(question);
        if (reason == Reason.None) (reason, decidingId) = _byLicense(question, licenseId);
        return (_allows(reason), reason, decidingId);
    }

    function _allows(Reason reason) private pure returns (bool) {
        return reason == Reason.Held || reason == Reason.Licensed;
    }

    /// @dev Refuses what needs no look at any licence; else `None`.
    function _refusal(Question memory question) private view returns (Reason reason, uint64 decidingId) {
        uint32 uses = UseSet.unwrap(question.uses);
        if (uses == 0 || uses > Uses.ALL || question.country == 0 || question.country > 999) {
            return (Reason.Malformed, 0);
        }
        if (!_PARTICIPANTS.isActive(question.participantId)) {
            return (Reason.ParticipantNotActive, question.participantId);
        }
    }

    function _byCertificate(
        Question memory question,
        uint64 certificateId
    ) private view returns (Reason reason, uint64 decidingId) {
        CertificateStatus status = _RIGHTS.certificateStatus(certificateId);
        if (status == CertificateStatus.None) return (Reason.UnknownCertificate, certificateId);
        if (_RIGHTS.holderOf(certificateId) == question.participantId) {
            bool held =
                status == CertificateStatus.Active && question.time < _RIGHTS.registration(certificateId).expiresAt;
            return (held ? Reason.Held : Reason.CertificateNotActive, certificateId);
        }

        uint256 ids = _newest[certificateId][question.participantId];
        if (ids == 0) return (Reason.NoLicense, certificateId);
        for (; ids != 0; ids >>= 64) {
            (Reason found, uint64 id) = _byLicense(question, uint64(ids));
            if (found == Reason.Licensed) return (found, id);
            if (reason == Reason.None) (reason, decidingId) = (found, id);
        }
    }

    function _byLicense(
        Question memory question,
        uint64 licenseId
    ) private view returns (Reason reason, uint64 decidingId) {
        License storage record = _licenses[licenseId];
        if (record.certificateId == 0) return (Reason.UnknownLicense, licenseId);
        if (record.licensee != question.participantId) return (Reason.NotLicensee, licenseId);
        uint64 terminatedId = _terminationOf(licenseId);
        if (terminatedId != 0) return (Reason.LicenseTerminated, terminatedId);
        if (_SANDBOXES.closedIn(record)) return (Reason.SandboxClosed, record.sandboxId);
        if (_isAnnulled(record.certificateId)) {
            return (Reason.CertificateNotActive, record.certificateId);
        }
        uint64 suspendedId = suspensionOf(licenseId);
        if (suspendedId != 0) return (Reason.LicenseSuspended, suspendedId);
        if (_unitsLeft(record) == 0) return (Reason.LicenseExhausted, licenseId);
        return (_byTerms(question, record.terms), licenseId);
    }

    /// @dev The terms of licences above are wider, and need no look.
    function _byTerms(Question memory question, Terms storage terms) private view returns (Reason) {
        if (question.time < terms.validFrom) return Reason.LicenseNotBegun;
        if (question.time >= terms.validUntil) return Reason.LicenseExpired;
        uint32 uses = UseSet.unwrap(question.uses);
        if (uses & UseSet.unwrap(terms.prohibitedUses) != 0) return Reason.UseProhibited;
        if (uses & ~UseSet.unwrap(terms.permittedUses) != 0) return Reason.UseNotPermitted;
        Territory there = Territory.wrap(bytes32(uint256(question.country)));
        return Narrowing.isWithin(there, terms.territory) ? Reason.Licensed : Reason.OutsideTerritory;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISandboxes} from "../sandboxes/ISandboxes.sol";
import {ILicenses} from "./ILicenses.sol";
import {SandboxEnd} from "./SandboxEnd.sol";

/// @title Exclusivity
/// @notice Keeps exclusive licences apart from all others that are granted side by side: under one certificate, or
/// as sub-licences under one licence.
library Exclusivity {
    using SandboxEnd for ISandboxes;

    /// @notice Exclusive licences that may be open side by side, each for another time.
    uint256 internal constant LIMIT = 8;

    /// @notice What is open side by side.
    /// @dev Slot 0: licences not terminated 64 | latest end of any granted since there was none 40 | places taken
    /// 8 (112 bits). Slots 1 and 2: the places of exclusive licences, each free again once its licence has ended.
    struct Book {
        uint64 openCount;
        uint40 latestEnd;
        uint8 places;
        uint64[LIMIT] exclusiveIds;
    }

    /// @notice Enters a licence, whose record is there.
    function open(
        Book storage book,
        mapping(uint64 licenseId => ILicenses.License record) storage licenses,
        ISandboxes sandboxes,
        uint64 licenseId
    ) internal {
        ILicenses.License storage record = licenses[licenseId];
        (uint40 validFrom, uint40 validUntil) = (record.terms.validFrom, record.terms.validUntil);
        _requireNoExclusive(book, licenses, sandboxes, licenseId, validFrom, validUntil);
        if (record.terms.exclusive) {
            if (book.openCount != 0 && validFrom < book.latestEnd) {
                revert ILicenses.LicensesOpen(record.certificateId, book.openCount, book.latestEnd);
            }
            _place(book, licenses, sandboxes, record.certificateId, licenseId);
        }
        if (book.openCount == 0 || validUntil > book.latestEnd) book.latestEnd = validUntil;
        ++book.openCount;
    }

    /// @notice Lets an open licence run on to `validUntil`.
    function extend(
        Book storage book,
        mapping(uint64 licenseId => ILicenses.License record) storage licenses,
        ISandboxes sandboxes,
        uint64 licenseId,
        uint40 validUntil
    ) internal {
        ILicenses.License storage record = licenses[licenseId];
        uint40 end = record.terms.validUntil;
        _requireNoExclusive(book, licenses, sandboxes, licenseId, end, validUntil);
        if (record.terms.exclusive && book.openCount > 1 && book.latestEnd > end) {
            revert ILicenses.LicensesOpen(record.certificateId, book.openCount, book.latestEnd);
        }
        if (validUntil > book.latestEnd) book.latestEnd = validUntil;
    }

    /// @notice Strikes out a licence that was terminated.
    function close(Book storage book) internal {
        --book.openCount;
    }

    /// @dev Reverts if an exclusive licence, other than this one, is good at some time between the two.
    function _requireNoExclusive(
        Book storage book,
        mapping(uint64 licenseId => ILicenses.License record) storage licenses,
        ISandboxes sandboxes,
        uint64 licenseId,
        uint40 validFrom,
        uint40 validUntil
    ) private view {
        uint256 places = book.places;
        for (uint256 i = 0; i < places; ++i) {
            uint64 otherId = book.exclusiveIds[i];
            ILicenses.License storage other = licenses[otherId];
            if (otherId == licenseId || other.terminated) continue;
            uint40 end = other.terms.validUntil;
            bool overlaps = validFrom < end && other.terms.validFrom < validUntil;
            if (overlaps && !sandboxes.closedIn(other)) {
                revert ILicenses.ExclusiveLicenseInForce(other.certificateId, otherId, end);
            }
        }
    }

    /// @dev Gives an exclusive licence the first free place.
    function _place(
        Book storage book,
        mapping(uint64 licenseId => ILicenses.License record) storage licenses,
        ISandboxes sandboxes,
        uint64 certificateId,
        uint64 licenseId
    ) private {
        uint256 places = book.places;
        for (uint256 i = 0; i < places; ++i) {
            ILicenses.License storage other = licenses[book.exclusiveIds[i]];
            bool ended = other.terminated || block.timestamp >= other.terms.validUntil || sandboxes.closedIn(other);
            if (!ended) continue;
            book.exclusiveIds[i] = licenseId;
            return;
        }
        if (places == LIMIT) revert ILicenses.TooManyExclusive(certificateId, LIMIT);
        book.exclusiveIds[places] = licenseId;
        book.places = uint8(places + 1);
    }
}

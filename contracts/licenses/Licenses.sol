// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {CertificateStatus} from "../rights/Registration.sol";
import {ILicenses} from "./ILicenses.sol";
import {Terms, TermsRules} from "./Terms.sol";

/// @title Licenses
/// @notice See {ILicenses}.
contract Licenses is ILicenses, ERC721, RelayedAccess {
    /// @dev What is open under one certificate: latest exclusive licence 64 | licences not terminated 64 |
    /// latest end of any granted since there was none 40.
    struct Book {
        uint64 exclusiveId;
        uint64 openCount;
        uint40 latestEnd;
    }

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // The certificates that licences are granted under.
    IRightsRegistry private immutable _RIGHTS;

    // Ids given so far.
    uint64 private _count;

    // Every licence by id.
    mapping(uint64 licenseId => License record) private _licenses;

    // What is open under each certificate.
    mapping(uint64 certificateId => Book book) private _books;

    // The exclusive licence before each, under the same certificate; each begins when those before have ended.
    mapping(uint64 licenseId => uint64 earlierId) private _earlierExclusive;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights
    ) ERC721("Data License", "DLI") RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
    }

    /// @inheritdoc ILicenses
    function grant(uint64 certificateId, uint64 licensee, Terms calldata terms) external returns (uint64 licenseId) {
        return _grant(certificateId, _PARTICIPANTS.requireActiveAccount(_msgSender()), licensee, terms);
    }

    /// @inheritdoc ILicenses
    function grantSold(
        uint64 certificateId,
        uint64 licensor,
        uint64 licensee,
        Terms calldata terms
    ) external restricted returns (uint64 licenseId) {
        _PARTICIPANTS.requireActive(licensor);
        return _grant(certificateId, licensor, licensee, terms);
    }

    /// @inheritdoc ILicenses
    function endSold(uint64 licenseId, uint64 participantId, bytes32 reasonHash) external restricted {
        LicenseStatus status = licenseStatus(licenseId);
        if (status == LicenseStatus.None) revert UnknownLicense(licenseId);
        if (status == LicenseStatus.Active) _terminate(licenseId, participantId, reasonHash);
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
    function terminate(uint64 licenseId, bytes32 reasonHash) external {
        License storage record = _requireActive(licenseId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.licensee && caller != _RIGHTS.holderOf(record.certificateId)) {
            revert NotParty(licenseId, caller);
        }
        _terminate(licenseId, caller, reasonHash);
    }

    /// @inheritdoc ILicenses
    function license(uint64 licenseId) external view returns (License memory) {
        if (licenseStatus(licenseId) == LicenseStatus.None) revert UnknownLicense(licenseId);
        return _licenses[licenseId];
    }

    /// @inheritdoc ILicenses
    function licenseCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc ILicenses
    function licenseStatus(uint64 licenseId) public view returns (LicenseStatus) {
        License storage record = _licenses[licenseId];
        if (record.certificateId == 0) return LicenseStatus.None;
        if (record.terminated) return LicenseStatus.Terminated;
        if (_RIGHTS.certificateStatus(record.certificateId) == CertificateStatus.Annulled) {
            return LicenseStatus.Terminated;
        }
        return block.timestamp < record.terms.validUntil ? LicenseStatus.Active : LicenseStatus.Expired;
    }

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(ILicenses).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @dev Licences are minted and never move.
    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        from = super._update(to, tokenId, auth);
        if (from != address(0)) revert LicenseNotTransferable(uint64(tokenId));
    }

    function _msgSender() internal view override(Context, RelayedAccess) returns (address) {
        return RelayedAccess._msgSender();
    }

    function _msgData() internal view override(Context, RelayedAccess) returns (bytes calldata) {
        return RelayedAccess._msgData();
    }

    function _contextSuffixLength() internal view override(Context, RelayedAccess) returns (uint256) {
        return RelayedAccess._contextSuffixLength();
    }

    function _grant(
        uint64 certificateId,
        uint64 licensor,
        uint64 licensee,
        Terms calldata terms
    ) private returns (uint64 licenseId) {
        uint40 expiresAt = _RIGHTS.requireHolder(certificateId, licensor);
        TermsRules.check(terms, block.timestamp);
        if (terms.validUntil > expiresAt) {
            revert TermsOutliveCertificate(certificateId, expiresAt, terms.validUntil);
        }
        if (licensee == licensor) revert LicenseeIsLicensor(certificateId, licensee);
        address account = _PARTICIPANTS.requireActive(licensee);

        licenseId = ++_count;
        _open(certificateId, licenseId, terms);
        License storage record = _licenses[licenseId];
        record.certificateId = certificateId;
        record.licensee = licensee;
        record.grantedAt = uint40(block.timestamp);
        record.terms = terms;
        _mint(account, licenseId);
        emit LicenseGranted(licenseId, certificateId, licensee, licensor, terms);
    }

    function _terminate(uint64 licenseId, uint64 by, bytes32 reasonHash) private {
        License storage record = _licenses[licenseId];
        record.terminated = true;
        --_books[record.certificateId].openCount;
        emit LicenseTerminated(licenseId, by, reasonHash);
    }

    /// @dev Enters a licence in the certificate's book, where exclusivity is kept.
    function _open(uint64 certificateId, uint64 licenseId, Terms calldata terms) private {
        Book storage book = _books[certificateId];
        _requireNoExclusive(certificateId, book.exclusiveId, terms);
        if (terms.exclusive) {
            if (book.openCount != 0 && terms.validFrom < book.latestEnd) {
                revert LicensesOpen(certificateId, book.openCount, book.latestEnd);
            }
            _earlierExclusive[licenseId] = book.exclusiveId;
            book.exclusiveId = licenseId;
        }
        if (book.openCount == 0 || terms.validUntil > book.latestEnd) book.latestEnd = terms.validUntil;
        ++book.openCount;
    }

    /// @dev Walks the exclusive licences from the latest back to the first that ends before the terms begin.
    function _requireNoExclusive(uint64 certificateId, uint64 licenseId, Terms calldata terms) private view {
        for (; licenseId != 0; licenseId = _earlierExclusive[licenseId]) {
            License storage exclusive = _licenses[licenseId];
            if (exclusive.terminated) continue;
            if (terms.validFrom >= exclusive.terms.validUntil) return;
            if (terms.validUntil > exclusive.terms.validFrom) {
                revert ExclusiveLicenseInForce(certificateId, licenseId, exclusive.terms.validUntil);
            }
        }
    }

    function _setSuspended(uint64 licenseId, bool suspended) private {
        License storage record = _requireActive(licenseId);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        uint64 licensor = _RIGHTS.holderOf(record.certificateId);
        if (caller != licensor) revert NotLicensor(licenseId, licensor, caller);
        if (record.suspended == suspended) revert WrongSuspension(licenseId, suspended);
        record.suspended = suspended;
    }

    function _requireActive(uint64 licenseId) private view returns (License storage record) {
        LicenseStatus status = licenseStatus(licenseId);
        if (status == LicenseStatus.None) revert UnknownLicense(licenseId);
        if (status != LicenseStatus.Active) revert LicenseNotActive(licenseId, status);
        return _licenses[licenseId];
    }
}

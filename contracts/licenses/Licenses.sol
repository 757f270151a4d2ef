// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {ISandboxes} from "../sandboxes/ISandboxes.sol";
import {ILicenseDecisions} from "./ILicenseDecisions.sol";
import {ILicenses} from "./ILicenses.sol";
import {LicenseBook} from "./LicenseBook.sol";
import {LicenseConduct} from "./LicenseConduct.sol";
import {LicenseDecisions} from "./LicenseDecisions.sol";

/// @title Licenses
/// @notice Licences as tokens, which move where their terms allow. See {ILicenses} and {ILicenseDecisions}.
contract Licenses is ERC721, LicenseConduct, LicenseDecisions {
    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights,
        ISandboxes sandboxes
    ) ERC721("Data License", "DLI") RelayedAccess(authority, forwarder) LicenseBook(participants, rights, sandboxes) {}

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(ILicenses).interfaceId ||
            interfaceId == type(ILicenseDecisions).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /// @dev A licence moves freely among the accounts of its licensee; to others while it can be used, if its terms
    /// allow, and not out of a breach.
    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        from = super._update(to, tokenId, auth);
        if (from == address(0)) return from;

        // Token ids are licence ids, which are 64 bits wide.
        uint64 licenseId = uint64(tokenId);
        License storage record = _licenses[licenseId];
        uint64 sender = record.licensee;
        _requireActive(sender);
        uint64 receiver = _PARTICIPANTS.requireActiveAccount(to);
        if (sender == receiver) return from;
        _requireOpen();

        if (!record.terms.transferable) revert LicenseNotTransferable(licenseId);
        _requireUsable(licenseId);
        if (record.cureUntil != 0) revert BreachOpen(licenseId, record.cureUntil);
        if (receiver == licensorOf(licenseId)) revert LicenseeIsLicensor(record.certificateId, receiver);
        record.licensee = receiver;
        _remember(record, licenseId);
        emit LicenseTransferred(licenseId, sender, receiver);
    }

    /// @dev Any active account of the licensee acts for it, whichever account the token sits in; a revoked account
    /// acts for nobody, and neither do those it has approved.
    function _isAuthorized(address owner, address spender, uint256 tokenId) internal view override returns (bool) {
        uint64 licensee = _PARTICIPANTS.participantOf(owner);
        if (licensee != 0 && _PARTICIPANTS.participantOf(spender) == licensee) {
            return _PARTICIPANTS.accountStatus(spender) == IParticipants.AccountStatus.Active;
        }
        return
            _PARTICIPANTS.accountStatus(owner) == IParticipants.AccountStatus.Active &&
            super._isAuthorized(owner, spender, tokenId);
    }

    function _mintTo(address account, uint64 licenseId) internal override {
        _mint(account, licenseId);
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
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Terms, Territory, Uses, UseSet} from "../../contracts/licenses/Terms.sol";
import {ApplicationStatus} from "../../contracts/rights/Registration.sol";
import {VM} from "./IVm.sol";
import {Stage} from "./Stage.sol";

/// @title LicenseActs
/// @notice What can be done to licences.
abstract contract LicenseActs is Stage {
    function grant(uint256 who, uint256 which, uint256 licensee, uint256 from, uint256 length) external act {
        _grant(who, which, licensee, from, length, false);
    }

    function grantExclusively(uint256 who, uint256 which, uint256 licensee, uint256 from, uint256 length) external act {
        _grant(who, which, licensee, from, length, true);
    }

    function suspendLicense(uint256 who, uint256 which) external act {
        uint64 id = _licenseId(which);
        VM.prank(_licensor(id, who));
        try licenses.suspend(id, _PAPER) {
            ++done["suspend a licence"];
        } catch {}
    }

    /// @notice Resumes the first of the recent licences that can be.
    function resumeLicense(uint256 who, uint256 which) external act {
        for (uint256 i = 0; i < _RECENT; ++i) {
            uint64 id = _licenseId((which % _RECENT) + i);
            VM.prank(_licensor(id, who));
            try licenses.resume(id) {
                ++done["resume a licence"];
                return;
            } catch {}
        }
    }

    function terminateLicense(uint256 who, uint256 which) external act {
        if (!_seldom(which)) return;
        uint64 id = _licenseId(which / 4);
        VM.prank(_ownerOrOther(licenses, id, who));
        try licenses.terminate(id, _PAPER) {
            ++done["terminate a licence"];
        } catch {}
    }

    function sublicense(uint256 who, uint256 which, uint256 licensee, uint256 units) external act {
        uint64 id = _licenseId(which);
        if (id > licenses.licenseCount()) return;
        Terms memory terms = licenses.license(id).terms;
        terms.units = uint64(units % 8);
        VM.prank(_ownerOrOther(licenses, id, who));
        try licenses.sublicense(id, _participantId(licensee), terms) {
            ++done["grant a sub-licence"];
        } catch {}
    }

    function recordUse(uint256 who, uint256 which, uint256 units) external act {
        uint64 id = _licenseId(which);
        VM.prank(_ownerOrOther(licenses, id, who));
        try licenses.recordUse(id, uint64(units % 8), _PAPER) {
            ++done["record use"];
        } catch {}
    }

    function renewLicense(uint256 who, uint256 which, uint256 length, uint256 units) external act {
        uint64 id = _licenseId(which);
        if (id > licenses.licenseCount()) return;
        uint40 validUntil = licenses.license(id).terms.validUntil + uint40(length % 8 days);
        VM.prank(_licensor(id, who));
        try licenses.renew(id, validUntil, uint64(units % 4)) {
            ++done["renew a licence"];
        } catch {}
    }

    /// @dev Mostly the account that holds the licence's certificate.
    function _licensor(uint64 id, uint256 choice) private view returns (address) {
        if (id > licenses.licenseCount()) return _account(choice);
        return _ownerOrOther(rights, licenses.license(id).certificateId, choice);
    }

    function _grant(
        uint256 who,
        uint256 which,
        uint256 licensee,
        uint256 from,
        uint256 length,
        bool exclusive
    ) private {
        uint64 certificateId = _applicationIn(ApplicationStatus.Confirmed, which);
        uint40 validFrom = uint40(clock - 1 days + (from % 60 days));
        Terms memory terms = Terms({
            permittedUses: UseSet.wrap(Uses.READ),
            prohibitedUses: UseSet.wrap(0),
            validFrom: validFrom,
            validUntil: validFrom + uint40(length % (length % 4 == 0 ? 150 days : 8 days)),
            units: uint64(length % 5) * 4,
            sublicensing: length % 3 != 0,
            derivatives: length % 2 == 0,
            exclusive: exclusive,
            attribution: false,
            royalty: 0,
            transferable: false,
            meter: 0,
            territory: Territory.wrap(0),
            documentHash: _PAPER
        });
        VM.prank(_ownerOrOther(rights, certificateId, who));
        try licenses.grant(certificateId, _participantId(licensee), terms) {
            ++done[exclusive ? "grant an exclusive licence" : "grant a licence"];
        } catch {}
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILicenses} from "../../contracts/licenses/ILicenses.sol";
import {IRightsRegistry} from "../../contracts/rights/IRightsRegistry.sol";

/// @title LicenseBounds
/// @notice What holds of all licences at every moment.
library LicenseBounds {
    error LicenseOutlivesCertificate(uint64 licenseId);
    error LicenseOutlivesParent(uint64 licenseId, uint64 parentId);
    error UnitsExceedGrant(uint64 licenseId);
    error ExclusiveOverlaps(uint64 licenseId, uint64 otherId);

    /// @notice Reverts if a licence outlives its certificate's term or the licence above it, if more units were used
    /// and given on than granted, or if an exclusive one shares a moment with
    /// another under the same certificate.
    function check(ILicenses licenses, IRightsRegistry rights) internal view {
        for (uint64 id = 1; id <= licenses.licenseCount(); ++id) {
            ILicenses.License memory record = licenses.license(id);
            if (record.terms.validUntil > rights.registration(record.certificateId).expiresAt) {
                revert LicenseOutlivesCertificate(id);
            }
            if (record.terms.units != 0 && record.unitsUsed + record.unitsGiven > record.terms.units) {
                revert UnitsExceedGrant(id);
            }
            if (record.parentId != 0) _checkParent(licenses, id, record);
            if (record.terms.exclusive && !record.terminated) _checkExclusive(licenses, id, record);
        }
    }

    function _checkParent(ILicenses licenses, uint64 id, ILicenses.License memory record) private view {
        uint64 parentId = record.parentId;
        bool parentEnded =
            licenses.licenseStatus(parentId) == ILicenses.LicenseStatus.Terminated ||
                licenses.licenseStatus(parentId) == ILicenses.LicenseStatus.Expired;
        bool inForce =
            licenses.licenseStatus(id) == ILicenses.LicenseStatus.Active ||
                licenses.licenseStatus(id) == ILicenses.LicenseStatus.Exhausted;
        bool outlives = record.terms.validUntil > licenses.license(parentId).terms.validUntil;
        if (outlives || (parentEnded && inForce)) revert LicenseOutlivesParent(id, parentId);
    }

    function _checkExclusive(ILicenses licenses, uint64 id, ILicenses.License memory exclusive) private view {
        for (uint64 otherId = 1; otherId <= licenses.licenseCount(); ++otherId) {
            ILicenses.License memory other = licenses.license(otherId);
            bool same =
                otherId != id &&
                    other.certificateId == exclusive.certificateId &&
                    other.parentId == exclusive.parentId &&
                    !other.terminated;
            bool overlaps =
                other.terms.validFrom < exclusive.terms.validUntil &&
                    exclusive.terms.validFrom < other.terms.validUntil;
            if (same && overlaps) revert ExclusiveOverlaps(id, otherId);
        }
    }
}

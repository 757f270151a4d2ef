// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILicenses} from "../../contracts/licenses/ILicenses.sol";
import {IRightsRegistry} from "../../contracts/rights/IRightsRegistry.sol";
import {ISandboxes} from "../../contracts/sandboxes/ISandboxes.sol";

/// @title LicenseBounds
/// @notice What holds of all licences at every moment.
library LicenseBounds {
    error LicenseOutlivesCertificate(uint64 licenseId);
    error LicenseOutlivesParent(uint64 licenseId, uint64 parentId);
    error LicenseOutlivesSandbox(uint64 licenseId, uint64 sandboxId);
    error UnitsExceedGrant(uint64 licenseId);
    error ExclusiveOverlaps(uint64 licenseId, uint64 otherId);

    /// @notice Reverts if a licence outlives its certificate's term, the licence above it or its sandbox, if more
    /// units were used and given on than granted, or if an exclusive one shares a moment with
    /// another under the same certificate.
    function check(ILicenses licenses, IRightsRegistry rights, ISandboxes sandboxes) internal view {
        for (uint64 id = 1; id <= licenses.licenseCount(); ++id) {
            ILicenses.License memory record = licenses.license(id);
            if (record.terms.validUntil > rights.registration(record.certificateId).expiresAt) {
                revert LicenseOutlivesCertificate(id);
            }
            if (record.terms.units != 0 && record.unitsUsed + record.unitsGiven > record.terms.units) {
                revert UnitsExceedGrant(id);
            }
            if (record.parentId != 0) _checkParent(licenses, id, record);
            if (record.sandboxId != 0) _checkSandbox(licenses, sandboxes, id, record);
            if (record.terms.exclusive && _stands(sandboxes, record)) _checkExclusive(licenses, sandboxes, id, record);
        }
    }

    function _checkParent(ILicenses licenses, uint64 id, ILicenses.License memory record) private view {
        uint64 parentId = record.parentId;
        bool parentEnded =
            licenses.licenseStatus(parentId) == ILicenses.LicenseStatus.Terminated ||
                licenses.licenseStatus(parentId) == ILicenses.LicenseStatus.Expired;
        bool outlives = record.terms.validUntil > licenses.license(parentId).terms.validUntil;
        bool elsewhere = record.sandboxId != licenses.license(parentId).sandboxId;
        if (outlives || elsewhere || (parentEnded && _inForce(licenses, id)))
            revert LicenseOutlivesParent(id, parentId);
    }

    function _checkSandbox(
        ILicenses licenses,
        ISandboxes sandboxes,
        uint64 id,
        ILicenses.License memory record
    ) private view {
        bool open = sandboxes.sandboxStatus(record.sandboxId) == ISandboxes.SandboxStatus.Open;
        bool outlives = record.terms.validUntil > sandboxes.sandbox(record.sandboxId).bounds.validUntil;
        if (outlives || (!open && _inForce(licenses, id))) revert LicenseOutlivesSandbox(id, record.sandboxId);
    }

    function _inForce(ILicenses licenses, uint64 id) private view returns (bool) {
        ILicenses.LicenseStatus status = licenses.licenseStatus(id);
        return status == ILicenses.LicenseStatus.Active || status == ILicenses.LicenseStatus.Exhausted;
    }

    /// @dev Whether it keeps others out, or is kept out, for as long as its terms say.
    function _stands(ISandboxes sandboxes, ILicenses.License memory record) private view returns (bool) {
        bool closed = sandboxes.sandboxStatus(record.sandboxId) == ISandboxes.SandboxStatus.Closed;
        return !record.terminated && !closed;
    }

    function _checkExclusive(
        ILicenses licenses,
        ISandboxes sandboxes,
        uint64 id,
        ILicenses.License memory exclusive
    ) private view {
        for (uint64 otherId = 1; otherId <= licenses.licenseCount(); ++otherId) {
            ILicenses.License memory other = licenses.license(otherId);
            bool same =
                otherId != id &&
                    other.certificateId == exclusive.certificateId &&
                    other.parentId == exclusive.parentId &&
                    _stands(sandboxes, other);
            bool overlaps =
                other.terms.validFrom < exclusive.terms.validUntil &&
                    exclusive.terms.validFrom < other.terms.validUntil;
            if (same && overlaps) revert ExclusiveOverlaps(id, otherId);
        }
    }
}

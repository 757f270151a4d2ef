// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISandboxes} from "../sandboxes/ISandboxes.sol";
import {ILicenses} from "./ILicenses.sol";

/// @title SandboxEnd
/// @notice How licences end with the sandbox they were granted in.
library SandboxEnd {
    /// @notice Whether a licence's sandbox was closed before the licence had expired.
    /// @dev No licence outlasts the bounds of its sandbox, so that an end before the licence's own is an early one, and
    /// past. A closing that comes later leaves it expired.
    function closedIn(ISandboxes sandboxes, ILicenses.License storage record) internal view returns (bool) {
        uint64 sandboxId = record.sandboxId;
        return sandboxId != 0 && _endOf(sandboxes, sandboxId) < record.terms.validUntil;
    }

    /// @notice Reverts if a licence of this sandbox would outlast it.
    function requireWithin(ISandboxes sandboxes, uint64 sandboxId, uint40 validUntil) internal view {
        if (sandboxId == 0) return;
        uint40 endsAt = _endOf(sandboxes, sandboxId);
        if (validUntil > endsAt) revert ILicenses.TermsOutliveSandbox(sandboxId, endsAt, validUntil);
    }

    /// @dev The one place that calls, which keeps the code of {Licenses} small.
    function _endOf(ISandboxes sandboxes, uint64 sandboxId) private view returns (uint40) {
        return sandboxes.endOf(sandboxId);
    }
}

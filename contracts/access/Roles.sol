// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Roles
/// @notice The operational roles of the registry, as known to its AccessManager. Which function each
/// role may call is set once, at deployment, in `scripts/deploy/permissions.ts`.
library Roles {
    /// @notice Governs roles and targets (OpenZeppelin's `ADMIN_ROLE`).
    uint64 internal constant ADMIN = 0;

    /// @notice Keeps the book of participants; enters batches, assigns examiners, renews and annuls certificates.
    uint64 internal constant REGISTRAR = 1;

    /// @notice Examines applications: opens notice, decides objections, confirms and rejects.
    uint64 internal constant EXAMINER = 2;

    /// @notice The contract through which courts act on certificates.
    uint64 internal constant COURTS = 3;

    /// @notice The contract that keeps pledges.
    uint64 internal constant PLEDGES = 4;

    /// @notice Replaces policies, each time after a delay.
    uint64 internal constant GOVERNOR = 5;

    /// @notice Cancels what the governor has announced, and pauses contracts in an emergency.
    uint64 internal constant GUARDIAN = 6;

    /// @notice The contract that concludes trades: counts them against approvals and caps, and grants what was sold.
    uint64 internal constant SETTLEMENT = 8;

    /// @notice The contract that keeps catalogues: enters their entries as certificates.
    uint64 internal constant CATALOGUES = 9;
}

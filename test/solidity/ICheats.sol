// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ICheats
/// @notice What the tests ask of the runner's chain.
interface ICheats {
    /// @notice The next call comes from `sender`.
    function prank(address sender) external;

    /// @notice Sets the time of the chain (Unix seconds).
    function warp(uint256 time) external;
}

// Where the runner answers.
ICheats constant CHEATS = ICheats(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

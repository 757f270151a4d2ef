// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IVm
/// @notice The cheat codes of the test runner that these tests use.
interface IVm {
    /// @notice The next call comes from this account.
    function prank(address account) external;

    /// @notice Sets the block's time.
    function warp(uint256 time) external;
}

IVm constant VM = IVm(address(uint160(uint256(keccak256("hevm cheat code")))));

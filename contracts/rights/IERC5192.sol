// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IERC5192
/// @notice Minimal soulbound tokens: whether a token can be transferred now (ERC-5192, interface id 0xb45a3c0e).
interface IERC5192 {
    /// @notice The token cannot be transferred from now on.
    event Locked(uint256 tokenId);

    /// @notice The token can be transferred from now on.
    event Unlocked(uint256 tokenId);

    /// @notice Whether the token is locked. Reverts if there is no such token.
    function locked(uint256 tokenId) external view returns (bool);
}

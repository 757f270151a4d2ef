// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ChunkTree
/// @notice Content commitments of the algorithm `ChunkMerkle`: any one chunk of the bytes can be proved.
///
/// The bytes are cut into chunks of 1,024, of which the last may be shorter (no bytes are one empty chunk).
/// A Merkle tree in the shape of RFC 9162, section 2.1, is built over them with SHA-256, and the commitment
/// binds its root to their number:
///
///     leaf = SHA-256(0x00 | chunk), node = SHA-256(0x01 | left | right)
///     commitment = SHA-256(0x02 | size, 8 bytes, big-endian | root)
library ChunkTree {
    /// @notice Bytes of every chunk but the last.
    uint256 internal constant CHUNK = 1024;

    /// @notice Most bytes that a commitment can be made of: 2 TiB, so that chunks are counted in 31 bits.
    uint64 internal constant MAX_SIZE = uint64(CHUNK << 31);

    /// @notice The commitment to bytes of this length with this root.
    function commitment(uint64 size, bytes32 root) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x02), size, root));
    }

    /// @notice Number of chunks that so many bytes are cut into.
    function chunkCount(uint64 size) internal pure returns (uint256) {
        return size == 0 ? 1 : (size + CHUNK - 1) / CHUNK;
    }

    /// @notice Whether these bytes have the length of the chunk with this index.
    function hasSize(bytes calldata chunk, uint64 size, uint256 index) internal pure returns (bool) {
        uint256 left = size - index * CHUNK;
        return chunk.length == (left < CHUNK ? left : CHUNK);
    }

    /// @notice Whether a tree of `count` leaves, the one at `index` being of `chunk`, can have been made with
    /// this proof (RFC 9162, section 2.1.3.2), and the root it has then.
    function rootOf(
        bytes calldata chunk,
        uint256 index,
        uint256 count,
        bytes32[] calldata proof
    ) internal pure returns (bool fits, bytes32 root) {
        uint256 last = count - 1;
        root = sha256(abi.encodePacked(bytes1(0x00), chunk));
        for (uint256 i = 0; i < proof.length; ++i) {
            if (last == 0) return (false, root);
            if (index & 1 == 1 || index == last) {
                root = _node(proof[i], root);
                // Where the tree is ragged, whole levels have no sibling.
                while (index & 1 == 0) {
                    index >>= 1;
                    last >>= 1;
                }
            } else {
                root = _node(root, proof[i]);
            }
            index >>= 1;
            last >>= 1;
        }
        return (last == 0, root);
    }

    function _node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x01), left, right));
    }
}

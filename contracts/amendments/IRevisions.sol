// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IRevisions
/// @notice Which asset is a revision of which. Each asset revises at most one and is revised by at most one, so that
/// revisions form lines without branches or circles; what was recorded is never taken back.
interface IRevisions {
    /// @notice An asset took the place of another, by the holder of both under these certificates.
    event AssetSuperseded(
        bytes32 indexed asset,
        bytes32 indexed superseded,
        uint64 indexed holder,
        uint64 certificateId,
        uint64 supersededCertificateId
    );

    /// @notice No right to hold this asset is in force.
    error AssetNotHeld(bytes32 asset);

    /// @notice The asset is recorded as the revision of another.
    error RevisionAlready(bytes32 asset, bytes32 superseded);

    /// @notice Another asset is recorded as the revision of this one.
    error SupersededAlready(bytes32 superseded, bytes32 asset);

    /// @notice The asset to be superseded is the asset itself, or a later revision of it.
    error CircularRevision(bytes32 asset, bytes32 superseded);

    /// @notice Records that an asset is the revision of another. The caller's participant holds both, by
    /// certificates in force that are neither frozen nor pledged.
    /// @param asset Content commitment of the revision.
    /// @param superseded Content commitment of what it takes the place of.
    function supersede(bytes32 asset, bytes32 superseded) external;

    /// @notice What an asset is the revision of; zero: of none.
    function revisionOf(bytes32 asset) external view returns (bytes32 superseded);

    /// @notice The revision that took an asset's place; zero: none.
    function supersededBy(bytes32 superseded) external view returns (bytes32 asset);
}

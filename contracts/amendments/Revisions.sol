// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {Right} from "../rights/Registration.sol";
import {IRevisions} from "./IRevisions.sol";

/// @title Revisions
/// @notice See {IRevisions}.
abstract contract Revisions is IRevisions, EmergencyPause {
    // What each asset is the revision of.
    mapping(bytes32 asset => bytes32 superseded) private _revisionOf;

    // What took each asset's place.
    mapping(bytes32 superseded => bytes32 asset) private _supersededBy;

    // For the first and the last asset of a line: the one at its other end. For those between it means nothing.
    mapping(bytes32 end => bytes32 otherEnd) private _otherEnds;

    // Who is who.
    IParticipants internal immutable _PARTICIPANTS;

    // The certificates over the assets.
    IRightsRegistry internal immutable _RIGHTS;

    constructor(IParticipants participants, IRightsRegistry rights) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
    }

    /// @inheritdoc IRevisions
    function supersede(bytes32 asset, bytes32 superseded) external whileOpen {
        uint64 holder = _PARTICIPANTS.requireActiveAccount(_msgSender());
        uint64 certificateId = _requireHeld(asset, holder);
        uint64 supersededCertificateId = _requireHeld(superseded, holder);
        if (_revisionOf[asset] != 0) revert RevisionAlready(asset, _revisionOf[asset]);
        if (_supersededBy[superseded] != 0) revert SupersededAlready(superseded, _supersededBy[superseded]);

        // The asset begins its line, and the superseded one ends its own: joining an end to its own other end
        // would close a circle.
        bytes32 first = _otherEnd(superseded);
        bytes32 last = _otherEnd(asset);
        if (first == asset) revert CircularRevision(asset, superseded);

        _revisionOf[asset] = superseded;
        _supersededBy[superseded] = asset;
        _otherEnds[first] = last;
        _otherEnds[last] = first;
        emit AssetSuperseded(asset, superseded, holder, certificateId, supersededCertificateId);
    }

    /// @inheritdoc IRevisions
    function revisionOf(bytes32 asset) external view returns (bytes32 superseded) {
        return _revisionOf[asset];
    }

    /// @inheritdoc IRevisions
    function supersededBy(bytes32 superseded) external view returns (bytes32 asset) {
        return _supersededBy[superseded];
    }

    function _requireHeld(bytes32 asset, uint64 holder) private view returns (uint64 certificateId) {
        certificateId = _RIGHTS.certificateInForce(asset, Right.Hold);
        if (certificateId == 0) revert AssetNotHeld(asset);
        _RIGHTS.requireHolder(certificateId, holder);
    }

    /// @dev An asset without revisions is both ends of its line.
    function _otherEnd(bytes32 end) private view returns (bytes32 other) {
        other = _otherEnds[end];
        return other == 0 ? end : other;
    }
}

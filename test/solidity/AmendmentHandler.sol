// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AmendmentStatus, IAmendments} from "../../contracts/amendments/IAmendments.sol";
import {CertificateStatus, Flags, Registration, Right} from "../../contracts/rights/Registration.sol";
import {AmendmentActs} from "./AmendmentActs.sol";
import {ParticipantActs} from "./ParticipantActs.sol";
import {RightsActs} from "./RightsActs.sol";

/// @title AmendmentHandler
/// @notice Amends and revises while rights and participants change, and looks after each act at what it did.
contract AmendmentHandler is ParticipantActs, RightsActs, AmendmentActs {
    /// @notice The first rule that an act broke; empty: none did.
    string public broken;

    /// @notice What each asset was first seen to be the revision of.
    mapping(bytes32 asset => bytes32 superseded) public seenRevision;

    /// @notice How many assets were seen to be revisions.
    uint256 public revisions;

    uint64 private _seen;
    mapping(uint64 amendmentId => IAmendments.Amendment record) private _last;
    mapping(uint64 certificateId => uint64[] amendmentIds) private _accepted;
    mapping(uint64 certificateId => bytes32 digest) private _certificates;

    /// @notice The accepted amendments of a certificate, in the order in which they were accepted.
    function accepted(uint64 certificateId) external view returns (uint64[] memory) {
        return _accepted[certificateId];
    }

    function _watch() internal override {
        _watchAmendments();
        for (uint256 i = 0; i < REVISED; ++i) _watchRevision(revised(i));
        uint64 count = rights.applicationCount();
        for (uint64 id = count; id != 0 && id + _RECENT > count; --id) _watchCertificate(id);
    }

    function _watchAmendments() private {
        uint256 moved = 0;
        uint64 count = amendments.amendmentCount();
        for (uint64 id = 1; id <= count; ++id) {
            IAmendments.Amendment memory last = _last[id];
            // Final is final, but how it was written is looked at to the end.
            IAmendments.Amendment memory record = amendments.amendment(id);
            if (keccak256(abi.encode(last)) == keccak256(abi.encode(record))) continue;
            ++moved;
            _rule(_isEdge(last, record), "an amendment moves along its edges");
            if (last.status != AmendmentStatus.None) _rule(_sameBut(last, record), "what an amendment says is kept");
            if (record.status == AmendmentStatus.Accepted) _watchAccepted(id, record);
            else _rule(record.previous == 0, "only accepted amendments have a predecessor");
            if (record.status == AmendmentStatus.Requested) _rule(_clear(record), "only the free are amended");
            _last[id] = record;
        }
        _rule(moved <= 1, "an act moves one amendment");
        _rule(count == _seen || count == _seen + 1, "ids count one by one");
        _seen = count;
    }

    function _watchAccepted(uint64 id, IAmendments.Amendment memory record) private {
        uint64[] storage list = _accepted[record.certificateId];
        uint64 newest = list.length == 0 ? 0 : list[list.length - 1];
        _rule(record.previous == newest, "an amendment names the one whose place it took");
        _rule(amendments.amendmentInForce(record.certificateId) == id, "the newest accepted is in force");
        uint8 flags = rights.registration(record.certificateId).flags;
        bool byRegistrar = record.requester == 0;
        _rule(byRegistrar ? flags & Flags.FROZEN == 0 : _clear(record), "only the free are amended");
        _rule(
            rights.certificateStatus(record.certificateId) == CertificateStatus.Active,
            "only certificates in force are amended"
        );
        list.push(id);
    }

    function _watchRevision(bytes32 asset) private {
        bytes32 superseded = amendments.revisionOf(asset);
        if (seenRevision[asset] == superseded) return;
        _rule(seenRevision[asset] == 0, "a revision is never taken back");
        _rule(_heldTogether(asset, superseded), "one holder, free to dispose, holds both");
        seenRevision[asset] = superseded;
        ++revisions;
    }

    /// @dev What a certificate is about, and since when, is what it was from the beginning.
    function _watchCertificate(uint64 id) private {
        Registration memory record = rights.registration(id);
        if (record.ended == CertificateStatus.None) return;
        bytes32 digest = keccak256(
            abi.encode(record.commitment, record.right, record.dataClass, record.algorithm, record.confirmedAt)
        );
        _rule(_certificates[id] == 0 || _certificates[id] == digest, "a certificate keeps its asset and its date");
        _certificates[id] = digest;
    }

    function _heldTogether(bytes32 asset, bytes32 superseded) private view returns (bool) {
        uint64 id = rights.certificateInForce(asset, Right.Hold);
        uint64 other = rights.certificateInForce(superseded, Right.Hold);
        if (id == 0 || other == 0 || rights.holderOf(id) != rights.holderOf(other)) return false;
        return (rights.registration(id).flags | rights.registration(other).flags) & Flags.ENCUMBERED == 0;
    }

    /// @dev Whether the requester holds the certificate, in force, neither frozen nor pledged.
    function _clear(IAmendments.Amendment memory record) private view returns (bool) {
        return
            rights.certificateStatus(record.certificateId) == CertificateStatus.Active &&
            rights.holderOf(record.certificateId) == record.requester &&
            rights.registration(record.certificateId).flags & Flags.ENCUMBERED == 0;
    }

    function _rule(bool kept, string memory rule) private {
        if (!kept && bytes(broken).length == 0) broken = rule;
    }

    function _isEdge(
        IAmendments.Amendment memory last,
        IAmendments.Amendment memory record
    ) private pure returns (bool) {
        if (last.status == AmendmentStatus.None) {
            bool corrected = record.requester == 0 && record.status == AmendmentStatus.Accepted;
            return corrected || (record.requester != 0 && record.status == AmendmentStatus.Requested);
        }
        return
            last.status == AmendmentStatus.Requested &&
            (record.status == AmendmentStatus.Accepted ||
                record.status == AmendmentStatus.Rejected ||
                record.status == AmendmentStatus.Withdrawn);
    }

    /// @dev Whether nothing changed but the status and the predecessor.
    function _sameBut(
        IAmendments.Amendment memory last,
        IAmendments.Amendment memory record
    ) private pure returns (bool) {
        return
            last.certificateId == record.certificateId &&
            last.requester == record.requester &&
            last.kind == record.kind &&
            last.descriptionHash == record.descriptionHash;
    }
}

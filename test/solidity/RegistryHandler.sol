// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ApplicationStatus, Flags, Registration} from "../../contracts/rights/Registration.sol";
import {LicenseActs} from "./LicenseActs.sol";
import {ParticipantActs} from "./ParticipantActs.sol";
import {RightsActs} from "./RightsActs.sol";
import {SandboxActs} from "./SandboxActs.sol";

/// @title RegistryHandler
/// @notice Does at the registry whatever a stream of numbers says, legal or not. What the registry refuses
/// changes nothing; what it accepts is counted in `done`.
contract RegistryHandler is ParticipantActs, RightsActs, LicenseActs, SandboxActs {
    /// @notice Whether some application moved along an edge that is not in its state machine.
    bool public movedIllegally;

    /// @notice Whether a frozen certificate ended, or a locked one moved, and no court had ordered it.
    bool public movedThoughLocked;

    mapping(uint64 applicationId => ApplicationStatus status) private _lastStatus;
    mapping(uint64 certificateId => Registration record) private _last;
    mapping(uint64 certificateId => address account) private _lastOwner;

    /// @dev Acts reach recent applications only.
    function _watch() internal override {
        uint64 count = rights.applicationCount();
        for (uint64 id = count < _RECENT ? 1 : count - _RECENT + 1; id <= count; ++id) {
            ApplicationStatus from = _lastStatus[id];
            Registration memory record = rights.registration(id);
            if (record.status == ApplicationStatus.Confirmed) _watchLocks(id, record);
            ApplicationStatus to = record.status;
            if (from == to) continue;
            if (!_isEdge(from, to)) movedIllegally = true;
            _lastStatus[id] = to;
        }
        _ordered = false;
    }

    function _watchLocks(uint64 id, Registration memory record) private {
        uint8 flags = _last[id].flags;
        address owner = rights.ownerOf(id);
        bool moved = _lastOwner[id] != owner && flags & Flags.LOCKED != 0;
        bool ended = _last[id].ended != record.ended && flags & Flags.FROZEN != 0;
        if (!_ordered && (moved || ended)) movedThoughLocked = true;
        _last[id] = record;
        _lastOwner[id] = owner;
    }

    function _isEdge(ApplicationStatus from, ApplicationStatus to) private pure returns (bool) {
        if (from == ApplicationStatus.None) return to == ApplicationStatus.Filed;
        bool filed = from == ApplicationStatus.Filed;
        bool inNotice = from == ApplicationStatus.InNotice;
        bool objected = from == ApplicationStatus.Objected;
        if (to == ApplicationStatus.InNotice) return filed || objected;
        if (to == ApplicationStatus.Objected || to == ApplicationStatus.Confirmed) return inNotice;
        return
            (to == ApplicationStatus.Rejected || to == ApplicationStatus.Withdrawn) && (filed || inNotice || objected);
    }
}

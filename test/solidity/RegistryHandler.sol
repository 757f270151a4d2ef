// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ApplicationStatus} from "../../contracts/rights/Registration.sol";
import {LicenseActs} from "./LicenseActs.sol";
import {ParticipantActs} from "./ParticipantActs.sol";
import {RightsActs} from "./RightsActs.sol";

/// @title RegistryHandler
/// @notice Does at the registry whatever a stream of numbers says, legal or not. What the registry refuses
/// changes nothing; what it accepts is counted in `done`.
contract RegistryHandler is ParticipantActs, RightsActs, LicenseActs {
    /// @notice Whether some application moved along an edge that is not in its state machine.
    bool public movedIllegally;

    mapping(uint64 applicationId => ApplicationStatus status) private _lastStatus;

    /// @dev Acts reach recent applications only.
    function _watch() internal override {
        uint64 count = rights.applicationCount();
        for (uint64 id = count < _RECENT ? 1 : count - _RECENT + 1; id <= count; ++id) {
            ApplicationStatus from = _lastStatus[id];
            ApplicationStatus to = rights.registration(id).status;
            if (from == to) continue;
            if (!_isEdge(from, to)) movedIllegally = true;
            _lastStatus[id] = to;
        }
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

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Terms, Territory, Uses, UseSet} from "../../contracts/licenses/Terms.sol";
import {IParticipants} from "../../contracts/participants/IParticipants.sol";
import {Currency} from "../../contracts/pricing/Currency.sol";
import {ApplicationStatus} from "../../contracts/rights/Registration.sol";
import {ISandboxes} from "../../contracts/sandboxes/ISandboxes.sol";
import {VM} from "./IVm.sol";
import {Stage} from "./Stage.sol";

/// @title SandboxActs
/// @notice What can be done to licences by sandboxes: granted in one (by this contract, as deals do), ended with it.
abstract contract SandboxActs is Stage {
    address private immutable _REGULATOR;

    constructor() {
        _REGULATOR = _newAccount();
        participants.register(IParticipants.Kind.Regulator, 156, _PAPER, _REGULATOR);
    }

    function openSandbox(uint256 length) external act {
        ISandboxes.Bounds memory bounds = ISandboxes.Bounds({
            maxValue: 1,
            maxVolume: 1,
            validUntil: uint40(clock + (length % 30 days) + 1),
            currency: Currency.wrap(address(156)),
            exemptions: 0,
            rulesHash: _PAPER
        });
        VM.prank(_REGULATOR);
        try sandboxes.open(bounds, new uint64[](0)) {
            ++done["open a sandbox"];
        } catch {}
    }

    function closeSandbox(uint256 which) external act {
        if (!_seldom(which)) return;
        uint64 id = _sandboxId(which / 4);
        VM.prank(_REGULATOR);
        try sandboxes.close(id, _PAPER) {
            ++done["close a sandbox"];
        } catch {}
    }

    /// @notice Grants a licence in one of the newest sandboxes, until some time before its end.
    function grantInSandbox(uint256 which, uint256 licensee, uint256 sandbox, uint256 length) external act {
        uint64 sandboxId = _sandboxId(sandbox);
        if (sandboxes.sandboxStatus(sandboxId) != ISandboxes.SandboxStatus.Open) return;
        uint64 certificateId = _applicationIn(ApplicationStatus.Confirmed, which);
        Terms memory terms = Terms({
            permittedUses: UseSet.wrap(Uses.READ),
            prohibitedUses: UseSet.wrap(0),
            validFrom: uint40(clock),
            validUntil: sandboxes.endOf(sandboxId) - uint40(length % 3 days),
            units: uint64(length % 5) * 4,
            sublicensing: length % 3 != 0,
            derivatives: false,
            exclusive: length % 2 == 0,
            attribution: false,
            royalty: 0,
            transferable: false,
            meter: 0,
            territory: Territory.wrap(0),
            documentHash: _PAPER
        });
        try licenses.grantSold(certificateId, _holder(certificateId), _participantId(licensee), sandboxId, terms) {
            ++done["grant a licence in a sandbox"];
        } catch {}
    }

    function _holder(uint64 certificateId) private view returns (uint64 participantId) {
        try rights.holderOf(certificateId) returns (uint64 holder) {
            return holder;
        } catch {}
    }

    /// @dev One of the three newest, or (none yet) one that is not there.
    function _sandboxId(uint256 choice) private view returns (uint64) {
        uint64 count = sandboxes.sandboxCount();
        return count < 3 ? count : count - uint64(choice % 3);
    }
}

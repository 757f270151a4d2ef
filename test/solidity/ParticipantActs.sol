// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VM} from "./IVm.sol";
import {Stage} from "./Stage.sol";

/// @title ParticipantActs
/// @notice What can be done to participants and their accounts.
abstract contract ParticipantActs is Stage {
    function suspendParticipant(uint256 which) external act {
        if (!_seldom(which)) return;
        try participants.suspend(_participantId(which / 4), _PAPER) {
            ++done["suspend a participant"];
        } catch {}
    }

    /// @notice Reinstates all of them, one too many included, lest nobody can act in the end.
    function reinstateParticipants() external act {
        for (uint64 id = 1; id <= PARTICIPANTS + 1; ++id) {
            try participants.reinstate(id, _PAPER) {
                ++done["reinstate a participant"];
            } catch {}
        }
    }

    function addAccount(uint256 who) external act {
        address inviter = _account(who);
        address invited = _newAccount();
        uint64 participantId = participants.participantOf(inviter);
        VM.prank(inviter);
        try participants.inviteAccount(invited) {} catch {}
        VM.prank(invited);
        try participants.acceptInvitation(participantId) {
            accounts.push(invited);
            ++done["add an account"];
        } catch {}
    }

    function setPrimaryAccount(uint256 who, uint256 which) external act {
        address account = _account(which);
        VM.prank(_account(who));
        try participants.setPrimaryAccount(account) {
            ++done["set the primary account"];
        } catch {}
    }

    function revokeAccount(uint256 who, uint256 which) external act {
        address account = _account(which);
        VM.prank(_account(who));
        try participants.revokeAccount(account) {
            ++done["revoke an account"];
        } catch {}
    }

    function recoverAccount(uint256 which) external act {
        if (!_seldom(which)) return;
        address replacement = _newAccount();
        try participants.recoverAccount(_account(which / 4), replacement, _PAPER) {
            accounts.push(replacement);
            ++done["recover an account"];
        } catch {}
    }
}

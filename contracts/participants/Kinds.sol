// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IParticipants} from "./IParticipants.sol";

/// @title Kinds
/// @notice For contracts in which only participants of one kind may act.
library Kinds {
    /// @notice The participant is of another kind than this is for.
    error WrongKind(uint64 participantId, IParticipants.Kind kind, IParticipants.Kind required);

    /// @notice The participant of the required kind that this account may act for now.
    /// @dev Reverts with `AccountNotActive`, `ParticipantNotActive` or `WrongKind`.
    function requireActing(
        IParticipants participants,
        address account,
        IParticipants.Kind required
    ) internal view returns (uint64 participantId) {
        participantId = participants.requireActiveAccount(account);
        IParticipants.Kind kind = participants.participant(participantId).kind;
        if (kind != required) revert WrongKind(participantId, kind, required);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Currency} from "../pricing/Currency.sol";

/// @title Exemptions
/// @notice Bits of the rules that do not hold within a sandbox. Core data leaves no sandbox's jurisdiction.
library Exemptions {
    /// @notice Data may move to another jurisdiction without an export approval.
    uint32 internal constant EXPORT_APPROVAL = 1 << 0;
    /// @notice Prices may be in currencies that are not accepted outside.
    uint32 internal constant CURRENCY = 1 << 1;
    /// @notice Licences may be granted without an appraisal where one is asked for.
    uint32 internal constant APPRAISAL = 1 << 2;

    /// @notice Every exemption there is.
    uint32 internal constant ALL = (1 << 3) - 1;
}

/// @title ISandboxes
/// @notice Bounded places with rules of their own: a regulator opens one for some participants, some time, and
/// caps on what is traded in it. What is licensed in a sandbox ends with it.
///
///     Open -> Closed | Expired
///
/// `Expired` comes with time alone.
interface ISandboxes {
    /// @notice Status of a sandbox. `Closed` and `Expired` are final.
    enum SandboxStatus {
        None,
        Open,
        Closed,
        Expired
    }

    /// @notice The bounds of a sandbox.
    /// @dev Slot 0: maxValue 128 | maxVolume 64 | validUntil 40 (232 bits). Slot 1: currency 160 | exemptions 32
    /// (192 bits). Slot 2: rulesHash.
    /// @param maxValue Most that all trades together may be worth, in the currency's smallest unit.
    /// @param maxVolume Most bytes that all trades together may move.
    /// @param validUntil Unix time at which it ends.
    /// @param currency What its value is counted in.
    /// @param exemptions Rules that do not hold within; see {Exemptions}.
    /// @param rulesHash SHA-256 of the document with its rules.
    struct Bounds {
        uint128 maxValue;
        uint64 maxVolume;
        uint40 validUntil;
        Currency currency;
        uint32 exemptions;
        bytes32 rulesHash;
    }

    /// @notice One sandbox.
    /// @dev Slot 0: regulator 64 | volume 64 | openedAt 40 | closedAt 40 | members 32 (240 bits).
    /// Slot 1: value 128; then the bounds.
    struct Sandbox {
        uint64 regulator;
        uint64 volume;
        uint40 openedAt;
        uint40 closedAt;
        uint32 members;
        uint128 value;
        Bounds bounds;
    }

    /// @notice A regulator opened a sandbox.
    event SandboxOpened(uint64 indexed sandboxId, uint64 indexed regulator, Bounds bounds);

    /// @notice A participant was admitted to a sandbox.
    event SandboxJoined(uint64 indexed sandboxId, uint64 indexed participantId);

    /// @notice A participant left a sandbox, or (`expelled`) was made to.
    event SandboxLeft(uint64 indexed sandboxId, uint64 indexed participantId, bool expelled);

    /// @notice A participant traded so much; `totalVolume` and `totalValue` count all trades so far.
    event SandboxUsed(
        uint64 indexed sandboxId,
        uint64 indexed participantId,
        uint64 volume,
        uint128 value,
        uint64 totalVolume,
        uint128 totalValue
    );

    /// @notice The regulator closed a sandbox for the reasons in the document with this hash.
    event SandboxClosed(uint64 indexed sandboxId, bytes32 reasonHash);

    /// @notice No sandbox has this id.
    error UnknownSandbox(uint64 sandboxId);

    /// @notice Only an open sandbox allows this.
    error SandboxNotOpen(uint64 sandboxId, SandboxStatus status);

    /// @notice Only the regulator who opened it may do this.
    error NotSandboxRegulator(uint64 sandboxId, uint64 regulator, uint64 participantId);

    /// @notice Only members may do this.
    error NotMember(uint64 sandboxId, uint64 participantId);

    /// @notice The participant is a member already.
    error AlreadyMember(uint64 sandboxId, uint64 participantId);

    /// @notice A sandbox opens with at most `limit` participants; more can be admitted later.
    error TooManyMembers(uint256 count, uint256 limit);

    /// @notice A bound is empty or past.
    error InvalidBounds(string field);

    /// @notice The trade would exceed a cap: so much is left of it.
    error CapExceeded(uint64 sandboxId, uint64 volumeLeft, uint128 valueLeft);

    /// @notice Opens a sandbox; the caller acts for a regulator.
    /// @param members Participants who are in it from the beginning, at most 64.
    /// @return sandboxId Ids count from 1.
    function open(Bounds calldata bounds, uint64[] calldata members) external returns (uint64 sandboxId);

    /// @notice Admits a participant; the caller acts for the sandbox's regulator.
    function admit(uint64 sandboxId, uint64 participantId) external;

    /// @notice Takes the caller's participant out of a sandbox.
    function leaveSandbox(uint64 sandboxId) external;

    /// @notice Takes a participant out of a sandbox; the caller acts for its regulator.
    function expel(uint64 sandboxId, uint64 participantId) external;

    /// @notice Ends a sandbox early; the caller acts for its regulator.
    function close(uint64 sandboxId, bytes32 reasonHash) external;

    /// @notice Counts a member's trade against the caps.
    /// @return validUntil When what is licensed in it ends at the latest (Unix seconds).
    function consume(
        uint64 sandboxId,
        uint64 participantId,
        uint64 volume,
        uint128 value
    ) external returns (uint40 validUntil);

    /// @notice The whole record.
    function sandbox(uint64 sandboxId) external view returns (Sandbox memory);

    /// @notice Number of sandboxes ever opened; the newest has this id.
    function sandboxCount() external view returns (uint64);

    /// @notice Status now; `None` if there is no such sandbox.
    function sandboxStatus(uint64 sandboxId) external view returns (SandboxStatus);

    /// @notice When it was closed, else when it ends by its bounds (Unix seconds); 0 if there is no such sandbox.
    function endOf(uint64 sandboxId) external view returns (uint40);

    /// @notice Whether a participant is in a sandbox.
    function isMember(uint64 sandboxId, uint64 participantId) external view returns (bool);

    /// @notice Whether all of these rules do not hold for this participant now, being in this sandbox.
    function isExempt(uint64 sandboxId, uint64 participantId, uint32 exemptions) external view returns (bool);
}

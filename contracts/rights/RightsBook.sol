// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {EmergencyPause} from "../access/EmergencyPause.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRegistrationPolicy} from "../policy/IRegistrationPolicy.sol";
import {IApplications} from "./IApplications.sol";
import {IRightsRegistry} from "./IRightsRegistry.sol";
import {ApplicationStatus, Flags, Registration, Registrations} from "./Registration.sol";

/// @title RightsBook
/// @notice What applications and certificates share: the book itself, the policy, and who may decide what.
abstract contract RightsBook is IRightsRegistry, ERC721, EmergencyPause {
    using Registrations for Registration;

    // Ids given so far. It shares a slot with the authority's address and the pause, which filing reads too.
    uint64 internal _count;

    // Source rules.
    IRegistrationPolicy internal _policy;

    // The policy's periods: kept here, one slot, because every case asks for them.
    IRegistrationPolicy.Periods internal _periods;

    // Every application, and the certificate of the same number.
    mapping(uint64 applicationId => Registration record) internal _registrations;

    // Who alone decides an application; for those that are flagged as assigned.
    mapping(uint64 applicationId => address examiner) internal _examiners;

    // Who is who.
    IParticipants internal immutable _PARTICIPANTS;

    constructor(IParticipants participants) {
        _PARTICIPANTS = participants;
    }

    /// @inheritdoc IApplications
    function setPolicy(IRegistrationPolicy policy_) external restricted {
        if (address(policy_).code.length == 0) revert InvalidPolicy(address(policy_));
        IRegistrationPolicy.Periods memory periods = policy_.periods();
        _policy = policy_;
        _periods = periods;
        emit PolicyReplaced(address(policy_));
        emit PeriodsSet(periods);
    }

    /// @inheritdoc IApplications
    function policy() external view returns (IRegistrationPolicy) {
        return _policy;
    }

    function _msgSender() internal view override(Context, RelayedAccess) returns (address) {
        return RelayedAccess._msgSender();
    }

    function _msgData() internal view override(Context, RelayedAccess) returns (bytes calldata) {
        return RelayedAccess._msgData();
    }

    function _contextSuffixLength() internal view override(Context, RelayedAccess) returns (uint256) {
        return RelayedAccess._contextSuffixLength();
    }

    function _existing(uint64 applicationId) internal view returns (Registration storage record) {
        record = _registrations[applicationId];
        if (record.status == ApplicationStatus.None) revert UnknownApplication(applicationId);
    }

    function _requireStatus(uint64 applicationId, uint256 allowed) internal view returns (Registration storage record) {
        record = _existing(applicationId);
        if (!record.isIn(allowed)) revert WrongApplicationStatus(applicationId, record.status, allowed);
    }

    /// @dev An assigned application is decided by its examiner alone.
    function _requireExaminer(uint64 applicationId, Registration storage record) internal view {
        if (record.flags & Flags.ASSIGNED == 0) return;
        address examiner = _examiners[applicationId];
        if (examiner != _msgSender()) revert NotItsExaminer(applicationId, examiner, _msgSender());
    }

    function _requireDecision(bytes32 decisionHash) internal pure {
        if (decisionHash == 0) revert MissingDecision();
    }

    function _requireAfter(uint40 termEnd, uint40 mustExceed) internal pure {
        if (termEnd <= mustExceed) revert InvalidTermEnd(termEnd, mustExceed);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Kinds} from "../participants/Kinds.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {CertificateStatus} from "../rights/Registration.sol";
import {Currencies} from "./Currency.sol";
import {IAppraisals} from "./IAppraisals.sol";

/// @title Appraisals
/// @notice See {IAppraisals}.
contract Appraisals is IAppraisals, EmergencyPause {
    using Kinds for IParticipants;

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // The certificates that are appraised.
    IRightsRegistry private immutable _RIGHTS;

    // Ids given so far.
    uint64 private _count;

    // Every appraisal by id.
    mapping(uint64 appraisalId => Appraisal record) private _appraisals;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights
    ) RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
    }

    /// @inheritdoc IAppraisals
    function record(Finding calldata finding) external whileOpen returns (uint64 appraisalId) {
        uint64 appraiser = _PARTICIPANTS.requireActing(_msgSender(), IParticipants.Kind.Appraiser);
        _check(finding);
        uint64 certificateId = finding.certificateId;
        if (_RIGHTS.certificateStatus(certificateId) != CertificateStatus.Active) {
            revert CertificateNotInForce(certificateId);
        }
        if (_RIGHTS.holderOf(certificateId) == appraiser) revert AppraiserIsHolder(certificateId, appraiser);

        appraisalId = ++_count;
        Appraisal storage entry = _appraisals[appraisalId];
        entry.appraiser = appraiser;
        entry.recordedAt = uint40(block.timestamp);
        entry.finding = finding;
        emit AppraisalRecorded(appraisalId, certificateId, appraiser, finding);
    }

    /// @inheritdoc IAppraisals
    function revoke(uint64 appraisalId, bytes32 reasonHash) external {
        AppraisalStatus status = appraisalStatus(appraisalId);
        if (status == AppraisalStatus.None) revert UnknownAppraisal(appraisalId);
        if (status != AppraisalStatus.Active) revert AppraisalNotActive(appraisalId, status);
        Appraisal storage entry = _appraisals[appraisalId];
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != entry.appraiser) revert NotItsAppraiser(appraisalId, entry.appraiser, caller);

        entry.revoked = true;
        emit AppraisalRevoked(appraisalId, reasonHash);
    }

    /// @inheritdoc IAppraisals
    function appraisal(uint64 appraisalId) external view returns (Appraisal memory) {
        if (_appraisals[appraisalId].appraiser == 0) revert UnknownAppraisal(appraisalId);
        return _appraisals[appraisalId];
    }

    /// @inheritdoc IAppraisals
    function appraisalCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IAppraisals
    function appraisalStatus(uint64 appraisalId) public view returns (AppraisalStatus) {
        Appraisal storage entry = _appraisals[appraisalId];
        if (entry.appraiser == 0) return AppraisalStatus.None;
        if (entry.revoked) return AppraisalStatus.Revoked;
        return block.timestamp < entry.finding.validUntil ? AppraisalStatus.Active : AppraisalStatus.Expired;
    }

    function _check(Finding calldata finding) private view {
        if (finding.method == Method.None) revert IncompleteFinding("method");
        if (finding.value == 0) revert IncompleteFinding("value");
        if (finding.reportHash == 0) revert IncompleteFinding("reportHash");
        Currencies.check(finding.currency);
        if (finding.appraisedAt > block.timestamp || finding.validUntil <= block.timestamp) {
            revert InvalidAppraisalDates(finding.appraisedAt, finding.validUntil);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {IPledges, PledgeStatus} from "./IPledges.sol";

/// @title Pledges
/// @notice See {IPledges}.
contract Pledges is IPledges, EmergencyPause {
    // Ids given so far.
    uint64 private _count;

    // Every pledge by id.
    mapping(uint64 pledgeId => Pledge record) private _pledges;

    // Those that are active.
    mapping(uint64 certificateId => uint64 pledgeId) private _active;

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // The certificates that are pledged.
    IRightsRegistry private immutable _RIGHTS;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights
    ) RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
    }

    /// @inheritdoc IPledges
    function offerPledge(
        uint64 certificateId,
        uint64 lender,
        address currency,
        uint128 amount,
        bytes32 documentHash
    ) external whileOpen returns (uint64 pledgeId) {
        uint64 pledgor = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (amount == 0) revert IncompletePledge("amount");
        _requireDocument(documentHash);
        if (lender == pledgor) revert LenderIsPledgor(lender);
        _PARTICIPANTS.requireActive(lender);
        _RIGHTS.requireHolder(certificateId, pledgor);

        pledgeId = ++_count;
        _pledges[pledgeId] = Pledge({
            certificateId: certificateId,
            pledgor: pledgor,
            lender: lender,
            status: PledgeStatus.Offered,
            documentHash: documentHash
        });
        emit PledgeOffered(pledgeId, certificateId, lender, pledgor, currency, amount, documentHash);
    }

    /// @inheritdoc IPledges
    function acceptPledge(uint64 pledgeId) external whileOpen {
        Pledge storage record = _requireStatus(pledgeId, PledgeStatus.Offered);
        _requireLender(pledgeId, record);
        uint64 certificateId = record.certificateId;
        _RIGHTS.requireHolder(certificateId, record.pledgor);

        record.status = PledgeStatus.Active;
        _active[certificateId] = pledgeId;
        emit PledgeAccepted(pledgeId);
        _RIGHTS.setPledged(certificateId, true, record.documentHash);
    }

    /// @inheritdoc IPledges
    function withdrawPledge(uint64 pledgeId) external {
        Pledge storage record = _requireStatus(pledgeId, PledgeStatus.Offered);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.pledgor) revert NotPledgor(pledgeId, record.pledgor, caller);

        record.status = PledgeStatus.Withdrawn;
        emit PledgeWithdrawn(pledgeId);
    }

    /// @inheritdoc IPledges
    function releasePledge(uint64 pledgeId, bytes32 documentHash) external {
        Pledge storage record = _requireStatus(pledgeId, PledgeStatus.Active);
        _requireLender(pledgeId, record);
        _requireDocument(documentHash);

        record.status = PledgeStatus.Released;
        delete _active[record.certificateId];
        emit PledgeReleased(pledgeId, documentHash);
        _RIGHTS.setPledged(record.certificateId, false, documentHash);
    }

    /// @inheritdoc IPledges
    function enforce(uint64 certificateId, uint64 to, bytes32 documentHash) external restricted {
        uint64 pledgeId = _active[certificateId];
        if (pledgeId == 0) revert NotPledged(certificateId);

        _pledges[pledgeId].status = PledgeStatus.Enforced;
        delete _active[certificateId];
        emit PledgeEnforced(pledgeId, to, documentHash);
        _RIGHTS.enforcePledge(certificateId, to, documentHash);
    }

    /// @inheritdoc IPledges
    function pledge(uint64 pledgeId) external view returns (Pledge memory) {
        return _existing(pledgeId);
    }

    /// @inheritdoc IPledges
    function pledgeCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IPledges
    function activePledge(uint64 certificateId) external view returns (uint64 pledgeId) {
        return _active[certificateId];
    }

    function _existing(uint64 pledgeId) private view returns (Pledge storage record) {
        record = _pledges[pledgeId];
        if (record.status == PledgeStatus.None) revert UnknownPledge(pledgeId);
    }

    function _requireStatus(uint64 pledgeId, PledgeStatus needed) private view returns (Pledge storage record) {
        record = _existing(pledgeId);
        if (record.status != needed) revert WrongPledgeStatus(pledgeId, record.status, needed);
    }

    function _requireLender(uint64 pledgeId, Pledge storage record) private view {
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.lender) revert NotLender(pledgeId, record.lender, caller);
    }

    function _requireDocument(bytes32 documentHash) private pure {
        if (documentHash == 0) revert IncompletePledge("documentHash");
    }
}

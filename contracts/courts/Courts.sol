// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RelayedAccess} from "../access/RelayedAccess.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Kinds} from "../participants/Kinds.sol";
import {IPledges} from "../pledges/IPledges.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {ICertificates} from "../rights/ICertificates.sol";
import {ICourts, OrderKind, OrderStatus} from "./ICourts.sol";

/// @title Courts
/// @notice See {ICourts}.
contract Courts is ICourts, RelayedAccess {
    using Kinds for IParticipants;

    uint256 private constant _ISSUED = 1 << uint8(OrderStatus.Issued);
    uint256 private constant _APPEALED = 1 << uint8(OrderStatus.Appealed);

    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // The certificates that orders are about.
    IRightsRegistry private immutable _RIGHTS;

    // The pledges that orders enforce.
    IPledges private immutable _PLEDGES;

    // Seconds.
    uint40 private immutable _APPEAL_PERIOD;

    // Ids given so far.
    uint64 private _count;

    // Every order by id.
    mapping(uint64 orderId => Order record) private _orders;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights,
        IPledges pledges,
        uint40 appealPeriod_
    ) RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
        _PLEDGES = pledges;
        _APPEAL_PERIOD = appealPeriod_;
    }

    /// @inheritdoc ICourts
    function issueOrder(
        OrderKind kind,
        uint64 certificateId,
        uint64 to,
        bytes32 caseHash,
        bytes32 documentHash
    ) external returns (uint64 orderId) {
        uint64 court = _requireCourt();
        _check(kind, to, caseHash);
        _requireDocument(documentHash);
        // Reverts if there is no such certificate.
        _RIGHTS.holderOf(certificateId);

        orderId = ++_count;
        bool atOnce = kind == OrderKind.Freeze || kind == OrderKind.Release;
        Order memory record = Order({
            court: court,
            certificateId: certificateId,
            to: to,
            appealEnd: atOnce ? 0 : uint40(block.timestamp) + _APPEAL_PERIOD,
            kind: kind,
            status: atOnce ? OrderStatus.Executed : OrderStatus.Issued,
            appealed: false
        });
        _orders[orderId] = record;
        emit OrderIssued(orderId, certificateId, court, kind, to, record.appealEnd, caseHash, documentHash);
        if (atOnce) _execute(orderId, record, court, documentHash);
    }

    /// @inheritdoc ICourts
    function confirmOrder(uint64 orderId, bytes32 documentHash) external {
        Order storage record = _requireStatus(orderId, _ISSUED);
        uint64 court = _requireSecondCourt(orderId, record);
        if (block.timestamp < record.appealEnd) revert AppealStillOpen(orderId, record.appealEnd);
        _requireDocument(documentHash);

        record.status = OrderStatus.Executed;
        _execute(orderId, record, court, documentHash);
    }

    /// @inheritdoc ICourts
    function revokeOrder(uint64 orderId, bytes32 documentHash) external {
        Order storage record = _requireStatus(orderId, _ISSUED | _APPEALED);
        uint64 court = _requireCourt();
        if (court != record.court) revert NotItsCourt(orderId, record.court, court);
        _requireDocument(documentHash);

        record.status = OrderStatus.Revoked;
        emit OrderRevoked(orderId, court, documentHash);
    }

    /// @inheritdoc ICourts
    function appealOrder(uint64 orderId, bytes32 documentHash) external {
        Order storage record = _requireStatus(orderId, _ISSUED);
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        uint64 holder = _RIGHTS.holderOf(record.certificateId);
        if (caller != holder) revert ICertificates.NotHolder(record.certificateId, holder, caller);
        if (record.appealed || block.timestamp >= record.appealEnd) revert AppealOver(orderId, record.appealEnd);
        _requireDocument(documentHash);

        record.appealed = true;
        record.status = OrderStatus.Appealed;
        emit OrderAppealed(orderId, caller, documentHash);
    }

    /// @inheritdoc ICourts
    function decideAppeal(uint64 orderId, bool upheld, bytes32 documentHash) external {
        Order storage record = _requireStatus(orderId, _APPEALED);
        uint64 court = _requireSecondCourt(orderId, record);
        _requireDocument(documentHash);

        record.status = upheld ? OrderStatus.Revoked : OrderStatus.Issued;
        if (upheld) emit OrderRevoked(orderId, court, documentHash);
        else emit AppealDismissed(orderId, court, documentHash);
    }

    /// @inheritdoc ICourts
    function order(uint64 orderId) external view returns (Order memory) {
        return _existing(orderId);
    }

    /// @inheritdoc ICourts
    function orderCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc ICourts
    function appealPeriod() external view returns (uint40) {
        return _APPEAL_PERIOD;
    }

    function _execute(uint64 orderId, Order memory record, uint64 court, bytes32 documentHash) private {
        emit OrderExecuted(orderId, court, documentHash);
        uint64 id = record.certificateId;
        if (record.kind == OrderKind.Freeze) _RIGHTS.setFrozen(id, true, documentHash);
        else if (record.kind == OrderKind.Release) _RIGHTS.setFrozen(id, false, documentHash);
        else if (record.kind == OrderKind.Transfer) _RIGHTS.moveByOrder(id, record.to);
        else if (record.kind == OrderKind.Annul) _RIGHTS.annulByOrder(id, documentHash);
        else _PLEDGES.enforce(id, record.to, documentHash);
    }

    function _existing(uint64 orderId) private view returns (Order storage record) {
        record = _orders[orderId];
        if (record.status == OrderStatus.None) revert UnknownOrder(orderId);
    }

    function _requireStatus(uint64 orderId, uint256 allowed) private view returns (Order storage record) {
        record = _existing(orderId);
        if ((allowed >> uint8(record.status)) & 1 == 0) revert WrongOrderStatus(orderId, record.status);
    }

    function _requireCourt() private view returns (uint64) {
        return _PARTICIPANTS.requireActing(_msgSender(), IParticipants.Kind.Court);
    }

    function _requireSecondCourt(uint64 orderId, Order storage record) private view returns (uint64 court) {
        court = _requireCourt();
        if (court == record.court) revert SecondCourtNeeded(orderId, court);
    }

    function _check(OrderKind kind, uint64 to, bytes32 caseHash) private pure {
        if (kind == OrderKind.None) revert IncompleteOrder("kind");
        if (caseHash == 0) revert IncompleteOrder("caseHash");
        bool moves = kind == OrderKind.Transfer || kind == OrderKind.EnforcePledge;
        if (moves != (to != 0)) revert WrongReceiver(kind, to);
    }

    function _requireDocument(bytes32 documentHash) private pure {
        if (documentHash == 0) revert IncompleteOrder("documentHash");
    }
}

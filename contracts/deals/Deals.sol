// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {Terms} from "../licenses/Terms.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Currency} from "../pricing/Currency.sol";
import {Admission} from "./Admission.sol";
import {IDeals} from "./IDeals.sol";

/// @title Deals
/// @notice See {IDeals}.
contract Deals is Admission {
    uint256 private constant _CONCLUDED = 1 << uint8(DealStatus.Concluded);
    uint256 private constant _DELIVERED = 1 << uint8(DealStatus.Delivered);
    uint256 private constant _DISPUTED = 1 << uint8(DealStatus.Disputed);

    // Ids given so far.
    uint64 private _count;

    // How long people have.
    Periods private _periods;

    // Every deal by id.
    mapping(uint64 dealId => Deal record) private _deals;

    constructor(
        address authority,
        address forwarder,
        Registers memory registers,
        Periods memory periods_
    ) RelayedAccess(authority, forwarder) Admission(registers) {
        _setPeriods(periods_);
    }

    /// @inheritdoc IDeals
    function conclude(Acceptance calldata acceptance) external whileOpen nonReentrant returns (uint64 dealId) {
        address payer = _msgSender();
        uint64 buyer = _PARTICIPANTS.requireActiveAccount(payer);
        uint40 deliverBy = uint40(block.timestamp) + _periods.delivery;
        (Deal memory record, Terms memory terms) = _admit(acceptance, buyer, deliverBy);

        dealId = ++_count;
        _deals[dealId] = record;
        emit DealConcluded(dealId, buyer, record.seller, record, terms);
        _collect(record.currency, payer, record.amount);
    }

    /// @inheritdoc IDeals
    function permit(Currency currency, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        try IERC20Permit(Currency.unwrap(currency)).permit(_msgSender(), address(this), amount, deadline, v, r, s) {
            return;
        } catch {
            // Anybody may have sent the same permit before: what counts is whether the payment succeeds.
            return;
        }
    }

    /// @inheritdoc IDeals
    function deliver(uint64 dealId, bytes32 evidenceHash) external {
        Deal storage record = _requireStatus(dealId, _CONCLUDED);
        _requireSeller(dealId, record);
        _requireDocument(evidenceHash);

        uint40 acceptBy = uint40(block.timestamp) + _periods.acceptance;
        record.status = DealStatus.Delivered;
        record.acceptBy = acceptBy;
        emit DealDelivered(dealId, evidenceHash, acceptBy);
    }

    /// @inheritdoc IDeals
    function acknowledge(uint64 dealId) external nonReentrant {
        Deal storage record = _requireStatus(dealId, _CONCLUDED | _DELIVERED | _DISPUTED);
        _settle(dealId, record, _requireBuyer(dealId, record), 0, 0);
    }

    /// @inheritdoc IDeals
    function release(uint64 dealId) external nonReentrant {
        Deal storage record = _requireStatus(dealId, _DELIVERED);
        if (block.timestamp < record.acceptBy) revert AcceptanceStillOpen(dealId, record.acceptBy);
        _settle(dealId, record, 0, 0, 0);
    }

    /// @inheritdoc IDeals
    function reclaim(uint64 dealId) external nonReentrant {
        Deal storage record = _requireStatus(dealId, _CONCLUDED);
        uint64 buyer = _requireBuyer(dealId, record);
        if (block.timestamp < record.deliverBy) revert DeliveryNotDue(dealId, record.deliverBy);
        _rescind(dealId, record, buyer, record.amount, 0);
    }

    /// @inheritdoc IDeals
    function cancel(uint64 dealId, bytes32 reasonHash) external nonReentrant {
        Deal storage record = _requireStatus(dealId, _CONCLUDED | _DELIVERED | _DISPUTED);
        uint64 seller = _requireSeller(dealId, record);
        _requireDocument(reasonHash);
        _rescind(dealId, record, seller, record.amount, reasonHash);
    }

    /// @inheritdoc IDeals
    function dispute(uint64 dealId, bytes32 reasonHash) external {
        Deal storage record = _requireStatus(dealId, _CONCLUDED | _DELIVERED);
        _requireBuyer(dealId, record);
        _requireDocument(reasonHash);
        bool over = record.status == DealStatus.Delivered && block.timestamp >= record.acceptBy;
        if (over) revert AcceptanceOver(dealId, record.acceptBy);

        record.status = DealStatus.Disputed;
        emit DealDisputed(dealId, reasonHash);
    }

    /// @inheritdoc IDeals
    function resolve(uint64 dealId, uint128 refund, bool rescinded, bytes32 decisionHash) external nonReentrant {
        Deal storage record = _requireStatus(dealId, _DISPUTED);
        uint64 arbiter = _requireArbiter(dealId, record);
        _requireDocument(decisionHash);
        if (refund > record.amount) revert RefundExceedsAmount(dealId, refund, record.amount);
        if (rescinded) _rescind(dealId, record, arbiter, refund, decisionHash);
        else _settle(dealId, record, arbiter, refund, decisionHash);
    }

    /// @inheritdoc IDeals
    function setPeriods(Periods calldata periods_) external restricted {
        _setPeriods(periods_);
    }

    /// @inheritdoc IDeals
    function periods() external view returns (Periods memory) {
        return _periods;
    }

    /// @inheritdoc IDeals
    function deal(uint64 dealId) external view returns (Deal memory) {
        if (dealStatus(dealId) == DealStatus.None) revert UnknownDeal(dealId);
        return _deals[dealId];
    }

    /// @inheritdoc IDeals
    function dealCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IDeals
    function dealStatus(uint64 dealId) public view returns (DealStatus) {
        return _deals[dealId].status;
    }

    function _setPeriods(Periods memory periods_) private {
        if (periods_.delivery == 0 || periods_.acceptance == 0) revert InvalidDealPeriods();
        _periods = periods_;
        emit DealPeriodsSet(periods_);
    }

    function _settle(uint64 dealId, Deal storage record, uint64 by, uint128 refund, bytes32 decisionHash) private {
        record.status = DealStatus.Settled;
        emit DealSettled(dealId, by, record.amount - refund, refund, decisionHash);
        _payOut(record, refund);
    }

    function _rescind(uint64 dealId, Deal storage record, uint64 by, uint128 refund, bytes32 reasonHash) private {
        record.status = DealStatus.Rescinded;
        emit DealRescinded(dealId, by, record.amount - refund, refund, reasonHash);
        _payOut(record, refund);
        _LICENSES.endSold(record.licenseId, by, reasonHash);
    }

    /// @dev What is not refunded is earned by those who held the certificate together when the deal was made.
    function _payOut(Deal storage record, uint128 refund) private {
        _credit(record.buyer, record.currency, 0, refund);
        uint128 earned = record.amount - refund;
        if (earned == 0) return;
        (uint64[] memory participantIds, uint16[] memory basisPoints) = _SHARES.sharesUnder(
            record.sharesId,
            record.seller
        );
        _earn(record.certificateId, record.currency, earned, participantIds, basisPoints);
    }

    function _requireStatus(uint64 dealId, uint256 allowed) private view returns (Deal storage record) {
        record = _deals[dealId];
        DealStatus status = record.status;
        if (status == DealStatus.None) revert UnknownDeal(dealId);
        if ((allowed >> uint8(status)) & 1 == 0) revert WrongDealStatus(dealId, status);
    }

    function _requireBuyer(uint64 dealId, Deal storage record) private view returns (uint64 buyer) {
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        buyer = record.buyer;
        if (caller != buyer) revert NotDealBuyer(dealId, buyer, caller);
    }

    function _requireSeller(uint64 dealId, Deal storage record) private view returns (uint64 seller) {
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        seller = record.seller;
        if (caller != seller) revert NotDealSeller(dealId, seller, caller);
    }

    function _requireArbiter(uint64 dealId, Deal storage record) private view returns (uint64 arbiter) {
        arbiter = _PARTICIPANTS.requireActiveAccount(_msgSender());
        IParticipants.Kind kind = _PARTICIPANTS.participant(arbiter).kind;
        bool entitled = kind == IParticipants.Kind.Court || kind == IParticipants.Kind.Exchange;
        if (!entitled) revert NotArbiter(arbiter, kind);
        if (arbiter == record.buyer || arbiter == record.seller) revert ArbiterIsParty(dealId, arbiter);
    }

    function _requireDocument(bytes32 documentHash) private pure {
        if (documentHash == 0) revert MissingDocument();
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompliance} from "../compliance/ICompliance.sol";
import {Terms} from "../licenses/Terms.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Currency} from "../pricing/Currency.sol";
import {IOffers} from "../pricing/IOffers.sol";

/// @title IDeals
/// @notice Trades: a buyer takes an offer, is licensed at once, and pays into escrow until the data is delivered.
///
///     Concluded -> Delivered -> Settled
///     Concluded | Delivered -> Disputed
///     Concluded | Delivered | Disputed -> Settled (the buyer acknowledges) | Rescinded (the seller cancels)
///     Concluded -> Rescinded (not delivered in time), Delivered -> Settled (not disputed in time)
///     Disputed -> Settled | Rescinded (a court or an exchange decides)
///
/// A deal that is rescinded ends its licence.
interface IDeals {
    /// @notice Status of a deal. `Settled` and `Rescinded` are final.
    enum DealStatus {
        None,
        Concluded,
        Delivered,
        Disputed,
        Settled,
        Rescinded
    }

    /// @notice How the data comes to the buyer: as a download, through an interface, into a place where it can be
    /// computed on but not taken from, or on a medium.
    enum DeliveryMethod {
        None,
        Download,
        Interface,
        Enclave,
        Medium
    }

    /// @notice How an offer is taken.
    /// @param offerId The offer.
    /// @param quantity Units of a price per unit, periods of a subscription, else 1.
    /// @param volume Bytes that are delivered, at least 1; counted against approvals and caps.
    /// @param sandboxId The sandbox it is traded in; 0 if none.
    /// @param maxAmount Most that the buyer pays, in the currency's smallest unit.
    /// @param method How the data is delivered.
    struct Acceptance {
        uint64 offerId;
        uint64 quantity;
        uint64 volume;
        uint64 sandboxId;
        uint128 maxAmount;
        DeliveryMethod method;
    }

    /// @notice One deal, a digital transaction contract; its terms are those of its licence.
    /// @dev Slot 0: offerId 64 | certificateId 64 | licenseId 64 | sandboxId 64. Slot 1: buyer 64 | seller 64 |
    /// approvalId 64 | sharesId 64. Slot 2: unitPrice 128 | quantity 64 | volume 64. Slot 3: amount 128 |
    /// concludedAt 40 | deliverBy 40 | acceptBy 40 | model 8 (256 bits). Slot 4: method 8 | status 8 | currency 160
    /// (176 bits). Slot 5: commitment.
    /// @param offerId The offer that was taken.
    /// @param certificateId What is licensed.
    /// @param licenseId The licence.
    /// @param sandboxId The sandbox it was traded in; 0 if none.
    /// @param buyer The licensee.
    /// @param seller Holder of the certificate then.
    /// @param approvalId The export approval that it rests on; 0 if none.
    /// @param sharesId The co-holders' shares then, see {IShares}; 0: the seller had all.
    /// @param unitPrice The price of one, in the currency's smallest unit.
    /// @param quantity How many were bought.
    /// @param volume Bytes that are delivered.
    /// @param amount What was paid.
    /// @param concludedAt Unix time.
    /// @param deliverBy Unix time from which the buyer can have the money back, if nothing was delivered.
    /// @param acceptBy Unix time from which the seller is paid, if nothing was disputed; 0 before delivery.
    /// @param model What the price is the price of.
    /// @param method How the data is delivered.
    /// @param status Status now.
    /// @param currency What was paid in; a token.
    /// @param commitment Content commitment of the asset.
    struct Deal {
        uint64 offerId;
        uint64 certificateId;
        uint64 licenseId;
        uint64 sandboxId;
        uint64 buyer;
        uint64 seller;
        uint64 approvalId;
        uint64 sharesId;
        uint128 unitPrice;
        uint64 quantity;
        uint64 volume;
        uint128 amount;
        uint40 concludedAt;
        uint40 deliverBy;
        uint40 acceptBy;
        IOffers.PriceModel model;
        DeliveryMethod method;
        DealStatus status;
        Currency currency;
        bytes32 commitment;
    }

    /// @notice How long a seller has to deliver, and then a buyer to dispute, in seconds.
    struct Periods {
        uint32 delivery;
        uint32 acceptance;
    }

    /// @notice A buyer took an offer: the whole contract.
    event DealConcluded(uint64 indexed dealId, uint64 indexed buyer, uint64 indexed seller, Deal deal, Terms terms);

    /// @notice The seller delivered, on the evidence with this hash; the buyer disputes before `acceptBy` or never.
    event DealDelivered(uint64 indexed dealId, bytes32 evidenceHash, uint40 acceptBy);

    /// @notice The buyer disputes the deal for the reasons in the document with this hash.
    event DealDisputed(uint64 indexed dealId, bytes32 reasonHash);

    /// @notice The deal stands: `earned` went to the seller's side, `refunded` to the buyer. `by` acknowledged, or
    /// decided by the decision with this hash; 0: nothing was disputed in time.
    event DealSettled(uint64 indexed dealId, uint64 indexed by, uint128 earned, uint128 refunded, bytes32 decisionHash);

    /// @notice The deal is undone, and its licence ended. `by` cancelled, took the money back, or decided; the reasons are
    /// in the document with this hash (0: nothing was delivered in time).
    event DealRescinded(uint64 indexed dealId, uint64 indexed by, uint128 earned, uint128 refunded, bytes32 reasonHash);

    /// @notice Deals concluded, and deliveries made, from now on have these periods.
    event DealPeriodsSet(Periods periods);

    /// @notice No deal has this id.
    error UnknownDeal(uint64 dealId);

    /// @notice The deal's status does not allow this.
    error WrongDealStatus(uint64 dealId, DealStatus status);

    /// @notice Only the buyer may do this.
    error NotDealBuyer(uint64 dealId, uint64 buyer, uint64 participantId);

    /// @notice Only the seller may do this.
    error NotDealSeller(uint64 dealId, uint64 seller, uint64 participantId);

    /// @notice Disputes are decided by a court or an exchange.
    error NotArbiter(uint64 participantId, IParticipants.Kind kind);

    /// @notice Nobody decides a dispute of their own.
    error ArbiterIsParty(uint64 dealId, uint64 participantId);

    /// @notice The offer was withdrawn, or has expired.
    error OfferNotStanding(uint64 offerId, IOffers.OfferStatus status);

    /// @notice The offer was made to another participant.
    error OfferedToAnother(uint64 offerId, uint64 buyer, uint64 participantId);

    /// @notice 1 to `most` of it are offered.
    error InvalidQuantity(uint64 offerId, uint64 quantity, uint64 most);

    /// @notice The amount is more than the buyer would pay.
    error AmountExceeded(uint64 offerId, uint256 amount, uint128 maxAmount);

    /// @notice Payments are made in accepted tokens.
    error CurrencyNotPayable(Currency currency);

    /// @notice The sandbox counts value in another currency.
    error WrongSandboxCurrency(uint64 sandboxId, Currency currency);

    /// @notice The seller may not deliver that much to the buyer's jurisdiction.
    error ExportNotAllowed(uint64 certificateId, uint16 toJurisdiction, ICompliance.Verdict verdict);

    /// @notice A field of the acceptance is empty that must not be.
    error IncompleteAcceptance(string field);

    /// @notice Nothing can be had back before `deliverBy`.
    error DeliveryNotDue(uint64 dealId, uint40 deliverBy);

    /// @notice The buyer can dispute until `acceptBy`: the seller is not paid before.
    error AcceptanceStillOpen(uint64 dealId, uint40 acceptBy);

    /// @notice Nothing can be disputed since `acceptBy`.
    error AcceptanceOver(uint64 dealId, uint40 acceptBy);

    /// @notice At most what was paid can be refunded.
    error RefundExceedsAmount(uint64 dealId, uint128 refund, uint128 amount);

    /// @notice Evidence, reasons and decisions are recorded by the hash of their document: it cannot be zero.
    error MissingDocument();

    /// @notice Both periods must be longer than zero.
    error InvalidDealPeriods();

    /// @notice Takes an offer for the caller's participant, and pays from the caller's account, which must have allowed
    /// this contract the amount.
    /// @return dealId Ids count from 1.
    function conclude(Acceptance calldata acceptance) external returns (uint64 dealId);

    /// @notice Lets this contract take an amount from the caller's account by a signature of EIP-2612, for a
    /// `conclude` in the same batch: so the buyer needs no native coin. A permit that was used up already is passed over.
    function permit(Currency currency, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Records the delivery; the caller acts for the seller.
    function deliver(uint64 dealId, bytes32 evidenceHash) external;

    /// @notice Accepts what was delivered, and so pays the seller; the caller acts for the buyer.
    function acknowledge(uint64 dealId) external;

    /// @notice Pays the seller, as nothing was disputed in time; anybody may.
    function release(uint64 dealId) external;

    /// @notice Takes the money back, as nothing was delivered in time; the caller acts for the buyer.
    function reclaim(uint64 dealId) external;

    /// @notice Gives the deal up, and the money back; the caller acts for the seller.
    function cancel(uint64 dealId, bytes32 reasonHash) external;

    /// @notice Disputes a deal; the caller acts for the buyer.
    function dispute(uint64 dealId, bytes32 reasonHash) external;

    /// @notice Decides a dispute; the caller acts for a court or an exchange that is no party.
    /// @param refund What the buyer gets back; the seller's side earns the rest.
    /// @param rescinded Whether the deal is undone, and its licence ends.
    function resolve(uint64 dealId, uint128 refund, bool rescinded, bytes32 decisionHash) external;

    /// @notice Sets both periods.
    function setPeriods(Periods calldata periods_) external;

    /// @notice Both periods.
    function periods() external view returns (Periods memory);

    /// @notice The whole record.
    function deal(uint64 dealId) external view returns (Deal memory);

    /// @notice Number of deals ever concluded; the newest has this id.
    function dealCount() external view returns (uint64);

    /// @notice Status now; `None` if there is no such deal.
    function dealStatus(uint64 dealId) external view returns (DealStatus);
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICompliance} from "../compliance/ICompliance.sol";
import {ILicenses} from "../licenses/ILicenses.sol";
import {Terms} from "../licenses/Terms.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Currency} from "../pricing/Currency.sol";
import {IOffers} from "../pricing/IOffers.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {IShares} from "../rights/IShares.sol";
import {Exemptions, ISandboxes} from "../sandboxes/ISandboxes.sol";
import {IDeals} from "./IDeals.sol";
import {Quotes} from "./Quotes.sol";
import {Settlement} from "./Settlement.sol";

/// @title Admission
/// @notice Whether an offer can be taken by this buyer, and the contract that comes of it.
abstract contract Admission is IDeals, Settlement {
    /// @dev The contracts that a deal rests on.
    struct Registers {
        IParticipants participants;
        IRightsRegistry rights;
        ILicenses licenses;
        IShares shares;
        IOffers offers;
        ICompliance compliance;
        ISandboxes sandboxes;
    }

    // What is offered.
    IOffers private immutable _OFFERS;

    // What may leave a jurisdiction.
    ICompliance private immutable _COMPLIANCE;

    // Where other rules hold.
    ISandboxes private immutable _SANDBOXES;

    constructor(
        Registers memory registers
    ) Settlement(registers.participants, registers.rights, registers.licenses, registers.shares) {
        _OFFERS = registers.offers;
        _COMPLIANCE = registers.compliance;
        _SANDBOXES = registers.sandboxes;
    }

    /// @dev Checks everything that a deal needs, counts it where trades are counted, and grants the licence: the whole
    /// contract is there but the payment.
    function _admit(
        Acceptance calldata acceptance,
        uint64 buyer,
        uint40 deliverBy
    ) internal returns (Deal memory record, Terms memory terms) {
        IOffers.Offer memory offer = _requireStanding(acceptance, buyer);
        record = _draft(acceptance, offer, buyer);
        record.deliverBy = deliverBy;
        // A certificate whose sources could not be paid must not earn anything.
        _claimsOn(offer.certificateId);
        terms = offer.terms;
        if (acceptance.sandboxId != 0) {
            uint40 end = _useSandbox(acceptance, record);
            if (terms.validUntil > end) terms.validUntil = end;
        }
        record.licenseId = _LICENSES.grantSold(record.certificateId, record.seller, buyer, record.sandboxId, terms);
        record.approvalId = _clearExport(acceptance, record);
    }

    /// @dev Counts the trade in its sandbox, of which both parties are members.
    function _useSandbox(Acceptance calldata acceptance, Deal memory record) private returns (uint40 validUntil) {
        uint64 sandboxId = acceptance.sandboxId;
        Currency required = _SANDBOXES.sandbox(sandboxId).bounds.currency;
        if (Currency.unwrap(required) != Currency.unwrap(record.currency)) {
            revert WrongSandboxCurrency(sandboxId, required);
        }
        if (!_SANDBOXES.isMember(sandboxId, record.seller)) revert ISandboxes.NotMember(sandboxId, record.seller);
        return _SANDBOXES.consume(sandboxId, record.buyer, record.volume, record.amount);
    }

    /// @dev Reverts unless the data may go to the buyer's jurisdiction, and counts what goes.
    function _clearExport(Acceptance calldata acceptance, Deal memory record) private returns (uint64 approvalId) {
        uint16 to = _PARTICIPANTS.participant(record.buyer).jurisdiction;
        ICompliance.Verdict verdict;
        (verdict, approvalId) = _COMPLIANCE.decideExport(record.seller, record.certificateId, to, record.volume);
        if (verdict == ICompliance.Verdict.Domestic || verdict == ICompliance.Verdict.Allowed) return 0;
        if (verdict == ICompliance.Verdict.Approved) {
            _COMPLIANCE.consume(approvalId, record.volume);
            return approvalId;
        }
        bool exempt =
            verdict == ICompliance.Verdict.ApprovalMissing &&
                _isExempt(acceptance.sandboxId, record.buyer, record.seller, Exemptions.EXPORT_APPROVAL);
        if (!exempt) revert ExportNotAllowed(record.certificateId, to, verdict);
    }

    function _requireStanding(
        Acceptance calldata acceptance,
        uint64 buyer
    ) private view returns (IOffers.Offer memory offer) {
        uint64 offerId = acceptance.offerId;
        IOffers.OfferStatus status = _OFFERS.offerStatus(offerId);
        if (status != IOffers.OfferStatus.Open) revert OfferNotStanding(offerId, status);
        offer = _OFFERS.offerOf(offerId);
        uint64 named = offer.price.buyer;
        if (named != 0 && named != buyer) revert OfferedToAnother(offerId, named, buyer);
        if (acceptance.method == DeliveryMethod.None) revert IncompleteAcceptance("method");
        if (acceptance.volume == 0) revert IncompleteAcceptance("volume");
        _requirePayable(offer.price.currency, acceptance.sandboxId, buyer, offer.seller);
    }

    /// @dev The contract as far as the offer and its acceptance go; narrows the offer's terms to what is bought.
    function _draft(
        Acceptance calldata acceptance,
        IOffers.Offer memory offer,
        uint64 buyer
    ) private view returns (Deal memory record) {
        uint64 quantity = acceptance.quantity;
        uint64 most = Quotes.most(offer, block.timestamp);
        if (quantity == 0 || quantity > most) revert InvalidQuantity(acceptance.offerId, quantity, most);
        uint256 amount = Quotes.take(offer, quantity, block.timestamp);
        if (amount > acceptance.maxAmount) revert AmountExceeded(acceptance.offerId, amount, acceptance.maxAmount);

        record.offerId = acceptance.offerId;
        record.certificateId = offer.certificateId;
        record.sandboxId = acceptance.sandboxId;
        record.buyer = buyer;
        record.seller = offer.seller;
        record.sharesId = _SHARES.inForce(offer.certificateId);
        record.unitPrice = offer.price.amount;
        record.quantity = quantity;
        record.volume = acceptance.volume;
        record.amount = uint128(amount);
        record.concludedAt = uint40(block.timestamp);
        record.model = offer.price.model;
        record.method = acceptance.method;
        record.status = DealStatus.Concluded;
        record.currency = offer.price.currency;
        record.commitment = _RIGHTS.registration(offer.certificateId).commitment;
    }

    /// @dev A currency that is accepted now (or need not be), and is a token: codes below 1,000 have none.
    function _requirePayable(Currency currency, uint64 sandboxId, uint64 buyer, uint64 seller) private view {
        bool accepted = _OFFERS.isAccepted(currency) || _isExempt(sandboxId, buyer, seller, Exemptions.CURRENCY);
        if (!accepted || Currency.unwrap(currency).code.length == 0) revert CurrencyNotPayable(currency);
    }

    function _isExempt(uint64 sandboxId, uint64 buyer, uint64 seller, uint32 rule) private view returns (bool) {
        return _SANDBOXES.isExempt(sandboxId, buyer, rule) && _SANDBOXES.isExempt(sandboxId, seller, rule);
    }
}

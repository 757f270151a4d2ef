// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmergencyPause} from "../access/EmergencyPause.sol";
import {RelayedAccess} from "../access/RelayedAccess.sol";
import {Terms, TermsRules} from "../licenses/Terms.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {Currencies, Currency} from "./Currency.sol";
import {IOffers} from "./IOffers.sol";

/// @title Offers
/// @notice See {IOffers}.
contract Offers is IOffers, EmergencyPause {
    // Who is who.
    IParticipants private immutable _PARTICIPANTS;

    // The certificates that licences are offered under.
    IRightsRegistry private immutable _RIGHTS;

    // Ids given so far.
    uint64 private _count;

    // Every offer by id.
    mapping(uint64 offerId => Offer record) private _offers;

    // Currencies that prices can be in.
    mapping(Currency currency => bool accepted) private _accepted;

    constructor(
        address authority,
        address forwarder,
        IParticipants participants,
        IRightsRegistry rights
    ) RelayedAccess(authority, forwarder) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
    }

    /// @inheritdoc IOffers
    function offer(
        uint64 certificateId,
        uint40 validUntil,
        Price calldata price,
        Terms calldata terms
    ) external whileOpen returns (uint64 offerId) {
        uint64 seller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        uint40 expiresAt = _RIGHTS.requireHolder(certificateId, seller);
        TermsRules.check(terms, block.timestamp);
        if (terms.validUntil > expiresAt) {
            revert OfferOutlivesCertificate(certificateId, expiresAt, terms.validUntil);
        }
        if (validUntil <= block.timestamp || validUntil > terms.validUntil) {
            revert InvalidOfferEnd(validUntil, terms.validUntil);
        }
        _checkPrice(price, terms.units, seller);

        offerId = ++_count;
        Offer storage record = _offers[offerId];
        record.certificateId = certificateId;
        record.seller = seller;
        record.madeAt = uint40(block.timestamp);
        record.validUntil = validUntil;
        record.price = price;
        record.terms = terms;
        emit OfferMade(offerId, certificateId, seller, validUntil, price, terms);
    }

    /// @inheritdoc IOffers
    function changePrice(uint64 offerId, uint128 amount) external whileOpen {
        Price storage price = _requireOwn(offerId).price;
        if (amount == price.amount) revert SamePrice(offerId, amount);

        price.amount = amount;
        emit OfferPriceChanged(offerId, amount);
    }

    /// @inheritdoc IOffers
    function withdraw(uint64 offerId) external {
        _requireOwn(offerId).withdrawn = true;
        emit OfferWithdrawn(offerId);
    }

    /// @inheritdoc IOffers
    function setCurrency(Currency currency, bool accepted) external restricted {
        Currencies.check(currency);
        _accepted[currency] = accepted;
        emit CurrencySet(currency, accepted);
    }

    /// @inheritdoc IOffers
    function offerOf(uint64 offerId) external view returns (Offer memory) {
        if (_offers[offerId].seller == 0) revert UnknownOffer(offerId);
        return _offers[offerId];
    }

    /// @inheritdoc IOffers
    function offerCount() external view returns (uint64) {
        return _count;
    }

    /// @inheritdoc IOffers
    function isAccepted(Currency currency) public view returns (bool) {
        return _accepted[currency];
    }

    /// @inheritdoc IOffers
    function offerStatus(uint64 offerId) public view returns (OfferStatus) {
        Offer storage record = _offers[offerId];
        if (record.seller == 0) return OfferStatus.None;
        if (record.withdrawn) return OfferStatus.Withdrawn;
        return block.timestamp < record.validUntil ? OfferStatus.Open : OfferStatus.Expired;
    }

    function _checkPrice(Price calldata price, uint64 units, uint64 seller) private view {
        if (!isAccepted(price.currency)) revert CurrencyNotAccepted(price.currency);
        PriceModel model = price.model;
        bool sound =
            model != PriceModel.None &&
                (price.buyer != 0) == (model == PriceModel.Negotiated) &&
                (price.period != 0) == (model == PriceModel.Subscription) &&
                (units != 0 || model != PriceModel.PerUnit);
        if (!sound) revert InvalidPrice(model, price.buyer, price.period, units);
        if (price.buyer == 0) return;
        if (price.buyer == seller) revert BuyerIsSeller(seller);
        _PARTICIPANTS.requireActive(price.buyer);
    }

    /// @dev The caller's own offer, which is open.
    function _requireOwn(uint64 offerId) private view returns (Offer storage record) {
        OfferStatus status = offerStatus(offerId);
        if (status == OfferStatus.None) revert UnknownOffer(offerId);
        if (status != OfferStatus.Open) revert OfferNotOpen(offerId, status);
        record = _offers[offerId];
        uint64 caller = _PARTICIPANTS.requireActiveAccount(_msgSender());
        if (caller != record.seller) revert NotSeller(offerId, record.seller, caller);
    }
}

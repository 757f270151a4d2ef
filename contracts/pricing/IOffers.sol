// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Terms} from "../licenses/Terms.sol";
import {Currency} from "./Currency.sol";

/// @title IOffers
/// @notice Terms and a price at which holders of certificates will license.
///
///     Open -> Withdrawn | Expired
///
/// `Expired` comes with time alone. Whether the seller still holds the certificate is judged when an offer is
/// taken.
interface IOffers {
    /// @notice What a price is the price of: the licence, a metered unit, a period of use, or (quoted to one
    /// buyer) the licence.
    enum PriceModel {
        None,
        Fixed,
        PerUnit,
        Subscription,
        Negotiated
    }

    /// @notice Status of an offer. `Withdrawn` and `Expired` are final.
    enum OfferStatus {
        None,
        Open,
        Withdrawn,
        Expired
    }

    /// @notice A price and what it is the price of.
    /// @dev Slot 0: amount 128 | buyer 64 | period 40 | model 8 (240 bits). Slot 1: currency 160.
    /// @param amount In the currency's smallest unit.
    /// @param buyer The only participant who may take the offer; of a negotiated price alone, else 0.
    /// @param period Seconds that the amount is for; of a subscription alone, else 0.
    /// @param model What it is the price of.
    /// @param currency One that is accepted.
    struct Price {
        uint128 amount;
        uint64 buyer;
        uint40 period;
        PriceModel model;
        Currency currency;
    }

    /// @notice One offer.
    /// @dev Slot 0: certificateId 64 | seller 64 | madeAt 40 | validUntil 40 | withdrawn 8 (216 bits); then the
    /// price and the terms.
    struct Offer {
        uint64 certificateId;
        uint64 seller;
        uint40 madeAt;
        uint40 validUntil;
        bool withdrawn;
        Price price;
        Terms terms;
    }

    /// @notice A holder offered licences under a certificate, until `validUntil`.
    event OfferMade(
        uint64 indexed offerId,
        uint64 indexed certificateId,
        uint64 indexed seller,
        uint40 validUntil,
        Price price,
        Terms terms
    );

    /// @notice The amount of the price changed.
    event OfferPriceChanged(uint64 indexed offerId, uint128 amount);

    /// @notice The seller withdrew an offer.
    event OfferWithdrawn(uint64 indexed offerId);

    /// @notice Prices may, or may no longer, be in this currency.
    event CurrencySet(Currency indexed currency, bool accepted);

    /// @notice No offer has this id.
    error UnknownOffer(uint64 offerId);

    /// @notice Only an open offer allows this.
    error OfferNotOpen(uint64 offerId, OfferStatus status);

    /// @notice Only the seller may do this.
    error NotSeller(uint64 offerId, uint64 seller, uint64 participantId);

    /// @notice Prices cannot be in this currency.
    error CurrencyNotAccepted(Currency currency);

    /// @notice Only a negotiated price names a buyer, only a subscription a period, and both must; a price per
    /// unit needs terms that meter units.
    error InvalidPrice(PriceModel model, uint64 buyer, uint40 period, uint64 units);

    /// @notice The amount is what it was.
    error SamePrice(uint64 offerId, uint128 amount);

    /// @notice Nobody sells to themselves.
    error BuyerIsSeller(uint64 participantId);

    /// @notice An offer stands beyond now, and ends with the licences it offers, or before.
    error InvalidOfferEnd(uint40 validUntil, uint40 licensesEnd);

    /// @notice A licence would outlive the certificate.
    error OfferOutlivesCertificate(uint64 certificateId, uint40 expiresAt, uint40 licensesEnd);

    /// @notice Offers licences under a certificate that the caller's participant holds.
    /// @param validUntil Unix time until which it can be taken.
    /// @return offerId Ids count from 1.
    function offer(
        uint64 certificateId,
        uint40 validUntil,
        Price calldata price,
        Terms calldata terms
    ) external returns (uint64 offerId);

    /// @notice Changes the amount of the price; the caller acts for the seller.
    function changePrice(uint64 offerId, uint128 amount) external;

    /// @notice Withdraws an offer; the caller acts for the seller.
    function withdraw(uint64 offerId) external;

    /// @notice Lets prices be in a currency, or no longer; offers that stand are not touched.
    function setCurrency(Currency currency, bool accepted) external;

    /// @notice Whether prices can be in this currency.
    function isAccepted(Currency currency) external view returns (bool);

    /// @notice The whole record.
    function offerOf(uint64 offerId) external view returns (Offer memory);

    /// @notice Number of offers ever made; the newest has this id.
    function offerCount() external view returns (uint64);

    /// @notice Status now; `None` if there is no such offer.
    function offerStatus(uint64 offerId) external view returns (OfferStatus);
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOffers} from "../pricing/IOffers.sol";

/// @title Quotes
/// @notice What an offer comes to when it is taken.
library Quotes {
    /// @notice The most of an offer that can be bought at `time`.
    function most(IOffers.Offer memory offer, uint256 time) internal pure returns (uint64) {
        if (offer.price.model == IOffers.PriceModel.PerUnit) return offer.terms.units;
        if (offer.price.model != IOffers.PriceModel.Subscription) return 1;
        return (offer.terms.validUntil - _start(offer, time)) / offer.price.period;
    }

    /// @notice Narrows the terms of an offer to what is bought of it, which is not more than the most.
    /// @return amount What it costs, in the currency's smallest unit.
    function take(IOffers.Offer memory offer, uint64 quantity, uint256 time) internal pure returns (uint256 amount) {
        if (offer.price.model == IOffers.PriceModel.PerUnit) {
            offer.terms.units = quantity;
        } else if (offer.price.model == IOffers.PriceModel.Subscription) {
            uint40 start = _start(offer, time);
            offer.terms.validFrom = start;
            offer.terms.validUntil = start + offer.price.period * uint40(quantity);
        }
        return uint256(offer.price.amount) * quantity;
    }

    /// @dev A subscription runs from when it is taken, or from when the terms begin.
    function _start(IOffers.Offer memory offer, uint256 time) private pure returns (uint40) {
        return time > offer.terms.validFrom ? uint40(time) : offer.terms.validFrom;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Deals} from "../../contracts/deals/Deals.sol";
import {IDeals} from "../../contracts/deals/IDeals.sol";
import {ISettlement} from "../../contracts/deals/ISettlement.sol";
import {Currency} from "../../contracts/pricing/Currency.sol";
import {DealActs} from "./DealActs.sol";
import {VM} from "./IVm.sol";

/// @title DealsTest
/// @notice What holds of money and of shares at every moment, whatever people do.
contract DealsTest {
    uint64 private constant _PEOPLE = 5;

    DealActs private _handler;
    Deals private _deals;
    Currency private _currency;

    error MoneyLost(uint256 held, uint256 owed);
    error MoneyMade(uint256 paid, uint256 fetched, uint256 held);
    error SharesDoNotAddUp(uint64 certificateId, uint256 basisPoints);
    error HolderMissing(uint64 certificateId);
    error Never(string act);

    function setUp() external {
        _handler = new DealActs();
        _deals = _handler.deals();
        _currency = Currency.wrap(address(_handler.token()));
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @notice What the contract holds is what it owes: in escrow, not yet distributed, not yet fetched.
    function invariant_everyUnitIsOwedToSomebody() external view {
        uint256 owed = 0;
        for (uint64 id = 1; id <= _deals.dealCount(); ++id) {
            IDeals.Deal memory deal = _deals.deal(id);
            bool open = deal.status != IDeals.DealStatus.Settled && deal.status != IDeals.DealStatus.Rescinded;
            if (open) owed += deal.amount;
        }
        for (uint64 id = 1; id <= _handler.CERTIFICATES(); ++id) {
            ISettlement.Earnings memory waiting = _deals.earningsOf(id, _currency);
            owed += uint256(waiting.own) + waiting.owed;
        }
        for (uint64 id = 1; id <= _PEOPLE; ++id) owed += _deals.balanceOf(id, _currency);
        uint256 held = _handler.token().balanceOf(address(_deals));
        if (held != owed) revert MoneyLost(held, owed);
    }

    /// @notice What was paid was fetched, or is held.
    function invariant_whatWasPaidIsFetchedOrHeld() external view {
        uint256 held = _handler.token().balanceOf(address(_deals));
        if (_handler.paid() != _handler.fetched() + held) {
            revert MoneyMade(_handler.paid(), _handler.fetched(), held);
        }
    }

    /// @notice Shares are of the whole, the holder's first.
    function invariant_sharesAddUp() external {
        VM.warp(_handler.clock());
        for (uint64 id = 1; id <= _handler.CERTIFICATES(); ++id) {
            (uint64[] memory who, uint16[] memory parts) = _handler.shares().sharesOf(id);
            uint256 sum = 0;
            for (uint256 i = 0; i < parts.length; ++i) sum += parts[i];
            if (sum != 10_000) revert SharesDoNotAddUp(id, sum);
            if (who[0] != _handler.rights().holderOf(id)) revert HolderMissing(id);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What an amount is counted in, always in the smallest unit: an ERC-20 token by its address or, below
/// 1,000, a currency by its ISO 4217 numeric code (156: CNY, counted in fen).
type Currency is address;

/// @title Currencies
/// @notice Which currencies there can be.
library Currencies {
    /// @notice Neither the address of a token nor an ISO 4217 numeric code.
    error InvalidCurrency(Currency currency);

    /// @notice Reverts unless this can be a currency.
    function check(Currency currency) internal pure {
        if (Currency.unwrap(currency) == address(0)) revert InvalidCurrency(currency);
    }
}

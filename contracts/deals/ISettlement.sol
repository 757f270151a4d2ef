// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Currency} from "../pricing/Currency.sol";

/// @title ISettlement
/// @notice What deals earn: kept until its owners fetch it, and divided among them to the last unit.
///
/// What a certificate earns is owed first to the certificates that its asset derives from, by the royalty of the
/// licence that it came under, and the rest to its co-holders by their shares. What is owed to a certificate above
/// waits with it as its earnings, and `distribute`, which anybody may call, divides them in the same way, and so on
/// upwards: each call is bounded by 32 sources and 16 co-holders, whatever the depth.
///
/// An asset that derives from a certificate of the same holder passes on the royalties of that certificate's own
/// sources: nobody escapes them by registering anew.
/// @dev For each token, what this contract holds is, always, what is in escrow, plus earnings not yet distributed, plus
/// balances not yet withdrawn.
interface ISettlement {
    /// @notice Earnings of a certificate that were not distributed yet.
    /// @param own To be divided among its sources and co-holders.
    /// @param owed To be divided among its sources alone.
    struct Earnings {
        uint128 own;
        uint128 owed;
    }

    /// @notice A participant was credited: what a certificate earned, or (0) a refund.
    event BalanceCredited(
        uint64 indexed participantId,
        Currency indexed currency,
        uint64 indexed certificateId,
        uint128 amount
    );

    /// @notice A certificate is owed a part of what another, derived from it, earned; or (`passing`) its sources are.
    event RoyaltyAccrued(
        uint64 indexed certificateId,
        Currency indexed currency,
        uint64 indexed fromCertificate,
        uint128 amount,
        bool passing
    );

    /// @notice The earnings that waited with a certificate were divided.
    event EarningsDistributed(uint64 indexed certificateId, Currency indexed currency, uint128 own, uint128 owed);

    /// @notice A participant fetched its balance, to this account.
    event BalanceWithdrawn(
        uint64 indexed participantId,
        Currency indexed currency,
        address indexed account,
        uint256 amount
    );

    /// @notice What a certificate's sources are owed of what assets derived from it earn, in basis points.
    event BurdenAssessed(uint64 indexed certificateId, uint16 basisPoints);

    /// @notice There is nothing to withdraw.
    error NothingToWithdraw(uint64 participantId, Currency currency);

    /// @notice There is nothing to distribute.
    error NothingToDistribute(uint64 certificateId, Currency currency);

    /// @notice Another amount moved than was asked for: such tokens are not taken.
    error WrongAmountMoved(Currency currency, uint256 asked, uint256 moved);

    /// @notice The burden of a source must be assessed first; see `assess`.
    error SourceNotAssessed(uint64 certificateId, uint64 source);

    /// @notice The burden was assessed already; it never changes.
    error AlreadyAssessed(uint64 certificateId);

    /// @notice Pays the balance of the caller's participant to its primary account.
    /// @return amount In the currency's smallest unit.
    function withdraw(Currency currency) external returns (uint256 amount);

    /// @notice Divides the earnings that wait with a certificate; anybody may.
    function distribute(uint64 certificateId, Currency currency) external;

    /// @notice Works out what a certificate's sources are owed of what derives from it; anybody may. Its own sources
    /// come first.
    function assess(uint64 certificateId) external;

    /// @notice What a participant can withdraw, in the currency's smallest unit.
    function balanceOf(uint64 participantId, Currency currency) external view returns (uint256);

    /// @notice What waits with a certificate, in the currency's smallest unit.
    function earningsOf(uint64 certificateId, Currency currency) external view returns (Earnings memory);

    /// @notice The burden of a certificate, in basis points, and whether it is known: it is where there are no sources.
    function burdenOf(uint64 certificateId) external view returns (bool known, uint16 basisPoints);
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EmergencyPause} from "../access/EmergencyPause.sol";
import {ILicenses} from "../licenses/ILicenses.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Currency} from "../pricing/Currency.sol";
import {IRightsRegistry} from "../rights/IRightsRegistry.sol";
import {IShares} from "../rights/IShares.sol";
import {Source, SourceKind} from "../rights/Registration.sol";
import {ISettlement} from "./ISettlement.sol";

/// @title Settlement
/// @notice See {ISettlement}.
abstract contract Settlement is ISettlement, EmergencyPause, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev What a certificate's sources are owed of its earnings: `total` parts in all, of which the first `count` each
    /// go to a certificate, as its own earnings or (`passing`) to be passed on to its sources.
    struct Claims {
        uint64[] certificates;
        uint256[] parts;
        bool[] passing;
        uint256 count;
        uint256 total;
    }

    uint16 private constant _WHOLE = 10_000;

    // Who is who.
    IParticipants internal immutable _PARTICIPANTS;

    // The certificates that earn, and what they derive from.
    IRightsRegistry internal immutable _RIGHTS;

    // The licences that royalties are agreed in.
    ILicenses internal immutable _LICENSES;

    // Who holds certificates together.
    IShares internal immutable _SHARES;

    // What each participant can withdraw.
    mapping(uint64 participantId => mapping(Currency currency => uint256 amount)) private _balances;

    // What waits with each certificate.
    mapping(uint64 certificateId => mapping(Currency currency => Earnings waiting)) private _earnings;

    // What each certificate's sources are owed of what derives from it, in basis points, plus one; 0: not assessed.
    mapping(uint64 certificateId => uint16 burdenPlusOne) private _burdens;

    constructor(IParticipants participants, IRightsRegistry rights, ILicenses licenses, IShares shares) {
        _PARTICIPANTS = participants;
        _RIGHTS = rights;
        _LICENSES = licenses;
        _SHARES = shares;
    }

    /// @inheritdoc ISettlement
    function withdraw(Currency currency) external nonReentrant returns (uint256 amount) {
        uint64 participantId = _PARTICIPANTS.requireActiveAccount(_msgSender());
        address account = _PARTICIPANTS.requireActive(participantId);
        amount = _balances[participantId][currency];
        if (amount == 0) revert NothingToWithdraw(participantId, currency);

        _balances[participantId][currency] = 0;
        emit BalanceWithdrawn(participantId, currency, account, amount);
        IERC20 token = IERC20(Currency.unwrap(currency));
        uint256 before = token.balanceOf(address(this));
        token.safeTransfer(account, amount);
        uint256 left = token.balanceOf(address(this));
        // What others are owed must be left.
        if (left + amount != before) revert WrongAmountMoved(currency, amount, before > left ? before - left : 0);
    }

    /// @inheritdoc ISettlement
    function distribute(uint64 certificateId, Currency currency) external nonReentrant {
        Earnings memory waiting = _earnings[certificateId][currency];
        if (waiting.own == 0 && waiting.owed == 0) revert NothingToDistribute(certificateId, currency);

        delete _earnings[certificateId][currency];
        emit EarningsDistributed(certificateId, currency, waiting.own, waiting.owed);
        Claims memory claims = _claimsOn(certificateId);
        (uint64[] memory participantIds, uint16[] memory basisPoints) = _SHARES.sharesOf(certificateId);
        _divide(
            certificateId,
            currency,
            waiting.own - _pay(claims, certificateId, currency, waiting.own, _WHOLE),
            participantIds,
            basisPoints
        );
        // Only what has claims on it is ever owed to its sources; what rounding leaves goes to the first of them.
        uint128 rest = waiting.owed - _pay(claims, certificateId, currency, waiting.owed, 0);
        if (rest != 0) _accrue(claims, 0, certificateId, currency, rest);
    }

    /// @inheritdoc ISettlement
    function assess(uint64 certificateId) external {
        if (_burdens[certificateId] != 0) revert AlreadyAssessed(certificateId);
        uint256 total = _claimsOn(certificateId).total;
        uint16 burden = total > _WHOLE ? _WHOLE : uint16(total);
        _burdens[certificateId] = burden + 1;
        emit BurdenAssessed(certificateId, burden);
    }

    /// @inheritdoc ISettlement
    function balanceOf(uint64 participantId, Currency currency) external view returns (uint256) {
        return _balances[participantId][currency];
    }

    /// @inheritdoc ISettlement
    function earningsOf(uint64 certificateId, Currency currency) external view returns (Earnings memory) {
        return _earnings[certificateId][currency];
    }

    /// @inheritdoc ISettlement
    function burdenOf(uint64 certificateId) public view returns (bool known, uint16 basisPoints) {
        uint16 stored = _burdens[certificateId];
        if (stored != 0) return (true, stored - 1);
        return (_RIGHTS.sourcesOf(certificateId).length == 0, 0);
    }

    /// @dev Takes a payment out of an account. Effects come before: the token may call anything.
    function _collect(Currency currency, address payer, uint128 amount) internal {
        if (amount == 0) return;
        IERC20 token = IERC20(Currency.unwrap(currency));
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(payer, address(this), amount);
        uint256 moved = token.balanceOf(address(this)) - before;
        if (moved != amount) revert WrongAmountMoved(currency, amount, moved);
    }

    /// @dev Credits what a certificate earned: royalties to its sources, the rest by these shares.
    function _earn(
        uint64 certificateId,
        Currency currency,
        uint128 amount,
        uint64[] memory participantIds,
        uint16[] memory basisPoints
    ) internal {
        uint128 royalties = _pay(_claimsOn(certificateId), certificateId, currency, amount, _WHOLE);
        _divide(certificateId, currency, amount - royalties, participantIds, basisPoints);
    }

    function _credit(uint64 participantId, Currency currency, uint64 certificateId, uint128 amount) internal {
        if (amount == 0) return;
        _balances[participantId][currency] += amount;
        emit BalanceCredited(participantId, currency, certificateId, amount);
    }

    /// @dev What the sources of a certificate are owed of what it earns. Reverts with `SourceNotAssessed`.
    function _claimsOn(uint64 certificateId) internal view returns (Claims memory claims) {
        Source[] memory sources = _RIGHTS.sourcesOf(certificateId);
        claims.certificates = new uint64[](sources.length);
        claims.parts = new uint256[](sources.length);
        claims.passing = new bool[](sources.length);
        for (uint256 i = 0; i < sources.length; ++i) {
            (uint64 owed, uint256 part) = _claimOf(certificateId, sources[i]);
            if (part == 0) continue;
            claims.certificates[claims.count] = owed;
            claims.parts[claims.count] = part;
            claims.passing[claims.count] = sources[i].kind == SourceKind.Certificate;
            ++claims.count;
            claims.total += part;
        }
    }

    function _claimOf(uint64 certificateId, Source memory source) private view returns (uint64 owed, uint256 part) {
        if (source.kind == SourceKind.License) {
            ILicenses.License memory license = _LICENSES.license(source.id);
            return (license.certificateId, license.terms.royalty);
        }
        (bool known, uint16 burden) = burdenOf(source.id);
        if (!known) revert SourceNotAssessed(certificateId, source.id);
        return (source.id, burden);
    }

    /// @dev Accrues to the sources their parts of an amount that is `whole` parts, or as many as they claim if more.
    function _pay(
        Claims memory claims,
        uint64 certificateId,
        Currency currency,
        uint128 amount,
        uint256 whole
    ) private returns (uint128 paid) {
        if (claims.total > whole) whole = claims.total;
        for (uint256 i = 0; i < claims.count; ++i) {
            uint128 part = uint128((uint256(amount) * claims.parts[i]) / whole);
            paid += part;
            _accrue(claims, i, certificateId, currency, part);
        }
    }

    function _accrue(Claims memory claims, uint256 which, uint64 from, Currency currency, uint128 amount) private {
        if (amount == 0) return;
        uint64 certificateId = claims.certificates[which];
        bool passing = claims.passing[which];
        Earnings storage waiting = _earnings[certificateId][currency];
        if (passing) waiting.owed += amount;
        else waiting.own += amount;
        emit RoyaltyAccrued(certificateId, currency, from, amount, passing);
    }

    /// @dev Credits co-holders by their shares; what rounding leaves goes to the first, the holder.
    function _divide(
        uint64 certificateId,
        Currency currency,
        uint128 amount,
        uint64[] memory participantIds,
        uint16[] memory basisPoints
    ) private {
        uint128 rest = amount;
        for (uint256 i = 1; i < participantIds.length; ++i) {
            uint128 part = uint128((uint256(amount) * basisPoints[i]) / _WHOLE);
            rest -= part;
            _credit(participantIds[i], currency, certificateId, part);
        }
        _credit(participantIds[0], currency, certificateId, rest);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Roles} from "../../contracts/access/Roles.sol";
import {Compliance} from "../../contracts/compliance/Compliance.sol";
import {CompliancePolicy} from "../../contracts/compliance/CompliancePolicy.sol";
import {ICompliancePolicy} from "../../contracts/compliance/ICompliancePolicy.sol";
import {Admission} from "../../contracts/deals/Admission.sol";
import {Deals} from "../../contracts/deals/Deals.sol";
import {IDeals} from "../../contracts/deals/IDeals.sol";
import {Terms, Territory, Uses, UseSet} from "../../contracts/licenses/Terms.sol";
import {IParticipants} from "../../contracts/participants/IParticipants.sol";
import {Currency} from "../../contracts/pricing/Currency.sol";
import {IOffers} from "../../contracts/pricing/IOffers.sol";
import {Offers} from "../../contracts/pricing/Offers.sol";
import {IApplications} from "../../contracts/rights/IApplications.sol";
import {IShares} from "../../contracts/rights/IShares.sol";
import {Algorithm, DataClass, Right, Source, SourceKind} from "../../contracts/rights/Registration.sol";
import {Shares} from "../../contracts/rights/Shares.sol";
import {Stage} from "./Stage.sol";
import {GoodToken} from "./Tokens.sol";
import {VM} from "./IVm.sol";

/// @title DealActs
/// @notice What can be done with deals and shares, over assets that derive from each other: participant 1 holds
/// certificate 1, 2 holds 2, made of it, 3 holds 3, made of that, and 4 which it registered anew.
contract DealActs is Stage {
    uint64 public constant CERTIFICATES = 4;

    Shares public immutable shares;
    Deals public immutable deals;
    GoodToken public immutable token;

    /// @notice What was paid, in all, and what was fetched.
    uint256 public paid;
    uint256 public fetched;

    uint64 private immutable _EXCHANGE;
    Offers private immutable _OFFERS;

    constructor() {
        AccessManager manager = AccessManager(participants.authority());
        address noForwarder = address(1);
        shares = new Shares(address(manager), noForwarder, participants, rights);
        _OFFERS = new Offers(address(manager), noForwarder, participants, rights);
        token = new GoodToken();
        deals = new Deals(
            address(manager),
            noForwarder,
            Admission.Registers({
                participants: participants,
                rights: rights,
                licenses: licenses,
                shares: shares,
                offers: _OFFERS,
                compliance: new Compliance(
                    address(manager),
                    noForwarder,
                    participants,
                    rights,
                    new CompliancePolicy(address(manager), new ICompliancePolicy.RuleEntry[](0))
                ),
                sandboxes: sandboxes
            }),
            IDeals.Periods({delivery: 3 days, acceptance: 2 days})
        );
        manager.grantRole(Roles.SETTLEMENT, address(deals), 0);
        _OFFERS.setCurrency(_currency(), true);
        _EXCHANGE = _enrollExchange();
        _register();
    }

    function conclude(uint256 who, uint256 which, uint128 amount) external act {
        uint64 certificateId = uint64(which % CERTIFICATES) + 1;
        amount %= 1e30;
        uint64 offerId = _offer(certificateId, amount);
        if (offerId == 0) return;
        address buyer = _account(who);
        token.mint(buyer, amount);
        VM.prank(buyer);
        token.approve(address(deals), amount);
        VM.prank(buyer);
        try
            deals.conclude(
                IDeals.Acceptance({
                    offerId: offerId,
                    quantity: 1,
                    volume: 1,
                    sandboxId: 0,
                    maxAmount: amount,
                    method: IDeals.DeliveryMethod.Download
                })
            )
        {
            paid += amount;
            ++done["conclude a deal"];
        } catch {}
    }

    function deliver(uint256 which) external act {
        (uint64 id, IDeals.Deal memory deal) = _deal(which);
        VM.prank(_primary(deal.seller));
        try deals.deliver(id, _PAPER) {
            ++done["deliver"];
        } catch {}
    }

    function acknowledge(uint256 which) external act {
        (uint64 id, IDeals.Deal memory deal) = _deal(which);
        VM.prank(_primary(deal.buyer));
        try deals.acknowledge(id) {
            ++done["acknowledge"];
        } catch {}
    }

    function release(uint256 which) external act {
        (uint64 id, ) = _deal(which);
        try deals.release(id) {
            ++done["release"];
        } catch {}
    }

    function reclaim(uint256 which) external act {
        (uint64 id, IDeals.Deal memory deal) = _deal(which);
        VM.prank(_primary(deal.buyer));
        try deals.reclaim(id) {
            ++done["reclaim"];
        } catch {}
    }

    function cancel(uint256 which) external act {
        (uint64 id, IDeals.Deal memory deal) = _deal(which);
        VM.prank(_primary(deal.seller));
        try deals.cancel(id, _PAPER) {
            ++done["cancel a deal"];
        } catch {}
    }

    function dispute(uint256 which) external act {
        (uint64 id, IDeals.Deal memory deal) = _deal(which);
        VM.prank(_primary(deal.buyer));
        try deals.dispute(id, _PAPER) {
            ++done["dispute"];
        } catch {}
    }

    function resolve(uint256 which, uint128 refund, bool rescinded) external act {
        (uint64 id, IDeals.Deal memory deal) = _deal(which);
        if (deal.amount != 0) refund %= deal.amount + 1;
        VM.prank(_primary(_EXCHANGE));
        try deals.resolve(id, refund, rescinded, _PAPER) {
            ++done["resolve"];
        } catch {}
    }

    function distribute(uint256 which) external act {
        try deals.distribute(uint64(which % CERTIFICATES) + 1, _currency()) {
            ++done["distribute"];
        } catch {}
    }

    function withdraw(uint256 who) external act {
        VM.prank(_account(who));
        try deals.withdraw(_currency()) returns (uint256 amount) {
            fetched += amount;
            ++done["fetch a balance"];
        } catch {}
    }

    function propose(uint256 which, uint256 first, uint256 parts) external act {
        uint64 certificateId = uint64(which % CERTIFICATES) + 1;
        uint64 holder = rights.holderOf(certificateId);
        IShares.Share[] memory proposed = new IShares.Share[]((parts % PARTICIPANTS) + 1);
        uint16 left = 10_000;
        for (uint256 i = 0; i < proposed.length; ++i) {
            bool last = i + 1 == proposed.length;
            uint16 part = last ? left : uint16((first >> (16 * i)) % 3000);
            proposed[i] = IShares.Share({participantId: uint64(i + 1), basisPoints: part});
            left -= part;
        }
        VM.prank(_primary(holder));
        try shares.propose(certificateId, proposed) {
            ++done["propose shares"];
        } catch {}
    }

    function agree(uint256 who, uint256 which) external act {
        uint64 count = shares.proposalCount();
        VM.prank(_account(who));
        try shares.agree(count - uint64(which % 4 > count ? 0 : which % 4)) {
            ++done["agree to shares"];
        } catch {}
    }

    /// @notice Passes a certificate on: the holder's share goes with it.
    function pass(uint256 which, uint256 to) external act {
        if (!_seldom(which)) return;
        uint64 certificateId = uint64((which / 4) % CERTIFICATES) + 1;
        address owner = rights.ownerOf(certificateId);
        address receiver = _account(to);
        VM.prank(owner);
        try rights.transferFrom(owner, receiver, certificateId) {
            ++done["pass a certificate on"];
        } catch {}
    }

    /// @dev Nothing to look at after each act.
    function _watch() internal override {}

    function _currency() internal view returns (Currency) {
        return Currency.wrap(address(token));
    }

    function _enrollExchange() private returns (uint64) {
        return participants.register(IParticipants.Kind.Exchange, 156, _PAPER, _newAccount());
    }

    function _primary(uint64 participantId) private view returns (address) {
        return participants.participant(participantId == 0 ? 1 : participantId).primaryAccount;
    }

    /// @dev A recent deal, or (none yet) one that is not there.
    function _deal(uint256 choice) private view returns (uint64 id, IDeals.Deal memory deal) {
        uint64 count = deals.dealCount();
        if (count == 0) return (1, deal);
        id = count - uint64(choice % (count < _RECENT ? count : _RECENT));
        deal = deals.deal(id);
    }

    function _offer(uint64 certificateId, uint128 amount) private returns (uint64 offerId) {
        VM.prank(rights.ownerOf(certificateId));
        try
            _OFFERS.offer(
                certificateId,
                uint40(clock + 1 days),
                IOffers.Price({
                    amount: amount,
                    buyer: 0,
                    period: 0,
                    model: IOffers.PriceModel.Fixed,
                    currency: _currency()
                }),
                _terms(0)
            )
        returns (uint64 id) {
            return id;
        } catch {}
    }

    function _terms(uint16 royalty) private view returns (Terms memory) {
        return
            Terms({
                permittedUses: UseSet.wrap(Uses.READ),
                prohibitedUses: UseSet.wrap(0),
                validFrom: 0,
                validUntil: uint40(clock + 2 days),
                units: 0,
                sublicensing: false,
                derivatives: royalty != 0,
                exclusive: false,
                attribution: false,
                royalty: royalty,
                transferable: false,
                meter: 0,
                territory: Territory.wrap(0),
                documentHash: _PAPER
            });
    }

    /// @dev Certificates 1 to 4, all in force for 100 days.
    function _register() private {
        VM.warp(clock);
        Source[] memory sources = new Source[](0);
        _certify(1, sources);
        for (uint64 maker = 2; maker <= 3; ++maker) {
            VM.prank(_primary(maker - 1));
            uint64 licenseId = licenses.grant(maker - 1, maker, _terms(1234));
            sources = new Source[](1);
            sources[0] = Source({kind: SourceKind.License, id: licenseId});
            _certify(maker, sources);
        }
        sources[0] = Source({kind: SourceKind.Certificate, id: 3});
        _certify(3, sources);
        deals.assess(3);
    }

    function _certify(uint64 holder, Source[] memory sources) private {
        IApplications.Filing memory filing = IApplications.Filing({
            commitment: bytes32(uint256(rights.applicationCount() + 1)),
            algorithm: Algorithm.Sha256,
            right: Right.Hold,
            dataClass: DataClass.General,
            termEnd: 0,
            descriptionHash: _PAPER,
            descriptionURI: "",
            sources: sources
        });
        VM.prank(_primary(holder));
        uint64 id = rights.fileApplication(filing);
        rights.openNotice(id);
        clock += 8 days;
        VM.warp(clock);
        rights.confirm(id, _PAPER);
    }
}

import { certify, now, REASON } from "../acts.ts";
import { appraise, makeOffer, openMarket } from "../market.ts";
import { describeOwned } from "../ownedStates.ts";
import { networkHelpers } from "../registry.ts";
import { call } from "../states.ts";
import { DAY } from "../words.ts";

describeOwned({
  title: "Appraisals: states of an appraisal",
  diagram: "AppraisalStatus",
  statuses: ["None", "Active", "Expired", "Revoked"] as const,
  stage: async () => {
    const market = await openMarket();
    const certificateId = await certify(market, market.alice);
    const end = (await now()) + DAY;
    const expired = await appraise(market, certificateId, { validUntil: end });
    const revoked = await appraise(market, certificateId);
    await market.appraisals.connect(market.appraiser).revoke(revoked, REASON);
    const active = await appraise(market, certificateId);
    await networkHelpers.time.increaseTo(end);
    return { ...market, ids: { None: 99n, Active: active, Expired: expired, Revoked: revoked } };
  },
  maker: ({ appraiser, appraiserId }) => ({ account: appraiser, id: appraiserId }),
  contract: ({ appraisals }) => appraisals,
  statusOf: ({ appraisals }, id) => appraisals.appraisalStatus(id),
  errors: ["UnknownAppraisal", "AppraisalNotActive", "NotItsAppraiser"],
  moves: {
    revoke: {
      to: "Revoked",
      emits: "AppraisalRevoked",
      make: ({ appraisals }, id, by) => call(appraisals.connect(by).revoke, id, REASON),
    },
  },
});

describeOwned({
  title: "Offers: states of an offer",
  diagram: "OfferStatus",
  statuses: ["None", "Open", "Withdrawn", "Expired"] as const,
  stage: async () => {
    const market = await openMarket();
    const { alice, offers } = market;
    const certificateId = await certify(market, alice);
    const end = (await now()) + DAY;
    const expired = await makeOffer(market, alice, certificateId, { validUntil: end });
    const withdrawn = await makeOffer(market, alice, certificateId);
    await offers.connect(alice).withdraw(withdrawn);
    const open = await makeOffer(market, alice, certificateId);
    await networkHelpers.time.increaseTo(end);
    return { ...market, ids: { None: 99n, Open: open, Withdrawn: withdrawn, Expired: expired } };
  },
  maker: ({ alice, aliceId }) => ({ account: alice, id: aliceId }),
  contract: ({ offers }) => offers,
  statusOf: ({ offers }, id) => offers.offerStatus(id),
  errors: ["UnknownOffer", "OfferNotOpen", "NotSeller"],
  moves: {
    withdraw: {
      to: "Withdrawn",
      emits: "OfferWithdrawn",
      make: ({ offers }, id, by) => call(offers.connect(by).withdraw, id),
    },
    changePrice: {
      to: "Open",
      emits: "OfferPriceChanged",
      make: ({ offers }, id, by) => call(offers.connect(by).changePrice, id, 7n),
    },
  },
});

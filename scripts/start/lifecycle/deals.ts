import type { Registry } from "../../../sdk/src/index.ts";
import { accountOf, DEPLOYER } from "../accounts.ts";
import { formatMoney } from "../money.ts";
import type { OwnerKey } from "../owners.ts";
import { holderOf } from "../plan.ts";
import type { Act } from "./sender.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";
import type { Sale } from "./trading.ts";
import { acknowledge, conclude, dealOf, deliver, offer, offerOf } from "./trading.ts";

/** Sold by the unit; who buys may use it, and let others use a part. */
export const SALE: Sale = {
  file: "pcas-code.json",
  buyer: "exchange",
  model: "PER_UNIT",
  amount: 12n,
  quantity: 10_000n,
  delivery: "INTERFACE",
  terms: {
    permittedUses: ["READ", "ANALYZE", "AGGREGATE", "COMMERCIALIZE"],
    attribution: true,
    sublicensing: true,
    units: 100_000n,
  },
};

/** Its source gets a royalty, by the licence that it was made under. */
const SOURCE = "data.sqlite";

/** Who holds it together with its holder, and what part, in basis points. */
const CO_HOLDER = "haidian";
const PART = 3_000;

/** A file is held by two, offered, bought into escrow and delivered; all who have a part in it are paid. */
export const TRADE: Stage[] = [
  {
    day: 30,
    acts: (situation, calls) => {
      const certificate = situation.holding(SALE.file);
      if (!certificate || shared(situation)) return [];
      const call = calls.shares.propose(certificate.id, [
        { participantId: situation.numberOf(seller(situation)), basisPoints: 10_000 - PART },
        { participantId: situation.numberOf(CO_HOLDER), basisPoints: PART },
      ]);
      return [{ by: accountOf(seller(situation)), call }];
    },
  },
  {
    day: 30.1,
    said: (_, situation) => {
      const { proposalId, certificateId } = shared(situation) ?? {};
      return `proposal:${proposalId} agreed: certificate:${certificateId} (${SALE.file}) held by two, 70 % and 30 %`;
    },
    acts: (situation, calls) => {
      const id = Number(shared(situation)?.proposalId);
      if (!id || situation.book.happened("SharesInForce", id)) return [];
      return [{ by: accountOf(CO_HOLDER), call: calls.shares.agree(id) }];
    },
  },
  {
    day: 32,
    acts: ({ book, money }, { offers }) => {
      const accepted = book.find("CurrencySet", { currency: money });
      return accepted ? [] : [{ by: DEPLOYER, call: offers.setCurrency(money, true) }];
    },
  },
  {
    day: 32.1,
    said: (_, situation) => {
      const { offerId, certificateId } = offerOf(situation, SALE) ?? {};
      return `offer:${offerId} of licences under certificate:${certificateId} at ${formatMoney(Number(SALE.amount))} a unit`;
    },
    acts: (situation, calls, time) => offer(situation, calls, SALE, time),
  },
  {
    day: 33,
    said: (_, situation) => {
      const { dealId, offerId, licenseId, amount } = dealOf(situation, SALE) ?? {};
      return `deal:${dealId} takes offer:${offerId}: license:${licenseId}, ${formatMoney(Number(amount))} in escrow`;
    },
    acts: (situation, _calls, _time, registry) => conclude(situation, registry, SALE),
  },
  { day: 34, acts: (situation, calls) => deliver(situation, calls, SALE) },
  {
    day: 35,
    acts: (situation, calls) => acknowledge(situation, calls, SALE),
  },
  {
    day: 35.1,
    said: (_, situation) => {
      const [holder, coHolder, source] = receivers(situation).map((one) => {
        const participantId = situation.numberOf(one);
        const drawn = situation.book.find("BalanceWithdrawn", { participantId });
        return formatMoney(Number(drawn?.amount));
      });
      return `deal:${dealOf(situation, SALE)?.dealId} acknowledged; drawn ${holder} and ${coHolder} by shares, ${source} as royalty`;
    },
    acts: (situation, calls) => {
      const settled = situation.book.happened(
        "DealSettled",
        Number(dealOf(situation, SALE)?.dealId),
      );
      return settled ? payOut(situation, calls) : [];
    },
  },
];

/** The royalty is divided, and everybody draws what is due to them. */
function payOut(situation: Situation, { deals }: Registry["calls"]): Act[] {
  const { book, money } = situation;
  const source = situation.holding(SOURCE);
  const due = receivers(situation).filter(
    (one) => !book.find("BalanceWithdrawn", { participantId: situation.numberOf(one) }),
  );
  const withdrawals = due.map((one) => ({ by: accountOf(one), call: deals.withdraw(money) }));
  if (!source || book.happened("EarningsDistributed", source.id)) return withdrawals;
  const holder = accountOf(holderOf(SOURCE, situation.files));
  return [{ by: holder, call: deals.distribute(source.id, money) }, ...withdrawals];
}

function shared(situation: Situation) {
  const certificate = situation.holding(SALE.file);
  return certificate && situation.book.find("SharesProposed", { certificateId: certificate.id });
}

function seller(situation: Situation): OwnerKey {
  return holderOf(SALE.file, situation.files);
}

function receivers(situation: Situation): OwnerKey[] {
  return [seller(situation), CO_HOLDER, holderOf(SOURCE, situation.files)];
}

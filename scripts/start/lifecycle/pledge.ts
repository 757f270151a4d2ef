import { accountOf } from "../accounts.ts";
import type { Facts } from "../book.ts";
import { formatMoney } from "../money.ts";
import { holderOf } from "../plan.ts";
import type { Situation } from "./situation.ts";
import type { Stage } from "./stage.ts";

const PLEDGED = "cities.csv";
const LENDER = "bank";

/** In hundredths of a yuan. */
const AMOUNT = 20_000_000n;
const YUAN = 156;

/** A holder borrows on a certificate, and pays back. */
export const PLEDGE: Stage[] = [
  {
    day: 40,
    acts: (situation, calls) => {
      const certificate = situation.holding(PLEDGED);
      if (!certificate || pledged(situation)) return [];
      const { hash } = situation.documents.put({
        document: "Agreement",
        certificate: `certificate:${certificate.id}`,
        secures: `A loan of ${formatMoney(Number(AMOUNT))} yuan.`,
      });
      const call = calls.pledges.offer({
        certificateId: certificate.id,
        lender: situation.numberOf(LENDER),
        currency: YUAN,
        amount: AMOUNT,
        documentHash: hash,
      });
      return [{ by: accountOf(holderOf(PLEDGED, situation.files)), call }];
    },
  },
  {
    day: 40.1,
    said: (_, situation) => {
      const { pledgeId, certificateId } = pledged(situation) ?? {};
      return `pledge:${pledgeId} of certificate:${certificateId} (${PLEDGED}) to a bank, for ${formatMoney(Number(AMOUNT))} yuan`;
    },
    acts: (situation, calls) => {
      const id = Number(pledged(situation)?.pledgeId);
      if (!id || situation.book.happened("PledgeAccepted", id)) return [];
      return [{ by: accountOf(LENDER), call: calls.pledges.accept(id) }];
    },
  },
  {
    day: 50,
    said: (_, situation) =>
      `pledge:${pledged(situation)?.pledgeId} released: the loan is paid back`,
    acts: (situation, calls) => {
      const id = Number(pledged(situation)?.pledgeId);
      const active = situation.book.happened("PledgeAccepted", id);
      if (!active || situation.book.happened("PledgeReleased", id)) return [];
      const { hash } = situation.documents.put({
        document: "Release",
        pledge: `pledge:${id}`,
        reason: "The loan is paid back.",
      });
      return [{ by: accountOf(LENDER), call: calls.pledges.release(id, hash) }];
    },
  },
];

function pledged(situation: Situation): Facts | undefined {
  const certificate = situation.holding(PLEDGED);
  return certificate && situation.book.find("PledgeOffered", { certificateId: certificate.id });
}

import type { Moment } from "./asOf.ts";
import { heldAt } from "./asOf.ts";
import { manyAt, oneAt } from "./lookup.ts";
import type { Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";
import type {
  Balance,
  Catalogue,
  Deal,
  Earnings,
  ShareParty,
  ShareProposal,
} from "./settlementEntities.ts";

interface ById {
  id: number;
  block: number;
}

/** ProposalStatus. */
const IN_FORCE = 2;

const catalogues = prepare((p: ById) =>
  build.selectFrom("catalogues").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const deals = prepare((p: ById) =>
  build.selectFrom("deals").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const proposals = prepare((p: ById) =>
  build.selectFrom("share_proposals").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const inForce = prepare((p: ById & { status: number }) =>
  build
    .selectFrom("share_proposals")
    .selectAll()
    .where("certificate_id", "=", p.id)
    .where("status", "=", p.status)
    .where(heldAt(p.block)),
);

const parties = prepare((p: ById) =>
  build
    .selectFrom("share_parties")
    .selectAll()
    .where("proposal_id", "=", p.id)
    .where(heldAt(p.block))
    .orderBy("participant_id"),
);

const balances = prepare((p: ById) =>
  build
    .selectFrom("balances")
    .selectAll()
    .where("participant_id", "=", p.id)
    .where(heldAt(p.block))
    .orderBy("currency"),
);

const earnings = prepare((p: ById) =>
  build
    .selectFrom("earnings")
    .selectAll()
    .where("certificate_id", "=", p.id)
    .where(heldAt(p.block))
    .orderBy("currency"),
);

/** The catalogue with this number at the moment, if it was filed by then. */
export function catalogueAt(reader: Reader, id: number, at: Moment): Catalogue | undefined {
  return oneAt(reader, catalogues, { id, block: at.block }, at);
}

/** The deal with this number at the moment, if it was concluded by then. */
export function dealAt(reader: Reader, id: number, at: Moment): Deal | undefined {
  return oneAt(reader, deals, { id, block: at.block }, at);
}

/** The proposal of shares with this number at the moment, if it was made by then. */
export function proposalAt(reader: Reader, id: number, at: Moment): ShareProposal | undefined {
  return oneAt(reader, proposals, { id, block: at.block }, at);
}

/** The proposal by which a certificate is shared at the moment, if any. */
export function sharesInForce(reader: Reader, id: number, at: Moment): ShareProposal | undefined {
  return oneAt(reader, inForce, { id, status: IN_FORCE, block: at.block }, at);
}

/** Who must agree to a proposal, by number. */
export function partiesTo(reader: Reader, id: number, at: Moment): ShareParty[] {
  return manyAt(reader, parties, { id, block: at.block }, at);
}

/** What a participant has, by currency. */
export function balancesOf(reader: Reader, id: number, at: Moment): Balance[] {
  return manyAt(reader, balances, { id, block: at.block }, at);
}

/** What waits with a certificate, by currency. */
export function earningsOf(reader: Reader, id: number, at: Moment): Earnings[] {
  return manyAt(reader, earnings, { id, block: at.block }, at);
}

import { certify, hashOf, REASON, type OpenRegistry } from "../acts.ts";
import { enrollAs, takeAccount } from "../custody/acts.ts";
import { CNY } from "../market.ts";
import { networkHelpers, type Account } from "../registry.ts";
import { Kind } from "../words.ts";

/** What courts, lenders and pledgors do, with everything defaulted that a test is not about. */

export const OrderKind = {
  Freeze: 1n,
  Release: 2n,
  Transfer: 3n,
  Annul: 4n,
  EnforcePledge: 5n,
} as const;

export const CASE = hashOf("(2026) Jing 73 Zhi Zi No. 1");
export const AMOUNT = 500_000n;

/** Two courts. */
export async function seatCourts<Set extends OpenRegistry>(registry: Set) {
  const [court, secondCourt] = [8, 9].map((i) => takeAccount(registry, i));
  if (!court || !secondCourt) throw new Error("The chain has too few accounts");
  const courtId = await enrollAs(registry, Kind.Court, court);
  const secondCourtId = await enrollAs(registry, Kind.Court, secondCourt);
  return { ...registry, court, courtId, secondCourt, secondCourtId };
}

/** Issues an order; returns its id. */
export async function issue(
  { courts }: OpenRegistry,
  court: Account,
  kind: bigint,
  certificateId: bigint,
  to = 0n,
): Promise<bigint> {
  await courts.connect(court).issueOrder(kind, certificateId, to, CASE, REASON);
  return courts.orderCount();
}

/** Lets the time to appeal pass. */
export async function endAppeals({ courts }: OpenRegistry): Promise<void> {
  await networkHelpers.time.increase(await courts.appealPeriod());
}

/** Alice offers a lien to Bob; returns the pledge's id. */
export async function offerPledge(
  { pledges, alice, bobId }: OpenRegistry,
  certificateId: bigint,
): Promise<bigint> {
  await pledges.connect(alice).offerPledge(certificateId, bobId, CNY, AMOUNT, REASON);
  return pledges.pledgeCount();
}

/** Alice pledges a certificate to Bob; returns the pledge's id. */
export async function pledge(registry: OpenRegistry, certificateId: bigint): Promise<bigint> {
  const id = await offerPledge(registry, certificateId);
  await registry.pledges.connect(registry.bob).acceptPledge(id);
  return id;
}

/** Orders that can be confirmed, appealed and decided on appeal; pledges offered and active. */
export async function everythingJudged(registry: OpenRegistry) {
  const set = await seatCourts(registry);
  const { courts, alice, court, bobId } = set;
  const [judged, pledged, free] = [
    await certify(set, alice, { commitment: hashOf("judged") }),
    await certify(set, alice, { commitment: hashOf("pledged") }),
    await certify(set, alice, { commitment: hashOf("free") }),
  ];
  const pledgesOf = { offered: await offerPledge(set, free), active: await pledge(set, pledged) };
  const due = await issue(set, court, OrderKind.Transfer, judged, bobId);
  await endAppeals(set);
  const appealed = await issue(set, court, OrderKind.Annul, judged);
  await courts.connect(alice).appealOrder(appealed, REASON);
  const fresh = await issue(set, court, OrderKind.Annul, judged);
  const { secondCourt } = set;
  return { firstCourt: court, secondCourt, pledged, pledgesOf, orders: { due, appealed, fresh } };
}

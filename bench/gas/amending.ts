import {
  certify,
  DECISION,
  filing,
  hashOf,
  REASON,
  type OpenRegistry,
} from "../../test/contracts/acts.ts";
import { AmendmentKind, NEW_DESCRIPTION, NEW_URI } from "../../test/contracts/amendments/acts.ts";
import { CALLS, endAllNotices, medianOf, type GasFigures } from "./measuring.ts";

/** Amendments of one certificate, and one long line of revisions. */
export async function measureAmendments(registry: OpenRegistry): Promise<GasFigures> {
  const { amendments, alice, registrar, examiner } = registry;
  const certificateId = await certify(registry, alice, { commitment: hashOf("amended") });
  const said = [NEW_DESCRIPTION, NEW_URI, REASON] as const;
  const ask = () =>
    amendments.connect(alice).requestAmendment(certificateId, AmendmentKind.Change, ...said);
  await ask();
  const first = await amendments.amendmentCount();
  const requested = await medianOf(ask);
  // One amendment is in force already: those that are measured take its place.
  await amendments.connect(examiner).acceptAmendment(first, DECISION);
  const accepted = await medianOf((n) =>
    amendments.connect(examiner).acceptAmendment(first + 1n + BigInt(n), DECISION),
  );
  const corrected = await medianOf(() =>
    amendments.connect(registrar).correctRecord(certificateId, ...said),
  );
  return {
    "request an amendment": requested,
    "accept an amendment": accepted,
    "amendment, from request to acceptance": requested + accepted,
    "correct a record": corrected,
    "supersede an asset": await measureRevisions(registry),
  };
}

/** Each asset takes the place of the one before: what a step costs does not grow with the line. */
async function measureRevisions(registry: OpenRegistry): Promise<number> {
  const { amendments, rights, registrar, alice, aliceId } = registry;
  const assets = Array.from({ length: CALLS + 2 }, (_, n) => hashOf(`edition ${n}`));
  const first = await rights.applicationCount();
  const filings = assets.map((commitment) => filing({ commitment }));
  await rights.connect(registrar).fileBatch(aliceId, filings);
  await endAllNotices();
  await rights.confirmBatch(
    assets.map((_, n) => first + 1n + BigInt(n)),
    DECISION,
  );
  const supersede = (n: number) =>
    amendments.connect(alice).supersede(assets[n + 1] ?? "", assets[n] ?? "");
  await supersede(0);
  return medianOf((n) => supersede(n + 1));
}

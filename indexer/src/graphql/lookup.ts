import type { FilingRow } from "../store/schema.ts";
import { hex } from "../store/bytes.ts";
import type { Moment } from "./asOf.ts";
import { heldAt } from "./asOf.ts";
import type {
  Account,
  Application,
  Asset,
  At,
  Attestation,
  Certificate,
  Challenge,
  Event,
  License,
  Objection,
  Participant,
  Source,
} from "./entities.ts";
import { nodeAt } from "./entities.ts";
import { later } from "./later.ts";
import type { Prepared, Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";

interface ById {
  id: number;
  block: number;
}

interface ByCommitment {
  commitment: Buffer;
  block: number;
}

const participants = prepare((p: ById) =>
  build.selectFrom("participants").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

/** Applications, with what they say. */
export const applicationsAsFiled = build
  .selectFrom("applications")
  .innerJoin("filings", "application_id", "id")
  .selectAll();

const applications = prepare((p: ById) =>
  applicationsAsFiled.where("application_id", "=", p.id).where(heldAt(p.block)),
);

const filings = prepare((p: { id: number }) =>
  build.selectFrom("filings").selectAll().where("application_id", "=", p.id),
);

const certificates = prepare((p: ById) =>
  build.selectFrom("certificates").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const licenses = prepare((p: ById) =>
  build.selectFrom("licenses").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const attestations = prepare((p: ById) =>
  build.selectFrom("attestations").selectAll().where("id", "=", p.id).where(heldAt(p.block)),
);

const challenges = prepare((p: ById & { attestation: number }) =>
  build
    .selectFrom("challenges")
    .selectAll()
    .where("attestation_id", "=", p.attestation)
    .where("id", "=", p.id)
    .where(heldAt(p.block)),
);

const assets = prepare((p: ByCommitment) =>
  build
    .selectFrom("assets")
    .selectAll()
    .where("commitment", "=", p.commitment)
    .where(heldAt(p.block)),
);

const certificatesOfAsset = prepare((p: ByCommitment) =>
  build
    .selectFrom("certificates")
    .selectAll()
    .where("commitment", "=", p.commitment)
    .where(heldAt(p.block))
    .orderBy("id"),
);

const accountsOfParticipant = prepare((p: ById) =>
  build
    .selectFrom("accounts")
    .selectAll()
    .where("participant_id", "=", p.id)
    .where(heldAt(p.block))
    .orderBy("address"),
);

const objectionsOfApplication = prepare((p: ById) =>
  build
    .selectFrom("objections")
    .selectAll()
    .where("application_id", "=", p.id)
    .where(heldAt(p.block))
    .orderBy("id"),
);

const objections = prepare((p: ById & { application: number }) =>
  build
    .selectFrom("objections")
    .selectAll()
    .where("application_id", "=", p.application)
    .where("id", "=", p.id)
    .where(heldAt(p.block)),
);

const sourcesOfApplication = prepare((p: ById) =>
  build
    .selectFrom("sources")
    .selectAll()
    .where("application_id", "=", p.id)
    .where(heldAt(p.block))
    .orderBy("position"),
);

const events = prepare((p: { block: number; logIndex: number }) =>
  build
    .selectFrom("events")
    .selectAll()
    .where("block", "=", p.block)
    .where("log_index", "=", p.logIndex),
);

const transactions = prepare((p: { block: number; index: number }) =>
  build
    .selectFrom("transactions")
    .select("hash")
    .where("block", "=", p.block)
    .where("tx_index", "=", p.index),
);

const blockTimes = prepare((p: { block: number }) =>
  build.selectFrom("blocks").select("timestamp").where("number", "=", p.block),
);

/** The participant with this number at the moment, if it was registered by then. */
export function participantAt(reader: Reader, id: number, at: Moment): Participant | undefined {
  return oneAt(reader, participants, { id, block: at.block }, at);
}

/** The application with this number at the moment, if it was filed by then. */
export function applicationAt(reader: Reader, id: number, at: Moment): Application | undefined {
  return oneAt(reader, applications, { id, block: at.block }, at);
}

/** What the application with this number says. */
export function filingOf(reader: Reader, id: number): FilingRow {
  return known(reader.one(filings, { id }), `filing ${id}`);
}

/** The certificate with this number at the moment, if it was confirmed by then. */
export function certificateAt(reader: Reader, id: number, at: Moment): Certificate | undefined {
  return oneAt(reader, certificates, { id, block: at.block }, at);
}

/** The licence with this number at the moment, if it was granted by then. */
export function licenseAt(reader: Reader, id: number, at: Moment): License | undefined {
  return oneAt(reader, licenses, { id, block: at.block }, at);
}

/** The custody attestation with this number at the moment, if it was made by then. */
export function attestationAt(reader: Reader, id: number, at: Moment): Attestation | undefined {
  return oneAt(reader, attestations, { id, block: at.block }, at);
}

/** A challenge by its attestation and its number there. */
export function challengeAt(
  reader: Reader,
  attestation: number,
  id: number,
  at: Moment,
): Challenge | undefined {
  return oneAt(reader, challenges, { attestation, id, block: at.block }, at);
}

/** The asset with this content commitment at the moment, if any application named it by then. */
export function assetAt(reader: Reader, commitment: Buffer, at: Moment): Asset | undefined {
  return oneAt(reader, assets, { commitment, block: at.block }, at);
}

/** An objection by its application and its number there. */
export function objectionAt(
  reader: Reader,
  application: number,
  id: number,
  at: Moment,
): Objection | undefined {
  return oneAt(reader, objections, { application, id, block: at.block }, at);
}

/** All certificates over an asset, by number. */
export function certificatesOver(reader: Reader, commitment: Buffer, at: Moment): Certificate[] {
  return manyAt(reader, certificatesOfAsset, { commitment, block: at.block }, at);
}

/** All accounts of a participant, by address. */
export function accountsOf(reader: Reader, id: number, at: Moment): Account[] {
  return manyAt(reader, accountsOfParticipant, { id, block: at.block }, at);
}

/** All objections against an application, in the order they were raised. */
export function objectionsTo(reader: Reader, id: number, at: Moment): Objection[] {
  return manyAt(reader, objectionsOfApplication, { id, block: at.block }, at);
}

/** What an application, and so its certificate, derives from, in the order of the filing. */
export function sourcesOf(reader: Reader, id: number, at: Moment): Source[] {
  return manyAt(reader, sourcesOfApplication, { id, block: at.block }, at);
}

/** An event by its place in the chain. */
export function eventOf(reader: Reader, block: number, logIndex: number): Event | undefined {
  return reader.one(events, { block, logIndex });
}

/** Hash of a transaction that events came from. */
export function transactionOf(reader: Reader, block: number, index: number): Buffer {
  const found = reader.one(transactions, { block, index });
  return known(found, `transaction ${index} of block ${block}`).hash;
}

/** Time of a block that holds events, Unix seconds. */
export function timeOf(reader: Reader, block: number): number {
  return known(reader.one(blockTimes, { block }), `block ${block}`).timestamp;
}

/** The participant that a row refers to by its number. */
export function participantOf(reader: Reader, id: number, at: Moment): Participant {
  const found = (at.participants ??= new Map<number, Participant>());
  let participant = found.get(id);
  if (participant === undefined) {
    participant = later({ id, at }, () =>
      known(participantAt(reader, id, at), `participant ${id}`),
    );
    found.set(id, participant);
  }
  return participant;
}

/** The certificate that a row refers to by its number. */
export function certificateOf(reader: Reader, id: number, at: Moment): Certificate {
  return later({ id, at }, () => known(certificateAt(reader, id, at), `certificate ${id}`));
}

/** The asset that a row refers to by its content commitment. */
export function assetOf(reader: Reader, commitment: Buffer, at: Moment): Asset {
  return later({ commitment, at }, () =>
    known(assetAt(reader, commitment, at), `asset ${hex(commitment)}`),
  );
}

/** What another row refers to must be there: if not, the index is broken. */
export function known<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`The index refers to ${what} and does not hold it`);
  return found;
}

/** The one row that a query finds, with its moment. */
export function oneAt<Arguments extends object, Row extends object>(
  reader: Reader,
  query: Prepared<Arguments, Row>,
  args: Arguments,
  at: Moment,
): At<Row> | undefined {
  const row = reader.one(query, args);
  return row && nodeAt<Row>(at)(row);
}

/** All rows that a query finds, with their moment. */
export function manyAt<Arguments extends object, Row extends object>(
  reader: Reader,
  query: Prepared<Arguments, Row>,
  args: Arguments,
  at: Moment,
): At<Row>[] {
  return reader.every(query, args).map(nodeAt<Row>(at));
}

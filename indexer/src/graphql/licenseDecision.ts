import type { Moment } from "./asOf.ts";
import { heldAt } from "./asOf.ts";
import type { License } from "./entities.ts";
import { certificateAt, known, licenseAt, participantAt } from "./lookup.ts";
import { sandboxAt } from "./marketLookup.ts";
import type { Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";
import { certificateStatus } from "./status.ts";
import { countriesIn } from "./terms.ts";

// Numbers of CertificateStatus and ParticipantStatus, and the greatest set of uses.
const ACTIVE = 1;
const ANNULLED = 4;
const ALL_USES = 511;

const ID_BYTES = 8;

/** Numbers of the reasons as in the contract `Licenses`. `HELD` and `LICENSED` allow; all others refuse. */
export const REASONS = {
  HELD: 1,
  LICENSED: 2,
  MALFORMED: 3,
  PARTICIPANT_NOT_ACTIVE: 4,
  UNKNOWN_CERTIFICATE: 5,
  CERTIFICATE_NOT_ACTIVE: 6,
  UNKNOWN_LICENSE: 7,
  NO_LICENSE: 8,
  NOT_LICENSEE: 9,
  LICENSE_TERMINATED: 10,
  LICENSE_EXPIRED: 11,
  LICENSE_NOT_BEGUN: 12,
  LICENSE_SUSPENDED: 13,
  LICENSE_EXHAUSTED: 14,
  USE_PROHIBITED: 15,
  USE_NOT_PERMITTED: 16,
  OUTSIDE_TERRITORY: 17,
  SANDBOX_CLOSED: 18,
} as const;
export type Reason = (typeof REASONS)[keyof typeof REASONS];

/** Who would use the data how, where (ISO 3166-1 numeric) and when (Unix seconds). */
export interface Question {
  participant: number;
  /** A bit for each. */
  uses: number;
  country: number;
  time: number;
}

/** What the answer goes by: the licences that came to the participant under a certificate, or one licence. */
export type Under = { certificate: number } | { license: number };

/** Why, or why not, and what decides it. */
export interface Decision {
  reason: Reason;
  by: readonly [type: "participant" | "certificate" | "license" | "sandbox", id: number] | null;
}

const newestLicenses = prepare((p: { certificate: number; participant: number; block: number }) =>
  build
    .selectFrom("newest_licenses")
    .select("ids")
    .where("certificate_id", "=", p.certificate)
    .where("participant_id", "=", p.participant)
    .where(heldAt(p.block)),
);

/** Decides as the contract `Licenses` does after the block of the moment: in the same order, to the same reason. */
export function decide(reader: Reader, question: Question, under: Under, at: Moment): Decision {
  const { participant, uses, country } = question;
  if (uses < 1 || uses > ALL_USES || country < 1 || country > 999) {
    return { reason: REASONS.MALFORMED, by: null };
  }
  if (participantAt(reader, participant, at)?.status !== ACTIVE) {
    return { reason: REASONS.PARTICIPANT_NOT_ACTIVE, by: ["participant", participant] };
  }
  return "license" in under
    ? byLicense(reader, question, under.license, at)
    : byCertificate(reader, question, under.certificate, at);
}

function byCertificate(reader: Reader, question: Question, id: number, at: Moment): Decision {
  const { participant, time } = question;
  const by = ["certificate", id] as const;
  const certificate = certificateAt(reader, id, at);
  if (certificate === undefined) return { reason: REASONS.UNKNOWN_CERTIFICATE, by };
  if (certificate.holder === participant) {
    const held = certificateStatus(certificate) === ACTIVE && time < certificate.expires_at;
    return { reason: held ? REASONS.HELD : REASONS.CERTIFICATE_NOT_ACTIVE, by };
  }

  let refusal: Decision | undefined;
  for (const license of newestOf(reader, id, participant, at)) {
    const decision = byLicense(reader, question, license, at);
    if (decision.reason === REASONS.LICENSED) return decision;
    refusal ??= decision;
  }
  return refusal ?? { reason: REASONS.NO_LICENSE, by };
}

/** The licences that a decision by a certificate tries, the newest first: four at most. */
function newestOf(reader: Reader, certificate: number, participant: number, at: Moment): number[] {
  const ids = reader.one(newestLicenses, { certificate, participant, block: at.block })?.ids;
  if (ids === undefined) return [];
  const newest: number[] = [];
  for (let start = ids.length - ID_BYTES; start >= 0; start -= ID_BYTES) {
    const id = Number(ids.readBigUInt64BE(start));
    if (id === 0) break;
    newest.push(id);
  }
  return newest;
}

function byLicense(reader: Reader, question: Question, id: number, at: Moment): Decision {
  const by = ["license", id] as const;
  const license = licenseAt(reader, id, at);
  if (license === undefined) return { reason: REASONS.UNKNOWN_LICENSE, by };
  if (license.licensee !== question.participant) return { reason: REASONS.NOT_LICENSEE, by };
  if (license.terminated_by !== 0) {
    return { reason: REASONS.LICENSE_TERMINATED, by: ["license", license.terminated_by] };
  }
  if (sandboxClosedIn(reader, license)) {
    return { reason: REASONS.SANDBOX_CLOSED, by: ["sandbox", license.sandbox_id] };
  }
  const certificate = certificateAt(reader, license.certificate_id, at);
  if (known(certificate, `certificate ${license.certificate_id}`).ended === ANNULLED) {
    const reason = REASONS.CERTIFICATE_NOT_ACTIVE;
    return { reason, by: ["certificate", license.certificate_id] };
  }
  const suspended = suspensionOf(reader, license);
  if (suspended !== 0) return { reason: REASONS.LICENSE_SUSPENDED, by: ["license", suspended] };
  if (license.exhausted === 1) return { reason: REASONS.LICENSE_EXHAUSTED, by };
  return { reason: byTerms(question, license), by };
}

/** Whether a licence's sandbox was closed before the licence had expired. */
function sandboxClosedIn(reader: Reader, { sandbox_id: id, term_until, at }: License): boolean {
  if (id === 0) return false;
  const { closed_at } = known(sandboxAt(reader, id, at), `sandbox ${id}`);
  return closed_at !== 0 && closed_at < term_until;
}

/** The licence that is suspended: this one, else the nearest above it; 0: none. */
function suspensionOf(reader: Reader, { id, suspended, parent_id, at }: License): number {
  if (suspended === 1) return id;
  if (parent_id === 0) return 0;
  return suspensionOf(reader, known(licenseAt(reader, parent_id, at), `license ${parent_id}`));
}

/** The terms of licences above are wider, and need no look. */
function byTerms({ time, uses, country }: Question, terms: License): Reason {
  if (time < terms.term_from) return REASONS.LICENSE_NOT_BEGUN;
  if (time >= terms.term_until) return REASONS.LICENSE_EXPIRED;
  if (uses & terms.prohibited_uses) return REASONS.USE_PROHIBITED;
  if (uses & ~terms.permitted_uses) return REASONS.USE_NOT_PERMITTED;
  const countries = countriesIn(terms.territory);
  const within = countries.length === 0 || countries.includes(country);
  return within ? REASONS.LICENSED : REASONS.OUTSIDE_TERRITORY;
}

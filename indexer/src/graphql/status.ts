import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import type { Attestation, Certificate, Challenge, License } from "./entities.ts";
import type { Condition } from "./filter.ts";

// Numbers of CertificateStatus and LicenseStatus, which share these two.
const ACTIVE = 1;
const EXPIRED = 2;
const TERMINATED = 3;
const EXHAUSTED = 4;

/** Status of a certificate at its moment: an active one expires with time alone. */
export function certificateStatus({ ended, expires_at, at }: Certificate): number {
  return ended === ACTIVE && expires_at <= at.time ? EXPIRED : ended;
}

/**
 * SQL for {@link certificateStatus}. A unary plus keeps a condition from choosing the index: most
 * certificates are active, and are better read in the order of the list.
 */
export function certificateHasStatus(status: number, at: Moment): Condition {
  if (status === ACTIVE) return sql<SqlBool>`(+ended = ${ACTIVE} and +expires_at > ${at.time})`;
  if (status === EXPIRED) return sql<SqlBool>`(+ended = ${ACTIVE} and expires_at <= ${at.time})`;
  // What the partial index asks to be said.
  return sql<SqlBool>`(ended = ${status} and ended <> 1)`;
}

/** Status of a licence at its moment: one that was not terminated expires with time alone. */
export function licenseStatus({ terminated, term_until, exhausted, at }: License): number {
  if (terminated) return TERMINATED;
  if (term_until <= at.time) return EXPIRED;
  return exhausted ? EXHAUSTED : ACTIVE;
}

/** SQL for {@link licenseStatus}, with the same plus. */
export function licenseHasStatus(status: number, at: Moment): Condition {
  if (status === TERMINATED) return sql<SqlBool>`terminated = 1`;
  if (status === EXPIRED) return sql<SqlBool>`(terminated = 0 and term_until <= ${at.time})`;
  const exhausted = status === EXHAUSTED ? 1 : 0;
  return sql<SqlBool>`(terminated = 0 and +term_until > ${at.time} and exhausted = ${exhausted})`;
}

// Numbers of AttestationStatus and ChallengeStatus.
const ATTESTED = 1;
const CHALLENGED = 2;
const FAILED = 3;
const WITHDRAWN = 4;
const RUN_OUT = 5;
const OPEN = 1;
const ANSWERED = 2;
const MISSED = 3;

/** Status of an attestation at its moment: it fails and expires with time alone. */
export function attestationStatus(row: Attestation): number {
  const { withdrawn_at, answer_by, attested_until, at } = row;
  if (withdrawn_at) return WITHDRAWN;
  if (answer_by) return answer_by <= at.time ? FAILED : CHALLENGED;
  return attested_until <= at.time ? RUN_OUT : ATTESTED;
}

/** SQL for {@link attestationStatus}. */
export function attestationHasStatus(status: number, { time }: Moment): Condition {
  if (status === WITHDRAWN) return sql<SqlBool>`withdrawn_at <> 0`;
  if (status === FAILED) return sql<SqlBool>`(answer_by <> 0 and answer_by <= ${time})`;
  if (status === CHALLENGED) return sql<SqlBool>`answer_by > ${time}`;
  const end = status === RUN_OUT ? sql`attested_until <= ${time}` : sql`attested_until > ${time}`;
  return sql<SqlBool>`(withdrawn_at = 0 and answer_by = 0 and ${end})`;
}

/** Status of a challenge at its moment: it is missed with time alone. */
export function challengeStatus({ answered_at, answer_by, at }: Challenge): number {
  if (answered_at) return ANSWERED;
  return answer_by <= at.time ? MISSED : OPEN;
}

/** SQL for {@link challengeStatus}. */
export function challengeHasStatus(status: number, { time }: Moment): Condition {
  if (status === ANSWERED) return sql<SqlBool>`answered_at <> 0`;
  const due = status === MISSED ? sql`answer_by <= ${time}` : sql`answer_by > ${time}`;
  return sql<SqlBool>`(answered_at = 0 and ${due})`;
}

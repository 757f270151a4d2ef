import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import type { Certificate, License } from "./entities.ts";
import type { Condition } from "./filter.ts";

// Numbers of CertificateStatus and LicenseStatus, which share these two.
const ACTIVE = 1;
const EXPIRED = 2;
const TERMINATED = 3;

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
export function licenseStatus({ terminated, term_until, at }: License): number {
  if (terminated) return TERMINATED;
  return term_until <= at.time ? EXPIRED : ACTIVE;
}

/** SQL for {@link licenseStatus}, with the same plus. */
export function licenseHasStatus(status: number, at: Moment): Condition {
  if (status === TERMINATED) return sql<SqlBool>`terminated = 1`;
  if (status === EXPIRED) return sql<SqlBool>`(terminated = 0 and term_until <= ${at.time})`;
  return sql<SqlBool>`(terminated = 0 and +term_until > ${at.time})`;
}

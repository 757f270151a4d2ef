import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { Moment } from "./asOf.ts";
import type { Condition } from "./filter.ts";
import type { Appraisal, ExportApproval, Offer, Sandbox } from "./marketEntities.ts";

// Whatever someone can end early, and time ends else: the numbers of AppraisalStatus differ from those of
// OfferStatus and SandboxStatus.
const ACTIVE = 1;

/** Columns of when it was ended (0: it was not) and of when it ends, and the numbers of both ends. */
interface Ending {
  readonly endedAt: string;
  readonly until: string;
  readonly ended: number;
  readonly expired: number;
}

const APPRAISAL = { endedAt: "revoked_at", until: "relied_until", ended: 3, expired: 2 };
const OFFER = { endedAt: "withdrawn_at", until: "offered_until", ended: 2, expired: 3 };
const SANDBOX = { endedAt: "closed_at", until: "open_until", ended: 2, expired: 3 };

function statusAt(endedAt: number, until: number, { ended, expired }: Ending, at: Moment): number {
  if (endedAt) return ended;
  return until <= at.time ? expired : ACTIVE;
}

function hasStatus(status: number, ending: Ending, { time }: Moment): Condition {
  const [endedAt, until] = [sql.ref(ending.endedAt), sql.ref(ending.until)];
  if (status === ending.ended) return sql<SqlBool>`${endedAt} <> 0`;
  const end = status === ending.expired ? sql`${until} <= ${time}` : sql`${until} > ${time}`;
  return sql<SqlBool>`(${endedAt} = 0 and ${end})`;
}

/** Status of an appraisal at its moment: one that was not revoked expires with time alone. */
export function appraisalStatus({ revoked_at, relied_until, at }: Appraisal): number {
  return statusAt(revoked_at, relied_until, APPRAISAL, at);
}

/** SQL for {@link appraisalStatus}. */
export function appraisalHasStatus(status: number, at: Moment): Condition {
  return hasStatus(status, APPRAISAL, at);
}

/** Status of an offer at its moment: one that was not withdrawn expires with time alone. */
export function offerStatus({ withdrawn_at, offered_until, at }: Offer): number {
  return statusAt(withdrawn_at, offered_until, OFFER, at);
}

/** SQL for {@link offerStatus}. */
export function offerHasStatus(status: number, at: Moment): Condition {
  return hasStatus(status, OFFER, at);
}

/** Status of a sandbox at its moment: one that was not closed expires with time alone. */
export function sandboxStatus({ closed_at, open_until, at }: Sandbox): number {
  return statusAt(closed_at, open_until, SANDBOX, at);
}

/** SQL for {@link sandboxStatus}. */
export function sandboxHasStatus(status: number, at: Moment): Condition {
  return hasStatus(status, SANDBOX, at);
}

// Numbers of ApprovalStatus.
const EXHAUSTED = 2;
const RUN_OUT = 3;
const REVOKED = 4;

/** Status of an export approval at its moment: it expires with time alone, unless revoked or used up. */
export function approvalStatus(row: ExportApproval): number {
  if (row.revoked_at) return REVOKED;
  if (row.consumed === row.volume) return EXHAUSTED;
  return row.approved_until <= row.at.time ? RUN_OUT : ACTIVE;
}

/** SQL for {@link approvalStatus}. */
export function approvalHasStatus(status: number, { time }: Moment): Condition {
  if (status === REVOKED) return sql<SqlBool>`revoked_at <> 0`;
  if (status === EXHAUSTED) return sql<SqlBool>`(revoked_at = 0 and consumed = volume)`;
  const end = status === RUN_OUT ? sql`approved_until <= ${time}` : sql`approved_until > ${time}`;
  return sql<SqlBool>`(revoked_at = 0 and consumed <> volume and ${end})`;
}

import type { Database } from "better-sqlite3";

import { AMENDMENT_LIST_INDEXES } from "./amendmentDdl.ts";
import { COURT_LIST_INDEXES } from "./courtDdl.ts";
import { GOVERNANCE_LIST_INDEXES } from "./governanceDdl.ts";
import { MARKET_LIST_INDEXES } from "./marketDdl.ts";
import { SETTLEMENT_LIST_INDEXES } from "./settlementDdl.ts";

/**
 * All of a certificate: what one holds is asked for most, and lies far apart in the table. A page of 50 is read of one
 * place then, not of 51.
 */
const CERTIFICATES_HOLDER = `certificates (
  holder, confirmed_at, id, valid_from, valid_to, commitment, "right", data_class,
  ended, expires_at, ended_at, flags, decision_hash, log_index
)`;

/**
 * The indexes that lists are read by, on which columns. They end in the columns that the lists are ordered
 * by, so that a page is read in order; what most rows have in common (in force, not terminated) is left out
 * of them.
 */
export const LIST_INDEXES: Readonly<Record<string, string>> = {
  accounts_participant: "accounts (participant_id)",
  assets_first_filed: "assets (first_filed_at, commitment)",
  filings_applicant: "filings (applicant, application_id)",
  filings_commitment: "filings (commitment, application_id)",
  applications_status: "applications (status, id)",
  sources_source: "sources (kind, source_id)",
  certificates_holder: CERTIFICATES_HOLDER,
  certificates_commitment: "certificates (commitment, id)",
  certificates_confirmed: "certificates (confirmed_at, id)",
  certificates_expiry: "certificates (expires_at, id)",
  certificates_ended: "certificates (ended, confirmed_at, id) WHERE ended <> 1",
  licenses_licensee: "licenses (licensee, id)",
  licenses_expiry: "licenses (term_until, id)",
  licenses_terminated: "licenses (id) WHERE terminated = 1",
  ...MARKET_LIST_INDEXES,
  ...SETTLEMENT_LIST_INDEXES,
  ...COURT_LIST_INDEXES,
  ...AMENDMENT_LIST_INDEXES,
  ...GOVERNANCE_LIST_INDEXES,
  events_subject: "events (subject, subject_id)",
  events_kind: "events (kind)",
  transactions_hash: "transactions (hash)",
};

/** Makes the indexes that lists are read by, as far as they are not there. */
export function createListIndexes(database: Database): void {
  for (const [name, columns] of Object.entries(LIST_INDEXES)) {
    database.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${columns}`);
  }
}

/** Does without them: to make them at once of all rows is much less work than row by row. */
export function dropListIndexes(database: Database): void {
  for (const name of Object.keys(LIST_INDEXES)) database.exec(`DROP INDEX IF EXISTS ${name}`);
}

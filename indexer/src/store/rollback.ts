import type { Database } from "better-sqlite3";

import type { VersionedTable } from "./entities.ts";
import { OPEN } from "./schema.ts";

/** All of them: one left out would keep what a reorganisation undid. */
const VERSIONED: Readonly<Record<VersionedTable, true>> = {
  participants: true,
  accounts: true,
  assets: true,
  applications: true,
  objections: true,
  sources: true,
  certificates: true,
  licenses: true,
  newest_licenses: true,
  attestations: true,
  challenges: true,
  appraisals: true,
  offers: true,
  approvals: true,
  export_rules: true,
  sandboxes: true,
  sandbox_members: true,
  catalogues: true,
  catalogue_entries: true,
  share_proposals: true,
  share_parties: true,
  deals: true,
  balances: true,
  earnings: true,
  court_orders: true,
  pledges: true,
  amendments: true,
  revisions: true,
  operations: true,
};

/** Tables whose rows are versions. */
export const VERSIONED_TABLES = Object.keys(VERSIONED) as VersionedTable[];

/** Makes every table what it was after a block; within a transaction of the caller's. */
export function rollBackTables(database: Database, block: number): void {
  const uncount = database.prepare("DELETE FROM totals WHERE counted = ? AND block > ?");
  for (const counted of [...VERSIONED_TABLES, "events"]) uncount.run(counted, block);
  for (const table of VERSIONED_TABLES) {
    database.prepare(`DELETE FROM ${table} WHERE valid_from > ?`).run(block);
    database
      .prepare(`UPDATE ${table} SET valid_to = ${OPEN} WHERE valid_to > ? AND valid_to < ${OPEN}`)
      .run(block);
  }
  database.prepare("DELETE FROM filings WHERE block > ?").run(block);
  database.prepare("DELETE FROM events WHERE block > ?").run(block);
  database.prepare("DELETE FROM transactions WHERE block > ?").run(block);
  database.prepare("DELETE FROM headers WHERE number > ?").run(block);
  database.prepare("DELETE FROM blocks WHERE number > ?").run(block);
}

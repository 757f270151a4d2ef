import type { Database } from "better-sqlite3";

import { SCHEMA_VERSION } from "./schema.ts";
import { COUNT_EVENTS, countVersions } from "./totals.ts";

/** The tables of versions of schema 12, and what told apart what they tell of. */
const VERSIONS_OF_12: Readonly<Record<string, string>> = {
  participants: "id",
  accounts: "address, participant_id",
  assets: "commitment",
  applications: "id",
  objections: "application_id, id",
  sources: "application_id, position",
  certificates: "id",
  licenses: "id",
  newest_licenses: "certificate_id, participant_id",
  attestations: "id",
  challenges: "attestation_id, id",
  appraisals: "id",
  offers: "id",
  approvals: "id",
  export_rules: "data_class, from_jurisdiction, to_jurisdiction",
  sandboxes: "id",
  sandbox_members: "sandbox_id, participant_id",
  catalogues: "id",
  catalogue_entries: "catalogue_id, position",
  share_proposals: "id",
  share_parties: "proposal_id, participant_id",
  deals: "id",
  balances: "participant_id, currency",
  earnings: "certificate_id, currency",
  court_orders: "id",
  pledges: "id",
  amendments: "id",
  revisions: "commitment",
};

const TOTALS = `
CREATE TABLE totals (
  counted TEXT NOT NULL,
  block INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (counted, block)
) STRICT, WITHOUT ROWID;
`;

/**
 * What makes an index of a version one of the next, by the version that it has. It is never changed
 * afterwards: an index that was made then is still so. There is a step only where the rows that are there
 * stay true; for what would need events to be read again, the index is built anew from the chain.
 */
const MIGRATIONS: Readonly<Record<number, string>> = {
  8: "CREATE INDEX blocks_events ON blocks (number, events) WHERE events > 0",
  12: `
    DROP INDEX blocks_events;
    ${TOTALS}
    ${Object.entries(VERSIONS_OF_12)
      .map(([table, key]) => countVersions(table, key))
      .join("")}
    ${COUNT_EVENTS}`,
};

/** Whether an index of this version can be made one of another without the chain. */
export function canMigrate(from: number, to: number = SCHEMA_VERSION): boolean {
  if (!Number.isSafeInteger(from) || from > to) return false;
  for (let version = from; version < to; version++) {
    if (MIGRATIONS[version] === undefined) return false;
  }
  return true;
}

/** Brings an index up to a version, all at once or not at all; see {@link canMigrate}. */
export function migrate(database: Database, from: number, to: number = SCHEMA_VERSION): void {
  const setVersion = database.prepare("UPDATE meta SET value = ? WHERE key = 'schema_version'");
  database.transaction(() => {
    for (let version = from; version < to; version++) database.exec(MIGRATIONS[version] ?? "");
    setVersion.run(String(to));
  })();
}

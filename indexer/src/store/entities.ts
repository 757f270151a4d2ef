import type { Database } from "better-sqlite3";

import type { LicenseRow, NewestLicensesRow } from "./licenseRows.ts";
import type {
  AccountRow,
  ApplicationRow,
  AssetRow,
  CertificateRow,
  FilingRow,
  ObjectionRow,
  ParticipantRow,
  SourceRow,
  Tables,
} from "./schema.ts";
import type { Changes } from "./changes.ts";
import type { AmendmentEntities } from "./amendmentEntities.ts";
import { openAmendmentEntities } from "./amendmentEntities.ts";
import type { CourtEntities } from "./courtEntities.ts";
import { openCourtEntities } from "./courtEntities.ts";
import type { GovernanceEntities } from "./governanceEntities.ts";
import { openGovernanceEntities } from "./governanceEntities.ts";
import type { MarketEntities } from "./marketEntities.ts";
import { openMarketEntities } from "./marketEntities.ts";
import type { SettlementEntities } from "./settlementEntities.ts";
import { openSettlementEntities } from "./settlementEntities.ts";
import { Records } from "./records.ts";
import { Versions } from "./versions.ts";

/** Everything that projectors write: the tables of versioned rows, and those of rows that never change. */
export interface Entities
  extends AmendmentEntities, CourtEntities, GovernanceEntities, MarketEntities, SettlementEntities {
  readonly participants: Versions<ParticipantRow, "id">;
  readonly accounts: Versions<AccountRow, "address" | "participant_id">;
  readonly assets: Versions<AssetRow, "commitment">;
  readonly filings: Records<FilingRow>;
  readonly applications: Versions<ApplicationRow, "id">;
  readonly objections: Versions<ObjectionRow, "application_id" | "id">;
  readonly sources: Versions<SourceRow, "application_id" | "position">;
  readonly certificates: Versions<CertificateRow, "id">;
  readonly licenses: Versions<LicenseRow, "id">;
  readonly newest_licenses: Versions<NewestLicensesRow, "certificate_id" | "participant_id">;
}

/** Tables whose rows are versions. */
export type VersionedTable = Exclude<keyof Entities & keyof Tables, "filings">;

/**
 * Applications, and their assets, that change again and again until they are decided, are kept in memory in
 * this number: a registry has as many in examination.
 */
const IN_EXAMINATION = 16_384;

const byId = (key: { id: number }) => key.id;

/** These tables in a database that has them; rows that never change go to `changes` at once. */
export function openEntities(database: Database, changes: Changes): Entities {
  return {
    participants: new Versions(database, "participants", byId),
    accounts: new Versions(
      database,
      "accounts",
      (key) => `${key.address.toString("latin1")}${key.participant_id}`,
      { areNew: true },
    ),
    assets: new Versions(database, "assets", (key) => key.commitment.toString("latin1"), {
      kept: IN_EXAMINATION,
      areNew: true,
    }),
    filings: new Records(database, changes, "filings"),
    applications: new Versions(database, "applications", byId, { kept: IN_EXAMINATION }),
    objections: new Versions(database, "objections", (key) => `${key.application_id}-${key.id}`),
    sources: new Versions(database, "sources", (key) => `${key.application_id}-${key.position}`),
    certificates: new Versions(database, "certificates", byId),
    licenses: new Versions(database, "licenses", byId),
    newest_licenses: new Versions(
      database,
      "newest_licenses",
      (key) => `${key.certificate_id}-${key.participant_id}`,
      { areNew: true },
    ),
    ...openCourtEntities(database),
    ...openAmendmentEntities(database),
    ...openGovernanceEntities(database),
    ...openMarketEntities(database),
    ...openSettlementEntities(database),
  };
}

import type { Database } from "better-sqlite3";

import type {
  AccountRow,
  ApplicationRow,
  AssetRow,
  CertificateRow,
  LicenseRow,
  NewestLicensesRow,
  ObjectionRow,
  ParticipantRow,
  SourceRow,
} from "./schema.ts";
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
import { Versions } from "./versions.ts";

/** Everything that projectors write: the tables of versioned rows. */
export interface Entities
  extends AmendmentEntities, CourtEntities, GovernanceEntities, MarketEntities, SettlementEntities {
  readonly participants: Versions<ParticipantRow, "id">;
  readonly accounts: Versions<AccountRow, "address" | "participant_id">;
  readonly assets: Versions<AssetRow, "commitment">;
  readonly applications: Versions<ApplicationRow, "id">;
  readonly objections: Versions<ObjectionRow, "application_id" | "id">;
  readonly sources: Versions<SourceRow, "application_id" | "position">;
  readonly certificates: Versions<CertificateRow, "id">;
  readonly licenses: Versions<LicenseRow, "id">;
  readonly newest_licenses: Versions<NewestLicensesRow, "certificate_id" | "participant_id">;
}

const byId = (key: { id: number }) => key.id;

/** The tables of versioned rows in a database that has them. */
export function openEntities(database: Database): Entities {
  return {
    participants: new Versions(database, "participants", byId),
    accounts: new Versions(
      database,
      "accounts",
      (key) => `${key.address.toString("latin1")}${key.participant_id}`,
    ),
    assets: new Versions(database, "assets", (key) => key.commitment.toString("latin1")),
    applications: new Versions(database, "applications", byId),
    objections: new Versions(database, "objections", (key) => `${key.application_id}-${key.id}`),
    sources: new Versions(database, "sources", (key) => `${key.application_id}-${key.position}`),
    certificates: new Versions(database, "certificates", byId),
    licenses: new Versions(database, "licenses", byId),
    newest_licenses: new Versions(
      database,
      "newest_licenses",
      (key) => `${key.certificate_id}-${key.participant_id}`,
    ),
    ...openCourtEntities(database),
    ...openAmendmentEntities(database),
    ...openGovernanceEntities(database),
    ...openMarketEntities(database),
    ...openSettlementEntities(database),
  };
}

import type { Database } from "better-sqlite3";

import type { AmendmentTables } from "./amendmentRows.ts";
import { Versions } from "./versions.ts";

/** The tables of amendments and revisions. */
export interface AmendmentEntities {
  readonly amendments: Versions<AmendmentTables["amendments"], "id">;
  readonly revisions: Versions<AmendmentTables["revisions"], "commitment">;
}

export function openAmendmentEntities(database: Database): AmendmentEntities {
  return {
    amendments: new Versions(database, "amendments", ({ id }) => id),
    revisions: new Versions(database, "revisions", ({ commitment }) => commitment.toString("hex")),
  };
}

import type { Database } from "better-sqlite3";

import type { OperationRow } from "./governanceRows.ts";
import { Versions } from "./versions.ts";

/** The table of announced operations. */
export interface GovernanceEntities {
  readonly operations: Versions<OperationRow, "id">;
}

export function openGovernanceEntities(database: Database): GovernanceEntities {
  return { operations: new Versions(database, "operations", ({ id }) => id.toString("hex")) };
}

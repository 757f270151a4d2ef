import type { Database } from "better-sqlite3";

import { LIST_INDEXES } from "./ddl.ts";

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

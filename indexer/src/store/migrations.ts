import type { Database } from "better-sqlite3";

import { SCHEMA_VERSION } from "./schema.ts";

/**
 * What makes an index of a version one of the next, by the version that it has. It is never changed
 * afterwards: an index that was made then is still so. There is a step only where the rows that are there
 * stay true; for what would need events to be read again, the index is built anew from the chain.
 */
const MIGRATIONS: Migrations = {
  16: `
    DROP INDEX IF EXISTS certificates_holder;
    CREATE INDEX certificates_holder ON certificates (
      holder, confirmed_at, id, valid_from, valid_to, commitment, "right", data_class,
      ended, expires_at, ended_at, flags, decision_hash, log_index
    )`,
};

/** SQL, by the version that it is done to. */
export type Migrations = Readonly<Record<number, string>>;

/** Whether an index of this version can be made one of another without the chain. */
export function canMigrate(from: number, to = SCHEMA_VERSION, steps = MIGRATIONS): boolean {
  if (!Number.isSafeInteger(from) || from > to) return false;
  for (let version = from; version < to; version++) {
    if (steps[version] === undefined) return false;
  }
  return true;
}

/** Brings an index up to a version, all at once or not at all; see {@link canMigrate}. */
export function migrate(
  database: Database,
  from: number,
  to = SCHEMA_VERSION,
  steps = MIGRATIONS,
): void {
  const setVersion = database.prepare("UPDATE meta SET value = ? WHERE key = 'schema_version'");
  database.transaction(() => {
    for (let version = from; version < to; version++) database.exec(steps[version] ?? "");
    setVersion.run(String(to));
  })();
}

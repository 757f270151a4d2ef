import type { Database, Statement } from "better-sqlite3";

import type { Entities } from "./entities.ts";

/** What is counted: the things that each table of versions tells of, and events. */
export type Counted = keyof Entities | "events";

/**
 * How many there are of one thing after each block that brought more of it. Nothing is ever taken out of the
 * registry, so this is also how many an unfiltered list holds as of a block, without a look at its rows.
 */
export class Totals {
  readonly #add: Statement<[number, number]>;

  constructor(database: Database, counted: Counted) {
    this.#add = database.prepare(`
      INSERT INTO totals SELECT '${counted}', ?, ? + coalesce(
        (SELECT count FROM totals WHERE counted = '${counted}' ORDER BY block DESC LIMIT 1), 0)`);
  }

  /** Adds those that came in a block, later than all others so far. */
  add(block: number, count: number): void {
    this.#add.run(block, count);
  }
}

/** SQL: counts what is in a table of versions, told apart by these columns. */
export function countVersions(table: string, key: string): string {
  return `
    INSERT INTO totals SELECT '${table}', block, sum(count(*)) OVER (ORDER BY block)
    FROM (SELECT min(valid_from) AS block FROM ${table} GROUP BY ${key}) GROUP BY block;`;
}

/** SQL: counts the events, by the journal of blocks. */
export const COUNT_EVENTS = `
  INSERT INTO totals SELECT 'events', number, sum(events) OVER (ORDER BY number)
  FROM blocks WHERE events > 0;`;

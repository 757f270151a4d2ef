import type { Database, Statement } from "better-sqlite3";

import type { Entities } from "./entities.ts";

/** What is counted: the things that each table of versions tells of, and events. */
export type Counted = keyof Entities | "events";

/**
 * How many there are of each thing after each block that brought more of it. Nothing is ever taken out of
 * the registry, so this is also how many an unfiltered list holds as of a block, without a look at its rows.
 */
export class Totals {
  readonly #add: Statement<{ counted: string; block: number; count: number }>;

  constructor(database: Database) {
    this.#add = database.prepare(`
      INSERT INTO totals SELECT $counted, $block, $count + coalesce(
        (SELECT count FROM totals WHERE counted = $counted ORDER BY block DESC LIMIT 1), 0)`);
  }

  /**
   * Adds those that came in a block, later than all others so far.
   * @param counted - name of the table that tells of them
   */
  add(counted: string, block: number, count: number): void {
    this.#add.run({ counted, block, count });
  }
}

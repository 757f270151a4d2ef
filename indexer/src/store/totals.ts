import type { Database, Statement } from "better-sqlite3";

import type { Entities } from "./entities.ts";
import type { Inserter } from "./inserter.ts";

/** What is counted: the things that each table of versions tells of, and events. */
export type Counted = keyof Entities | "events";

/**
 * How many there are of each thing after each block that brought more of it. Nothing is ever taken out of
 * the registry, so this is also how many an unfiltered list holds as of a block, without a look at its rows.
 */
export class Totals {
  readonly #inserter: Inserter;
  readonly #newest: Statement<[string], number>;
  /** The newest count of each thing that was counted in this transaction. */
  readonly #counts = new Map<string, number>();

  /** @param inserter - of the table of totals */
  constructor(database: Database, inserter: Inserter) {
    this.#inserter = inserter;
    this.#newest = database
      .prepare<[string], number>(
        "SELECT count FROM totals WHERE counted = ? ORDER BY block DESC LIMIT 1",
      )
      .pluck();
  }

  /** A transaction begins: what was counted before it may have changed otherwise. */
  begin(): void {
    this.#counts.clear();
  }

  /**
   * Adds those that came in a block, later than all others so far.
   * @param counted - name of the table that tells of them
   */
  add(counted: string, block: number, count: number): void {
    const before = this.#counts.get(counted) ?? this.#newest.get(counted) ?? 0;
    const total = before + count;
    this.#counts.set(counted, total);
    this.#inserter.push(counted);
    this.#inserter.push(block);
    this.#inserter.push(total);
  }
}

import type { Database } from "better-sqlite3";

import type { Changes, Value } from "./changes.ts";
import { readTable } from "./tables.ts";

/** One table of rows that never change, and that nothing but their block's undoing takes away. */
export class Records<Row extends object> {
  readonly #changes: Changes;
  /** Of the table, among changes. */
  readonly #number: number;
  readonly #columns: readonly (keyof Row & string)[];

  constructor(database: Database, changes: Changes, table: string) {
    const { number, columns } = readTable(database, table);
    this.#changes = changes;
    this.#number = number;
    this.#columns = columns as (keyof Row & string)[];
  }

  /** Adds a row, with the transaction that is being taken in. */
  add(row: Row): void {
    this.#changes.row(this.#number);
    for (const column of this.#columns) this.#changes.value(row[column] as Value);
  }
}

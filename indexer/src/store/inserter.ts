import type { Database, Statement } from "better-sqlite3";

import type { Value } from "./changes.ts";

/** Rows that go into the database with one statement: each call of a statement has its price. */
const ROWS = 10;

/**
 * Adds rows to a table, some at a time. A row that cannot be added undoes the whole transaction: for less,
 * SQLite would have to note each page before it changes it.
 */
export class Inserter {
  readonly #columns: number;
  readonly #one: Statement<unknown[]>;
  readonly #many: Statement<unknown[]>;
  /** Of the rows that wait, one after the other. */
  #values: Value[] = [];

  /** @param replace - whether a row takes the place of one with the same key */
  constructor(database: Database, table: string, columns: number, replace: boolean) {
    const row = `(${Array.from({ length: columns }, () => "?").join(", ")})`;
    const rows = Array.from({ length: ROWS }, () => row).join(", ");
    const insert = `INSERT OR ${replace ? "REPLACE" : "ROLLBACK"} INTO ${table} VALUES`;
    this.#columns = columns;
    this.#one = database.prepare(`${insert} ${row}`);
    this.#many = database.prepare(`${insert} ${rows}`);
  }

  /** Adds the next value of a row, in the order of the table's columns. */
  push(value: Value): void {
    if (this.#values.push(value) < ROWS * this.#columns) return;
    this.#many.run(this.#values);
    this.#values = [];
  }

  /** Writes the rows that wait. */
  flush(): void {
    for (let start = 0; start < this.#values.length; start += this.#columns) {
      this.#one.run(this.#values.slice(start, start + this.#columns));
    }
    this.#values = [];
  }

  /** Drops the rows that wait. */
  forget(): void {
    this.#values = [];
  }
}

import type { Database, Statement } from "better-sqlite3";

import type { Tables } from "./schema.ts";

/** Rows that go into the database with one statement: each call of a statement has its price. */
const ROWS = 10;

/** Adds rows to a table, some at a time. */
export class Inserter {
  readonly #columns: number;
  readonly #one: Statement<unknown[]>;
  readonly #many: Statement<unknown[]>;
  /** Of the rows that wait, one after the other. */
  #values: unknown[] = [];

  constructor(database: Database, table: keyof Tables, columns: number) {
    const row = `(${Array.from({ length: columns }, () => "?").join(", ")})`;
    const rows = Array.from({ length: ROWS }, () => row).join(", ");
    this.#columns = columns;
    this.#one = database.prepare(`INSERT INTO ${table} VALUES ${row}`);
    this.#many = database.prepare(`INSERT INTO ${table} VALUES ${rows}`);
  }

  /** Adds the next value of a row, in the order of the table's columns. */
  push(value: unknown): void {
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

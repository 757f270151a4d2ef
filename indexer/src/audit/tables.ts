import type { Database } from "better-sqlite3";

import { VERSIONED_TABLES } from "../store/rollback.ts";
import { OPEN } from "../store/schema.ts";
import type { Tables } from "../store/schema.ts";

/** Tables that are compared, in the order in which they are told. */
export const AUDITED = [
  "blocks",
  "transactions",
  "events",
  "filings",
  ...VERSIONED_TABLES,
  "totals",
] as const satisfies (keyof Tables)[];

export type AuditedTable = (typeof AUDITED)[number];

/** A value as SQLite holds it. */
export type Value = string | number | Buffer | null;

/** How the rows of a table are read as they were after a block, in the order of their keys. */
export class TableAt {
  readonly columns: readonly string[];
  /** Columns that name a row. */
  readonly key: readonly string[];
  /** The column that says in which block a row came to be. */
  readonly since: string;
  readonly #database: Database;
  readonly #block: number;
  readonly #rows: string;

  constructor(database: Database, table: AuditedTable, block: number) {
    const info = database.pragma(`table_info(${table})`) as { name: string; pk: number }[];
    this.columns = info.map(({ name }) => name);
    this.key = info
      .filter(({ pk }) => pk > 0)
      .toSorted((a, b) => a.pk - b.pk)
      .map(({ name }) => name);
    this.since = SINCE[table] ?? "valid_from";
    this.#database = database;
    this.#block = block;
    // Where batches ended is no truth of the chain's: blocks without events say nothing else.
    const also = table === "blocks" ? "AND events > 0" : "";
    const order = this.key.map(quoted).join(", ");
    this.#rows = `FROM ${table} WHERE ${this.since} <= ? ${also} ORDER BY ${order}`;
  }

  /** Rows, each as one text that is equal only for equal rows. */
  texts(): IterableIterator<string> {
    const parts = this.columns.map((column) => `quote(${valueOf(column)})`);
    return this.#database
      .prepare<number[], string>(`SELECT ${parts.join(" || ',' || ")} ${this.#rows}`)
      .pluck()
      .iterate(...this.#values(), this.#block);
  }

  /** The row at this place in the order, from 0. */
  row(place: number): Record<string, Value> | undefined {
    const parts = this.columns.map((column) => `${valueOf(column)} AS ${quoted(column)}`);
    return this.#database
      .prepare<number[], Record<string, Value>>(
        `SELECT ${parts.join(", ")} ${this.#rows} LIMIT 1 OFFSET ${place}`,
      )
      .get(...this.#values(), this.#block);
  }

  #values(): number[] {
    return this.columns.includes("valid_to") ? [this.#block] : [];
  }
}

const SINCE: Partial<Record<AuditedTable, string>> = {
  blocks: "number",
  transactions: "block",
  events: "block",
  filings: "block",
  totals: "block",
};

/** A version that ended later still held then. */
function valueOf(column: string): string {
  return column === "valid_to" ? `iif(valid_to > ?, ${OPEN}, valid_to)` : quoted(column);
}

function quoted(column: string): string {
  return `"${column}"`;
}

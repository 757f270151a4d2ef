import type { Database, Statement } from "better-sqlite3";

import type { ChangeHandler, Value } from "./changes.ts";
import { readChanges } from "./changes.ts";
import { Inserter } from "./inserter.ts";
import type { Counted } from "./totals.ts";
import { Totals } from "./totals.ts";

/** Rows of these take the place of the ones before. */
const REPLACED = new Set(["checkpoint", "telemetry"]);

/** Names of a database's tables: a table's place among them is its number in {@link Changes}. */
export function tablesOf(database: Database): string[] {
  const named = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
  return database.prepare<[], string>(named).pluck().all();
}

/** Writes packed changes into a database. After an error only {@link rollBack} is left. */
export class Applier implements ChangeHandler {
  readonly #database: Database;
  readonly #columns: readonly number[];
  readonly #inserters: readonly Inserter[];
  readonly #ends: readonly (Statement<Value[]> | undefined)[];
  readonly #totals: readonly Totals[];
  readonly #dropEmptyBlocks: Statement<[number]>;
  /** Of the table whose row is being read. */
  #inserter: Inserter | undefined;

  constructor(database: Database) {
    const tables = tablesOf(database).map((table) => describe(database, table));
    this.#database = database;
    this.#columns = tables.map(({ columns }) => columns.length);
    this.#inserters = tables.map(
      ({ table, columns }) => new Inserter(database, table, columns.length, REPLACED.has(table)),
    );
    this.#ends = tables.map(({ table, columns, key }) => {
      if (!columns.includes("valid_to")) return undefined;
      const named = key.map((column) => `${column} = ?`).join(" AND ");
      return database.prepare(`UPDATE ${table} SET valid_to = ? WHERE ${named}`);
    });
    this.#totals = tables.map(({ table }) => new Totals(database, table as Counted));
    this.#dropEmptyBlocks = database.prepare(
      "DELETE FROM blocks WHERE events = 0 AND number > 0 AND number < ?",
    );
  }

  /** Does what a piece of changes says, in the transaction of the pieces before. */
  apply(piece: Buffer): void {
    if (!this.#database.inTransaction) this.#database.exec("BEGIN IMMEDIATE");
    readChanges(piece, this.#columns, this);
    // The values that wait are in the piece, and not ours afterwards.
    for (const inserter of this.#inserters) inserter.flush();
  }

  /** Ends the transaction: from now on others see it. */
  commit(): void {
    if (this.#database.inTransaction) this.#database.exec("COMMIT");
  }

  /** Undoes all since the last {@link commit}. */
  rollBack(): void {
    for (const inserter of this.#inserters) inserter.forget();
    if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
  }

  row(table: number): void {
    this.#inserter = this.#inserters[table];
  }

  value(value: Value): void {
    this.#inserter?.push(value);
  }

  end(table: number, values: Value[]): void {
    this.#ends[table]?.run(values as never);
  }

  count(table: number, block: number, count: number): void {
    this.#totals[table]?.add(block, count);
  }

  dropEmptyBlocks(before: number): void {
    this.#dropEmptyBlocks.run(before);
  }
}

function describe(database: Database, table: string) {
  const info = database.pragma(`table_info(${table})`) as { name: string; pk: number }[];
  const columns = info.map(({ name }) => name);
  const key = info.filter(({ pk }) => pk > 0).map(({ name }) => name);
  return { table, columns, key };
}

import type { Database, Statement } from "better-sqlite3";

import type { ChangeHandler, Value } from "./changes.ts";
import { readChanges } from "./changes.ts";
import { Inserter } from "./inserter.ts";
import type { TableShape } from "./tables.ts";
import { readTables } from "./tables.ts";
import { Totals } from "./totals.ts";

/** Rows of these take the place of the ones before. */
const REPLACED = new Set(["checkpoint", "telemetry"]);

/** Writes packed changes into a database. After an error only {@link rollBack} is left. */
export class Applier implements ChangeHandler {
  readonly #database: Database;
  readonly #tables: readonly TableShape[];
  readonly #columns: readonly number[];
  readonly #inserters: readonly Inserter[];
  readonly #ends: readonly (Statement<Value[]> | undefined)[];
  readonly #totals: Totals;
  readonly #dropEmptyBlocks: Statement<[number]>;
  /** Of the table whose row is being read. */
  #inserter: Inserter | undefined;

  constructor(database: Database) {
    const tables = readTables(database);
    this.#database = database;
    this.#tables = tables;
    this.#columns = tables.map(({ columns }) => columns.length);
    this.#inserters = tables.map(
      ({ name, columns }) => new Inserter(database, name, columns.length, REPLACED.has(name)),
    );
    this.#ends = tables.map(({ name, columns, key }) => {
      if (!columns.includes("valid_to")) return undefined;
      const named = key.map((column) => `${column} = ?`).join(" AND ");
      return database.prepare(`UPDATE ${name} SET valid_to = ? WHERE ${named}`);
    });
    const totals = this.#inserters[tables.findIndex(({ name }) => name === "totals")];
    if (totals === undefined) throw new Error("The index has no table totals");
    this.#totals = new Totals(database, totals);
    this.#dropEmptyBlocks = database.prepare(
      "DELETE FROM blocks WHERE events = 0 AND number > 0 AND number < ?",
    );
  }

  /** Does what a piece of changes says, in the transaction of the pieces before. */
  apply(piece: Buffer): void {
    if (!this.#database.inTransaction) this.#begin();
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
    this.#totals.add(this.#tables[table]?.name ?? "", block, count);
  }

  dropEmptyBlocks(before: number): void {
    this.#dropEmptyBlocks.run(before);
  }

  #begin(): void {
    this.#database.exec("BEGIN IMMEDIATE");
    this.#totals.begin();
  }
}

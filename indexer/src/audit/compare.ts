import { createHash } from "node:crypto";

import type { Database } from "better-sqlite3";

import { TableAt } from "./tables.ts";
import type { AuditedTable, Value } from "./tables.ts";

/** Rows of one table, counted and hashed. */
export interface TableSum {
  readonly rows: number;
  /** SHA-256 over all rows in the order of their keys, hex. */
  readonly hash: string;
}

/** The first place at which a table of the index is not what the chain makes of it. */
export interface RowDifference {
  /** The block in which the row came to be. */
  readonly block: number;
  /** What names the row, by column. */
  readonly key: Readonly<Record<string, Value>>;
  /** `missing`: the index lacks a row; `surplus`: it has one too many; `changed`: it has another. */
  readonly what: "missing" | "surplus" | "changed";
  /** Columns that differ in a changed row. */
  readonly columns: readonly { column: string; index: Value; chain: Value }[];
}

export interface TableComparison {
  readonly table: AuditedTable;
  readonly index: TableSum;
  readonly chain: TableSum;
  readonly difference: RowDifference | null;
}

/** Progress is told after so many rows. */
const ROWS_A_STEP = 20_000;

/**
 * Compares one table of two databases row by row, as it was after a block.
 * @param onRows - hears now and then how many more rows were compared
 */
export function compareTable(
  index: Database,
  chain: Database,
  table: AuditedTable,
  block: number,
  onRows: (rows: number) => void,
): TableComparison {
  const ofIndex = new TableAt(index, table, block);
  const ofChain = new TableAt(chain, table, block);
  const sums = { index: new Sum(), chain: new Sum() };
  const [left, right] = [ofIndex.texts(), ofChain.texts()];
  let place: number | undefined;
  for (let at = 0; ; at++) {
    const [a, b] = [left.next(), right.next()];
    if (a.done && b.done) break;
    if (!a.done) sums.index.add(a.value);
    if (!b.done) sums.chain.add(b.value);
    if (place === undefined && a.value !== b.value) place = at;
    if (at % ROWS_A_STEP === ROWS_A_STEP - 1) onRows(ROWS_A_STEP);
  }
  return {
    table,
    index: sums.index.finish(),
    chain: sums.chain.finish(),
    difference: place === undefined ? null : describe(ofIndex, ofChain, place),
  };
}

class Sum {
  #rows = 0;
  readonly #hash = createHash("sha256");

  add(text: string): void {
    this.#rows++;
    this.#hash.update(text).update("\n");
  }

  finish(): TableSum {
    return { rows: this.#rows, hash: this.#hash.digest("hex") };
  }
}

function describe(index: TableAt, chain: TableAt, place: number): RowDifference {
  const [found, expected] = [index.row(place), chain.row(place)];
  const order = compareKeys(chain.key, found, expected);
  const row = (order < 0 ? found : expected) as Record<string, Value>;
  const key = Object.fromEntries(chain.key.map((column) => [column, row[column] ?? null]));
  const block = Number(row[chain.since]);
  if (order !== 0) return { block, key, what: order < 0 ? "surplus" : "missing", columns: [] };
  const columns = chain.columns
    .map((column) => ({
      column,
      index: found?.[column] ?? null,
      chain: expected?.[column] ?? null,
    }))
    .filter((pair) => compareValues(pair.index, pair.chain) !== 0);
  return { block, key, what: "changed", columns };
}

/** Below 0 if only `a` is there, or is first in the order; a row that is not there comes last. */
function compareKeys(
  key: readonly string[],
  a: Record<string, Value> | undefined,
  b: Record<string, Value> | undefined,
): number {
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  for (const column of key) {
    const order = compareValues(a[column] ?? null, b[column] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** As SQLite orders values of one column. */
function compareValues(a: Value, b: Value): number {
  if (Buffer.isBuffer(a) && Buffer.isBuffer(b)) return Buffer.compare(a, b);
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === typeof b) return a < b ? -1 : 1;
  return rank(a) - rank(b);
}

function rank(value: Value): number {
  return typeof value === "number" ? 0 : typeof value === "string" ? 1 : 2;
}

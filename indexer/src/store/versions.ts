import type { Database, Statement } from "better-sqlite3";

import { InconsistentEventError } from "../errors.ts";
import type { Place } from "../generated/events.ts";
import { hex } from "./bytes.ts";
import type { Changes, Value } from "./changes.ts";
import type { VersionedTable } from "./entities.ts";
import { BloomFilter } from "./bloomFilter.ts";
import { OPEN } from "./schema.ts";
import type { Versioned } from "./schema.ts";
import { readTable } from "./tables.ts";
import type { VersionCode } from "./versionCode.ts";
import { versionCode } from "./versionCode.ts";

/** Present versions of a table that are kept in memory unless told otherwise, whatever the index's size. */
const KEPT = 2048;

/** A row without what makes it a version. */
export type Facts<Row extends Versioned> = Omit<Row, keyof Versioned>;

/** One value for the key of a row, by which versions are found in memory. */
type Identify<Key> = (key: Key) => number | string;

/**
 * One table of versioned rows. Versions are kept in memory until {@link flush}, so that each is written
 * once: with the block at which it ends, if that is known by then. The present ones are kept until they can
 * be read from the database.
 */
export class Versions<Row extends Versioned, Key extends keyof Facts<Row> & string> {
  readonly #table: string;
  /** Of the table, among changes. */
  readonly #number: number;
  readonly #identify: Identify<Pick<Row, Key>>;
  readonly #kept: number;
  /** Of all there ever were, if none were when this began. */
  readonly #known: BloomFilter | undefined;
  readonly #code: VersionCode<Row>;
  readonly #key: readonly Key[];
  readonly #database: Database;
  readonly #select: Statement<unknown[], Row>;
  /** By column. */
  readonly #having = new Map<string, Statement<unknown[], Row>>();
  /** Present versions, those that changed last at the end. */
  readonly #present = new Map<number | string, Row>();
  /** Versions that were not written yet. */
  #fresh: Row[] = [];
  /** Versions that were written as present, and ended since. */
  #ended: Row[] = [];
  /** First versions that were not counted yet, by block. */
  readonly #come = new Map<number, number>();
  /** First block of the batch: what is older was written. */
  #since = 0;
  /** What is not newer than this block is in the database. */
  #settled = 0;

  /**
   * @param kept - present versions that are kept in memory
   * @param areNew - whether it is mostly asked for what there never was
   */
  constructor(
    database: Database,
    table: VersionedTable,
    identify: Identify<Pick<Row, Key>>,
    { kept = KEPT, areNew = false } = {},
  ) {
    const { number, columns, key: whole } = readTable(database, table);
    const key = whole.filter((column) => column !== "valid_from");
    const named = key.map((column) => `${column} = ?`).join(" AND ");
    this.#table = table;
    this.#identify = identify;
    this.#kept = kept;
    const isEmpty = () => database.prepare(`SELECT 1 FROM ${table}`).get() === undefined;
    this.#known = areNew && isEmpty() ? new BloomFilter() : undefined;
    this.#code = versionCode(columns);
    this.#key = key as Key[];
    this.#database = database;
    this.#select = database.prepare(`SELECT * FROM ${table} WHERE ${named} AND valid_to = ${OPEN}`);
    this.#number = number;
  }

  /** The present version, if there is one. */
  get(key: Pick<Row, Key>): Readonly<Row> | undefined {
    return this.#find(this.#identify(key), key);
  }

  /**
   * The present version, which an event says there must be.
   * @throws InconsistentEventError if there is none.
   */
  require(at: Place, key: Pick<Row, Key>): Readonly<Row> {
    return this.#require(at, this.#identify(key), key);
  }

  /** Adds the first version of something that nothing was known of. */
  add(at: Place, facts: Facts<Row>): void {
    this.#beginFirst(this.#identify(facts as Row), at, facts);
  }

  /** Makes these facts hold from now on, whether anything was known before or not. */
  put(at: Place, facts: Facts<Row>): void {
    const id = this.#identify(facts as Row);
    const present = this.#find(id, facts as Row);
    if (present === undefined) this.#beginFirst(id, at, facts);
    else this.#replace(id, present, at, facts);
  }

  /**
   * Changes what is known.
   * @throws InconsistentEventError if nothing was.
   */
  update(at: Place, key: Pick<Row, Key>, changes: Partial<Facts<Row>>): void {
    const id = this.#identify(key);
    this.#replace(id, this.#require(at, id, key), at, changes);
  }

  /** Present versions with this value in a column that has an index. */
  having<Column extends keyof Facts<Row> & string>(column: Column, value: Row[Column]): Row[] {
    const stored = this.#selectHaving(column).all(value);
    const found = new Map(stored.map((row) => [this.#identify(row), row]));
    for (const row of this.#present.values()) {
      if (row[column] === value) found.set(this.#identify(row), row);
    }
    const present = [...found].map(([id, row]) => this.#present.get(id) ?? row);
    return present.filter((row) => row.valid_to === OPEN && row[column] === value);
  }

  /**
   * Begins a batch of changes, none of them earlier than block `first`.
   * @param settled - a block: what was written up to it can be read from the database
   */
  begin(first: number, settled: number): void {
    this.#since = first;
    this.#settled = settled;
    this.#trim();
  }

  /** Writes the batch. */
  flush(changes: Changes): void {
    for (const row of this.#fresh) {
      changes.row(this.#number);
      this.#code.pack(row, changes);
    }
    for (const row of this.#ended) {
      const key = this.#key.map((column) => row[column] as Value);
      changes.end(this.#number, [row.valid_to, ...key, row.valid_from]);
    }
    for (const [block, count] of this.#come) changes.count(this.#number, block, count);
    this.#fresh = [];
    this.#ended = [];
    this.#come.clear();
  }

  /** Forgets what is in memory: the database was changed otherwise, or the changes are void. */
  forget(): void {
    this.#present.clear();
    this.#fresh = [];
    this.#ended = [];
    this.#come.clear();
  }

  #find(id: number | string, key: Pick<Row, Key>): Row | undefined {
    const cached = this.#present.get(id);
    if (cached !== undefined) return cached;
    if (this.#known?.mayHave(String(id)) === false) return undefined;
    const stored = this.#select.get(...this.#key.map((column) => key[column]));
    if (stored !== undefined) this.#present.set(id, stored);
    return stored;
  }

  #selectHaving(column: string): Statement<unknown[], Row> {
    const prepared = this.#having.get(column);
    if (prepared !== undefined) return prepared;
    const statement = this.#database.prepare<unknown[], Row>(
      `SELECT * FROM ${this.#table} WHERE "${column}" = ? AND valid_to = ${OPEN}`,
    );
    this.#having.set(column, statement);
    return statement;
  }

  #require(at: Place, id: number | string, key: Pick<Row, Key>): Row {
    const present = this.#find(id, key);
    if (present === undefined) throw new InconsistentEventError(at, this.#table, describe(key));
    return present;
  }

  #replace(id: number | string, present: Row, at: Place, changes: Partial<Facts<Row>>): void {
    if (present.valid_from === at.block) {
      Object.assign(present, changes).log_index = at.logIndex;
      return;
    }
    present.valid_to = at.block;
    if (present.valid_from < this.#since) this.#ended.push(present);
    // To the end: it changed last.
    this.#present.delete(id);
    this.#begin(id, Object.assign(this.#code.make(present, at.block, at.logIndex), changes));
  }

  #beginFirst(id: number | string, at: Place, facts: Facts<Row>): void {
    this.#known?.add(String(id));
    this.#come.set(at.block, (this.#come.get(at.block) ?? 0) + 1);
    this.#begin(id, this.#code.make(facts, at.block, at.logIndex));
  }

  #begin(id: number | string, row: Row): void {
    this.#fresh.push(row);
    this.#present.set(id, row);
  }

  #trim(): void {
    let excess = this.#present.size - this.#kept;
    for (const [id, row] of this.#present) {
      if (excess-- <= 0 || row.valid_from > this.#settled) return;
      this.#present.delete(id);
    }
  }
}

function describe(key: object): string {
  const parts = Object.values(key).map((part: unknown) =>
    Buffer.isBuffer(part) ? hex(part) : String(part),
  );
  return parts.join("-");
}

import type { Database } from "better-sqlite3";

import type { Changes, Value } from "./changes.ts";
import type { BlockRow, CheckpointRow, EventRow, TelemetryRow, TransactionRow } from "./schema.ts";
import { readTables } from "./tables.ts";

/** Adds rows to the tables that are not of entities: what the chain holds, and how far the index has come. */
export class ChainRows {
  readonly #changes: Changes;
  /** Of tables, among changes. */
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #events: number;

  constructor(database: Database, changes: Changes) {
    this.#changes = changes;
    this.#numbers = new Map(readTables(database).map(({ name, number }) => [name, number]));
    this.#events = this.#numberOf("events");
  }

  /** An event. */
  addEvent(row: EventRow): void {
    const changes = this.#changes;
    changes.row(this.#events);
    changes.value(row.block);
    changes.value(row.log_index);
    changes.value(row.tx_index);
    changes.value(row.kind);
    changes.value(row.subject);
    changes.value(row.subject_id);
    changes.value(row.log);
  }

  /** A transaction that events came from. */
  addTransaction({ block, tx_index, hash }: TransactionRow): void {
    this.#add("transactions", [block, tx_index, hash]);
  }

  /** A block of the journal, later than all before. */
  addBlock(row: BlockRow): void {
    this.#add("blocks", [row.number, row.hash, row.timestamp, row.digest, row.events]);
    if (row.events > 0) this.#changes.count(this.#events, row.number, row.events);
  }

  /** The header of a block that holds events, as RLP. */
  addHeader(number: number, rlp: Uint8Array): void {
    this.#add("headers", [number, rlp]);
  }

  /** In place of the checkpoint before. */
  setCheckpoint(row: Omit<CheckpointRow, "id">): void {
    const { block, hash, timestamp, digest, events, head, final, seen_at: seenAt } = row;
    this.#add("checkpoint", [1, block, hash, timestamp, digest, events, head, final, seenAt]);
  }

  /** In place of what the same was before. */
  setTelemetry({ name, endpoint, value }: TelemetryRow): void {
    this.#add("telemetry", [name, endpoint, value]);
  }

  #add(table: string, values: readonly Value[]): void {
    this.#changes.row(this.#numberOf(table));
    for (const value of values) this.#changes.value(value);
  }

  #numberOf(table: string): number {
    const number = this.#numbers.get(table);
    if (number === undefined) throw new Error(`The index has no table ${table}`);
    return number;
  }
}

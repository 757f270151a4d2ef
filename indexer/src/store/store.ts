import type { Database, Statement } from "better-sqlite3";

import type { IndexedDeployment } from "../deployment.ts";
import { bytes } from "./bytes.ts";
import { EMPTY_DIGEST } from "./digest.ts";
import type { Entities } from "./entities.ts";
import { openEntities } from "./entities.ts";
import { createListIndexes, dropListIndexes } from "./indexes.ts";
import { Inserter } from "./inserter.ts";
import { openStore } from "./open.ts";
import { rollBackTables } from "./rollback.ts";
import type { BlockRow, CheckpointRow, EventRow, TelemetryRow, TransactionRow } from "./schema.ts";
import { Totals } from "./totals.ts";

/** Page cache, KiB. */
const CACHE_KIB = 16_384;
/** The write-ahead log is taken into the database each time it has grown by so many pages. */
const WAL_PAGES = 4000;
/** A transaction takes in no more when it is so old. */
const COMMIT_MS = 1000;
/** So many blocks back from the head, the journal names blocks without events, too. */
const EMPTY_BLOCKS_KEPT = 256;

/** How far the index has come, and what it knew of the chain then. */
export type Checkpoint = Omit<CheckpointRow, "id">;

/** The index, open for writing. Nobody else writes it while it is. */
export class Store {
  readonly entities: Entities;
  readonly #database: Database;
  readonly #events: Inserter;
  readonly #addTransaction: Statement<[number, number, Uint8Array]>;
  readonly #addBlock: Statement<unknown[]>;
  readonly #eventTotals: Totals;
  readonly #addHeader: Statement<[number, Uint8Array]>;
  readonly #dropEmptyBlocks: Statement<[number]>;
  readonly #setCheckpoint: Statement<unknown[]>;
  readonly #setTelemetry: Statement<[string, string, number]>;
  readonly #setSeen: Statement<[number, number, number]>;
  readonly #earlierBlocks: Statement<[number, number], BlockRow>;
  readonly #tables: readonly { flush(): void; forget(): void; begin(block: number): void }[];
  readonly #commitEvents: number;
  #checkpoint: Checkpoint;
  /** The checkpoint as it is written. */
  #settled: Checkpoint;
  /** When the transaction began. */
  #began = 0;

  private constructor(database: Database, checkpoint: Checkpoint, commitEvents: number) {
    this.#database = database;
    this.#checkpoint = checkpoint;
    this.#settled = checkpoint;
    this.#commitEvents = commitEvents;
    this.entities = openEntities(database);
    this.#tables = Object.values(this.entities);
    this.#events = new Inserter(database, "events", 7);
    this.#addTransaction = database.prepare("INSERT INTO transactions VALUES (?, ?, ?)");
    this.#addBlock = database.prepare("INSERT INTO blocks VALUES (?, ?, ?, ?, ?)");
    this.#eventTotals = new Totals(database, "events");
    this.#addHeader = database.prepare("INSERT INTO headers VALUES (?, ?)");
    this.#dropEmptyBlocks = database.prepare(
      "DELETE FROM blocks WHERE events = 0 AND number > 0 AND number < ?",
    );
    this.#setCheckpoint = database.prepare(
      "INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#setTelemetry = database.prepare("INSERT OR REPLACE INTO telemetry VALUES (?, ?, ?)");
    this.#setSeen = database.prepare("UPDATE checkpoint SET head = ?, final = ?, seen_at = ?");
    this.#earlierBlocks = database.prepare(
      "SELECT * FROM blocks WHERE number <= ? ORDER BY number DESC LIMIT ?",
    );
  }

  /**
   * Opens the index of a deployment, or makes it.
   * @param genesisTime - time of block 0, Unix seconds
   * @param commitEvents - events after which a transaction is settled in any case
   * @throws As {@link openStore} does.
   */
  static open(
    path: string,
    deployment: IndexedDeployment,
    genesisTime: number,
    commitEvents: number,
  ): Store {
    const database = openStore(path, deployment, { readonly: false });
    // A snapshot that an index began with is not in that mode.
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = NORMAL");
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
    // Counters begin at nothing when a process does.
    database.exec("DELETE FROM telemetry");
    const row = database.prepare<[], CheckpointRow>("SELECT * FROM checkpoint").get();
    const origin = {
      block: 0,
      hash: bytes(deployment.genesisHash),
      timestamp: genesisTime,
      digest: EMPTY_DIGEST,
      events: 0,
      head: 0,
      final: 0,
      seen_at: Date.now(),
    };
    const store = new Store(database, row ?? origin, commitEvents);
    if (row === undefined) store.#writeOrigin();
    return store;
  }

  /** The last block taken in, and the state after it; block 0 before any. */
  get checkpoint(): Readonly<Checkpoint> {
    return this.#checkpoint;
  }

  /**
   * Takes in all blocks from `first` to that of the checkpoint which `work` returns. A transaction holds
   * many such steps: they are written, and others see them, when it is settled. If `work` throws, nothing
   * stays of what was not settled.
   */
  takeIn(first: number, work: () => Checkpoint): void {
    if (!this.#database.inTransaction) this.#beginTransaction(first);
    try {
      this.#checkpoint = work();
      const unsettled = this.#checkpoint.events - this.#settled.events;
      const age = performance.now() - this.#began;
      if (unsettled >= this.#commitEvents || age >= COMMIT_MS) this.settle();
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  /** Writes everything that was taken in. */
  settle(): void {
    if (!this.#database.inTransaction) return;
    try {
      this.#events.flush();
      for (const table of this.#tables) table.flush();
      this.#dropEmptyBlocks.run(this.#checkpoint.block - EMPTY_BLOCKS_KEPT);
      this.#write(this.#checkpoint);
      this.#database.exec("COMMIT");
      this.#settled = this.#checkpoint;
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  /** Adds an event; within {@link takeIn}. */
  addEvent(row: EventRow): void {
    const events = this.#events;
    events.push(row.block);
    events.push(row.log_index);
    events.push(row.tx_index);
    events.push(row.kind);
    events.push(row.subject);
    events.push(row.subject_id);
    events.push(row.log);
  }

  /** Adds a transaction that events came from; within {@link takeIn}. */
  addTransaction({ block, tx_index, hash }: TransactionRow): void {
    this.#addTransaction.run(block, tx_index, hash);
  }

  /** Adds a block to the journal; within {@link takeIn}. */
  addBlock(row: BlockRow): void {
    this.#addBlock.run(row.number, row.hash, row.timestamp, row.digest, row.events);
    if (row.events > 0) this.#eventTotals.add(row.number, row.events);
  }

  /** Adds the header of a block that holds events, as RLP; within {@link takeIn}. */
  addHeader(number: number, rlp: Uint8Array): void {
    this.#addHeader.run(number, rlp);
  }

  /** Blocks of the journal, from this one back, newest first. */
  journal(from: number, limit: number): BlockRow[] {
    return this.#earlierBlocks.all(from, limit);
  }

  /** Undoes everything after a block of the journal; not while anything is unsettled. */
  rollBack(to: BlockRow): void {
    this.#database.transaction(() => {
      const events = this.#checkpoint.events - this.#countEventsAfter(to.number);
      rollBackTables(this.#database, to.number);
      const { number: block, hash, timestamp, digest } = to;
      const checkpoint = { ...this.#checkpoint, block, hash, timestamp, digest, events };
      this.#write(checkpoint);
      this.#checkpoint = checkpoint;
      this.#settled = checkpoint;
    })();
    for (const table of this.#tables) table.forget();
  }

  /** Notes that the node answered, its head, and its newest final block. */
  see(head: number, final: number, seenAt: number): void {
    this.#setSeen.run(head, final, seenAt);
    this.#checkpoint = { ...this.#checkpoint, head, final, seen_at: seenAt };
    this.#settled = this.#checkpoint;
  }

  /** Keeps what this process counts and measures, for those that serve the index. */
  keepTelemetry(rows: readonly TelemetryRow[]): void {
    for (const { name, endpoint, value } of rows) this.#setTelemetry.run(name, endpoint, value);
  }

  /**
   * Makes the indexes that lists are read by, which a new index does without until it has caught up with
   * the chain.
   */
  completeIndexes(): void {
    createListIndexes(this.#database);
  }

  /** Closes the database, and lets others write it. */
  close(): void {
    this.#database.close();
  }

  #beginTransaction(first: number): void {
    this.#database.exec("BEGIN");
    this.#began = performance.now();
    for (const table of this.#tables) table.begin(first);
  }

  #undo(): void {
    if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
    this.#checkpoint = this.#settled;
    this.#events.forget();
    for (const table of this.#tables) table.forget();
  }

  #writeOrigin(): void {
    const { block: number, hash, timestamp, digest } = this.#checkpoint;
    this.#database.transaction(() => {
      dropListIndexes(this.#database);
      this.addBlock({ number, hash, timestamp, digest, events: 0 });
      this.#write(this.#checkpoint);
    })();
  }

  #write(row: Checkpoint): void {
    this.#setCheckpoint.run(
      row.block,
      row.hash,
      row.timestamp,
      row.digest,
      row.events,
      row.head,
      row.final,
      row.seen_at,
    );
  }

  #countEventsAfter(block: number): number {
    return this.#database
      .prepare<[number], number>("SELECT coalesce(sum(events), 0) FROM blocks WHERE number > ?")
      .pluck()
      .get(block) as number;
  }
}

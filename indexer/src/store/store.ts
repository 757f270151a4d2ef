import type { Database, Statement } from "better-sqlite3";

import type { IndexedDeployment } from "../deployment.ts";
import { bytes } from "./bytes.ts";
import { ChainRows } from "./chainRows.ts";
import { Changes, PIECE } from "./changes.ts";
import { EMPTY_DIGEST } from "./digest.ts";
import type { Entities, VersionedTable } from "./entities.ts";
import { openEntities } from "./entities.ts";
import { createListIndexes, dropListIndexes } from "./indexes.ts";
import { openStore, tuneForReading, tuneForWriting } from "./open.ts";
import { rollBackTables, VERSIONED_TABLES } from "./rollback.ts";
import type { BlockRow, CheckpointRow, TelemetryRow } from "./schema.ts";
import { OwnWriter, ThreadWriter } from "./writer.ts";
import type { Writer } from "./writer.ts";

/** A transaction takes in no more when it is so old. */
const COMMIT_MS = 1000;
/** So many transactions may be under way to the database while the next is made. */
const MOST_UNDER_WAY = 2;
/** So many blocks back from the head, the journal names blocks without events, too. */
const EMPTY_BLOCKS_KEPT = 256;

/** How far the index has come, and what it knew of the chain then. */
export type Checkpoint = Omit<CheckpointRow, "id">;

/**
 * The index, open for writing. Nobody else writes it while it is.
 *
 * While the index has more to catch up with than one piece of changes, or one transaction, a thread of its own
 * writes what is taken in, so that the next can be.
 */
export class Store {
  /** To be changed within {@link takeIn}. */
  readonly entities: Entities;
  /** To be added to within {@link takeIn}. */
  readonly rows: ChainRows;
  readonly #path: string;
  readonly #database: Database;
  readonly #earlierBlocks: Statement<[number, number], BlockRow>;
  readonly #setSeen: Statement<[number, number, number]>;
  readonly #setTelemetry: Statement<[string, string, number]>;
  readonly #tables: Entities[VersionedTable][];
  readonly #commitEvents: number;
  readonly #own: OwnWriter;
  #writer: Writer;
  #catchingUp = true;
  readonly #changes: Changes;
  #checkpoint: Checkpoint;
  /** The checkpoint as it is written. */
  #settled: Checkpoint;
  /** When the transaction began, and after how many events; undefined: none has. */
  #began: { readonly at: number; readonly events: number } | undefined;
  /** Each ends when a transaction is written that is under way to the database: the earliest first. */
  readonly #underWay: Promise<void>[] = [];
  #unwritten = 0;

  private constructor(
    path: string,
    database: Database,
    checkpoint: Checkpoint,
    commitEvents: number,
  ) {
    this.#path = path;
    this.#database = database;
    this.#checkpoint = checkpoint;
    this.#settled = checkpoint;
    this.#commitEvents = commitEvents;
    this.#own = new OwnWriter(database);
    this.#writer = this.#own;
    this.#changes = new Changes({ take: (piece) => this.#take(piece) });
    this.entities = openEntities(database, this.#changes);
    this.#tables = VERSIONED_TABLES.map((table) => this.entities[table]);
    this.rows = new ChainRows(database, this.#changes);
    this.#earlierBlocks = database.prepare(
      "SELECT * FROM blocks WHERE number <= ? ORDER BY number DESC LIMIT ?",
    );
    this.#setSeen = database.prepare("UPDATE checkpoint SET head = ?, final = ?, seen_at = ?");
    this.#setTelemetry = database.prepare("INSERT OR REPLACE INTO telemetry VALUES (?, ?, ?)");
  }

  /**
   * Opens the index of a deployment, or makes it.
   * @param genesisTime - time of block 0, Unix seconds
   * @param commitEvents - events after which a transaction is written in any case
   * @throws As {@link openStore} does.
   */
  static async open(
    path: string,
    deployment: IndexedDeployment,
    genesisTime: number,
    commitEvents: number,
  ): Promise<Store> {
    const database = openStore(path, deployment, { readonly: false });
    // A snapshot that an index began with is not in that mode.
    database.pragma("journal_mode = WAL");
    tuneForWriting(database);
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
    const store = new Store(path, database, row ?? origin, commitEvents);
    if (row === undefined) await store.#writeOrigin();
    return store;
  }

  /** The last block taken in, and the state after it; block 0 before any. */
  get checkpoint(): Readonly<Checkpoint> {
    return this.#checkpoint;
  }

  /**
   * Takes in all blocks from `first` to that of the checkpoint which `work` returns. A transaction holds
   * many such steps: others see them when it is written. If `work` throws, nothing stays of what was not.
   */
  async takeIn(first: number, work: () => Promise<Checkpoint>): Promise<void> {
    this.#began ??= this.#begin(first);
    const { at, events } = this.#began;
    try {
      this.#checkpoint = await work();
      const isDue = this.#checkpoint.events - events >= this.#commitEvents;
      if (isDue || performance.now() - at >= COMMIT_MS) {
        await this.#commit();
        this.#beginThread();
      }
    } catch (error) {
      await this.#undo();
      throw error;
    }
  }

  /** Writes everything that was taken in. */
  async settle(): Promise<void> {
    try {
      if (this.#began !== undefined || !this.#changes.none) await this.#commit();
      await this.#written(0);
    } catch (error) {
      await this.#undo();
      throw error;
    }
  }

  /** Blocks of the journal, from this one back, newest first. */
  journal(from: number, limit: number): BlockRow[] {
    return this.#earlierBlocks.all(from, limit);
  }

  /** Undoes everything after a block of the journal; not while anything is unsettled. */
  rollBack(to: BlockRow): void {
    const { number: block, hash, timestamp, digest } = to;
    this.#database.transaction(() => {
      const events = this.#checkpoint.events - this.#countEventsAfter(block);
      rollBackTables(this.#database, block);
      this.#database
        .prepare("UPDATE checkpoint SET block = ?, hash = ?, timestamp = ?, digest = ?, events = ?")
        .run(block, hash, timestamp, digest, events);
      this.#checkpoint = { ...this.#checkpoint, block, hash, timestamp, digest, events };
      this.#settled = this.#checkpoint;
    })();
    for (const table of this.#tables) table.forget();
  }

  /** Notes that the node answered, its head, and its newest final block; not while anything is unsettled. */
  see(head: number, final: number, seenAt: number): void {
    this.#setSeen.run(head, final, seenAt);
    this.#checkpoint = { ...this.#checkpoint, head, final, seen_at: seenAt };
    this.#settled = this.#checkpoint;
  }

  /**
   * Keeps what this process counts and measures, for those that serve the index: with the transaction that
   * is taken in, if there is one.
   */
  keepTelemetry(rows: readonly TelemetryRow[]): void {
    const isIdle = this.#began === undefined && this.#unwritten === 0;
    for (const row of rows) {
      if (isIdle) this.#setTelemetry.run(row.name, row.endpoint, row.value);
      else this.rows.setTelemetry(row);
    }
  }

  /**
   * The index has caught up with the chain: makes the indexes that lists are read by, which a new one does
   * without until then. Not while anything is unsettled.
   */
  async completeIndexes(): Promise<void> {
    this.#catchingUp = false;
    await this.#writer.close();
    this.#writer = this.#own;
    tuneForWriting(this.#database);
    createListIndexes(this.#database);
  }

  /** Closes the database, and lets others write it. */
  async close(): Promise<void> {
    await this.#writer.close();
    this.#database.close();
  }

  #begin(first: number): { at: number; events: number } {
    for (const table of this.#tables) table.begin(first, this.#settled.block);
    return { at: performance.now(), events: this.#checkpoint.events };
  }

  #take(piece: Buffer): Buffer {
    if (piece.length >= PIECE) this.#beginThread();
    return this.#writer.take(piece);
  }

  /** While the index catches up; before a transaction's first piece is written, or after its last. */
  #beginThread(): void {
    if (!this.#catchingUp || this.#writer !== this.#own) return;
    this.#writer = new ThreadWriter(this.#path);
    tuneForReading(this.#database);
  }

  /** Begins to end the transaction, when few enough of those before are under way. */
  async #commit(): Promise<void> {
    const checkpoint = this.#checkpoint;
    for (const table of this.#tables) table.flush(this.#changes);
    this.#changes.dropEmptyBlocks(checkpoint.block - EMPTY_BLOCKS_KEPT);
    this.rows.setCheckpoint(checkpoint);
    this.#changes.handOn();
    this.#began = undefined;
    await this.#written(MOST_UNDER_WAY - 1);
    const written = this.#finish(checkpoint);
    // Whoever waits for it learns of its failure.
    written.catch(() => {});
    this.#underWay.push(written);
  }

  /** Waits until no more than so many transactions are under way. */
  async #written(most: number): Promise<void> {
    while (this.#underWay.length > most) await this.#underWay.shift();
  }

  async #finish(checkpoint: Checkpoint): Promise<void> {
    this.#unwritten++;
    try {
      await this.#writer.commit();
      this.#settled = checkpoint;
    } finally {
      this.#unwritten--;
    }
  }

  async #undo(): Promise<void> {
    await Promise.allSettled(this.#underWay.splice(0));
    this.#changes.drop();
    await this.#writer.rollBack().catch(() => {});
    this.#began = undefined;
    this.#checkpoint = this.#settled;
    for (const table of this.#tables) table.forget();
  }

  async #writeOrigin(): Promise<void> {
    const { block: number, hash, timestamp, digest } = this.#checkpoint;
    dropListIndexes(this.#database);
    this.rows.addBlock({ number, hash, timestamp, digest, events: 0 });
    this.rows.setCheckpoint(this.#checkpoint);
    this.#changes.handOn();
    await this.#own.commit();
  }

  #countEventsAfter(block: number): number {
    return this.#database
      .prepare<[number], number>("SELECT coalesce(sum(events), 0) FROM blocks WHERE number > ?")
      .pluck()
      .get(block) as number;
  }
}

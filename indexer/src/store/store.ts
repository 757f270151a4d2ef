import type { Database, Statement } from "better-sqlite3";

import type { IndexedDeployment } from "../deployment.ts";
import { bytes } from "./bytes.ts";
import { EMPTY_DIGEST } from "./digest.ts";
import type { Entities } from "./entities.ts";
import { openEntities } from "./entities.ts";
import { openStore } from "./open.ts";
import { rollBackTables } from "./rollback.ts";
import type { BlockRow, CheckpointRow, EventRow } from "./schema.ts";

/** Page cache, KiB. */
const CACHE_KIB = 32_768;
/** The write-ahead log is taken into the database each time it has grown by so many pages. */
const WAL_PAGES = 4000;
/** So many blocks back from the head, the journal names blocks without events, too. */
const EMPTY_BLOCKS_KEPT = 256;

/** How far the index has come, and what it knew of the chain then. */
export type Checkpoint = Omit<CheckpointRow, "id">;

/** The index, open for writing. Nobody else writes it while it is. */
export class Store {
  readonly entities: Entities;
  readonly #database: Database;
  readonly #addEvent: Statement<unknown[]>;
  readonly #addBlock: Statement<unknown[]>;
  readonly #dropEmptyBlocks: Statement<[number]>;
  readonly #setCheckpoint: Statement<unknown[]>;
  readonly #setSeen: Statement<[number, number]>;
  readonly #earlierBlocks: Statement<[number, number], BlockRow>;
  #checkpoint: Checkpoint;

  private constructor(database: Database, checkpoint: Checkpoint) {
    this.#database = database;
    this.#checkpoint = checkpoint;
    this.entities = openEntities(database);
    this.#addEvent = database.prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.#addBlock = database.prepare("INSERT INTO blocks VALUES (?, ?, ?, ?, ?)");
    this.#dropEmptyBlocks = database.prepare(
      "DELETE FROM blocks WHERE events = 0 AND number > 0 AND number < ?",
    );
    this.#setCheckpoint = database.prepare(
      "INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#setSeen = database.prepare("UPDATE checkpoint SET head = ?, seen_at = ?");
    this.#earlierBlocks = database.prepare(
      "SELECT * FROM blocks WHERE number <= ? ORDER BY number DESC LIMIT ?",
    );
  }

  /**
   * Opens the index of a deployment, or makes it.
   * @param genesisTime - time of block 0, Unix seconds
   * @throws As {@link openStore} does.
   */
  static open(path: string, deployment: IndexedDeployment, genesisTime: number): Store {
    const database = openStore(path, deployment, { readonly: false });
    database.pragma("synchronous = NORMAL");
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
    const row = database.prepare<[], CheckpointRow>("SELECT * FROM checkpoint").get();
    const origin = {
      block: 0,
      hash: bytes(deployment.genesisHash),
      timestamp: genesisTime,
      digest: EMPTY_DIGEST,
      events: 0,
      head: 0,
      seen_at: Date.now(),
    };
    const store = new Store(database, row ?? origin);
    if (row === undefined) store.#begin();
    return store;
  }

  /** The last block taken in, and the state after it; block 0 before any. */
  get checkpoint(): Readonly<Checkpoint> {
    return this.#checkpoint;
  }

  /**
   * Takes in all blocks from `first` to the one that `work` returns as the new checkpoint, in one
   * transaction: if `work` throws, nothing of it stays.
   */
  commit(first: number, work: () => Checkpoint): void {
    const tables = Object.values(this.entities);
    for (const table of tables) table.begin(first);
    try {
      this.#database.transaction(() => {
        const checkpoint = work();
        for (const table of tables) table.flush();
        this.#dropEmptyBlocks.run(checkpoint.block - EMPTY_BLOCKS_KEPT);
        this.#write(checkpoint);
        this.#checkpoint = checkpoint;
      })();
    } catch (error) {
      for (const table of tables) table.forget();
      throw error;
    }
  }

  /** Adds an event; within {@link commit}. */
  addEvent(row: EventRow): void {
    this.#addEvent.run(
      row.block,
      row.log_index,
      row.tx_index,
      row.tx_hash,
      row.contract,
      row.name,
      row.subject,
      row.subject_id,
      row.args,
    );
  }

  /** Adds a block to the journal; within {@link commit}. */
  addBlock(row: BlockRow): void {
    this.#addBlock.run(row.number, row.hash, row.timestamp, row.digest, row.events);
  }

  /** Blocks of the journal, from this one back, newest first. */
  journal(from: number, limit: number): BlockRow[] {
    return this.#earlierBlocks.all(from, limit);
  }

  /** Undoes everything after a block of the journal. */
  rollBack(to: BlockRow): void {
    this.#database.transaction(() => {
      const events = this.#checkpoint.events - this.#countEventsAfter(to.number);
      rollBackTables(this.#database, to.number);
      const { number: block, hash, timestamp, digest } = to;
      const checkpoint = { ...this.#checkpoint, block, hash, timestamp, digest, events };
      this.#write(checkpoint);
      this.#checkpoint = checkpoint;
    })();
    for (const table of Object.values(this.entities)) table.forget();
  }

  /** Notes that the node answered, and its head. */
  see(head: number, seenAt: number): void {
    this.#setSeen.run(head, seenAt);
    this.#checkpoint = { ...this.#checkpoint, head, seen_at: seenAt };
  }

  /** Closes the database, and lets others write it. */
  close(): void {
    this.#database.close();
  }

  #begin(): void {
    const { block: number, hash, timestamp, digest } = this.#checkpoint;
    this.#database.transaction(() => {
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

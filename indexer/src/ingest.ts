import { setImmediate as turn } from "node:timers/promises";

import type { Batch, LogBlock } from "./chain/batch.ts";
import type { LogBytes } from "./chain/log.ts";
import { LogCursor } from "./chain/log.ts";
import type { Decoder } from "./decode/decode.ts";
import type { Place } from "./generated/events.ts";
import { project } from "./projectors/project.ts";
import { SUBJECTS, subjectOf } from "./projectors/subject.ts";
import { bytes } from "./store/bytes.ts";
import { digestAfter } from "./store/digest.ts";
import { packBytes } from "./store/packedLog.ts";
import type { Store } from "./store/store.ts";

/** What is known of the node when a batch is taken in. */
export interface NodeState {
  /** Number of the chain's newest block. */
  readonly head: number;
  /** Number of its newest block that is final, as far as known. */
  readonly final: number;
  /** When the node last answered, Unix milliseconds. */
  readonly seenAt: number;
}

/** After so many logs, sockets and timers get their turn. */
const LOGS_AT_A_TIME = 400;

/** Takes what was read of the chain into an index. */
export class Ingest {
  readonly #store: Store;
  readonly #decoder: Decoder;
  #logsOfTurn = 0;

  constructor(store: Store, decoder: Decoder) {
    this.#store = store;
    this.#decoder = decoder;
  }

  /**
   * Takes a batch in: events, entities, journal, digest and checkpoint together. One at a time.
   * @throws UnknownEventError or InconsistentEventError; the index then is as it was last settled.
   */
  async take(batch: Batch, node: NodeState): Promise<void> {
    await this.#store.takeIn(batch.first.number, async () => {
      const { number: block, hash, timestamp } = batch.last;
      let { digest, events } = this.#store.checkpoint;
      for (const logBlock of batch.blocks) {
        digest = await this.#takeBlock(logBlock, digest);
        events += logBlock.logs.length;
      }
      if (batch.blocks.at(-1)?.number !== block) {
        this.#addToJournal({ ...batch.last, hash: bytes(hash), events: 0 }, digest);
      }
      batch.release?.();
      const { final, seenAt } = node;
      const state = { head: Math.max(node.head, block), final, seen_at: seenAt };
      return { block, hash: bytes(hash), timestamp, digest, events, ...state };
    });
  }

  /** @returns The digest of the chain up to this block. */
  async #takeBlock(block: LogBlock, before: Buffer): Promise<Buffer> {
    const { rows } = this.#store;
    const { number, timestamp, logs } = block;
    const log = new LogCursor(logs.records);
    for (const { hash, index, logs: count } of logs.transactions) {
      rows.addTransaction({ block: number, tx_index: index, hash });
      for (let left = count; left > 0; left--) {
        if (++this.#logsOfTurn > LOGS_AT_A_TIME) await this.#yield();
        log.next();
        this.#takeLog(log, index, { block: number, logIndex: log.logIndex, time: timestamp });
      }
    }
    const hash = bytes(block.hash);
    const digest = digestAfter(before, number, hash, logs.records);
    this.#addToJournal({ number, hash, timestamp, events: logs.length }, digest);
    if (block.header) rows.addHeader(number, block.header);
    return digest;
  }

  #takeLog(log: LogBytes, tx_index: number, at: Place): void {
    const event = this.#decoder.decode(log, at);
    const subject = subjectOf(event);
    this.#store.rows.addEvent({
      block: at.block,
      log_index: at.logIndex,
      tx_index,
      kind: event.kind,
      subject: SUBJECTS.indexOf(subject.type),
      subject_id: subject.id,
      log: packBytes(log),
    });
    project(event, this.#store.entities);
  }

  #addToJournal({ number, hash, timestamp, events }: JournalBlock, digest: Buffer): void {
    this.#store.rows.addBlock({ number, hash, timestamp, digest, events });
  }

  /** What the node sends meanwhile is read, so that the next answer is there when this batch is taken in. */
  async #yield(): Promise<void> {
    this.#logsOfTurn = 0;
    await turn();
  }
}

interface JournalBlock {
  readonly number: number;
  readonly hash: Buffer;
  readonly timestamp: number;
  readonly events: number;
}

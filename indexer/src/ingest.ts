import { setImmediate as turn } from "node:timers/promises";

import type { Batch, LogBlock } from "./chain/batch.ts";
import type { RawLog } from "./chain/log.ts";
import type { Decoder } from "./decode/decode.ts";
import { project } from "./projectors/project.ts";
import { SUBJECTS, subjectOf } from "./projectors/subject.ts";
import { bytes } from "./store/bytes.ts";
import { BlockDigest } from "./store/digest.ts";
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
  /** Of the block that is being taken in. */
  readonly #digest = new BlockDigest();
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
        this.#addToJournal({ ...batch.last, logs: [] }, digest);
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
    this.#digest.begin(before, block.number, block.hash);
    let transaction: string | undefined;
    for (const log of block.logs) {
      if (++this.#logsOfTurn > LOGS_AT_A_TIME) await this.#yield();
      if (transaction !== log.transactionHash) {
        transaction = log.transactionHash;
        const tx_index = Number(log.transactionIndex);
        rows.addTransaction({ block: block.number, tx_index, hash: bytes(transaction) });
      }
      this.#takeLog(log, block);
    }
    const digest = this.#digest.end();
    this.#addToJournal(block, digest);
    if (block.header) rows.addHeader(block.number, block.header);
    return digest;
  }

  #takeLog(log: RawLog, { number, timestamp }: LogBlock): void {
    const at = { block: number, logIndex: Number(log.logIndex), time: timestamp };
    const event = this.#decoder.decode(log, at);
    const subject = subjectOf(event);
    this.#store.rows.addEvent({
      block: number,
      log_index: at.logIndex,
      tx_index: Number(log.transactionIndex),
      kind: event.kind,
      subject: SUBJECTS.indexOf(subject.type),
      subject_id: subject.id,
      log: packBytes(this.#digest.add(log)),
    });
    project(event, this.#store.entities);
  }

  #addToJournal(block: JournalBlock, digest: Buffer): void {
    const { number, hash, timestamp, logs } = block;
    this.#store.rows.addBlock({
      number,
      hash: bytes(hash),
      timestamp,
      digest,
      events: logs.length,
    });
  }

  /** What the node sends meanwhile is read, so that the next answer is there when this batch is taken in. */
  async #yield(): Promise<void> {
    this.#logsOfTurn = 0;
    await turn();
  }
}

interface JournalBlock {
  readonly number: number;
  readonly hash: string;
  readonly timestamp: number;
  readonly logs: { readonly length: number };
}

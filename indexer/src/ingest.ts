import type { Batch, LogBlock } from "./chain/batch.ts";
import type { RawLog } from "./chain/log.ts";
import type { Decoder } from "./decode/decode.ts";
import { project } from "./projectors/project.ts";
import { SUBJECTS, subjectOf } from "./projectors/subject.ts";
import { bytes } from "./store/bytes.ts";
import { BlockDigest } from "./store/digest.ts";
import { packBytes } from "./store/packedLog.ts";
import type { Checkpoint, Store } from "./store/store.ts";

/** What is known of the node when a batch is taken in. */
export interface NodeState {
  /** Number of the chain's newest block. */
  readonly head: number;
  /** Number of its newest block that is final, as far as known. */
  readonly final: number;
  /** When the node last answered, Unix milliseconds. */
  readonly seenAt: number;
}

/**
 * Takes a batch into the index: events, entities, journal, digest and checkpoint together.
 * @throws UnknownEventError or InconsistentEventError; the index then is as it was last settled.
 */
export async function ingest(
  store: Store,
  decoder: Decoder,
  batch: Batch,
  node: NodeState,
): Promise<void> {
  await store.takeIn(batch.first.number, () => {
    const { number: block, hash, timestamp } = batch.last;
    let { digest, events } = store.checkpoint;
    for (const logBlock of batch.blocks) {
      blockDigest.begin(digest, logBlock.number, logBlock.hash);
      ingestLogs(store, decoder, logBlock);
      digest = blockDigest.end();
      events += logBlock.logs.length;
      addToJournal(store, logBlock, digest);
      if (logBlock.header) store.rows.addHeader(logBlock.number, logBlock.header);
    }
    if (batch.blocks.at(-1)?.number !== block) {
      addToJournal(store, { ...batch.last, logs: [] }, digest);
    }
    const { final, seenAt } = node;
    const state = { head: Math.max(node.head, block), final, seen_at: seenAt };
    return { block, hash: bytes(hash), timestamp, digest, events, ...state } satisfies Checkpoint;
  });
}

/** Of the block that is being taken in; one for all, as it keeps its room. */
const blockDigest = new BlockDigest();

function ingestLogs(store: Store, decoder: Decoder, { number, timestamp, logs }: LogBlock): void {
  let transaction: string | undefined;
  for (const log of logs) {
    const at = { block: number, logIndex: Number(log.logIndex), time: timestamp };
    const event = decoder.decode(log, at);
    const subject = subjectOf(event);
    const tx_index = Number(log.transactionIndex);
    if (transaction !== log.transactionHash) {
      transaction = log.transactionHash;
      store.rows.addTransaction({ block: number, tx_index, hash: bytes(transaction) });
    }
    store.rows.addEvent({
      block: number,
      log_index: at.logIndex,
      tx_index,
      kind: event.kind,
      subject: SUBJECTS.indexOf(subject.type),
      subject_id: subject.id,
      log: packBytes(blockDigest.add(log)),
    });
    project(event, store.entities);
  }
}

function addToJournal(
  store: Store,
  block: { number: number; hash: string; timestamp: number; logs: readonly RawLog[] },
  digest: Buffer,
): void {
  const { number, hash, timestamp, logs } = block;
  store.rows.addBlock({ number, hash: bytes(hash), timestamp, digest, events: logs.length });
}

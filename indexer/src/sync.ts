import type { Logger } from "pino";

import type { Source } from "./chain/batch.ts";
import type { Header } from "./chain/block.ts";
import { UnsettledError } from "./chain/errors.ts";
import type { Announcement } from "./chain/heads.ts";
import type { ChainNode } from "./chain/node.ts";
import { RangeSize } from "./chain/rangeSize.ts";
import { streamBatches } from "./chain/stream.ts";
import type { Decoder } from "./decode/decode.ts";
import type { Finality } from "./finality.ts";
import { Ingest } from "./ingest.ts";
import { Reorganisations } from "./reorg.ts";
import { hex } from "./store/bytes.ts";
import type { Store } from "./store/store.ts";
import type { Telemetry } from "./telemetry.ts";

/** An index that stands still says this often that the node answers. */
const SEEN_EVERY_MS = 1000;

interface SyncParts {
  readonly node: ChainNode;
  readonly source: Source;
  readonly decoder: Decoder;
  readonly store: Store;
  readonly finality: Finality;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
  readonly startBlock: number;
  /** Most blocks to ask for at once. */
  readonly maxRange?: number | undefined;
  /** The last block to take in; there is no last one unless told. */
  readonly upTo?: number | undefined;
  readonly onBatch: () => void;
}

/** Brings the index to where the chain is, whatever became of the chain meanwhile. */
export class Sync {
  readonly #parts: SyncParts;
  readonly #size: RangeSize;
  readonly #ingest: Ingest;
  readonly #reorganisations: Reorganisations;

  constructor(parts: SyncParts) {
    const { source, maxRange = Number.POSITIVE_INFINITY } = parts;
    this.#parts = parts;
    this.#size = new RangeSize(Math.min(maxRange, source.most));
    this.#ingest = new Ingest(parts.store, parts.decoder);
    this.#reorganisations = new Reorganisations(parts);
  }

  /**
   * Goes one way with the chain: takes in what is new, or undoes what was replaced.
   * @param told - a new block that a node told of
   * @returns Whether the index is where the chain is.
   * @throws UnsettledError if the node's answers do not agree: to be called again.
   */
  async advance(told?: Announcement): Promise<boolean> {
    const { store } = this.#parts;
    const { head, at } = await this.#newest(told);
    const { block, hash } = store.checkpoint;
    if (head.number > block) {
      const arrived = await this.#follow(head);
      if (arrived) this.#measure(at);
      return arrived;
    }
    if (hex(hash) === head.hash) {
      this.#reorganisations.none();
      await this.#see(head.number);
      return true;
    }
    await this.#reorganisations.reconcile({ beyond: false });
    return false;
  }

  /** What was told of is asked for only if it is the block after the last one taken in. */
  async #newest(told: Announcement | undefined): Promise<Announcement> {
    const { node, store, upTo = Number.POSITIVE_INFINITY } = this.#parts;
    if (told?.head.parentHash === hex(store.checkpoint.hash)) return told;
    const newest = await node.head();
    const [head] = newest.number > upTo ? await node.headers([upTo]) : [newest];
    if (!head) throw new UnsettledError(`the node has no block ${upTo}`);
    return { head, at: performance.now() };
  }

  async #follow(head: Header): Promise<boolean> {
    if (!(await this.#takeIn(head))) {
      await this.#reorganisations.reconcile({ beyond: true });
      return false;
    }
    this.#reorganisations.none();
    return hex(this.#parts.store.checkpoint.hash) === head.hash;
  }

  /** @returns Whether what was read continues what is indexed. */
  async #takeIn(head: Header): Promise<boolean> {
    const { node, source, store, finality, telemetry, startBlock, onBatch } = this.#parts;
    const from = Math.max(store.checkpoint.block + 1, startBlock);
    const newestFinal = await finality.newest(head.number);
    try {
      for await (const batch of streamBatches(source, this.#size, from, head)) {
        const { block, hash, final: before } = store.checkpoint;
        const next = batch.first.number === block + 1;
        if (next && batch.first.parentHash !== hex(hash)) return false;
        const final = Math.max(before, newestFinal);
        await this.#ingest.take(batch, { head: head.number, final, seenAt: node.seenAt });
        telemetry.count("rights_index_events_total", {}, batch.logs);
        telemetry.set("rights_index_head_lag_blocks", head.number - batch.last.number);
        onBatch();
      }
      return true;
    } finally {
      await store.settle();
    }
  }

  /** The index is where the chain is: only the time, and what is final, can be new. */
  async #see(head: number): Promise<void> {
    const { node, store, finality } = this.#parts;
    const { head: headBefore, final: finalBefore, seen_at: seenAt } = store.checkpoint;
    const final = Math.max(finalBefore, await finality.newest(head));
    const due = Math.abs(node.seenAt - seenAt) >= SEEN_EVERY_MS;
    if (head !== headBefore || final !== finalBefore || due) store.see(head, final, node.seenAt);
  }

  #measure(since: number): void {
    const seconds = (performance.now() - since) / 1000;
    this.#parts.telemetry.set("rights_index_head_lag_seconds", seconds);
  }
}

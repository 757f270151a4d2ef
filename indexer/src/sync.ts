import type { Logger } from "pino";

import type { ChainNode, Header } from "./chain/node.ts";
import { RangeSize } from "./chain/rangeSize.ts";
import type { LogSource } from "./chain/source.ts";
import { streamBatches } from "./chain/stream.ts";
import type { Decoder } from "./decode/decode.ts";
import { WrongDeploymentError } from "./errors.ts";
import { ingest } from "./ingest.ts";
import { findFork } from "./reorg.ts";
import type { Store } from "./store/store.ts";

/**
 * A chain that ends before the index does, and is otherwise the same, is believed only after so long:
 * as a rule it is a node that has yet to catch up.
 */
const SHORTER_CHAIN_MS = 2000;
/** An index that stands still says this often that the node answers. */
const SEEN_EVERY_MS = 1000;

interface SyncParts {
  readonly node: ChainNode;
  readonly source: LogSource;
  readonly decoder: Decoder;
  readonly store: Store;
  readonly logger: Logger;
  readonly startBlock: number;
  /** Most blocks to ask for at once. */
  readonly maxRange?: number | undefined;
  readonly onBatch: () => void;
}

/** Brings the index to where the chain is, whatever became of the chain meanwhile. */
export class Sync {
  readonly #parts: SyncParts;
  readonly #size: RangeSize;
  #shorterSince: number | undefined;

  constructor(parts: SyncParts) {
    this.#parts = parts;
    this.#size = new RangeSize(parts.maxRange);
  }

  /**
   * Goes one way with the chain: takes in what is new, or undoes what was replaced.
   * @returns Whether the index is where the chain is.
   * @throws UnsettledError if the node's answers do not agree: to be called again.
   */
  async advance(): Promise<boolean> {
    const { node, store } = this.#parts;
    const head = await node.head();
    const { block, hash } = store.checkpoint;
    this.#see(head.number);
    if (head.number > block) {
      this.#shorterSince = undefined;
      return this.#follow(head);
    }
    if (hex(hash) === head.hash) {
      this.#shorterSince = undefined;
      return true;
    }
    await this.#reconcile();
    return false;
  }

  async #follow(head: Header): Promise<boolean> {
    if (!(await this.#takeIn(head))) {
      await this.#reconcile();
      return false;
    }
    return hex(this.#parts.store.checkpoint.hash) === head.hash;
  }

  /** @returns Whether what was read continues what is indexed. */
  async #takeIn(head: Header): Promise<boolean> {
    const { node, source, decoder, store, startBlock, onBatch } = this.#parts;
    const from = Math.max(store.checkpoint.block + 1, startBlock);
    try {
      for await (const batch of streamBatches(source, this.#size, from, head.number)) {
        const { block, hash } = store.checkpoint;
        const next = batch.first.number === block + 1;
        if (next && batch.first.parentHash !== hex(hash)) return false;
        ingest(store, decoder, batch, { head: head.number, final: 0, seenAt: node.seenAt });
        onBatch();
      }
      return true;
    } finally {
      store.settle();
    }
  }

  /** Undoes what the node's chain does not have. */
  async #reconcile(): Promise<void> {
    const { node, store, logger } = this.#parts;
    const { block } = store.checkpoint;
    const fork = await findFork(node, (from, limit) => store.journal(from, limit), block);
    if (fork === undefined) {
      throw new WrongDeploymentError(node.url, "it has none of the blocks that are indexed");
    }
    const { ancestor, replaced } = fork;
    if (ancestor.number === block || (!replaced && !this.#believesShorter())) return;
    store.rollBack(ancestor);
    this.#shorterSince = undefined;
    logger.info(
      `Blocks after ${ancestor.number} are no longer on the chain: rolled back from ${block}`,
    );
  }

  #believesShorter(): boolean {
    this.#shorterSince ??= performance.now();
    return performance.now() - this.#shorterSince >= SHORTER_CHAIN_MS;
  }

  #see(head: number): void {
    const { node, store } = this.#parts;
    const { head: before, seen_at: seenAt } = store.checkpoint;
    const stale = Math.abs(node.seenAt - seenAt) >= SEEN_EVERY_MS;
    if (head !== before || stale) store.see(head, 0, node.seenAt);
  }
}

function hex(hash: Buffer): string {
  return `0x${hash.toString("hex")}`;
}

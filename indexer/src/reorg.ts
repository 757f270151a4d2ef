import type { Logger } from "pino";

import type { ChainNode } from "./chain/node.ts";
import { BlockNotProvedError, FinalBlockReplacedError, WrongDeploymentError } from "./errors.ts";
import { hex } from "./store/bytes.ts";
import type { BlockRow } from "./store/schema.ts";
import type { Store } from "./store/store.ts";
import type { Telemetry } from "./telemetry.ts";

/** Blocks compared in the first request; each further one compares twice as many. */
const FIRST_STEP = 8;
const LAST_STEP = 512;

/**
 * A chain that ends before the index does, and is otherwise the same, is believed only after so long:
 * as a rule it is a node that has yet to catch up.
 */
const SHORTER_CHAIN_MS = 2000;

/** A node whose chain goes on from another block than it says it has is asked again so often. */
const CONTRADICTIONS_BORNE = 3;

interface ReorganisationParts {
  readonly node: ChainNode;
  readonly store: Store;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
}

/** Undoes what is no longer on the chain, and nothing else. */
export class Reorganisations {
  readonly #parts: ReorganisationParts;
  #shorterSince: number | undefined;
  #contradictions = 0;

  constructor(parts: ReorganisationParts) {
    this.#parts = parts;
  }

  /** The index and the chain agree. */
  none(): void {
    this.#shorterSince = undefined;
    this.#contradictions = 0;
  }

  /**
   * The node's chain does not continue what is indexed: finds out since where, and goes back to there.
   * While any node still has the last indexed block, nothing is undone.
   * @param beyond - whether it does not by the parent of a block after the last one indexed; otherwise the
   *   newest that the node told of is none after it, which may have been an older view of the same chain
   * @throws FinalBlockReplacedError if that would undo a final block; WrongDeploymentError if it has none of
   *   the blocks that are indexed.
   */
  async reconcile({ beyond }: { beyond: boolean }): Promise<void> {
    const { node, store } = this.#parts;
    const { block } = store.checkpoint;
    const fork = await findFork(node, (from, limit) => store.journal(from, limit), block);
    if (fork === undefined) {
      throw new WrongDeploymentError(node.url, "it has none of the blocks that are indexed");
    }
    if (fork.ancestor.number === block) {
      if (beyond) this.#contradicted(block + 1);
    } else if (fork.replaced || this.#believesShorter()) await this.#goBack(fork);
  }

  async #goBack({ ancestor, gone, replaced }: Fork): Promise<void> {
    const { node, store, telemetry, logger } = this.#parts;
    const { block, hash, final } = store.checkpoint;
    if (await node.othersHave({ number: block, hash: hex(hash) })) {
      node.distrust();
      logger.warn(`The node at ${node.url} does not have block ${block}, which another one has`);
      return;
    }
    if (gone <= final) {
      this.#keepFinal(ancestor, replaced, gone);
      return;
    }
    store.rollBack(ancestor);
    this.none();
    const depth = block - ancestor.number;
    telemetry.count("rights_index_reorgs_total");
    telemetry.count("rights_index_rolled_back_blocks_total", {}, depth);
    telemetry.set("rights_index_reorg_depth_blocks", depth);
    logger.info(
      `Blocks after ${ancestor.number} are no longer on the chain: rolled back from ${block}`,
    );
  }

  /** A chain that only ends too early is waited for. */
  #keepFinal(ancestor: BlockRow, replaced: boolean, gone: number): void {
    const { node, logger } = this.#parts;
    if (replaced) {
      throw new FinalBlockReplacedError(node.url, { ancestor: ancestor.number, gone });
    }
    this.#shorterSince = undefined;
    logger.warn(
      `The node at ${node.url} ends at block ${ancestor.number}, and block ${gone} was final: waiting for it`,
    );
  }

  /** It has the last indexed block, and another parent of the next one. */
  #contradicted(next: number): void {
    const { node } = this.#parts;
    if (++this.#contradictions < CONTRADICTIONS_BORNE) return;
    this.#contradictions = 0;
    const at = { block: next, endpoint: node.endpoints.current.name };
    const why = `its parent is not block ${next - 1} as the same node has it`;
    node.accuse(new BlockNotProvedError(at, "PARENT_LINK", why));
  }

  #believesShorter(): boolean {
    this.#shorterSince ??= performance.now();
    return performance.now() - this.#shorterSince >= SHORTER_CHAIN_MS;
  }
}

/** How the indexed chain and the node's differ. */
interface Fork {
  /** The newest block of the journal that is on the node's chain. */
  readonly ancestor: BlockRow;
  /** The oldest block of the journal that is not: the blocks between the two are not known. */
  readonly gone: number;
  /** Whether the node has another block where the index has one; otherwise its chain is just shorter. */
  readonly replaced: boolean;
}

/**
 * Finds the newest block of the journal, from `block` back, that the node's chain has.
 * @returns Nothing if it has none of them, not even the first block.
 */
async function findFork(
  node: ChainNode,
  journal: (from: number, limit: number) => BlockRow[],
  block: number,
): Promise<Fork | undefined> {
  let replaced = false;
  let gone = block + 1;
  let from = block;
  for (let step = FIRST_STEP; ; step = Math.min(step * 2, LAST_STEP)) {
    const rows = journal(from, step);
    const headers = await node.headers(rows.map((row) => row.number));
    for (const [index, row] of rows.entries()) {
      const header = headers[index];
      if (header?.hash === hex(row.hash)) return { ancestor: row, gone, replaced };
      if (header) replaced = true;
      gone = row.number;
    }
    const oldest = rows.at(-1);
    if (oldest === undefined) return undefined;
    from = oldest.number - 1;
  }
}

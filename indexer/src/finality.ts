import type { ChainNode } from "./chain/node.ts";
import { UnsettledError } from "./chain/errors.ts";
import { isBftExtraData } from "./proof/index.ts";

/** How often the node is asked which of its blocks is the newest that is final. */
const ASK_EVERY_MS = 5_000;

/** Blocks after which one is taken for final, where neither consensus nor node says so. */
const USUAL_DEPTH = 64;

/** Knows which blocks of a chain are never replaced. */
export class Finality {
  readonly #node: ChainNode;
  /** Blocks under the head that may be replaced; nothing if the node says which are final. */
  readonly #depth: number | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #said = 0;

  private constructor(node: ChainNode, depth: number | undefined) {
    this.#node = node;
    this.#depth = depth;
  }

  /**
   * Finds out from the chain's newest block and its node: with QBFT and IBFT every block is final; else those
   * up to the node's `finalized` block, if it has one; else those deeper than 64 blocks.
   * @param depth - what holds instead; Infinity if no block is ever final
   */
  static async of(node: ChainNode, depth: number | undefined): Promise<Finality> {
    if (depth !== undefined) return new Finality(node, depth);
    const { extraData } = await node.headBlock();
    if (isBftExtraData(extraData)) return new Finality(node, 0);
    const said = await ask(node);
    return new Finality(node, said === undefined ? USUAL_DEPTH : undefined);
  }

  /**
   * Number of the newest final block of the chain with this head.
   * @throws NodeUnreachableError
   */
  async newest(head: number): Promise<number> {
    if (this.#depth !== undefined) return Math.max(0, head - this.#depth);
    if (performance.now() - this.#askedAt >= ASK_EVERY_MS) {
      this.#said = (await ask(this.#node)) ?? this.#said;
      this.#askedAt = performance.now();
    }
    return Math.min(this.#said, head);
  }
}

/** @returns Nothing if the node does not say. */
async function ask(node: ChainNode): Promise<number | undefined> {
  try {
    return await node.finalized();
  } catch (error) {
    if (error instanceof UnsettledError) return undefined;
    throw error;
  }
}

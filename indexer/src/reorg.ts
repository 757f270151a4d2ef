import type { ChainNode } from "./chain/node.ts";
import type { BlockRow } from "./store/schema.ts";

/** Blocks compared in the first request; each further one compares twice as many. */
const FIRST_STEP = 8;
const LAST_STEP = 512;

/** How the indexed chain and the node's differ. */
export interface Fork {
  /** The newest block of the journal that is on the node's chain. */
  readonly ancestor: BlockRow;
  /** Whether the node has another block where the index has one; otherwise its chain is just shorter. */
  readonly replaced: boolean;
}

/**
 * Finds the newest block of the journal, from `block` back, that the node's chain has.
 * @returns Nothing if it has none of them, not even the first block.
 */
export async function findFork(
  node: ChainNode,
  journal: (from: number, limit: number) => BlockRow[],
  block: number,
): Promise<Fork | undefined> {
  let replaced = false;
  let from = block;
  for (let step = FIRST_STEP; ; step = Math.min(step * 2, LAST_STEP)) {
    const rows = journal(from, step);
    const headers = await node.headers(rows.map((row) => row.number));
    for (const [index, row] of rows.entries()) {
      const header = headers[index];
      if (header?.hash === `0x${row.hash.toString("hex")}`) return { ancestor: row, replaced };
      if (header) replaced = true;
    }
    const oldest = rows.at(-1);
    if (oldest === undefined) return undefined;
    from = oldest.number - 1;
  }
}

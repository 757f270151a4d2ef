import path from "node:path";

import type { Child } from "./child.ts";
import { startChild } from "./child.ts";

export interface ChainOptions {
  /** Where the chain is kept. */
  readonly folder: string;
  readonly port: number;
  /** Unix seconds of block 0, for a chain that is yet to begin. */
  readonly genesisTime: number;
}

export interface ChainReady {
  readonly rpc: string;
  /** Whether it goes on from what an earlier run saved. */
  readonly resumed: boolean;
  /** Process id of the node. */
  readonly node: number;
}

/**
 * Starts the embedded chain: a node with automatic mining on 127.0.0.1, kept on disk, whose clock
 * goes on from its last block. It ends with this process, however that ends.
 * @throws ChildError if it cannot start, saying what to do.
 */
export async function startChain(options: ChainOptions): Promise<Child<ChainReady>> {
  const keeper = path.join(import.meta.dirname, "keeper.ts");
  const chain = await startChild<ChainReady>(keeper, options);
  void endNodeWithKeeper(chain);
  return chain;
}

/** A keeper that is killed cannot end its node any more. */
async function endNodeWithKeeper({ lost, ready }: Child<ChainReady>): Promise<void> {
  await lost;
  try {
    process.kill(ready.node, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

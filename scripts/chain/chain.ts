import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { ChainError } from "./error.ts";

export interface KeeperOptions {
  /** Where the chain is kept. */
  readonly folder: string;
  readonly port: number;
  /** Unix seconds of block 0, for a chain that is yet to begin. */
  readonly genesisTime: number;
}

/** What the keeper tells the main job. */
export type KeeperMessage =
  | { readonly type: "ready"; readonly rpc: string; readonly resumed: boolean }
  | { readonly type: "failed"; readonly message: string };

/** The embedded chain, running. */
export interface Chain {
  readonly rpc: string;
  /** Whether it goes on from what an earlier run saved. */
  readonly resumed: boolean;
  /** Resolves if the chain ends without being told to, with what there is to say about it. */
  readonly lost: Promise<string>;
  /** Saves the chain and ends it. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded chain: a node with automatic mining on 127.0.0.1, kept on disk, whose clock
 * goes on from its last block. It ends with this process, however that ends.
 * @throws ChainError if it cannot start, saying what to do.
 */
export async function startChain(options: KeeperOptions): Promise<Chain> {
  const program = path.join(import.meta.dirname, "keeper.ts");
  const keeper = fork(program, [JSON.stringify(options)], {
    detached: true,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(keeper, "exit");
  let stopping = false;
  const failure = new Promise<string>((resolve) => {
    keeper.on("message", (message: KeeperMessage) => {
      if (message.type === "failed") resolve(message.message);
    });
    keeper.once("exit", () => {
      if (!stopping) resolve("The chain ended unexpectedly");
    });
  });
  const ready = new Promise<Extract<KeeperMessage, { type: "ready" }>>((resolve) => {
    keeper.on("message", (message: KeeperMessage) => {
      if (message.type === "ready") resolve(message);
    });
  });

  const first = await Promise.race([ready, failure]);
  if (typeof first === "string") {
    await ended;
    throw new ChainError(first);
  }
  return {
    rpc: first.rpc,
    resumed: first.resumed,
    lost: failure,
    async stop() {
      stopping = true;
      if (keeper.connected) keeper.send("stop");
      await ended;
    },
  };
}

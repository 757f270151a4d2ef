/** The indexing process of the main job: follows the chain, and alone writes the index. */
import { setTimeout as sleep } from "node:timers/promises";

import type { IndexProgress } from "../../indexer/src/index.ts";
import { runIndexer, StoreLockedError } from "../../indexer/src/index.ts";
import type { Deployment } from "../../sdk/src/index.ts";
import { runAsChild } from "../chain/child.ts";
import { openLog } from "./log.ts";

export interface IndexerOptions {
  readonly deployment: Deployment;
  readonly rpc: string;
  readonly database: string;
  readonly log: string;
}

export type IndexerProgress = Pick<IndexProgress, "block" | "head" | "events">;

/** What the index came to when it had caught up with the chain. */
export type IndexerReady = IndexerProgress;

/** How long the indexer of a main job that was killed may take to end. */
const PATIENCE_MS = 5_000;

await runAsChild<IndexerOptions, IndexerReady, IndexerProgress>(async (options, line) => {
  const { deployment, rpc, database, log } = options;
  const logger = openLog(log);
  const run = () =>
    runIndexer({
      deployment,
      rpc,
      database,
      follow: true,
      signal: line.signal,
      logger,
      onProgress: ({ block, head, events, phase }) => {
        if (phase === "follow") line.ready({ block, head, events });
        else line.progress({ block, head, events });
      },
    });
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof StoreLockedError) || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
});

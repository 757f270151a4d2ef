/** The indexer as it follows a chain: says when it is where the chain is, and ends with its parent. */
import { pino } from "pino";

import type { IndexerOptions } from "../../indexer/src/index.ts";
import { runIndexer } from "../../indexer/src/index.ts";

type FollowTask = Pick<IndexerOptions, "rpc" | "deployment" | "database" | "verify">;

process.once("disconnect", () => process.exit());
process.once("message", (task: FollowTask) => {
  void runIndexer({
    ...task,
    follow: true,
    signal: new AbortController().signal,
    logger: pino({ level: "warn" }),
    onProgress: ({ phase }) => phase === "follow" && process.send?.(phase),
  });
});

/** The indexer itself, from nothing to the head of the chain. */
import { statSync } from "node:fs";
import path from "node:path";

import { pino } from "pino";

import { runIndexer } from "../../indexer/src/index.ts";
import { reportTo } from "./measure.ts";

reportTo(process, async ({ rpc, deployment, folder, verify }) => {
  const database = path.join(folder, "index.sqlite");
  const logger = pino({ level: "warn" });
  const { signal } = new AbortController();
  let events = 0;
  await runIndexer({
    deployment,
    rpc,
    database,
    verify,
    follow: false,
    signal,
    logger,
    onProgress: (progress) => {
      events = progress.events;
    },
  });
  return { events, databaseBytes: statSync(database).size };
});

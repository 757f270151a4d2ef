/** The serving process of the main job: answers from the index, which it only reads. */
import { once } from "node:events";

import { startServer } from "../../indexer/src/server/index.ts";
import type { Deployment } from "../../sdk/src/index.ts";
import { runAsChild } from "../chain/child.ts";
import { openLog } from "./log.ts";

export interface ServerOptions {
  readonly deployment: Deployment;
  readonly database: string;
  readonly documents: string;
  readonly port: number;
  readonly log: string;
}

export interface ServerReady {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly url: string;
}

await runAsChild<ServerOptions, ServerReady>(async (options, line) => {
  const { log, ...served } = options;
  const server = await startServer({ ...served, host: "127.0.0.1", logger: openLog(log) });
  line.ready({ url: server.url });
  if (!line.signal.aborted) await once(line.signal, "abort");
  await server.close();
});

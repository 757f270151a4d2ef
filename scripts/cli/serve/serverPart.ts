import { once } from "node:events";

import { startServer } from "../../../indexer/src/server/index.ts";
import type { ParentLine } from "../../chain/child.ts";
import { openLog } from "./log.ts";
import type { ServerPartOptions, ServerPartReady } from "./options.ts";

/** Serves the index; ready once it listens. */
export async function serverPart(
  options: ServerPartOptions,
  line: ParentLine<ServerPartReady, never>,
): Promise<void> {
  const { logLevel, maxLag, ...served } = options;
  const server = await startServer({
    ...served,
    ...(maxLag !== undefined && { readiness: { maxLag } }),
    logger: openLog("graphql", logLevel),
    signal: line.signal,
  });
  line.ready({ url: server.url });
  if (!line.signal.aborted) await once(line.signal, "abort");
  await server.close();
}

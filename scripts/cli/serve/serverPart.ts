import { once } from "node:events";

import type { Together } from "../../../indexer/src/server/index.ts";
import { startServer } from "../../../indexer/src/server/index.ts";
import type { ParentLine } from "../../chain/child.ts";
import { openLog } from "./log.ts";
import type { ServerPartOptions, ServerPartReady } from "./options.ts";
import type { ReaderQuestion } from "./together.ts";

/** Serves the index; ready once it listens. */
export async function serverPart(
  options: ServerPartOptions,
  line: ParentLine<ServerPartReady, never>,
): Promise<void> {
  const { logLevel, maxLag, reader, ...served } = options;
  const server = await startServer({
    ...served,
    ...(maxLag !== undefined && { readiness: { maxLag } }),
    ...(reader !== undefined && { among: { reader, together: togetherBy(line, options) } }),
    logger: openLog("graphql", logLevel),
    signal: line.signal,
  });
  line.answer(() => server.metrics());
  line.ready({ url: server.url });
  if (!line.signal.aborted) await once(line.signal, "abort");
  await server.close();
}

/** What readers do as one, the process that started them does; once that is gone, this one is about to end. */
function togetherBy(
  line: ParentLine<ServerPartReady, never>,
  { rateLimit }: ServerPartOptions,
): Together {
  const ask = (question: ReaderQuestion) => line.ask(question);
  return {
    ...(rateLimit !== undefined && {
      take: async (address: string) => ((await ask({ type: "take", address })) as number) ?? 0,
    }),
    metrics: async () => ((await ask({ type: "metrics" })) as string) ?? "",
  };
}

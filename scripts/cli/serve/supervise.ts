import { once } from "node:events";
import path from "node:path";

import { INDEX_PROCESS } from "../../../indexer/src/heap.ts";
import type { IndexProgress } from "../../../indexer/src/index.ts";
import { startChild } from "../../chain/child.ts";
import { Failure } from "../failure.ts";
import { note } from "../output/note.ts";
import type { IndexPartOptions, ServerPartOptions } from "./options.ts";
import { Readers } from "./readers.ts";
import { IndexTelling } from "./telling.ts";

/** The index as it is when the registry can be used. */
export interface Served extends Pick<IndexProgress, "block" | "events"> {
  readonly url: string;
}

/**
 * Runs the process that indexes and those that serve until `signal` aborts; SIGHUP replaces those.
 * @param readers - how many serve
 * @param onReady - hears once the server answers and the index has caught up
 * @throws Failure if either ends by itself; the other is ended, too.
 */
export async function superviseBoth(
  index: IndexPartOptions,
  server: ServerPartOptions,
  readers: number,
  signal: AbortSignal,
  onReady: (served: Served) => void,
): Promise<void> {
  const telling = new IndexTelling();
  const children: { stop(): Promise<void> }[] = [];
  try {
    const indexing = await startChild<null, IndexProgress>(programOf("indexChild"), index, {
      ...INDEX_PROCESS,
      onProgress: (progress) => telling.hear(progress),
    });
    children.push(indexing);
    const serving = await Readers.start(server, readers);
    children.push(serving);
    const { url } = serving;
    const reload = () => void serving.reload();
    process.on("SIGHUP", reload);
    children.push({ stop: async () => void process.off("SIGHUP", reload) });
    note(`GraphQL at ${url}/graphql`);
    void telling.caughtUp.then(({ block, events }) => onReady({ url, block, events }));

    const ended = signal.aborted ? Promise.resolve() : once(signal, "abort");
    const lost = await Promise.race([ended.then(() => undefined), indexing.lost, serving.lost]);
    if (lost !== undefined) throw new Failure("PART_ENDED", lost);
  } finally {
    telling.end();
    for (const child of children.toReversed()) await child.stop();
  }
}

function programOf(name: string): string {
  return path.join(import.meta.dirname, `${name}.ts`);
}

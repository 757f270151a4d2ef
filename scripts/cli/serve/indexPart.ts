import type { IndexProgress } from "../../../indexer/src/index.ts";
import { removeStore, runIndexer } from "../../../indexer/src/index.ts";

import type { ParentLine } from "../../chain/child.ts";
import { openLog } from "./log.ts";
import type { IndexPartOptions } from "./options.ts";

/** Follows the chain and writes the index; ready once the index is open. */
export async function indexPart(
  options: IndexPartOptions,
  line: ParentLine<null, IndexProgress>,
): Promise<void> {
  const { rebuild, logLevel, ...indexed } = options;
  if (rebuild) removeStore(indexed.database);
  await runIndexer({
    ...indexed,
    follow: true,
    signal: line.signal,
    logger: openLog("index", logLevel),
    onProgress: (progress) => {
      line.ready(null);
      line.progress(progress);
    },
  });
}

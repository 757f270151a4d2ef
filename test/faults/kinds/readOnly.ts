import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";

import { indexAll } from "../../indexer/fixture/indexing.ts";
import type { Fault, Trial } from "../fixture/fault.ts";
import { describeEnd, runIndexerProcess } from "../fixture/process.ts";

/** Root is refused nothing, as long as it has its capabilities. */
const WITHOUT_PRIVILEGE =
  process.getuid?.() === 0 ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] : [];

/** The index, half made or not begun, must not be written for a while. */
export const READ_ONLY: Fault = {
  name: "read-only folder",
  times: { short: 2, full: 20 },
  async make({ ground, random, tally, times }: Trial): Promise<void> {
    const { deployment, reference, scratch } = ground;
    const rpc = ground.anvil.url;
    const head = await ground.head();
    for (let time = 1; time <= times; time++) {
      const until = time % 2 === 0 ? 0 : random.below(head);
      await tally.attempt(`read-only at block ${until}`, async (check) => {
        const folder = scratch.database();
        const database = path.join(folder, "index.sqlite");
        mkdirSync(folder);
        if (until > 0) await indexUntil(until, database);
        setWritable(folder, false);
        const options = { deployment, rpc, database, follow: false };
        const refused = await runIndexerProcess(options, WITHOUT_PRIVILEGE);
        setWritable(folder, true);
        check.that(refused.failure?.code === "STORE_DISK", describeEnd(refused));
        check.that(existsSync(database) === until > 0, "the database came or went");
        check.partial(database, reference, deployment);
        const end = await runIndexerProcess(options, WITHOUT_PRIVILEGE);
        check.that(end.code === 0, describeEnd(end));
        check.complete(database, reference, deployment);
      });
    }

    async function indexUntil(block: number, database: string): Promise<void> {
      const abort = new AbortController();
      await indexAll(rpc, deployment, database, {
        maxRange: 5,
        commitEvents: 1,
        signal: abort.signal,
        onProgress: (progress) => {
          if (progress.block >= block) abort.abort();
        },
      });
    }
  },
};

function setWritable(folder: string, writable: boolean): void {
  for (const file of readdirSync(folder)) {
    chmodSync(path.join(folder, file), writable ? 0o644 : 0o444);
  }
  chmodSync(folder, writable ? 0o755 : 0o555);
}

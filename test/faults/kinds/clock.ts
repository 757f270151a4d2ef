import path from "node:path";
import { pathToFileURL } from "node:url";

import { Proxy } from "../../indexer/fixture/proxy.ts";
import type { Fault, Trial } from "../fixture/fault.ts";
import { describeEnd, runIndexerProcess } from "../fixture/process.ts";

const JUMPING_CLOCK = pathToFileURL(path.join(import.meta.dirname, "../fixture/clock.ts")).href;
/** The node fails so often at the start that the indexer needs its patience, which no clock must use up. */
const FAILURES = 3;

/** Sets the wall clock of the indexer hours back and forth, all the time. */
export const CLOCK: Fault = {
  name: "clock jumps",
  times: { short: 2, full: 40 },
  async make({ ground, random, tally, times }: Trial): Promise<void> {
    const { deployment, reference, scratch } = ground;
    const proxy = await Proxy.before(ground.anvil.url);
    try {
      for (let time = 1; time <= times; time++) {
        await tally.attempt(`run ${time} under a clock that jumps`, async (check) => {
          let failures = 0;
          proxy.treat = async (calls, forward, response) => {
            if (failures++ >= FAILURES) return forward(calls);
            response.destroy();
            return undefined;
          };
          const database = scratch.database();
          const sizes = { maxRange: 1 + random.below(60), commitEvents: 1 + random.below(100) };
          const options = { deployment, rpc: proxy.url, database, follow: false, ...sizes };
          const end = await runIndexerProcess(options, [], [JUMPING_CLOCK]);
          check.that(end.code === 0, describeEnd(end));
          check.complete(database, reference, deployment);
        });
      }
    } finally {
      await proxy.close();
    }
  },
};

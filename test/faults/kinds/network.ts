import { indexAll } from "../../indexer/fixture/indexing.ts";
import { Proxy } from "../../indexer/fixture/proxy.ts";
import type { Fault, Trial } from "../fixture/fault.ts";
import type { Mishap } from "../fixture/network.ts";
import { MISHAPS } from "../fixture/network.ts";

/** One request in so many meets with a mishap. */
const ONE_IN = 6;

/** Puts a real HTTP server before the node, the only one there is, that does one kind of harm at random. */
export const NETWORK: readonly Fault[] = Object.entries(MISHAPS).map(([what, mishap]) => ({
  name: `a proxy that ${what}`,
  times: { short: 5, full: 60 },
  make: (trial) => makeMishaps(trial, mishap),
}));

/** Indexes the whole chain, and again, until there were as many mishaps as wanted. */
async function makeMishaps(trial: Trial, mishap: Mishap): Promise<void> {
  const { ground, random, tally, times } = trial;
  const { anvil, deployment, reference, scratch } = ground;
  const proxy = await Proxy.before(anvil.url);
  const harm = mishap(random);
  const count = { made: 0 };
  proxy.treat = (calls, forward, response) => {
    if (random.below(ONE_IN) > 0) return forward(calls);
    count.made++;
    return harm(calls, forward, response);
  };
  try {
    for (let run = 1; count.made < times; run++) {
      await tally.attempt(`run ${run}`, async (check) => {
        const before = count.made;
        const database = scratch.database();
        const verify = run % 2 === 0 ? "receipts" : "logs";
        const maxRange = 10 + random.below(100);
        await indexAll(proxy.url, deployment, database, { verify, maxRange });
        check.complete(database, reference, deployment);
        return count.made - before;
      });
    }
  } finally {
    await proxy.close();
  }
}

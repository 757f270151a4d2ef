import { Follower, indexAll } from "../../indexer/fixture/indexing.ts";
import { askingNode, Proxy } from "../../indexer/fixture/proxy.ts";
import { reorganise } from "../../indexer/fixture/reorganise.ts";
import type { Fault, Trial } from "../fixture/fault.ts";
import { Ground } from "../fixture/ground.ts";
import { answerAsAt } from "../fixture/heights.ts";
import { copyChain } from "../fixture/twin.ts";

const DEEPEST_FORK = 20;
const MOST_BEHIND = 40;
/** Requests that a node answers before the other one does. */
const STRETCH = 12;

/** Answers now as the node does, and now as one that is some blocks behind it. */
export const STALE_HEADS: Fault = {
  name: "a proxy that serves stale heads",
  times: { short: 5, full: 100 },
  async make({ ground, random, tally, times }: Trial): Promise<void> {
    const { anvil, deployment, reference, scratch } = ground;
    const head = await ground.head();
    const proxy = await Proxy.before(anvil.url);
    const count = { made: 0 };
    proxy.treat = (calls, forward) => {
      if (random.below(3) > 0) return forward(calls);
      count.made++;
      return answerAsAt(head - 1 - random.below(MOST_BEHIND), calls, forward);
    };
    try {
      for (let run = 1; count.made < times; run++) {
        await tally.attempt(`run ${run}`, async (check) => {
          const before = count.made;
          const database = scratch.database();
          const verify = run % 2 === 0 ? "receipts" : "logs";
          const maxRange = 5 + random.below(60);
          await indexAll(proxy.url, deployment, database, { verify, maxRange });
          // Where the chain is, as far as it was told: that may be too early an end, and nothing else.
          check.partial(database, reference, deployment);
          await indexAll(anvil.url, deployment, database);
          check.complete(database, reference, deployment);
          return count.made - before;
        });
      }
    } finally {
      await proxy.close();
    }
  },
};

/** Has two nodes on different branches answer by turns behind one address, under an index that follows. */
export const FORK_SWITCHES: Fault = {
  name: "a proxy that switches forks",
  times: { short: 5, full: 100 },
  async make({ random, tally, times }: Trial): Promise<void> {
    const ground = await Ground.small(random.below(2 ** 31));
    const { anvil, deployment, life, scratch } = ground;
    const twin = await copyChain(anvil, scratch.folder);
    const proxy = await Proxy.before(anvil.url);
    const askTwin = askingNode(twin.url);
    try {
      await reorganise(anvil, random, { depth: DEEPEST_FORK });
      await life.go(5);
      const count = { made: 0 };
      for (let run = 1; count.made < times; run++) {
        await tally.attempt(`run ${run}`, async (check) => {
          const before = count.made;
          const database = scratch.database();
          await twin.rpc("evm_mine");
          let [left, straying] = [0, false];
          const enough = count.made + 4 + random.below(12);
          proxy.treat = (calls, forward) => {
            if (count.made < enough && left-- <= 0) {
              straying = !straying;
              count.made++;
              left = random.below(STRETCH);
            }
            return straying && count.made < enough ? askTwin(calls) : forward(calls);
          };
          const verify = run % 2 === 0 ? "receipts" : "logs";
          const follower = new Follower(proxy.url, deployment, database, { verify, maxRange: 30 });
          await follower.until(() => count.made >= enough);
          await follower.catchUp(anvil);
          await follower.stop();
          const fresh = scratch.database();
          await indexAll(anvil.url, deployment, fresh);
          check.complete(database, fresh, deployment);
          return count.made - before;
        });
      }
    } finally {
      await proxy.close();
      await twin.stop();
      await ground.end();
    }
  },
};

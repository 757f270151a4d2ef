import { once } from "node:events";

import { Follower, indexAll } from "../../indexer/fixture/indexing.ts";
import { reorganise } from "../../indexer/fixture/reorganise.ts";
import type { Fault, Trial } from "../fixture/fault.ts";
import { Ground } from "../fixture/ground.ts";
import { describeEnd, IndexerProcess, runIndexerProcess } from "../fixture/process.ts";
import type { Check } from "../fixture/tally.ts";

/** As deep as the indexer believes in where nobody says what is final. */
const DEEPEST = 64;

/** Replaces the newest blocks of the chain while an indexer follows it. */
export const REORG: Fault = {
  name: "reorganisations, of a chain that is followed",
  times: { short: 6, full: 100 },
  async make(trial: Trial): Promise<void> {
    await withOwnChain(trial, async (ground) => {
      const { anvil, deployment, life, scratch } = ground;
      const database = scratch.database();
      const follower = new Follower(anvil.url, deployment, database);
      await attemptAll(trial, ground, async (check, depth) => {
        await follower.catchUp(anvil);
        await reorganise(anvil, trial.random, { depth });
        await life.go(trial.random.below(3));
        await follower.catchUp(anvil);
        await checkAgainstFresh(check, ground, database);
      });
      await follower.stop();
    });
  },
};

/** Replaces them while an indexer is still on its way to them, now and then under its feet. */
export const REORG_IN_BACKFILL: Fault = {
  name: "reorganisations, during backfill",
  times: { short: 4, full: 60 },
  async make(trial: Trial): Promise<void> {
    await withOwnChain(trial, (ground) => attemptAll(trial, ground, backfill));

    async function backfill(check: Check, depth: number, ground: Ground): Promise<void> {
      const { random } = trial;
      const { anvil, deployment, scratch } = ground;
      const database = scratch.database();
      const target = (await ground.head()) - random.below(2 * DEEPEST);
      const sizes = { maxRange: 1 + random.below(8), commitEvents: 1 + random.below(20) };
      let begun = false;
      let replaced = Promise.resolve();
      await indexAll(anvil.url, deployment, database, {
        ...sizes,
        verify: random.pick(["receipts", "logs"]),
        onProgress: ({ block }) => {
          if (begun || block < target) return;
          begun = true;
          replaced = reorganise(anvil, random, { depth });
          // Its failure is dealt with below.
          replaced.catch(() => {});
        },
      });
      await replaced;
      // It may have been where the chain was before that changed.
      await indexAll(anvil.url, deployment, database);
      await checkAgainstFresh(check, ground, database);
    }
  },
};

/** Replaces them after the indexer was killed or stopped, before it is started again. */
export const REORG_ACROSS_RESTART: Fault = {
  name: "reorganisations, across a restart",
  times: { short: 3, full: 60 },
  async make(trial: Trial): Promise<void> {
    await withOwnChain(trial, (ground) => {
      const database = ground.scratch.database();
      return attemptAll(trial, ground, async (check, depth) => {
        const { random } = trial;
        const { anvil, deployment, life } = ground;
        const options = { deployment, rpc: anvil.url, database, follow: true };
        const indexer = new IndexerProcess({ ...options, commitEvents: 1 + random.below(20) });
        await Promise.race([once(indexer, "progress"), indexer.ended]);
        if (random.below(2) === 0) indexer.kill();
        else indexer.stop();
        const first = await indexer.ended;
        check.that(first.code === 0 || first.signal === "SIGKILL", describeEnd(first));
        await reorganise(anvil, random, { depth });
        await life.go(random.below(5));
        const again = await runIndexerProcess({ ...options, follow: false });
        check.that(again.code === 0, describeEnd(again));
        await checkAgainstFresh(check, ground, database);
      });
    });
  },
};

async function withOwnChain(
  { random }: Trial,
  work: (ground: Ground) => Promise<void>,
): Promise<void> {
  const ground = await Ground.small(random.below(2 ** 31));
  try {
    await work(ground);
  } finally {
    await ground.end();
  }
}

async function attemptAll(
  { random, tally, times }: Trial,
  ground: Ground,
  attempt: (check: Check, depth: number, ground: Ground) => Promise<void>,
): Promise<void> {
  for (let time = 1; time <= times; time++) {
    // The deepest at once, so that the short form has it.
    const depth = time === 1 ? DEEPEST : 1 + random.below(DEEPEST);
    const what = `reorganisation ${time}, ${depth} deep`;
    await tally.attempt(what, (check) => attempt(check, depth, ground));
  }
}

/** The chain as it is now, indexed by nobody who saw what it was. */
async function checkAgainstFresh(check: Check, ground: Ground, database: string): Promise<void> {
  const { anvil, deployment, scratch } = ground;
  const fresh = scratch.database();
  await indexAll(anvil.url, deployment, fresh);
  check.complete(database, fresh, deployment);
}

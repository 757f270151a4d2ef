import { setTimeout as sleep } from "node:timers/promises";

import type { Random } from "../../indexer/fixture/random.ts";
import type { ChildOptions } from "../fixture/child.ts";
import type { Fault, Trial } from "../fixture/fault.ts";
import { describeEnd, IndexerProcess } from "../fixture/process.ts";
import type { Check } from "../fixture/tally.ts";

/**
 * Kills the indexer again and again over one index, until that is whole; then over another. Whatever it was
 * at, the index must be that of some earlier moment of an undisturbed run, and never of an earlier one
 * than before.
 */
export const KILL: Fault = {
  name: "kill -9",
  times: { short: 15, full: 200 },
  async make({ ground, random, tally, times }: Trial): Promise<void> {
    const { deployment, reference, scratch } = ground;
    const head = await ground.head();
    let database = scratch.database();
    let reached = 0;
    for (let kill = 1; kill <= times; kill++) {
      const options = {
        deployment,
        rpc: ground.anvil.url,
        database,
        follow: false,
        maxRange: 1 + random.below(40),
        commitEvents: 1 + random.below(200),
      };
      await tally.attempt(`kill ${kill}`, async (check) => {
        const whole = await runAndKill(options, { from: reached, head, random, check });
        const block = check.partial(database, reference, deployment);
        check.that(block >= reached, `went back from block ${reached} to ${block}`);
        reached = block;
        if (whole) check.complete(database, reference, deployment);
        if (block < head || random.below(2) === 0) return;
        database = scratch.database();
        reached = 0;
      });
    }
    await tally.attempt("the run after the last kill", async (check) => {
      const options = { deployment, rpc: ground.anvil.url, database, follow: false };
      const end = await new IndexerProcess(options).ended;
      check.that(end.code === 0, describeEnd(end));
      check.complete(database, reference, deployment);
      return 0;
    });
  },
};

interface Aim {
  readonly from: number;
  readonly head: number;
  readonly random: Random;
  readonly check: Check;
}

/**
 * Kills an indexer at a moment of chance: as it opens its index, after any block, or as it makes the list
 * indexes and closes.
 * @returns Whether it was quicker.
 */
async function runAndKill(options: ChildOptions, aim: Aim): Promise<boolean> {
  const { from, head, random, check } = aim;
  const indexer = new IndexerProcess(options);
  const delay = random.below(random.below(3) === 0 ? 40 : 4);
  const killSoon = () => void sleep(delay).then(() => indexer.kill());
  const share = Math.ceil((head - from) / 3);
  const target = random.below(10) === 0 ? head : from + random.below(share + 1);
  if (random.below(8) === 0) indexer.once("starting", killSoon);
  indexer.on("progress", ({ block }) => {
    if (block < target) return;
    indexer.removeAllListeners("progress");
    killSoon();
  });
  const end = await indexer.ended;
  const killed = end.signal === "SIGKILL";
  check.that(killed || end.code === 0, describeEnd(end));
  return !killed && end.code === 0;
}

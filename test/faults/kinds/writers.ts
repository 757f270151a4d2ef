import { once } from "node:events";

import type { Fault, Trial } from "../fixture/fault.ts";
import { describeEnd, IndexerProcess } from "../fixture/process.ts";

/** Starts two indexers over one database: the second while the first is at work, or both at once. */
export const WRITERS: Fault = {
  name: "two writers",
  times: { short: 2, full: 20 },
  async make({ ground, random, tally, times }: Trial): Promise<void> {
    const { deployment, reference, scratch } = ground;
    for (let time = 1; time <= times; time++) {
      const atOnce = time % 2 === 0;
      await tally.attempt(`writers ${time}, ${atOnce ? "at once" : "in turn"}`, async (check) => {
        const database = scratch.database();
        const sizes = { maxRange: 1 + random.below(20), commitEvents: 1 + random.below(50) };
        const options = { deployment, rpc: ground.anvil.url, database, follow: true, ...sizes };
        const first = new IndexerProcess(options);
        const arrived = whenFollowing(first);
        if (!atOnce) await once(first, "progress");
        const second = new IndexerProcess(options);
        const arrivals = Promise.race([arrived, whenFollowing(second)]);
        // They follow the chain until they are stopped: it is the refused one that ends.
        const refused = await Promise.race([first.ended, second.ended]);
        check.that(refused.failure?.code === "STORE_LOCKED", describeEnd(refused));
        await arrivals;
        for (const writer of [first, second]) writer.stop();
        const ends = await Promise.all([first.ended, second.ended]);
        const well = ends.filter(({ code }) => code === 0);
        check.that(well.length === 1, `ended: ${ends.map(describeEnd).join(", ")}`);
        check.that(atOnce || ends[0]?.code === 0, "the first was refused");
        check.complete(database, reference, deployment);
      });
    }
  },
};

function whenFollowing(indexer: IndexerProcess): Promise<void> {
  return new Promise((resolve) => {
    indexer.on("progress", ({ phase }) => {
      if (phase === "follow") resolve();
    });
  });
}

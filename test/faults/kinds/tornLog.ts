import { closeSync, openSync, statSync, truncateSync, writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import type { Random } from "../../indexer/fixture/random.ts";
import type { Fault, Trial } from "../fixture/fault.ts";
import { describeEnd, IndexerProcess, runIndexerProcess } from "../fixture/process.ts";

/** Pages after which SQLite takes the write-ahead log into the database; see the store. */
const CHECKPOINT_PAGES = 4000;
const FRAME_BYTES = 4096 + 24;

/**
 * After a kill, as after a loss of power, the newest part of the write-ahead log was not all written: its end
 * is missing, or is something else.
 */
export const TORN_LOG: Fault = {
  name: "torn write-ahead log",
  times: { short: 3, full: 60 },
  async make({ ground, random, tally, times }: Trial): Promise<void> {
    const { deployment, reference, scratch } = ground;
    const head = await ground.head();
    const rpc = ground.anvil.url;
    for (let time = 1; time <= times; time++) {
      await tally.attempt(`tear ${time}`, async (check) => {
        const database = scratch.database();
        const options = {
          deployment,
          rpc,
          database,
          follow: false,
          maxRange: 10,
          commitEvents: 20,
        };
        const target = Math.floor(head / 10) + random.below(Math.floor(head / 2));
        const indexer = new IndexerProcess(options);
        indexer.on("progress", ({ block }) => {
          if (block < target) return;
          indexer.removeAllListeners("progress");
          void sleep(random.below(4)).then(() => indexer.kill());
        });
        const killed = await indexer.ended;
        check.that(killed.signal === "SIGKILL", describeEnd(killed));
        const log = `${database}-wal`;
        // What was taken into the database was on the disk before: power that fails does not tear it.
        check.that(statSync(log).size < CHECKPOINT_PAGES * FRAME_BYTES, "the log was taken in");
        const before = check.partial(database, reference, deployment);
        const torn = tear(log, random);
        const after = check.partial(database, reference, deployment);
        check.that(after <= before, `${torn} took block ${before} to ${after}`);
        const end = await runIndexerProcess(options);
        check.that(end.code === 0, `${torn}: ${describeEnd(end)}`);
        check.complete(database, reference, deployment);
      });
    }
  },
};

/** @returns What was done. */
function tear(log: string, random: Random): string {
  const { size } = statSync(log);
  // The tables are in the first half.
  const from = Math.floor(size / 2) + random.below(Math.floor(size / 2));
  if (random.below(2) === 0) {
    truncateSync(log, from);
    return `cut off at ${from} of ${size} bytes`;
  }
  const bytes = Buffer.from(
    Array.from({ length: 1 + random.below(9000) }, () => random.below(256)),
  );
  const part = bytes.subarray(0, size - from);
  const file = openSync(log, "r+");
  writeSync(file, part, 0, part.length, from);
  closeSync(file);
  return `${part.length} other bytes at ${from} of ${size}`;
}

import { mkdirSync, statSync } from "node:fs";
import path from "node:path";

import type { Fault, Trial } from "../fixture/fault.ts";
import type { End } from "../fixture/process.ts";
import { describeEnd, runIndexerProcess } from "../fixture/process.ts";
import { canMount, onSmallDisk } from "../fixture/smallDisk.ts";
import type { Check } from "../fixture/tally.ts";

/** Files may grow no further, at any moment; then they may again. */
export const FULL_FILE: Fault = {
  name: "disk full (limit of file size)",
  times: { short: 2, full: 40 },
  async make({ ground, random, tally, times }: Trial): Promise<void> {
    const { deployment, reference, scratch } = ground;
    const whole = statSync(reference).size;
    for (let time = 1; time <= times; time++) {
      const bytes = 8192 + random.below(whole);
      await tally.attempt(`files of at most ${bytes} bytes`, async (check) => {
        const database = scratch.database();
        const sizes = { maxRange: 1 + random.below(60), commitEvents: 1 + random.below(300) };
        const options = { deployment, rpc: ground.anvil.url, database, follow: false, ...sizes };
        expectDiskError(check, await runIndexerProcess(options, ["prlimit", `--fsize=${bytes}`]));
        check.partial(database, reference, deployment);
        const end = await runIndexerProcess(options);
        check.that(end.code === 0, describeEnd(end));
        check.complete(database, reference, deployment);
      });
    }
  },
};

/** A small disk is full at any moment; then there is room. */
export const FULL_DISK: Fault = {
  name: "disk full (small disk)",
  times: { short: 2, full: 40 },
  async make({ ground, random, tally, times }: Trial): Promise<void> {
    if (!canMount()) return;
    const { deployment, reference, scratch } = ground;
    const whole = statSync(reference).size;
    for (let time = 1; time <= times; time++) {
      const bytes = 65_536 + random.below(whole);
      await tally.attempt(`a disk of ${bytes} bytes`, async (check) => {
        const kept = scratch.database();
        const disk = `${kept}.disk`;
        for (const folder of [disk, kept]) mkdirSync(folder);
        const database = path.join(disk, "index.sqlite");
        const sizes = { maxRange: 1 + random.below(60), commitEvents: 1 + random.below(300) };
        const options = { deployment, rpc: ground.anvil.url, database, follow: false, ...sizes };
        const end = await runIndexerProcess(options, onSmallDisk(bytes, disk, kept));
        expectDiskError(check, end);
        check.complete(path.join(kept, "index.sqlite"), reference, deployment);
      });
    }
  },
};

function expectDiskError(check: Check, end: End): void {
  check.that(end.failure?.code === "STORE_DISK", describeEnd(end));
}

import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";

import { FAULTS } from "./all.ts";
import { Ground } from "./fixture/ground.ts";
import { passed, tryFault } from "./fixture/suite.ts";
import type { Figures } from "./fixture/tally.ts";

import { readOptions } from "../../scripts/programOptions.ts";

const HELP = `
Usage: npm run test:faults [-- OPTIONS]

Makes every kind of fault many times, and compares each index that comes of it with that of an undisturbed run.

  --only WORDS  kinds whose names hold these words; may be repeated ("kill -9", "disk", "reorg", "proxy")
  --share N     of the full number of faults (default 1)
  --seed N      of a run that is to be repeated
  --json FILE   writes the figures there, too
`;

const values = readOptions(HELP, {
  /** Kinds whose names hold these words. */
  only: { type: "string", multiple: true, default: [""] },
  /** Of the full number of faults. */
  share: { type: "string", default: "1" },
  seed: { type: "string", default: String(randomInt(2 ** 31)) },
  json: { type: "string" },
});
const seed = Number(values.seed);
const kinds = FAULTS.filter(({ name }) => values.only.some((words) => name.includes(words)));
console.log(`${kinds.length} kinds of faults, seed ${seed}`);
const report: Record<string, Figures> = {};
const ground = await Ground.large(seed);
try {
  for (const fault of kinds) {
    const times = Math.max(1, Math.round(fault.times.full * Number(values.share)));
    const figures = await tryFault(fault, { ground, seed, times });
    report[fault.name] = figures;
    const { tried, survived, lost, doubled, failures } = figures;
    console.log(`${fault.name}: ${survived} of ${tried} survived`);
    if (lost + doubled > 0) console.log(`  ${lost} events lost, ${doubled} doubled`);
    for (const failure of failures) console.log(`  ${failure}`);
  }
} finally {
  await ground.end();
}
const total = (of: "tried" | "survived" | "lost" | "doubled") =>
  Object.values(report).reduce((sum, figures) => sum + figures[of], 0);
const totals = {
  tried: total("tried"),
  survived: total("survived"),
  lost: total("lost"),
  doubled: total("doubled"),
};
console.table({ ...report, all: totals }, ["tried", "survived", "lost", "doubled"]);
if (values.json !== undefined) {
  const { length: kindCount } = kinds;
  const all = { seed, kinds: kindCount, totals, faults: report };
  writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
}
const well = kinds.length > 0 && Object.values(report).every(passed);
if (!well) console.log(`Not survived: again with --seed ${seed}`);
process.exitCode = well ? 0 : 1;

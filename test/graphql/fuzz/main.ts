import { parseArgs } from "node:util";

import { seeded, writeHistory } from "../fixture/history.ts";
import { Served } from "../fixture/serve.ts";
import { fuzz } from "./fuzz.ts";

/*
 * Asks a real server at random: npm run test:fuzz -- [--queries N] [--seed N]
 */

const { values } = parseArgs({
  options: {
    queries: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const seed = Number(values.seed);
console.log(`${values.queries} requests, seed ${seed}`);
const served = await Served.start((book) => writeHistory(book, 200, seeded(seed)));
try {
  const { outcomes, faults, slowestMs } = await fuzz(
    `${served.url}/graphql`,
    Number(values.queries),
    seed,
  );
  console.table(outcomes);
  console.log(`Slowest answer: ${slowestMs.toFixed(0)} ms`);
  for (const fault of faults.slice(0, 20)) console.log(fault);
  console.log(`${faults.length} faults (again with --seed ${seed})`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await served.close();
}

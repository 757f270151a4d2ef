import { seeded, writeHistory } from "../fixture/history.ts";
import { Served } from "../fixture/serve.ts";
import { fuzz } from "./fuzz.ts";

import { readOptions } from "../../../scripts/programOptions.ts";

const HELP = `
Usage: npm run test:fuzz [-- OPTIONS]

Asks a real server at random, from its own schema.

  --queries N  how many requests (default 10000)
  --seed N     of a run that is to be repeated
`;

const values = readOptions(HELP, {
  queries: { type: "string", default: "10000" },
  seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
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

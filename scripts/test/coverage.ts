/*
 * Measures which lines of the contracts their tests reach, and fails where a line of the core registries is not:
 * npm run test:coverage
 */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { ROOT } from "../bootstrap/paths.mjs";
import { findGroups } from "./groups.ts";
import { linesReached } from "./lcov.ts";
import { run } from "./run.ts";

const CORE = ["contracts/rights/", "contracts/licenses/", "contracts/participants/"];
const REPORT = path.join(ROOT, "coverage/lcov.info");

rmSync(REPORT, { force: true });
const files = findGroups().find(({ name }) => name === "contracts")?.files ?? [];
// Gas is not what it is outside a measurement: instrumented code costs more.
const measured = files.filter((file) => path.basename(file) !== "gas.test.ts");
const code = await run(process.execPath, [
  "node_modules/hardhat/dist/src/cli.js",
  "test",
  "mocha",
  "--coverage",
  ...measured,
]);

const core = linesReached(readFileSync(REPORT, "utf8")).filter(({ file }) =>
  CORE.some((folder) => file.startsWith(folder)),
);
const total = core.reduce((sum, { lines }) => sum + lines, 0);
const missed = core.reduce((sum, { unreached }) => sum + unreached.length, 0);
for (const { file, unreached } of core) {
  if (unreached.length > 0) console.log(`${file}: lines ${unreached.join(", ")} are not reached`);
}
console.log(`Core registries: ${total - missed} of ${total} lines reached`);
process.exitCode = code === 0 && total > 0 && missed === 0 ? 0 : 1;

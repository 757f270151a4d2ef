/*
 * Measures which lines and statements of the contracts their tests reach, and fails where one is not:
 * npm run test:coverage
 */
import { globSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { ROOT } from "../bootstrap/paths.mjs";
import { findGroups } from "./groups.ts";
import { linesReached } from "./lcov.ts";
import { run } from "./run.ts";
import { readTags, statementsReached } from "./statements.ts";

const FOLDER = path.join(ROOT, "coverage");

rmSync(FOLDER, { recursive: true, force: true });
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

const allReached = [reportLines(), reportStatements()].every((reached) => reached);
process.exitCode = code === 0 && allReached ? 0 : 1;

function reportLines(): boolean {
  const report = readFileSync(path.join(FOLDER, "lcov.info"), "utf8");
  const reached = linesReached(report);
  for (const { file, unreached } of reached) {
    if (unreached.length > 0) console.log(`${file}: lines ${unreached.join(", ")} are not reached`);
  }
  return sumUp(
    "lines",
    reached.map(({ lines, unreached }) => ({ all: lines, missed: unreached.length })),
  );
}

function reportStatements(): boolean {
  const tags = readTags(path.join(FOLDER, "data/mocha"));
  const reached = globSync("contracts/**/*.sol", { cwd: ROOT })
    .toSorted()
    .map((file) => statementsReached(file, readFileSync(path.join(ROOT, file), "utf8"), tags));
  for (const { file, unreached } of reached) {
    for (const place of unreached) console.log(`${file}:${place}: this statement is not reached`);
  }
  return sumUp(
    "statements",
    reached.map(({ statements, unreached }) => ({ all: statements, missed: unreached.length })),
  );
}

/** Tells how many were reached, and whether all were (of some at all). */
function sumUp(what: string, counts: readonly { all: number; missed: number }[]): boolean {
  const sum = (of: "all" | "missed") => counts.reduce((total, count) => total + count[of], 0);
  console.log(`Contracts: ${sum("all") - sum("missed")} of ${sum("all")} ${what} reached`);
  return sum("all") > 0 && sum("missed") === 0;
}

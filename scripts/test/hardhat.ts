/**
 * Runs tests with one of Hardhat's own runners and writes their counts:
 *
 *     node scripts/test/hardhat.ts [--grep PATTERN] [--bail] solidity|hardhat RESULT_FILE FILE...
 */
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { config, tasks } from "hardhat";

import type { Outcome } from "./outcome.ts";

/** What Hardhat's Solidity runner returns, as far as it is read here. */
interface SolidityRun {
  suiteResults: {
    id: { name: string };
    testResults: { name: string; status: "Success" | "Failure" | "Skipped"; reason?: string }[];
  }[];
}

type Result<T> = { success: true; value: T } | { success: false; error: T };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: "string" }, bail: { type: "boolean", default: false } },
});
const [runner, resultFile = "", ...testFiles] = positionals;

const success = runner === "solidity" ? await runSolidity() : await runMocha();
process.exitCode = success ? 0 : 1;

async function runSolidity(): Promise<boolean> {
  const task = tasks.getTask(["test", "solidity"]);
  const result: Result<SolidityRun> = await task.run({
    testFiles: [...testFiles, ...supportFiles()],
    grep: values.grep,
  });
  const { suiteResults } = result.success ? result.value : result.error;
  const tests = suiteResults.flatMap(({ id, testResults }) =>
    testResults.map(({ name, status, reason }) => ({
      title: `${id.name} ${name}`,
      status,
      reason,
    })),
  );
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  const outcome: Outcome = {
    passed: count("Success"),
    failed: count("Failure"),
    skipped: count("Skipped"),
    failures: tests
      .filter((test) => test.status === "Failure")
      .map(({ title, reason }) => ({ title, message: reason ?? "failed without a reason" })),
  };
  writeFileSync(resultFile, JSON.stringify(outcome));
  return result.success;
}

/** What the tests are built on: an invariant's targets must be among the files that Hardhat is given. */
function supportFiles(): string[] {
  return readdirSync(config.paths.tests.solidity)
    .filter((file) => file.endsWith(".sol") && !file.endsWith(".t.sol"))
    .map((file) => path.join(config.paths.tests.solidity, file));
}

/** The reporter writes the counts. */
async function runMocha(): Promise<boolean> {
  Object.assign(config.test.mocha, {
    forbidOnly: true,
    bail: values.bail,
    reporter: path.join(import.meta.dirname, "reporter.cjs"),
    reporterOptions: { result: resultFile },
  });
  const task = tasks.getTask(["test", "mocha"]);
  const result: Result<unknown> = await task.run({
    testFiles,
    grep: values.grep,
    noCompile: true,
  });
  return result.success;
}

/**
 * Runs tests with one of Hardhat's own runners and writes their counts:
 *
 *     node scripts/test/hardhat.ts [--grep PATTERN] solidity|hardhat RESULT_FILE FILE...
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { config, tasks } from "hardhat";

import type { Outcome } from "./outcome.ts";

/** What Hardhat's Solidity runner returns, as far as it is read here. */
interface SolidityRun {
  summary: { passed: number; failed: number; skipped: number };
  suiteResults: {
    id: { name: string };
    testResults: { name: string; status: "Success" | "Failure" | "Skipped"; reason?: string }[];
  }[];
}

type Result<T> = { success: true; value: T } | { success: false; error: T };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: "string" } },
});
const [runner, resultFile = "", ...testFiles] = positionals;

const success = runner === "solidity" ? await runSolidity() : await runMocha();
process.exitCode = success ? 0 : 1;

async function runSolidity(): Promise<boolean> {
  const task = tasks.getTask(["test", "solidity"]);
  const result: Result<SolidityRun> = await task.run({ testFiles, grep: values.grep });
  const { summary, suiteResults } = result.success ? result.value : result.error;
  const failures = suiteResults.flatMap((suite) =>
    suite.testResults
      .filter((test) => test.status === "Failure")
      .map((test) => ({ title: `${suite.id.name} ${test.name}`, message: test.reason ?? "" })),
  );
  const { passed, failed, skipped } = summary;
  const outcome: Outcome = { passed, failed, skipped, failures };
  writeFileSync(resultFile, JSON.stringify(outcome));
  return result.success;
}

/** The reporter writes the counts. */
async function runMocha(): Promise<boolean> {
  Object.assign(config.test.mocha, {
    forbidOnly: true,
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

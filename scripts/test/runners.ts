import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { ROOT } from "../bootstrap/paths.mjs";
import type { Group } from "./groups.ts";
import { addOutcomes, failedOnce, type Outcome } from "./outcome.ts";
import { run } from "./run.ts";

const HARDHAT = path.join(import.meta.dirname, "hardhat.ts");
const MOCHA = path.join(ROOT, "node_modules/mocha/bin/mocha.js");
const REPORTER = path.join(import.meta.dirname, "reporter.cjs");

/** Runs the tests of a group with its runner, and counts them. */
export async function runGroup(group: Group, grep: string | undefined): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), "data-rights-test-"));
  try {
    const result = path.join(folder, "result.json");
    const code = await run(process.execPath, commandFor(group, grep, result));
    return judge(group, grep, code, readResult(result));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commandFor({ runner, files }: Group, grep: string | undefined, result: string): string[] {
  const filter = grep === undefined ? [] : ["--grep", grep];
  if (runner === "mocha") {
    const reporter = ["--reporter", REPORTER, "--reporter-option", `result=${result}`];
    return [MOCHA, ...reporter, ...filter, ...files];
  }
  return [HARDHAT, ...filter, runner, result, ...files];
}

function readResult(file: string): Outcome | undefined {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, "utf8")) as Outcome;
}

/** A runner that ends badly, or runs nothing, has failed whatever its tests say. */
function judge(
  group: Group,
  grep: string | undefined,
  code: number,
  result: Outcome | undefined,
): Outcome {
  const rerun = `npm test -- --only ${group.name}`;
  if (!result) return failedOnce(group.name, `ended with ${code} before its tests did: ${rerun}`);
  if (code !== 0 && result.failed === 0) {
    const ended = failedOnce(group.name, `all tests passed, but the runner ended with ${code}`);
    return addOutcomes([result, ended]);
  }
  const empty = result.passed + result.failed === 0;
  if (empty && grep === undefined) {
    return addOutcomes([result, failedOnce(group.name, "no test was executed")]);
  }
  return result;
}

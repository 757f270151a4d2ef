import { type Check, CHECKS, runCheck } from "./checks.ts";
import { ensureChromium } from "./chromium.ts";
import { findGroups, type Group, pickFiles } from "./groups.ts";
import type { Options } from "./options.ts";
import { failedOnce, type Outcome } from "./outcome.ts";
import { runGroup } from "./runners.ts";

export interface Step {
  name: string;
  title: string;
  run(): Promise<Outcome>;
}

/**
 * The steps that the options ask for, in order.
 *
 * @throws {RangeError} for a path without tests, or a name of no step
 */
export function planSteps({ paths, grep, only }: Options): Step[] {
  const groups = paths.length > 0 ? pickFiles(findGroups(), paths) : findGroups();
  const picksTests = paths.length > 0 || grep !== undefined;
  const checks = picksTests ? [] : CHECKS;
  const steps = [...checks.map(stepOfCheck), ...groups.map((group) => stepOfGroup(group, grep))];
  const names = steps.map((step) => step.name);
  for (const name of only) {
    if (!names.includes(name)) {
      throw new RangeError(`Nothing to run is called "${name}", only: ${names.join(", ")}`);
    }
  }
  return only.length > 0 ? steps.filter((step) => only.includes(step.name)) : steps;
}

function stepOfCheck(check: Check): Step {
  return { name: check.name, title: check.title, run: () => runCheck(check) };
}

function stepOfGroup(group: Group, grep: string | undefined): Step {
  const { name, files } = group;
  const title = `Tests: ${name} (${files.length} ${files.length === 1 ? "file" : "files"})`;
  const run = name === "browser" ? runInBrowser : runGroup;
  return { name, title, run: () => run(group, grep) };
}

/** Where no browser can be had, a person goes on without; a CI run must not pass in silence. */
async function runInBrowser(group: Group, grep: string | undefined): Promise<Outcome> {
  const missing = ensureChromium();
  if (missing === undefined) return runGroup(group, grep);
  if (process.env.CI === "true") return failedOnce(group.name, missing);
  console.log(`Skipped: ${missing}`);
  return { passed: 0, failed: 0, skipped: 1, failures: [] };
}

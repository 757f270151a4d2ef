import { styleText } from "node:util";

import { HELP, type Options, parseOptions } from "./options.ts";
import { addOutcomes, failedOnce, formatCounts, type Outcome } from "./outcome.ts";
import { planSteps, type Step } from "./plan.ts";

process.exitCode = await main(process.argv.slice(2));

/** @returns the exit code */
async function main(args: string[]): Promise<number> {
  let options: Options;
  let steps: Step[];
  try {
    options = parseOptions(args);
    steps = planSteps(options);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nSee npm test -- --help`);
    return 1;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await runStep(step));
  const total = addOutcomes(outcomes);
  if (options.grep !== undefined && total.passed + total.failed === 0) {
    outcomes.push(failedOnce("--grep", `no test has a title that matches ${options.grep}`));
  }
  const partial = args.length > 0;
  const next = partial ? "npm test runs everything" : "npm start shows the registry at work";
  return conclude(addOutcomes(outcomes), next);
}

async function runStep(step: Step): Promise<Outcome> {
  console.log(`\n${styleText("bold", `── ${step.title}`)}`);
  const start = Date.now();
  const outcome = await step.run();
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const line = `${step.name}: ${formatCounts(outcome)} (${seconds} s)`;
  console.log(outcome.failed > 0 ? styleText("red", `✗ ${line}`) : styleText("green", `✓ ${line}`));
  return outcome;
}

function conclude(total: Outcome, next: string): number {
  if (total.failed > 0) {
    console.log(`\n${styleText("bold", "── Failures")}`);
    for (const [i, { title, message }] of total.failures.entries()) {
      const indented = message.trim().replaceAll("\n", "\n     ");
      console.log(`${String(i + 1).padStart(3)}) ${title}\n     ${indented}`);
    }
  } else {
    console.log(`\nNext: ${next}`);
  }
  console.log(`\n${formatCounts(total)}`);
  return total.failed > 0 ? 1 : 0;
}

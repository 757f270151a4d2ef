import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { ROOT } from "../../bootstrap/paths.mjs";
import { endBy } from "../../bootstrap/process.mjs";
import { type Candidate, findCandidates, MACHINES } from "./machines.ts";
import { applyMutant, fileOf } from "./mutants.ts";
import { sample } from "./sample.ts";
import { Trials, type Verdict } from "./trial.ts";

const HELP = `Usage: npm run test:mutation [-- OPTIONS]

Changes one operator, guard or status of a contract at a time, in a copy, and runs the contract's tests, then, if
these stay green, the Solidity tests that reach it: a mutant that turns either red is killed, one that leaves all
green survives and shows what no test notices.

  --mutants N      how many to try (60)
  --seed N         which ones (1)
  --contract NAME  a folder of contracts/ (${MACHINES.join(", ")})
                   or a source in one of them (Deals); may be repeated
  --json FILE      writes the score and every verdict
  --list           shows the sample, tries nothing
  --help           this text
`;

const { values } = parseArgs({
  options: {
    mutants: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    contract: { type: "string", multiple: true, default: [] },
    json: { type: "string" },
    list: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const count = wholeNumber("mutants", values.mutants);
  const seed = wholeNumber("seed", values.seed);
  const all = findCandidates(ROOT).filter(isWanted);
  if (all.length === 0) throw new RangeError(`No mutants in ${values.contract.join(", ")}`);
  const picked = sample(all, count, seed);
  console.log(`${picked.length} of ${all.length} mutants, seed ${seed}`);
  if (values.list) for (const candidate of picked) console.log(describe(candidate));
  else await tryAll(picked, seed);
}

async function tryAll(picked: Candidate[], seed: number): Promise<void> {
  const trials = new Trials(ROOT, seed);
  // An interrupted run leaves no copies behind.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      trials.remove();
      endBy(signal);
    });
  }
  const verdicts: { mutant: string; verdict: Verdict }[] = [];
  try {
    const machines = new Set(picked.map(({ machine }) => machine));
    if (!(await trials.passUnchanged(machines))) {
      throw new Error(
        `Tests fail without any change, mend them first: ${[...machines].join(", ")}`,
      );
    }
    for (const [index, candidate] of picked.entries()) {
      const changed = applyMutant(candidate.content, candidate.mutant);
      const verdict = await trials.try(candidate, changed);
      const mutant = describe(candidate);
      verdicts.push({ mutant, verdict });
      console.log(`${index + 1}/${picked.length} ${verdict.padEnd(18)} ${mutant}`);
    }
  } finally {
    trials.remove();
  }
  report(verdicts, seed);
}

function report(verdicts: { mutant: string; verdict: Verdict }[], seed: number): void {
  const of = (wanted: Verdict) => verdicts.filter(({ verdict }) => verdict === wanted);
  const survivors = of("survived").map(({ mutant }) => mutant);
  const [byMocha, bySolidity] = [of("killed by mocha").length, of("killed by solidity").length];
  const killed = byMocha + bySolidity;
  const tried = killed + survivors.length;
  const percent = tried === 0 ? 0 : (100 * killed) / tried;
  for (const survivor of survivors) console.log(`survived: ${survivor}`);
  console.log(
    `Mutation score ${percent.toFixed(1)} %: ${killed} of ${tried} killed (${byMocha} by mocha, ${bySolidity} by solidity), ${of("discarded").length} discarded (seed ${seed})`,
  );
  if (values.json !== undefined) {
    const figures = { seed, killed, byMocha, bySolidity, tried, verdicts };
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  }
}

function isWanted({ machine, mutant }: Candidate): boolean {
  const { contract } = values;
  return (
    contract.length === 0 ||
    contract.some((name) => name === machine || mutant.source.endsWith(`/${name}.sol`))
  );
}

function describe({ mutant }: Candidate): string {
  const { line, before, after } = mutant;
  return `${fileOf(mutant)}:${line} ${before.replaceAll(/\s+/g, " ")} -> ${after || "(removed)"}`;
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new RangeError(`--${option} takes a whole number, not ${text}`);
  return Number(text);
}

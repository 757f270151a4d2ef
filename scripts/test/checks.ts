import { failedOnce, type Outcome, PASSED_ONCE } from "./outcome.ts";
import { run } from "./run.ts";

/** A check of the sources: counts as one test. */
export interface Check {
  name: string;
  title: string;
  /** Node programs with their arguments; the check passes if all of them do. */
  commands: string[][];
  /** What to do about a failure. */
  remedy: string;
}

const SOLHINT_OPTIONS = ["--disc", "--noPoster", "--max-warnings=0"];

export const CHECKS: Check[] = [
  {
    name: "format",
    title: "Formatting",
    commands: [
      ["node_modules/prettier/bin/prettier.cjs", "--check", "--cache", "--log-level=warn", "."],
    ],
    remedy: "npm run format",
  },
  {
    name: "lint",
    title: "Linting",
    commands: [
      ["node_modules/oxlint/bin/oxlint", "."],
      [
        "node_modules/solhint/solhint.js",
        ...SOLHINT_OPTIONS,
        "contracts/**/*.sol",
        "test/**/*.sol",
      ],
    ],
    remedy: "npm run lint shows them again",
  },
  {
    name: "typecheck",
    title: "Types",
    commands: [["node_modules/typescript/bin/tsc", "--build"]],
    remedy: "npm run typecheck shows them again",
  },
];

export async function runCheck(check: Check): Promise<Outcome> {
  let failed = false;
  for (const command of check.commands) {
    if ((await run(process.execPath, command)) !== 0) failed = true;
  }
  return failed ? failedOnce(check.title, check.remedy) : PASSED_ONCE;
}

import { CommanderError } from "commander";

import { tellFailure } from "./output/tellFailure.ts";
import { createProgram } from "./program.ts";

/** Carries out a command line; the exit code is left in `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  const telling = { json: args.includes("--json"), debug: args.includes("--debug") };
  try {
    await createProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    if (isHelp(error)) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else process.exitCode = tellFailure(error, telling);
  }
}

/** Commander throws after it has shown help, too. */
function isHelp(error: unknown): error is CommanderError {
  return error instanceof CommanderError && error.code.startsWith("commander.help");
}

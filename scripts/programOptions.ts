import { parseArgs } from "node:util";
import type { ParseArgsOptionsConfig } from "node:util";

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>["values"];

/**
 * Options of a benchmark or of another program that is run by hand: `--help` prints `help` and ends the
 * process with 0; what is no option, or is not what the option takes, ends it with a line and 2.
 */
export function readOptions<const Options extends ParseArgsOptionsConfig>(
  help: string,
  options: Options,
): Values<Options> {
  if (process.argv.slice(2).some((argument) => argument === "--help" || argument === "-h")) {
    console.log(help.trim());
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values as Values<Options>;
  } catch (error) {
    refuse((error as Error).message);
  }
}

/** A whole number of at least 1, as an option gives it; anything else ends the process with a line and 2. */
export function readWhole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  refuse(`--${name} takes a whole number of at least 1, not ${JSON.stringify(text)}`);
}

function refuse(why: string): never {
  console.error(`${why} (--help shows what there is)`);
  process.exit(2);
}

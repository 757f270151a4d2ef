import type { Command } from "commander";

import type { Algorithm, Right } from "../../../sdk/src/index.ts";
import { ALGORITHMS, RIGHTS } from "../../../sdk/src/index.ts";
import { parseTime } from "../input/time.ts";
import { wordOf } from "../input/words.ts";

/** How many files are filed at once: all in one way. */
export interface FilingOptions {
  readonly algorithm: Algorithm;
  readonly right: Right;
  readonly termEnd?: Date;
}

/** By the bytes of a file; the root over its records is given with `apply --commitment`. */
const OF_FILES = ALGORITHMS.filter((algorithm) => algorithm !== "RECORD_SET_MERKLE");

/** Adds the options of filing many files. */
export function withFiling(verb: Command): Command {
  return verb
    .option("--algorithm <name>", "sha256 or chunk-merkle", wordOf(OF_FILES), "SHA256")
    .option("--right <right>", "hold, process or operate", wordOf(RIGHTS), "HOLD")
    .option("--term-end <date>", "when the source agreement ends", parseTime);
}

import type { Command } from "commander";

import type { Provenance, Verdict } from "../../../sdk/src/index.ts";
import { connectToRead } from "../connection/connect.ts";
import type { PlaceOptions } from "../connection/options.ts";
import { EXIT } from "../failure.ts";
import { commitmentIn } from "../input/ids.ts";
import { givenPath } from "../input/path.ts";
import type { AsOf } from "../input/time.ts";
import { parseAsOf } from "../input/time.ts";
import { showProgress } from "../output/hashing.ts";
import { Progress } from "../output/progress.ts";
import { provenanceText } from "../output/provenance.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, locating } from "../verb.ts";

interface VerifyOptions extends PlaceOptions {
  readonly asOf?: AsOf;
  /** commander: `--no-chain` makes it false. */
  readonly chain: boolean;
}

const EXIT_CODES: Readonly<Record<Verdict, number>> = {
  IN_FORCE: 0,
  NOT_IN_FORCE: EXIT.notInForce,
  UNKNOWN: EXIT.unknown,
};

export function addVerify(program: Command): void {
  const verb = addVerb(program, "verify", "tell whose data a file is: rights, holders, title", {
    notes: () => [
      "Exit codes: 0 a right over it is in force; 3 it is known, and none is in force; 4 it is unknown;",
      "1 could not be told; 2 the command line is wrong. With --as-of they are about that moment.",
      "The file is hashed here and never leaves the machine. The index is asked, and its answer is checked",
      "with the chain's node; if the two disagree, that is an error.",
    ],
    examples: [
      ["verify README.md", "a file"],
      [`verify 0x${"5f".repeat(32)}`, "a content commitment"],
      ["verify README.md --as-of 2026-12-01", "as the book stood at the beginning of a day"],
      ["verify README.md --as-of block:20 --json", "after a block, for a program"],
    ],
    json: `{ "verdict": "IN_FORCE" | "NOT_IN_FORCE" | "UNKNOWN", "commitment", "file" | null, "reasons": ["…"],
  "asOf": { "block" } | { "time" } | null, "asset", "certificates": [{ "id", "right", "status", "holder",
  "confirmedAt", "expiresAt", … }], "inForce": { "HOLD": 12 | null, "PROCESS", "OPERATE" },
  "chainOfTitle": [{ "depth", "certificate", "license", "usedBy" }], "block": { "number", "hash", "time" },
  "now": { the same as of now }, "checkedAgainst": { "block", "hash", "time", "digest", "lag" },
  "confirmedByChain": true | false | null }`,
  })
    .argument("<file|commitment>", "a file, or 0x and 64 hex digits, or asset:0x…")
    .option("--as-of <moment>", "as it was at a time, or after block:120", parseAsOf)
    .option("--no-chain", "do not check the answer with the chain's node");
  locating(verb).action(answering(verify));
}

async function verify(options: VerifyOptions, what: string): Promise<Answer> {
  const { asOf } = options;
  const commitment = commitmentIn(what);
  const path = commitment ?? givenPath(what);
  const { registry, config } = await connectToRead(options, { offChain: !options.chain });
  const progress = new Progress();
  const at = asOf === undefined ? {} : { asOf };
  let provenance: Provenance;
  try {
    provenance = await registry.provenance.verify(path, {
      ...at,
      onProgress: showProgress(progress, what),
    });
  } finally {
    progress.clear();
  }
  const file = commitment === undefined ? what : null;
  return {
    json: { ...provenance, file },
    text: () => provenanceText(provenance, file, config.documents),
    exitCode: EXIT_CODES[provenance.verdict],
  };
}

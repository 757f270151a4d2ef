import type { Command } from "commander";

import { USES } from "../../../sdk/src/index.ts";
import { numberOf } from "../input/ids.ts";
import { parseTerritory, parseUnits } from "../input/terms.ts";
import { parseTime } from "../input/time.ts";
import { wholeNumber, wordsOf } from "../input/words.ts";

/** What the help of a verb with terms says of them. */
export const TERMS_NOTES = [
  `Uses: ${USES.map((use) => use.toLowerCase()).join(", ")}.`,
  "What is neither permitted nor prohibited is not granted. A date is its midnight UTC.",
  "Without --document the terms themselves, as JSON, are kept in the home's documents folder.",
];

/** Adds the options that make the terms of a licence. */
export function withTerms(verb: Command): Command {
  return verb
    .requiredOption("--use <uses>", "what is permitted", wordsOf(USES))
    .requiredOption("--until <time>", "when it ends", parseTime)
    .option("--from <time>", "when it begins (default: at once)", parseTime)
    .option("--prohibit <uses>", "what is forbidden by name", wordsOf(USES))
    .option(
      "--territory <codes>",
      "where: ISO 3166-1 numeric codes (default: anywhere)",
      parseTerritory,
    )
    .option("--units <number>", "metered units granted (default: not metered)", parseUnits)
    .option("--exclusive", "no other licence at the same time")
    .option("--derivatives", "the licensee may register assets derived from it")
    .option("--sublicensing", "the licensee may grant sub-licences")
    .option("--attribution", "the licensor must be named")
    .option(
      "--royalty <points>",
      "of what derived assets earn, in basis points",
      wholeNumber(0, 10_000),
    )
    .option("--transferable", "the licensee may hand the licence on")
    .option(
      "--meter <participant>",
      "who alone records use (default: licensee and licensor)",
      numberOf("participant"),
    )
    .option("--document <file|hash>", "the terms document, or the SHA-256 of it");
}

import type { Command } from "commander";

import type { LicenseQuestion, Use } from "../../../sdk/src/index.ts";
import { USES } from "../../../sdk/src/index.ts";
import { connectToRead } from "../connection/connect.ts";
import type { PlaceOptions } from "../connection/options.ts";
import type { NumberedId } from "../input/ids.ts";
import { numberOf, oneOf } from "../input/ids.ts";
import type { AsOf } from "../input/time.ts";
import { parseAsOf, parseTime } from "../input/time.ts";
import { wholeNumber, wordsOf } from "../input/words.ts";
import { paintStatus } from "../output/style.ts";
import { DECISION_SENTENCES } from "../records/decisionSentences.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, locating } from "../verb.ts";

interface MayUseOptions extends PlaceOptions {
  readonly by: number;
  readonly use: readonly Use[];
  readonly territory: number;
  readonly at?: Date;
  readonly asOf?: AsOf;
}

const REFUSED = 3;

export function addMayUse(program: Command): void {
  const verb = addVerb(program, "may-use", "whether somebody may use data, and why (not)", {
    notes: () => [
      "Exit codes: 0 it may, 3 it may not. By a certificate, its holder may use the data, and others under",
      "one of the four licences that came to them last; by a licence, its licensee. A freeze stops what is",
      "done with a certificate, not the use of its data. The contract is asked; with --as-of the index.",
      `Uses: ${USES.map((use) => use.toLowerCase()).join(", ")}.`,
    ],
    examples: [
      [
        "may-use certificate:12 --by participant:5 --use read,analyze --territory 156",
        "whoever's data it is, in China, now",
      ],
      ["may-use license:4 --by 5 --use train --territory 276 --at 2027-06-30", "on a day to come"],
      [
        "may-use 12 --by 5 --use read --territory 156 --as-of block:120",
        "by the book as it was then",
      ],
    ],
    json: `{ "allowed": false, "reason": "USE_NOT_PERMITTED", "decidedBy": "license:4" }`,
  })
    .argument("<id>", "the certificate, or the licence", oneOf("certificate", "license"))
    .requiredOption("--by <participant>", "who would use it", numberOf("participant"))
    .requiredOption("--use <uses>", "how, all at once", wordsOf(USES))
    .requiredOption("--territory <code>", "where, ISO 3166-1 numeric", wholeNumber(1, 999))
    .option("--at <time>", "when (default: now, or the moment of --as-of)", parseTime)
    .option("--as-of <moment>", "by the book at a time, or after block:120", parseAsOf);
  locating(verb).action(answering(mayUse));
}

async function mayUse(
  options: MayUseOptions,
  { type, number }: NumberedId<"certificate" | "license">,
): Promise<Answer> {
  const { by: participantId, use: uses, territory: country, at: time, asOf } = options;
  const question: LicenseQuestion = {
    ...{ participantId, uses, country },
    ...(time === undefined ? {} : { time }),
    ...(type === "license" ? { licenseId: number } : { certificateId: number }),
  };
  const { registry } = await connectToRead(options, { offChain: asOf !== undefined });
  const { allowed, reason, decidedBy } =
    asOf === undefined
      ? await registry.licenses.decide(question)
      : await registry.licenses.decideByIndex(question, { asOf });
  return {
    json: { allowed, reason, decidedBy },
    text: () =>
      [
        [paintStatus(reason), ...(decidedBy === null ? [] : [`by ${decidedBy}`])].join("  "),
        DECISION_SENTENCES[reason],
      ].join("\n"),
    exitCode: allowed ? 0 : REFUSED,
  };
}

import type { Command } from "commander";

import { EXAMINER } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { confirmAll, confirmBatch, readyApplications } from "../confirmation.ts";
import { hashOfDocument } from "../documents.ts";
import { EXIT, UsageError } from "../failure.ts";
import { numbersOf } from "../input/ids.ts";
import { formatTime, plural } from "../output/format.ts";
import { note } from "../output/note.ts";
import { paint } from "../output/style.ts";
import { table } from "../output/table.ts";
import { distinct, formatTransaction } from "../output/written.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface ConfirmOptions extends SigningOptions {
  readonly decision: string;
  readonly ready?: boolean;
}

export function addConfirm(program: Command): void {
  const verb = addVerb(program, "confirm", "confirm rights after public notice (examiner)", {
    notes: () => [
      "Applications that are named go in one batch: all are confirmed, or none. With --ready those that",
      "cannot be confirmed are told, and the others are confirmed; the exit code is then 1.",
      "The decision document stays with you; its hash goes on chain.",
    ],
    examples: [
      ["confirm application:12 --decision decision.pdf", "one application"],
      [`confirm 12 13 --decision 0x${"d0".repeat(32)}`, "several, under one decision"],
      ["confirm --ready --decision decision.pdf", "all whose notice has ended unopposed"],
    ],
    json: `{ "confirmed": [{ "id": "certificate:12", "certificateId": 12, "expiresAt": "2029-…Z",
    "transaction": { "hash", "block", "gasUsed" } }],
  "refused": [{ "id": "application:13", "reason" }] }`,
  })
    .argument("[id...]", "applications", numbersOf("application"))
    .requiredOption("--decision <file|hash>", "the decision: its document, or the SHA-256 of it")
    .option("--ready", "all applications whose notice has ended without an open objection");
  signing(verb, "examiner").action(answering(confirm));
}

async function confirm(options: ConfirmOptions, ids: number[] = []): Promise<Answer> {
  const { ready = false, decision } = options;
  if (ids.length > 0 === ready) {
    throw new UsageError("confirm needs the ids of applications or --ready, and not both");
  }
  const decisionHash = await hashOfDocument(decision);
  const { registry } = await connectToWrite(options, EXAMINER);
  const { confirmed, refused } = ready
    ? await confirmAll(registry, await readyApplications(registry), decisionHash)
    : { confirmed: await confirmBatch(registry, ids, decisionHash), refused: [] };

  for (const { id, reason } of refused) note(`${id} is not confirmed: ${reason}`);
  return {
    json: { confirmed, refused },
    exitCode: refused.length > 0 ? EXIT.failed : 0,
    text: () =>
      confirmed.length === 0
        ? "Nothing was confirmed"
        : [
            table(
              ["certificate", "in force until"],
              confirmed.map(({ id, expiresAt }) => [paint("green", id), formatTime(expiresAt)]),
            ),
            "",
            `Confirmed ${plural(confirmed.length, "right")} in`,
            ...distinct(confirmed.map(({ transaction }) => transaction)).map(
              (transaction) => `  ${formatTransaction(transaction)}`,
            ),
          ].join("\n"),
  };
}

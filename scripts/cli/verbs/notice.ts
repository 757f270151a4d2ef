import type { Command } from "commander";

import { EXAMINER } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { numbersOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { formatTime, plural } from "../output/format.ts";
import { suggest } from "../output/note.ts";
import { table } from "../output/table.ts";
import { distinct, formatTransaction } from "../output/written.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

export function addNotice(program: Command): void {
  const verb = addVerb(program, "notice", "open public notice of applications (examiner)", {
    notes: () => ["Several go in one batch: all are opened, or none."],
    examples: [
      ["notice application:12", "one application"],
      ["notice 12 13 14", "several"],
    ],
    json: `[{ "id": "application:12", "applicationId": 12, "noticeEnd": "2026-…Z",
   "transaction": { "hash", "block", "gasUsed" } }]`,
  }).argument("<id...>", "applications", numbersOf("application"));
  signing(verb, "examiner").action(answering(notice));
}

async function notice(options: SigningOptions, ids: number[]): Promise<Answer> {
  const { registry } = await connectToWrite(options, EXAMINER);
  const calls = ids.map((id) => registry.calls.rights.openNotice(id));
  const { results, transactions } = await registry.send(calls);
  const opened = ids.map((applicationId, i) => ({
    id: `application:${applicationId}`,
    applicationId,
    noticeEnd: results[i]?.noticeEnd,
    transaction: transactions[i],
  }));
  suggest(options, "Once notice has ended without an open objection:", [
    commandLine("confirm --ready --decision FILE"),
  ]);
  return {
    json: opened,
    text: () =>
      [
        table(
          ["application", "notice until"],
          opened.map(({ id, noticeEnd }) => [id, formatTime(noticeEnd ?? "")]),
        ),
        "",
        `Opened notice of ${plural(opened.length, "application")} in`,
        ...distinct(transactions).map((transaction) => `  ${formatTransaction(transaction)}`),
      ].join("\n"),
  };
}

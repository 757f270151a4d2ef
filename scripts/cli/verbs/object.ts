import type { Command } from "commander";

import { actorFor, owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { numberOf, parseObjectionId } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import { paint } from "../output/style.ts";
import { fields } from "../output/table.ts";
import { formatTransaction } from "../output/written.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface ObjectOptions extends SigningOptions {
  readonly evidence: string;
}

export function addObject(program: Command): void {
  const verb = addVerb(program, "object", "object to an application in public notice", {
    notes: () => [
      "The evidence stays with you, to be shown to the examiner; its hash goes on chain.",
    ],
    examples: [
      ["object application:12 --evidence contract.pdf", "as a participant of your own key"],
      ["object 12 --evidence contract.pdf --as owner:4", "as owner 4 of the development chain"],
    ],
    json: `{ "id": "objection:12-1", "applicationId": 12, "objectionId": 1, "evidenceHash": "0x…",
  "transaction": { "hash", "block", "gasUsed" } }`,
  })
    .argument("<id>", "the application", numberOf("application"))
    .requiredOption("--evidence <file|hash>", "the evidence: its document, or the SHA-256 of it");
  signing(verb, "owner:1").action(answering(object));

  const replying = addVerb(program, "answer-objection", "answer an objection (applicant)", {
    notes: () => ["As long as it is open; the evidence stays with you, its hash goes on chain."],
    examples: [["answer-objection objection:12-1 --evidence deed.pdf", "the first against 12"]],
    json: `{ "id": "objection:12-1", "status": "OPEN", "evidenceHash",
  "transaction": { "hash", "block", "gasUsed" } }`,
  })
    .argument("<id>", "the objection", parseObjectionId)
    .requiredOption("--evidence <file|hash>", "the evidence: its document, or the SHA-256 of it");
  signing(replying, "the applicant").action(answering(reply));
}

async function reply(
  options: ObjectOptions,
  [application, objection]: readonly [number, number],
): Promise<Answer> {
  const evidenceHash = await hashOfDocument(options.evidence);
  const { registry } = await connectToWrite(options, async (reader) =>
    actorFor(reader, (await reader.rights.get(application)).applicant),
  );
  const { transaction } = await registry.rights.answerObjection(
    application,
    objection,
    evidenceHash,
  );
  const id = `objection:${application}-${objection}`;
  return recordAnswer({ id, status: "OPEN", ...{ evidenceHash }, transaction }, [
    ["evidence", evidenceHash],
  ]);
}

async function object(options: ObjectOptions, applicationId: number): Promise<Answer> {
  const evidenceHash = await hashOfDocument(options.evidence);
  const { registry } = await connectToWrite(options, owner(1));
  const { objectionId, transaction } = await registry.rights.object(applicationId, evidenceHash);
  const id = `objection:${applicationId}-${objectionId}`;
  suggest(options, "An examiner decides on it:", [
    commandLine(`dismiss ${id} --decision FILE`),
    commandLine(`uphold ${id} --decision FILE`),
  ]);
  return {
    json: { id, applicationId, objectionId, evidenceHash, transaction },
    text: () =>
      [
        `${paint("bold", id)}  ${paint("yellow", "OPEN")}`,
        "",
        fields([
          ["against", `application:${applicationId}`],
          ["evidence", evidenceHash],
          ["transaction", formatTransaction(transaction)],
        ]),
      ].join("\n"),
  };
}

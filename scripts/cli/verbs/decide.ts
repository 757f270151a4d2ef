import type { Command } from "commander";

import { EXAMINER } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { numberOf, parseObjectionId } from "../input/ids.ts";
import { formatTime } from "../output/format.ts";
import { paintStatus } from "../output/style.ts";
import { fields } from "../output/table.ts";
import { formatTransaction } from "../output/written.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface DecideOptions extends SigningOptions {
  readonly decision: string;
}

const DECISION = ["--decision <file|hash>", "its document, or the SHA-256 of it"] as const;
const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;

/** What an examiner decides against an application, or about an objection. */
export function addDecisions(program: Command): void {
  const dismissing = addVerb(program, "dismiss", "dismiss an objection (examiner)", {
    examples: [
      ["dismiss objection:12-1 --decision decision.pdf", "the first against application 12"],
    ],
    json: `{ "id": "objection:12-1", "status": "DISMISSED", "noticeEnd", "decisionHash",
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the objection", parseObjectionId)
    .requiredOption(...DECISION);
  signing(dismissing, "examiner").action(answering(dismiss));

  const upholding = addVerb(
    program,
    "uphold",
    "uphold an objection: it rejects the application (examiner)",
    {
      examples: [
        ["uphold objection:12-1 --decision decision.pdf", "the first against application 12"],
      ],
      json: `{ "id": "objection:12-1", "status": "UPHELD", "decisionHash",
  ${TRANSACTION} }`,
    },
  )
    .argument("<id>", "the objection", parseObjectionId)
    .requiredOption(...DECISION);
  signing(upholding, "examiner").action(answering(uphold));

  const rejecting = addVerb(program, "reject", "reject an application (examiner)", {
    examples: [["reject application:12 --decision decision.pdf", "for what the document says"]],
    json: `{ "id": "application:12", "status": "REJECTED", "decisionHash",
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the application", numberOf("application"))
    .requiredOption(...DECISION);
  signing(rejecting, "examiner").action(answering(reject));
}

async function dismiss(options: DecideOptions, [application, objection]: [number, number]) {
  const { registry, decisionHash } = await asExaminer(options);
  const { noticeEnd, transaction } = await registry.rights.dismissObjection(
    application,
    objection,
    decisionHash,
  );
  const id = `objection:${application}-${objection}`;
  return decided({ id, status: "DISMISSED", noticeEnd, decisionHash, transaction });
}

async function uphold(options: DecideOptions, [application, objection]: [number, number]) {
  const { registry, decisionHash } = await asExaminer(options);
  const { transaction } = await registry.rights.upholdObjection(
    application,
    objection,
    decisionHash,
  );
  const id = `objection:${application}-${objection}`;
  return decided({ id, status: "UPHELD", decisionHash, transaction });
}

async function reject(options: DecideOptions, application: number) {
  const { registry, decisionHash } = await asExaminer(options);
  const { transaction } = await registry.rights.reject(application, decisionHash);
  return decided({
    id: `application:${application}`,
    status: "REJECTED",
    decisionHash,
    transaction,
  });
}

async function asExaminer(options: DecideOptions) {
  const decisionHash = await hashOfDocument(options.decision);
  const { registry } = await connectToWrite(options, EXAMINER);
  return { registry, decisionHash };
}

interface Decided {
  readonly id: string;
  readonly status: string;
  readonly noticeEnd?: Date;
  readonly decisionHash: string;
  readonly transaction: Parameters<typeof formatTransaction>[0];
}

function decided(decision: Decided): Answer {
  const { id, status, noticeEnd, decisionHash, transaction } = decision;
  return {
    json: decision,
    text: () =>
      [
        `${id}  ${paintStatus(status)}`,
        "",
        fields([
          ["notice until", noticeEnd && formatTime(noticeEnd)],
          ["decision", decisionHash],
          ["transaction", formatTransaction(transaction)],
        ]),
      ].join("\n"),
  };
}

import type { Command } from "commander";

import type { DataClass } from "../../../sdk/src/index.ts";
import { DATA_CLASSES } from "../../../sdk/src/index.ts";
import { REGISTRAR } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { UsageError } from "../failure.ts";
import { fileAll } from "../folder.ts";
import { numberOf, parseAddress } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { wordOf } from "../input/words.ts";
import { plural } from "../output/format.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import { table } from "../output/table.ts";
import { formatTransaction } from "../output/written.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";
import type { FilingOptions } from "./filingOptions.ts";
import { withFiling } from "./filingOptions.ts";

interface BatchOptions extends SigningOptions, FilingOptions {
  readonly for: number;
  readonly class: DataClass;
}

interface AssignOptions extends SigningOptions {
  readonly to?: string;
  readonly anybody?: boolean;
}

interface TransferableOptions extends SigningOptions {
  readonly document: string;
}

interface AnnulOptions extends SigningOptions {
  readonly reason: string;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;

/** What the registrar's desk does. */
export function addDesk(program: Command): void {
  const batch = addVerb(program, "file-batch", "file what an applicant handed in (registrar)", {
    notes: () => [
      "All files of a folder in one transaction, in public notice at once. Their descriptions are kept in the",
      "home's documents folder.",
    ],
    examples: [
      ["file-batch handed-in --for participant:7", "the folder's files, by name"],
      ["file-batch files.txt --for 7 --class important", "those that a text file names"],
    ],
    json: `{ "applicant": "participant:7", "applications": [{ "id": "application:12", "title", "commitment" }],
  ${TRANSACTION} }`,
  })
    .argument("<folder|list>", "the files")
    .requiredOption("--for <participant>", "the applicant", numberOf("participant"))
    .option("--class <class>", "general, important or core", wordOf(DATA_CLASSES), "GENERAL");
  signing(withFiling(batch), "registrar").action(answering(fileBatch));

  const assigning = addVerb(program, "assign", "assign an application to an examiner (registrar)", {
    examples: [
      [`assign application:12 --to 0x${"5f".repeat(20)}`, "who alone decides it from now on"],
      ["assign application:12 --anybody", "to any examiner again"],
    ],
    json: `{ "id": "application:12", "status": "FILED", "examiner": "0x…" | null,
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the application", numberOf("application"))
    .option("--to <account>", "the examiner's account", parseAddress)
    .option("--anybody", "any examiner may decide it");
  signing(assigning, "registrar").action(answering(assign));

  const binding = addVerb(
    program,
    "set-transferable",
    "let a right be transferred, or bind it to its holder (registrar)",
    {
      examples: [
        ["set-transferable certificate:12 no --document law.pdf", "bound to its holder"],
        ["set-transferable certificate:12 yes --document law.pdf", "it may be transferred"],
      ],
      json: `{ "id": "certificate:12", "status", "transferable", "documentHash",
  ${TRANSACTION} }`,
    },
  )
    .argument("<id>", "the certificate", numberOf("certificate"))
    .argument("<yes|no>", "whether it may be", wordOf(["YES", "NO"]))
    .requiredOption("--document <file|hash>", "the grounds, or the SHA-256 of them");
  signing(binding, "registrar").action(answering(setTransferable));

  const annulling = addVerb(program, "annul", "annul a certificate (registrar)", {
    notes: () => ["Of what should not have been confirmed. Its licences end with it."],
    examples: [["annul certificate:12 --reason decision.pdf", "for good"]],
    json: `{ "id": "certificate:12", "status": "ANNULLED", "reasonHash",
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the certificate", numberOf("certificate"))
    .requiredOption("--reason <file|hash>", "the reasons, or the SHA-256 of them");
  signing(annulling, "registrar").action(answering(annul));
}

async function fileBatch(options: BatchOptions, folderOrList: string): Promise<Answer> {
  const { for: applicant, class: dataClass, algorithm, right, termEnd } = options;
  const { registry, config } = await connectToWrite(options, REGISTRAR);
  const term = termEnd === undefined ? {} : { termEnd };
  const files = await fileAll(config, folderOrList, { algorithm, right, ...term });
  const filings = files.map((file) => ({ ...file, dataClass }));
  const { applicationId, transaction } = await registry.rights.fileBatch(applicant, filings);
  const applications = files.map(({ title, commitment }, i) => ({
    ...{ id: `application:${applicationId + i}`, title, commitment },
  }));
  suggest(options, "Once notice has ended without an open objection:", [
    commandLine("confirm --ready --decision FILE"),
  ]);
  return {
    json: { applicant: `participant:${applicant}`, applications, transaction },
    text: () =>
      [
        table(
          ["application", "file"],
          applications.map(({ id, title }) => [id, title]),
        ),
        "",
        `Filed ${plural(applications.length, "application")} in`,
        `  ${formatTransaction(transaction)}`,
      ].join("\n"),
  };
}

async function assign(options: AssignOptions, applicationId: number): Promise<Answer> {
  const { to, anybody = false } = options;
  if ((to === undefined) === !anybody) {
    throw new UsageError("assign needs --to or --anybody, and not both");
  }
  const examiner = to ?? null;
  const { registry } = await connectToWrite(options, REGISTRAR);
  const { transaction } = await registry.rights.assignExaminer(applicationId, examiner);
  const { status } = await registry.rights.get(applicationId);
  return recordAnswer(
    { id: `application:${applicationId}`, status, ...{ examiner }, transaction },
    [["examiner", examiner ?? "any"]],
  );
}

async function setTransferable(
  options: TransferableOptions,
  certificateId: number,
  answer: "YES" | "NO",
): Promise<Answer> {
  const transferable = answer === "YES";
  const documentHash = await hashOfDocument(options.document);
  const { registry } = await connectToWrite(options, REGISTRAR);
  const { rights } = registry;
  const { transaction } = await rights.setTransferable(certificateId, transferable, documentHash);
  const { certificate, status } = await rights.get(certificateId);
  return recordAnswer(
    {
      ...{ id: `certificate:${certificateId}`, status: certificate?.status ?? status },
      ...{ transferable, documentHash, transaction },
    },
    [
      ["transferable", transferable ? "yes" : "no"],
      ["grounds", documentHash],
    ],
  );
}

async function annul(options: AnnulOptions, certificateId: number): Promise<Answer> {
  const reasonHash = await hashOfDocument(options.reason);
  const { registry } = await connectToWrite(options, REGISTRAR);
  const { transaction } = await registry.rights.annul(certificateId, reasonHash);
  const id = `certificate:${certificateId}`;
  return recordAnswer({ id, status: "ANNULLED", ...{ reasonHash }, transaction }, [
    ["reasons", reasonHash],
  ]);
}

import type { Command } from "commander";

import type { DataClass, Registry, Transaction } from "../../../sdk/src/index.ts";
import { CatalogueTree, DATA_CLASSES } from "../../../sdk/src/index.ts";
import { EXAMINER, owner } from "../connection/actor.ts";
import { storeList } from "../catalogueList.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { fileAll } from "../folder.ts";
import { numberOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { wordOf } from "../input/words.ts";
import { formatCount, formatTime } from "../output/format.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";
import type { FilingOptions } from "./filingOptions.ts";
import { withFiling } from "./filingOptions.ts";

interface CatalogueOptions extends SigningOptions, FilingOptions {
  readonly class: DataClass;
}

interface DecisionOptions extends SigningOptions {
  readonly decision: string;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const DECISION = ["--decision <file|hash>", "its document, or the SHA-256 of it"] as const;

/** Many rights that are confirmed by one root. */
export function addCatalogues(program: Command): void {
  const filing = addVerb(program, "catalogue", "apply for rights over all files of a folder", {
    notes: () => [
      "One transaction, however many files: the root of their list goes on chain. Once it is confirmed, each",
      "entry can be proved and claimed as a certificate. Nothing of the files leaves the machine; their list",
      "is kept in the home's documents folder, and is what entries are proved by.",
    ],
    examples: [
      ["catalogue measurements --class important", "the folder's files, by name"],
      ["catalogue files.txt --right process", "those that a text file names, one a line"],
    ],
    json: `{ "id": "catalogue:2", "status": "FILED", "catalogueId": 2, "root", "count", "dataClass",
  "list": { "hash", "uri" }, ${TRANSACTION} }`,
  })
    .argument("<folder|list>", "the files")
    .option("--class <class>", "general, important or core", wordOf(DATA_CLASSES), "GENERAL");
  signing(withFiling(filing), "owner:0").action(answering(file));

  const opening = addVerb(program, "notice-catalogue", "open notice of a catalogue (examiner)", {
    examples: [["notice-catalogue catalogue:2", "of all its entries"]],
    json: `{ "id": "catalogue:2", "status": "IN_NOTICE", "noticeEnd", ${TRANSACTION} }`,
  }).argument("<id>", "the catalogue", numberOf("catalogue"));
  signing(opening, "examiner").action(answering(notice));

  const confirming = addVerb(program, "confirm-catalogue", "confirm a catalogue (examiner)", {
    examples: [["confirm-catalogue catalogue:2 --decision decision.pdf", "after its notice"]],
    json: `{ "id": "catalogue:2", "status": "CONFIRMED", "expiresAt", ${TRANSACTION} }`,
  })
    .argument("<id>", "the catalogue", numberOf("catalogue"))
    .requiredOption(...DECISION);
  signing(confirming, "examiner").action(answering(confirm));

  const rejecting = addVerb(program, "reject-catalogue", "reject a catalogue (examiner)", {
    examples: [["reject-catalogue catalogue:2 --decision decision.pdf", "all of it"]],
    json: `{ "id": "catalogue:2", "status": "REJECTED", ${TRANSACTION} }`,
  })
    .argument("<id>", "the catalogue", numberOf("catalogue"))
    .requiredOption(...DECISION);
  signing(rejecting, "examiner").action(answering(reject));
}

async function file(options: CatalogueOptions, folderOrList: string): Promise<Answer> {
  const { class: dataClass, algorithm, right, termEnd } = options;
  const { registry, config } = await connectToWrite(options, owner(0));
  const term = termEnd === undefined ? {} : { termEnd };
  const entries = await fileAll(config, folderOrList, { algorithm, right, ...term });
  const { root, count } = new CatalogueTree(entries);
  const list = storeList(config, entries);
  const filed = { root, count, dataClass, file: list };
  const { catalogueId, transaction } = await registry.catalogues.file(filed);
  const id = `catalogue:${catalogueId}`;
  suggest(options, "Next, an examiner opens public notice; after it, it can be confirmed:", [
    commandLine(`notice-catalogue ${id}`),
    commandLine(`confirm-catalogue ${id} --decision FILE`),
  ]);
  return recordAnswer(
    { ...{ id, status: "FILED", catalogueId, root, count, dataClass, list }, transaction },
    [
      ["entries", formatCount(count)],
      ["class", dataClass],
      ["root", root],
      ["list", list.uri],
    ],
  );
}

async function notice(options: SigningOptions, catalogueId: number): Promise<Answer> {
  const { registry } = await connectToWrite(options, EXAMINER);
  const { noticeEnd, transaction } = await registry.catalogues.openNotice(catalogueId);
  const record = { id: `catalogue:${catalogueId}`, status: "IN_NOTICE", noticeEnd, transaction };
  return recordAnswer(record, [["notice until", formatTime(noticeEnd)]]);
}

async function confirm(options: DecisionOptions, catalogueId: number): Promise<Answer> {
  const { expiresAt, transaction } = await decide(options, ({ catalogues }, decisionHash) =>
    catalogues.confirm(catalogueId, decisionHash),
  );
  const id = `catalogue:${catalogueId}`;
  suggest(options, "Any entry can be proved, and made a certificate of its own:", [
    commandLine(`claim ${id} ENTRY`),
  ]);
  return recordAnswer({ id, status: "CONFIRMED", ...{ expiresAt }, transaction }, [
    ["in force until", formatTime(expiresAt)],
  ]);
}

async function reject(options: DecisionOptions, catalogueId: number): Promise<Answer> {
  const { transaction } = await decide(options, ({ catalogues }, decisionHash) =>
    catalogues.reject(catalogueId, decisionHash),
  );
  return recordAnswer({ id: `catalogue:${catalogueId}`, status: "REJECTED", transaction });
}

async function decide<Result extends { readonly transaction: Transaction }>(
  options: DecisionOptions,
  send: (registry: Registry, decisionHash: string) => Promise<Result>,
): Promise<Result> {
  const decisionHash = await hashOfDocument(options.decision);
  const { registry } = await connectToWrite(options, EXAMINER);
  return send(registry, decisionHash);
}

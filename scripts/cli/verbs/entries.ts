import type { Command } from "commander";

import { findEntry } from "../catalogueList.ts";
import { EXAMINER, owner } from "../connection/actor.ts";
import { connectToRead, connectToWrite } from "../connection/connect.ts";
import type { PlaceOptions, SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { numberOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { wholeNumber } from "../input/words.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import { paint } from "../output/style.ts";
import { fields } from "../output/table.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, locating, signing } from "../verb.ts";

interface ListOptions {
  readonly list?: string;
}

interface ObjectOptions extends SigningOptions {
  readonly evidence: string;
}

interface HearOptions extends SigningOptions {
  readonly decision: string;
  readonly uphold?: boolean;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const PLACE = wholeNumber(0, 2 ** 20 - 1);
const LIST = ["--list <file>", "its list of entries (default: in the home's documents)"] as const;
const NOT_PROVED = 3;

/** What is done with one entry of a catalogue. */
export function addEntries(program: Command): void {
  const proving = addVerb(program, "prove-entry", "prove that a catalogue has an entry", {
    notes: () => ["Exit codes: 0 it is proved; 3 it was struck out, or is proved no more."],
    examples: [
      ["prove-entry catalogue:2 77", "the entry at place 77, from 0"],
      ["prove-entry catalogue:2 measurements/2026.csv --json", "that of a file, for a program"],
    ],
    json: `{ "id": "catalogue:2", "title", "commitment", "index": 77, "entry": "0x…", "proof": ["0x…"],
  "proved": true, "certificate": "certificate:90" | null }`,
  })
    .argument("<id>", "the catalogue", numberOf("catalogue"))
    .argument("<entry>", "its place from 0, its content commitment, or its file")
    .option(...LIST);
  locating(proving).action(answering(prove));

  const claiming = addVerb(program, "claim", "make an entry a certificate of its own", {
    notes: () => [
      "Of the catalogue's applicant, from the catalogue's date, and once. Anybody may.",
    ],
    examples: [
      ["claim catalogue:2 77", "the entry at place 77"],
      ["claim catalogue:2 measurements/2026.csv --list list.json", "that of a file"],
    ],
    json: `{ "id": "certificate:90", "status": "ACTIVE", "certificateId": 90, "catalogue": "catalogue:2",
  "index": 77, ${TRANSACTION} }`,
  })
    .argument("<id>", "the catalogue", numberOf("catalogue"))
    .argument("<entry>", "its place from 0, its content commitment, or its file")
    .option(...LIST);
  signing(claiming, "owner:1").action(answering(claim));

  const objecting = addVerb(
    program,
    "object-entry",
    "object to an entry of a catalogue in notice",
    {
      examples: [
        ["object-entry catalogue:2 77 --evidence contract.pdf", "to the entry at place 77"],
      ],
      json: `{ "id": "catalogue:2", "status": "IN_NOTICE", "index": 77, "evidenceHash",
  ${TRANSACTION} }`,
    },
  )
    .argument("<id>", "the catalogue", numberOf("catalogue"))
    .argument("<place>", "the entry's place from 0", PLACE)
    .requiredOption("--evidence <file|hash>", "the evidence, or the SHA-256 of it");
  signing(objecting, "owner:1").action(answering(object));

  const hearing = addVerb(program, "hear-entry", "decide the objection to an entry (examiner)", {
    examples: [
      ["hear-entry catalogue:2 77 --decision decision.pdf", "the objection is dismissed"],
      ["hear-entry catalogue:2 77 --decision decision.pdf --uphold", "the entry is struck out"],
    ],
    json: `{ "id": "catalogue:2", "status": "IN_NOTICE", "index": 77, "upheld", "decisionHash",
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the catalogue", numberOf("catalogue"))
    .argument("<place>", "the entry's place from 0", PLACE)
    .requiredOption("--decision <file|hash>", "its document, or the SHA-256 of it")
    .option("--uphold", "strike the entry out; without it, the objection is dismissed");
  signing(hearing, "examiner").action(answering(hear));
}

async function prove(
  options: PlaceOptions & ListOptions,
  catalogueId: number,
  wanted: string,
): Promise<Answer> {
  const place = await connectToRead(options);
  const { title, commitment, proof } = await findEntry(place, catalogueId, wanted, options.list);
  const { catalogues } = place.registry;
  const [proved, certificateId] = await Promise.all([
    catalogues.hasEntry(catalogueId, proof),
    catalogues.certificateOf(catalogueId, proof.index),
  ]);
  const id = `catalogue:${catalogueId}`;
  const certificate = certificateId === null ? null : `certificate:${certificateId}`;
  return {
    json: { id, title, commitment, ...proof, proved, certificate },
    text: () =>
      [
        `${paint("bold", id)}  ${proved ? paint("green", "PROVED") : paint("red", "NOT PROVED")}`,
        "",
        fields([
          ["entry", `${proof.index} (${title})`],
          ["asset", `asset:${commitment}`],
          ["siblings", String(proof.proof.length)],
          ["certificate", certificate ?? undefined],
        ]),
      ].join("\n"),
    exitCode: proved ? 0 : NOT_PROVED,
  };
}

async function claim(
  options: SigningOptions & ListOptions,
  catalogueId: number,
  wanted: string,
): Promise<Answer> {
  const place = await connectToWrite(options, owner(1));
  const { title, proof } = await findEntry(place, catalogueId, wanted, options.list);
  const { certificateId, transaction } = await place.registry.catalogues.claim(catalogueId, proof);
  const id = `certificate:${certificateId}`;
  const catalogue = `catalogue:${catalogueId}`;
  suggest(options, "Look at it:", [commandLine(`show ${id}`)]);
  const { index } = proof;
  return recordAnswer(
    { id, status: "ACTIVE", ...{ certificateId, catalogue, index }, transaction },
    [["entry", `${index} of ${catalogue} (${title})`]],
  );
}

async function object(options: ObjectOptions, catalogueId: number, index: number): Promise<Answer> {
  const evidenceHash = await hashOfDocument(options.evidence);
  const { registry } = await connectToWrite(options, owner(1));
  const { transaction } = await registry.catalogues.object(catalogueId, index, evidenceHash);
  const id = `catalogue:${catalogueId}`;
  suggest(options, "An examiner decides on it:", [
    commandLine(`hear-entry ${id} ${index} --decision FILE`),
  ]);
  return recordAnswer({ id, status: "IN_NOTICE", ...{ index, evidenceHash }, transaction }, [
    ["entry", String(index)],
    ["evidence", evidenceHash],
  ]);
}

async function hear(options: HearOptions, catalogueId: number, index: number): Promise<Answer> {
  const { uphold: upheld = false } = options;
  const decisionHash = await hashOfDocument(options.decision);
  const { registry } = await connectToWrite(options, EXAMINER);
  const { transaction } = await registry.catalogues.hear(catalogueId, index, upheld, decisionHash);
  const { status } = await registry.catalogues.get(catalogueId);
  const id = `catalogue:${catalogueId}`;
  return recordAnswer({ id, status, ...{ index, upheld, decisionHash }, transaction }, [
    ["entry", `${index}${upheld ? ", struck out" : ""}`],
    ["decision", decisionHash],
  ]);
}

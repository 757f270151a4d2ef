import type { Command } from "commander";

import { actorFor, owner } from "../connection/actor.ts";
import { connectToRead, connectToWrite } from "../connection/connect.ts";
import type { PlaceOptions, SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { parseAmount } from "../input/amount.ts";
import { commitmentIn, numberOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { parseTime } from "../input/time.ts";
import { wholeNumber } from "../input/words.ts";
import { formatTime } from "../output/format.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import { paintStatus } from "../output/style.ts";
import { formatCountry } from "../output/terms.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, locating, signing } from "../verb.ts";

interface Destination {
  readonly exporter: number;
  readonly to: number;
  readonly volume: bigint;
}

interface ApproveOptions extends SigningOptions, Destination {
  readonly until: Date;
  readonly document: string;
}

interface RecordOptions extends SigningOptions {
  readonly evidence: string;
}

type MayOptions = PlaceOptions & Destination;

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const REFUSED = 3;

/** Data that moves from one jurisdiction to another. */
export function addExports(program: Command): void {
  const deciding = addVerb(program, "may-export", "whether data may leave, and why (not)", {
    notes: () => ["Exit codes: 0 it may, 3 it may not."],
    examples: [
      [
        "may-export certificate:12 --exporter participant:5 --to 276 --volume 4096",
        "what certificate 12 is over, to Germany",
      ],
    ],
    json: `{ "allowed": false, "verdict": "APPROVAL_MISSING", "approval": null }`,
  }).argument("<certificate>", "what the data is certified by", numberOf("certificate"));
  locating(toDestination(deciding)).action(answering(mayExport));

  const approving = addVerb(program, "approve-export", "approve an export (regulator)", {
    notes: () => ["A regulator approves what leaves its own jurisdiction. Core data never leaves."],
    examples: [
      [
        "approve-export certificate:12 --exporter 5 --to 276 --volume 1000000 --until 2027-06-30 --document approval.pdf --as owner:6",
        "of what certificate 12 is over, to Germany",
      ],
    ],
    json: `{ "id": "approval:3", "status": "ACTIVE", "approvalId": 3, "of": "certificate:12", "exporter",
  "toJurisdiction", "volume", "until", "documentHash", ${TRANSACTION} }`,
  }).argument("<what>", "a certificate, or an asset whatever the right", subjectOf);
  toDestination(approving)
    .requiredOption("--until <time>", "until when data may move", parseTime)
    .requiredOption("--document <file|hash>", "the reasons, or the SHA-256 of them");
  signing(approving, "owner:1").action(answering(approve));

  const recording = addVerb(program, "record-export", "record that data has moved (exporter)", {
    examples: [
      ["record-export approval:3 4096 --evidence customs.pdf", "4,096 bytes of what was approved"],
    ],
    json: `{ "id": "approval:3", "status": "ACTIVE", "volume", "consumed", "evidenceHash",
  ${TRANSACTION} }`,
  })
    .argument("<approval>", "what it was approved by", numberOf("approval"))
    .argument("<bytes>", "how much has moved", parseAmount(64))
    .requiredOption("--evidence <file|hash>", "the evidence, or the SHA-256 of it");
  signing(recording, "the exporter").action(answering(record));
}

function toDestination(verb: Command): Command {
  return verb
    .requiredOption("--exporter <participant>", "who moves it", numberOf("participant"))
    .requiredOption(
      "--to <country>",
      "where to, ISO 3166-1 numeric: 276, 840, …",
      wholeNumber(1, 999),
    )
    .requiredOption("--volume <bytes>", "how much of it", parseAmount(64));
}

/** Reads a certificate's id, or an asset's. */
function subjectOf(text: string): { certificateId: number } | { commitment: string } {
  const commitment = commitmentIn(text);
  return commitment === undefined
    ? { certificateId: numberOf("certificate")(text) }
    : { commitment };
}

async function mayExport(options: MayOptions, certificateId: number): Promise<Answer> {
  const { exporter, to: toJurisdiction, volume } = options;
  const { registry } = await connectToRead(options);
  const planned = { exporter, certificateId, toJurisdiction, volume };
  const { allowed, verdict, approvalId } = await registry.compliance.decide(planned);
  const approval = approvalId === null ? null : `approval:${approvalId}`;
  const what = verdict ?? "UNKNOWN";
  return {
    json: { allowed, verdict: what, approval },
    text: () => [paintStatus(what), ...(approval === null ? [] : [`by ${approval}`])].join("  "),
    exitCode: allowed ? 0 : REFUSED,
  };
}

async function approve(
  options: ApproveOptions,
  subject: { certificateId: number } | { commitment: string },
): Promise<Answer> {
  const { exporter, to: toJurisdiction, volume, until } = options;
  const documentHash = await hashOfDocument(options.document);
  const { registry } = await connectToWrite(options, owner(1));
  const grant = { ...subject, exporter, toJurisdiction, volume, until, documentHash };
  const { approvalId, transaction } = await registry.compliance.approve(grant);
  const of =
    "commitment" in subject
      ? `asset:${subject.commitment}`
      : `certificate:${subject.certificateId}`;
  const id = `approval:${approvalId}`;
  suggest(options, "Once data has moved:", [commandLine(`record-export ${id} BYTES …`)]);
  return recordAnswer(
    {
      ...{ id, status: "ACTIVE", approvalId, of, exporter: `participant:${exporter}` },
      ...{ toJurisdiction, volume, until, documentHash, transaction },
    },
    [
      ["of", of],
      ["exporter", `participant:${exporter}`],
      ["to", formatCountry(toJurisdiction)],
      ["volume", `${volume} bytes`],
      ["until", formatTime(until)],
      ["document", documentHash],
    ],
  );
}

async function record(options: RecordOptions, approvalId: number, volume: bigint): Promise<Answer> {
  const evidenceHash = await hashOfDocument(options.evidence);
  const { registry } = await connectToWrite(options, async (reader) =>
    actorFor(reader, (await reader.compliance.get(approvalId)).exporter),
  );
  const { transaction } = await registry.compliance.recordExport(approvalId, volume, evidenceHash);
  const { status, consumed, volume: approved } = await registry.compliance.get(approvalId);
  const id = `approval:${approvalId}`;
  return recordAnswer({ id, status, ...{ volume, consumed, evidenceHash }, transaction }, [
    ["moved", `${volume} bytes`],
    ["in all", `${consumed} of ${approved} bytes`],
    ["evidence", evidenceHash],
  ]);
}

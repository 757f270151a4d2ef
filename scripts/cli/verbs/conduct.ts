import type { Command } from "commander";

import type { Registry, Transaction } from "../../../sdk/src/index.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { licenseeOf, licensorOf } from "../connection/parties.ts";
import { hashOfDocument } from "../documents.ts";
import { numberOf } from "../input/ids.ts";
import { parseUnits } from "../input/terms.ts";
import { parseTime } from "../input/time.ts";
import { formatTime } from "../output/format.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface EvidenceOptions extends SigningOptions {
  readonly evidence: string;
}

interface ReasonOptions extends SigningOptions {
  readonly reason: string;
}

interface BreachOptions extends ReasonOptions {
  readonly cureUntil: Date;
}

type Licenses = Registry["licenses"];
type Sent = Promise<{ readonly transaction: Transaction }>;

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const REASON = ["--reason <file|hash>", "the reasons, or the SHA-256 of them"] as const;
const EVIDENCE = ["--evidence <file|hash>", "the evidence, or the SHA-256 of it"] as const;

/** What happens under a licence once it is granted. */
export function addConduct(program: Command): void {
  const recording = addVerb(program, "record-use", "record metered use under a licence", {
    notes: () => [
      "By whom the terms name; where they name nobody, by the licensee or the licensor.",
    ],
    examples: [["record-use license:4 250 --evidence meter.csv", "250 units"]],
    json: `{ "id": "license:4", "status": "ACTIVE" | "EXHAUSTED", "units", "unitsUsed", "evidenceHash",
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the licence", numberOf("license"))
    .argument("<units>", "how many were used", parseUnits)
    .requiredOption(...EVIDENCE);
  signing(recording, "the licensee").action(answering(recordUse));

  const breach = addVerb(program, "notify-breach", "give notice of a breach (licensor)", {
    notes: () => ["It can be cured for 10 days at least; then the licence can be terminated."],
    examples: [
      [
        "notify-breach license:4 --cure-until 2027-03-01 --reason breach.pdf",
        "it is to be cured until March",
      ],
    ],
    json: `{ "id": "license:4", "status": "ACTIVE", "cureUntil", "documentHash",
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the licence", numberOf("license"))
    .requiredOption("--cure-until <time>", "until when it can be cured", parseTime)
    .requiredOption(...REASON);
  signing(breach, "the licensor").action(answering(notifyBreach));

  const step = (
    ...[name, summary, example]: [name: string, summary: string, example: [string, string]]
  ) =>
    addVerb(program, name, summary, {
      examples: [example],
      json: `{ "id": "license:4", "status", "documentHash", ${TRANSACTION} }`,
    }).argument("<id>", "the licence", numberOf("license"));

  const curing = step("accept-cure", "accept that a breach is cured (licensor)", [
    "accept-cure license:4 --evidence payment.pdf",
    "the notice stands no longer",
  ]).requiredOption(...EVIDENCE);
  signing(curing, "the licensor").action(
    answering((options: EvidenceOptions, id: number) =>
      go(options, id, options.evidence, (licenses, hash) => licenses.acceptCure(id, hash)),
    ),
  );

  const suspending = step("suspend", "suspend a licence (licensor)", [
    "suspend license:4 --reason letter.pdf",
    "nobody may use it, nor what was granted under it",
  ]).requiredOption(...REASON);
  signing(suspending, "the licensor").action(
    answering((options: ReasonOptions, id: number) =>
      go(options, id, options.reason, (licenses, hash) => licenses.suspend(id, hash)),
    ),
  );

  const resuming = step("resume", "lift the suspension of a licence (licensor)", [
    "resume license:4",
    "it may be used again",
  ]);
  signing(resuming, "the licensor").action(
    answering((options: SigningOptions, id: number) =>
      go(options, id, undefined, (licenses) => licenses.resume(id)),
    ),
  );

  const terminating = step("terminate", "end a licence for good", [
    "terminate license:4 --reason letter.pdf",
    "by its licensee; by its licensor after a breach that was not cured, or once its sandbox was closed",
  ]).requiredOption(...REASON);
  signing(terminating, "the licensee").action(
    answering((options: ReasonOptions, id: number) =>
      go(options, id, options.reason, (licenses, hash) => licenses.terminate(id, hash), licenseeOf),
    ),
  );
}

async function recordUse(
  options: EvidenceOptions,
  licenseId: number,
  units: bigint,
): Promise<Answer> {
  const evidenceHash = await hashOfDocument(options.evidence);
  const { registry } = await connectToWrite(options, (reader) => licenseeOf(reader, licenseId));
  const { unitsUsed, transaction } = await registry.licenses.recordUse(
    licenseId,
    units,
    evidenceHash,
  );
  const { status, terms } = await registry.licenses.get(licenseId);
  const id = `license:${licenseId}`;
  const used = BigInt(unitsUsed);
  return recordAnswer({ id, status, ...{ units, unitsUsed: used, evidenceHash }, transaction }, [
    ["used", String(units)],
    ["in all", terms.units === null ? String(used) : `${used} of ${terms.units}`],
    ["evidence", evidenceHash],
  ]);
}

async function notifyBreach(options: BreachOptions, licenseId: number): Promise<Answer> {
  const { cureUntil } = options;
  const documentHash = await hashOfDocument(options.reason);
  const { registry } = await connectToWrite(options, (reader) => licensorOf(reader, licenseId));
  const { transaction } = await registry.licenses.notifyBreach(licenseId, cureUntil, documentHash);
  const { status } = await registry.licenses.get(licenseId);
  const id = `license:${licenseId}`;
  return recordAnswer({ id, status, ...{ cureUntil, documentHash }, transaction }, [
    ["cure until", formatTime(cureUntil)],
    ["reasons", documentHash],
  ]);
}

/** One step, and what has become of the licence. */
async function go(
  options: SigningOptions,
  licenseId: number,
  document: string | undefined,
  send: (licenses: Licenses, documentHash: string) => Sent,
  by = licensorOf,
): Promise<Answer> {
  const documentHash = document === undefined ? undefined : await hashOfDocument(document);
  const { registry } = await connectToWrite(options, (reader) => by(reader, licenseId));
  const { transaction } = await send(registry.licenses, documentHash ?? "");
  const { status, suspended } = await registry.licenses.get(licenseId);
  const standing = suspended && status === "ACTIVE" ? "SUSPENDED" : status;
  const record = { id: `license:${licenseId}`, status: standing, documentHash, transaction };
  return recordAnswer(record, [["document", documentHash]]);
}

import type { Command } from "commander";

import { REGISTRAR } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { licensorOf } from "../connection/parties.ts";
import { hashOfDocument } from "../documents.ts";
import { UsageError } from "../failure.ts";
import type { NumberedId } from "../input/ids.ts";
import { oneOf } from "../input/ids.ts";
import { parseUnits } from "../input/terms.ts";
import { parseTime } from "../input/time.ts";
import { formatTime } from "../output/format.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface RenewOptions extends SigningOptions {
  readonly until?: Date;
  readonly decision?: string;
  readonly moreUnits?: bigint;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;

export function addRenew(program: Command): void {
  const verb = addVerb(program, "renew", "let a certificate, or a licence, run longer", {
    notes: () => [
      "A certificate is renewed by the registrar, with a decision, near its end; without --until for as long",
      "as the law allows. A licence is renewed by its licensor, with --until.",
    ],
    examples: [
      ["renew certificate:12 --decision decision.pdf", "for the longest term"],
      ["renew license:4 --until 2028-01-01 --more-units 1000", "with more units, as it is metered"],
    ],
    json: `{ "id": "certificate:12", "status": "ACTIVE", "until", ${TRANSACTION} }`,
  })
    .argument("<id>", "the certificate, or the licence", oneOf("certificate", "license"))
    .option("--until <time>", "when it is to end", parseTime)
    .option("--decision <file|hash>", "of a certificate: the decision, or the SHA-256 of it")
    .option(
      "--more-units <number>",
      "of a metered licence: units beside those there are",
      parseUnits,
    );
  signing(verb, "registrar, or the licensor").action(answering(renew));
}

async function renew(
  options: RenewOptions,
  { type, number }: NumberedId<"certificate" | "license">,
): Promise<Answer> {
  return type === "certificate" ? renewCertificate(options, number) : renewLicense(options, number);
}

async function renewCertificate(options: RenewOptions, certificateId: number): Promise<Answer> {
  const { until, decision, moreUnits } = options;
  if (decision === undefined || moreUnits !== undefined) {
    throw new UsageError("A certificate is renewed with --decision, and has no units");
  }
  const decisionHash = await hashOfDocument(decision);
  const { registry } = await connectToWrite(options, REGISTRAR);
  const { expiresAt, transaction } = await registry.rights.renew(
    ...([certificateId, decisionHash, until === undefined ? {} : { termEnd: until }] as const),
  );
  const id = `certificate:${certificateId}`;
  return recordAnswer({ id, status: "ACTIVE", ...{ until: expiresAt }, transaction }, [
    ["until", formatTime(expiresAt)],
    ["decision", decisionHash],
  ]);
}

async function renewLicense(options: RenewOptions, licenseId: number): Promise<Answer> {
  const { until, decision, moreUnits } = options;
  if (until === undefined || decision !== undefined) {
    throw new UsageError("A licence is renewed with --until, and without --decision");
  }
  const { registry } = await connectToWrite(options, (reader) => licensorOf(reader, licenseId));
  const { transaction } = await registry.licenses.renew(licenseId, until, moreUnits);
  const { status, terms } = await registry.licenses.get(licenseId);
  return recordAnswer({ id: `license:${licenseId}`, status, ...{ until }, transaction }, [
    ["until", formatTime(until)],
    ["units", terms.units === null ? undefined : String(terms.units)],
  ]);
}

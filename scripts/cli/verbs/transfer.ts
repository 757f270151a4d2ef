import type { Command } from "commander";

import type { Registry } from "../../../sdk/src/index.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { holderOf, licenseeOf } from "../connection/parties.ts";
import type { NumberedId } from "../input/ids.ts";
import { numberOf, oneOf } from "../input/ids.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface TransferOptions extends SigningOptions {
  readonly to: number;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;

/** How a certificate or a licence leaves who has it. */
export function addTransfer(program: Command): void {
  const transferring = addVerb(program, "transfer", "hand on a certificate, or a licence", {
    notes: () => ["A licence passes to others only where its terms say so (--transferable)."],
    examples: [
      ["transfer certificate:12 --to participant:5", "the right, to participant 5"],
      ["transfer license:4 --to 5", "a licence, by its licensee"],
    ],
    json: `{ "id": "certificate:12", "status": "ACTIVE", "to": "participant:5",
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the certificate, or the licence", oneOf("certificate", "license"))
    .requiredOption("--to <participant>", "who gets it", numberOf("participant"));
  signing(transferring, "who has it").action(answering(transfer));

  const surrendering = addVerb(program, "surrender", "give up a certificate for good (holder)", {
    examples: [["surrender certificate:12", "its licences run on to their end"]],
    json: `{ "id": "certificate:12", "status": "SURRENDERED", ${TRANSACTION} }`,
  }).argument("<id>", "the certificate", numberOf("certificate"));
  signing(surrendering, "the holder").action(answering(surrender));
}

async function transfer(
  options: TransferOptions,
  { type, number }: NumberedId<"certificate" | "license">,
): Promise<Answer> {
  const { to } = options;
  const { registry } = await connectToWrite(options, (reader) =>
    type === "license" ? licenseeOf(reader, number) : holderOf(reader, number),
  );
  const { transaction } =
    type === "license"
      ? await transferLicense(registry, number, to)
      : await registry.rights.transfer({ certificateId: number, to });
  const receiver = `participant:${to}`;
  const record = { id: `${type}:${number}`, status: "ACTIVE", to: receiver, transaction };
  return recordAnswer(record, [["to", receiver]]);
}

async function transferLicense(
  { licenses, participants }: Registry,
  licenseId: number,
  to: number,
) {
  const [from, receiver] = await Promise.all([licenses.accountOf(licenseId), participants.get(to)]);
  return licenses.transfer({ licenseId, from, to: receiver.primaryAccount });
}

async function surrender(options: SigningOptions, certificateId: number): Promise<Answer> {
  const { registry } = await connectToWrite(options, (reader) => holderOf(reader, certificateId));
  const { transaction } = await registry.rights.surrender(certificateId);
  return recordAnswer({ id: `certificate:${certificateId}`, status: "SURRENDERED", transaction });
}

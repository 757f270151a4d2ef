import type { Command } from "commander";

import { actorFor } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import type { NumberedId } from "../input/ids.ts";
import { oneOf } from "../input/ids.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface RevokeOptions extends SigningOptions {
  readonly reason: string;
}

export function addRevoke(program: Command): void {
  const verb = addVerb(program, "revoke", "revoke an appraisal or an export approval you gave", {
    examples: [
      ["revoke approval:3 --reason decision.pdf", "as the regulator who granted it"],
      ["revoke appraisal:3 --reason errata.pdf", "as the appraiser"],
    ],
    json: `{ "id": "approval:3", "status": "REVOKED", "reasonHash",
  "transaction": { "hash", "block", "gasUsed" } }`,
  })
    .argument("<id>", "the export approval or appraisal", oneOf("approval", "appraisal"))
    .requiredOption("--reason <file|hash>", "the reasons, or the SHA-256 of them");
  signing(verb, "who gave it").action(answering(revoke));
}

async function revoke(
  options: RevokeOptions,
  { type, number }: NumberedId<"approval" | "appraisal">,
): Promise<Answer> {
  const reasonHash = await hashOfDocument(options.reason);
  const { registry } = await connectToWrite(options, async (reader) => {
    const by =
      type === "approval"
        ? (await reader.compliance.get(number)).regulator
        : (await reader.appraisals.get(number)).appraiser;
    return actorFor(reader, by);
  });
  const book = type === "approval" ? registry.compliance : registry.appraisals;
  const { transaction } = await book.revoke(number, reasonHash);
  const id = `${type}:${number}`;
  return recordAnswer({ id, status: "REVOKED", ...{ reasonHash }, transaction }, [
    ["reasons", reasonHash],
  ]);
}

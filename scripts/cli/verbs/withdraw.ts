import type { Command } from "commander";

import { actorFor } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import type { NumberedId } from "../input/ids.ts";
import { oneOf } from "../input/ids.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";
import { custodianOf } from "./custody.ts";

export function addWithdraw(program: Command): void {
  const verb = addVerb(program, "withdraw", "withdraw an application or attestation of your own", {
    examples: [
      ["withdraw application:12", "before it is decided"],
      ["withdraw attestation:3", "once you hold the bytes no longer"],
    ],
    json: `{ "id": "application:12", "status": "WITHDRAWN", "transaction": { "hash", "block", "gasUsed" } }`,
  }).argument("<id>", "the application or attestation", oneOf("application", "attestation"));
  signing(verb, "its applicant or custodian").action(answering(withdraw));
}

async function withdraw(options: SigningOptions, { type, number }: NumberedId): Promise<Answer> {
  const ofApplication = type === "application";
  const { registry } = await connectToWrite(options, async (reader) => {
    if (!ofApplication) return custodianOf(reader, number);
    return actorFor(reader, (await reader.rights.get(number)).applicant);
  });
  const { transaction } = ofApplication
    ? await registry.rights.withdraw(number)
    : await registry.custody.withdraw(number);
  return recordAnswer({ id: `${type}:${number}`, status: "WITHDRAWN", transaction });
}

import type { Command } from "commander";

import type { Registry } from "../../../sdk/src/index.ts";
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
  const verb = addVerb(
    program,
    "withdraw",
    "withdraw what you applied for, attested, offered or proposed",
    {
      examples: [
        ["withdraw application:12", "before it is decided"],
        ["withdraw attestation:3", "once you hold the bytes no longer"],
        ["withdraw offer:3", "so that nobody can take it"],
        ["withdraw proposal:4", "shares that are not in force yet"],
        ["withdraw pledge:4", "a lien that the lender has not accepted"],
        ["withdraw catalogue:2", "before it is decided"],
      ],
      json: `{ "id": "application:12", "status": "WITHDRAWN", "transaction": { "hash", "block", "gasUsed" } }`,
    },
  ).argument(
    "<id>",
    "the application, attestation, offer, proposal, pledge or catalogue",
    oneOf("application", "attestation", "offer", "proposal", "pledge", "catalogue"),
  );
  signing(verb, "who made it").action(answering(withdraw));
}

async function withdraw(options: SigningOptions, { type, number }: NumberedId): Promise<Answer> {
  const { registry } = await connectToWrite(options, async (reader) => {
    if (type === "attestation") return custodianOf(reader, number);
    if (type === "offer") return actorFor(reader, (await reader.offers.get(number)).seller);
    if (type === "pledge") return actorFor(reader, (await reader.pledges.get(number)).pledgor);
    if (type === "catalogue")
      return actorFor(reader, (await reader.catalogues.get(number)).applicant);
    const by =
      type === "proposal"
        ? (await reader.shares.get(number)).proposer
        : (await reader.rights.get(number)).applicant;
    return actorFor(reader, by);
  });
  const { transaction } = await sendTo(registry, type, number);
  return recordAnswer({ id: `${type}:${number}`, status: "WITHDRAWN", transaction });
}

function sendTo(registry: Registry, type: NumberedId["type"], number: number) {
  if (type === "attestation") return registry.custody.withdraw(number);
  if (type === "offer") return registry.offers.withdraw(number);
  if (type === "proposal") return registry.shares.withdraw(number);
  if (type === "pledge") return registry.pledges.withdraw(number);
  if (type === "catalogue") return registry.catalogues.withdraw(number);
  return registry.rights.withdraw(number);
}

import type { Command } from "commander";

import { actorFor } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { numberOf } from "../input/ids.ts";
import { paintStatus } from "../output/style.ts";
import { fields } from "../output/table.ts";
import { formatTransaction } from "../output/written.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

export function addWithdraw(program: Command): void {
  const verb = addVerb(program, "withdraw", "withdraw an application of your own", {
    examples: [["withdraw application:12", "before it is decided"]],
    json: `{ "id": "application:12", "status": "WITHDRAWN", "transaction": { "hash", "block", "gasUsed" } }`,
  }).argument("<id>", "the application", numberOf("application"));
  signing(verb, "the applicant").action(answering(withdraw));
}

async function withdraw(options: SigningOptions, applicationId: number): Promise<Answer> {
  const { registry } = await connectToWrite(options, async (reader) => {
    const { applicant } = await reader.rights.get(applicationId);
    return actorFor(reader, applicant);
  });
  const { transaction } = await registry.rights.withdraw(applicationId);
  const id = `application:${applicationId}`;
  const status = "WITHDRAWN";
  return {
    json: { id, status, transaction },
    text: () =>
      [
        `${id}  ${paintStatus(status)}`,
        "",
        fields([["transaction", formatTransaction(transaction)]]),
      ].join("\n"),
  };
}

import type { Command } from "commander";

import type { Kind } from "../../../sdk/src/index.ts";
import { KINDS } from "../../../sdk/src/index.ts";
import { REGISTRAR } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { parseAddress } from "../input/ids.ts";
import { wholeNumber, wordOf } from "../input/words.ts";
import { paint } from "../output/style.ts";
import { fields } from "../output/table.ts";
import { formatCountry } from "../output/terms.ts";
import { formatTransaction } from "../output/written.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface RegisterOptions extends SigningOptions {
  readonly kind: Kind;
  readonly jurisdiction: number;
  readonly credential: string;
}

export function addRegister(program: Command): void {
  const verb = addVerb(program, "register", "enter a verified participant (registrar)", {
    notes: () => ["The credential stays with you; its hash goes on chain."],
    examples: [
      [
        "register 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --kind enterprise --jurisdiction 156 --credential credential.pdf",
        "an enterprise in China, with its first account",
      ],
    ],
    json: `{ "id": "participant:3", "participantId": 3, "account": "0x…", "kind", "jurisdiction",
  "credentialHash": "0x…", "transaction": { "hash", "block", "gasUsed" } }`,
  })
    .argument("<account>", "its first account, which it signs with", parseAddress)
    .requiredOption("--kind <kind>", "citizen, enterprise, public-body, court, …", wordOf(KINDS))
    .requiredOption("--jurisdiction <code>", "ISO 3166-1 numeric country code", wholeNumber(1, 999))
    .requiredOption(
      "--credential <file|hash>",
      "the document that was verified, or the SHA-256 of it",
    );
  signing(verb, "registrar").action(answering(register));
}

async function register(options: RegisterOptions, account: string): Promise<Answer> {
  const { kind, jurisdiction } = options;
  const credentialHash = await hashOfDocument(options.credential);
  const { registry } = await connectToWrite(options, REGISTRAR);
  const entry = { kind, jurisdiction, credentialHash, account };
  const { participantId, transaction } = await registry.participants.register(entry);
  const id = `participant:${participantId}`;
  return {
    json: { id, participantId, ...entry, transaction },
    text: () =>
      [
        `${paint("bold", id)}  ${paint("green", "ACTIVE")}`,
        "",
        fields([
          ["kind", kind],
          ["jurisdiction", formatCountry(jurisdiction)],
          ["account", account],
          ["credential", credentialHash],
          ["transaction", formatTransaction(transaction)],
        ]),
      ].join("\n"),
  };
}

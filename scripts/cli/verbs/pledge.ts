import type { Command } from "commander";

import type { Currency } from "../../../sdk/src/index.ts";
import { actorFor } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { holderOf } from "../connection/parties.ts";
import { hashOfDocument } from "../documents.ts";
import { parseAmount } from "../input/amount.ts";
import { parseCurrency } from "../input/currency.ts";
import { numberOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { formatCurrency } from "../output/currency.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface PledgeOptions extends SigningOptions {
  readonly to: number;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly document: string;
}

interface DocumentOptions extends SigningOptions {
  readonly document: string;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;

/** Liens of lenders on certificates. */
export function addPledges(program: Command): void {
  const pledging = addVerb(program, "pledge", "offer a lender a lien on a certificate (holder)", {
    notes: () => [
      "Once the lender has accepted, the certificate cannot be transferred or surrendered until it is",
      "released; a court can enforce the pledge. withdraw takes back an offer that was not accepted.",
    ],
    examples: [
      [
        "pledge certificate:12 --to participant:7 --amount 500000 --currency 156 --document loan.pdf",
        "for CNY 5,000.00, in the currency's smallest unit",
      ],
    ],
    json: `{ "id": "pledge:4", "status": "OFFERED", "pledgeId": 4, "certificate": "certificate:12", "lender",
  "amount", "currency", "documentHash", ${TRANSACTION} }`,
  })
    .argument("<certificate>", "what is pledged", numberOf("certificate"))
    .requiredOption("--to <participant>", "the lender", numberOf("participant"))
    .requiredOption("--amount <amount>", "what it secures, in the smallest unit", parseAmount(128))
    .requiredOption(
      "--currency <currency>",
      "a token's address, or an ISO 4217 numeric code (156: CNY)",
      parseCurrency,
    )
    .requiredOption("--document <file|hash>", "the agreement, or the SHA-256 of it");
  signing(pledging, "the holder").action(answering(pledge));

  const accepting = addVerb(program, "accept-pledge", "accept a lien that was offered (lender)", {
    examples: [["accept-pledge pledge:4", "the certificate is pledged"]],
    json: `{ "id": "pledge:4", "status": "ACTIVE", ${TRANSACTION} }`,
  }).argument("<id>", "the pledge", numberOf("pledge"));
  signing(accepting, "the lender").action(answering(accept));

  const releasing = addVerb(program, "release-pledge", "release a pledged certificate (lender)", {
    examples: [["release-pledge pledge:4 --document receipt.pdf", "the loan is paid back"]],
    json: `{ "id": "pledge:4", "status": "RELEASED", "documentHash", ${TRANSACTION} }`,
  })
    .argument("<id>", "the pledge", numberOf("pledge"))
    .requiredOption("--document <file|hash>", "the receipt, or the SHA-256 of it");
  signing(releasing, "the lender").action(answering(release));
}

async function pledge(options: PledgeOptions, certificateId: number): Promise<Answer> {
  const { to: lender, amount, currency } = options;
  const documentHash = await hashOfDocument(options.document);
  const { registry } = await connectToWrite(options, (reader) => holderOf(reader, certificateId));
  const offered = { certificateId, lender, amount, currency, documentHash };
  const { pledgeId, transaction } = await registry.pledges.offer(offered);
  const id = `pledge:${pledgeId}`;
  suggest(options, "The lender accepts it:", [commandLine(`accept-pledge ${id}`)]);
  const parties = { certificate: `certificate:${certificateId}`, lender: `participant:${lender}` };
  return recordAnswer(
    {
      ...{ id, status: "OFFERED", pledgeId, ...parties, amount, currency, documentHash },
      transaction,
    },
    [
      ["of", parties.certificate],
      ["lender", parties.lender],
      ["secures", `${amount} ${formatCurrency(currency)}`],
      ["agreement", documentHash],
    ],
  );
}

async function accept(options: SigningOptions, pledgeId: number): Promise<Answer> {
  const { registry } = await asLender(options, pledgeId);
  const { transaction } = await registry.pledges.accept(pledgeId);
  return recordAnswer({ id: `pledge:${pledgeId}`, status: "ACTIVE", transaction });
}

async function release(options: DocumentOptions, pledgeId: number): Promise<Answer> {
  const documentHash = await hashOfDocument(options.document);
  const { registry } = await asLender(options, pledgeId);
  const { transaction } = await registry.pledges.release(pledgeId, documentHash);
  const record = { id: `pledge:${pledgeId}`, status: "RELEASED", documentHash, transaction };
  return recordAnswer(record, [["receipt", documentHash]]);
}

function asLender(options: SigningOptions, pledgeId: number) {
  return connectToWrite(options, async (reader) =>
    actorFor(reader, (await reader.pledges.get(pledgeId)).lender),
  );
}

import type { Command } from "commander";

import { owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { numberOf, parseAddress } from "../input/ids.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface CurrencyOptions extends SigningOptions {
  readonly currency: string;
}

const CURRENCY = ["--currency <token>", "address of the token"] as const;
const TOKEN = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;

/** What deals have earned: fetched, and passed on to who is owed it. */
export function addMoney(program: Command): void {
  const collecting = addVerb(program, "collect", "fetch what deals have brought you", {
    notes: () => ["The whole balance goes to your participant's primary account."],
    examples: [[`collect --currency ${TOKEN}`, "in one token"]],
    json: `{ "id": "participant:3", "status": "PAID", "amount", "currency",
  ${TRANSACTION} }`,
  }).requiredOption(...CURRENCY, parseAddress);
  signing(collecting, "owner:0").action(answering(collect));

  const distributing = addVerb(
    program,
    "distribute",
    "divide what waits with a certificate among its sources and co-holders",
    {
      examples: [[`distribute certificate:12 --currency ${TOKEN}`, "royalties climb one level"]],
      json: `{ "id": "certificate:12", "status": "DISTRIBUTED", "currency",
  ${TRANSACTION} }`,
    },
  )
    .argument("<id>", "the certificate", numberOf("certificate"))
    .requiredOption(...CURRENCY, parseAddress);
  signing(distributing, "owner:1").action(answering(distribute));

  const assessing = addVerb(
    program,
    "assess",
    "work out what a certificate's sources are owed of what derives from it",
    {
      notes: () => ["Needed once before anything registered anew from it can be sold."],
      examples: [["assess certificate:12", "as anybody"]],
      json: `{ "id": "certificate:12", "status": "ASSESSED", ${TRANSACTION} }`,
    },
  ).argument("<id>", "the certificate", numberOf("certificate"));
  signing(assessing, "owner:1").action(answering(assess));
}

async function collect(options: CurrencyOptions): Promise<Answer> {
  const { currency } = options;
  const { registry, signer } = await connectToWrite(options, owner(0));
  const { amount, transaction } = await registry.deals.withdraw(currency);
  const account = await registry.participants.ofAccount(signer.address);
  const id = `participant:${account?.participantId}`;
  return recordAnswer({ id, status: "PAID", ...{ amount, currency }, transaction }, [
    ["amount", String(amount)],
    ["currency", currency],
  ]);
}

async function distribute(options: CurrencyOptions, certificateId: number): Promise<Answer> {
  const { currency } = options;
  const { registry } = await connectToWrite(options, owner(1));
  const { transaction } = await registry.deals.distribute(certificateId, currency);
  const id = `certificate:${certificateId}`;
  return recordAnswer({ id, status: "DISTRIBUTED", ...{ currency }, transaction });
}

async function assess(options: SigningOptions, certificateId: number): Promise<Answer> {
  const { registry } = await connectToWrite(options, owner(1));
  const { transaction } = await registry.deals.assess(certificateId);
  return recordAnswer({ id: `certificate:${certificateId}`, status: "ASSESSED", transaction });
}

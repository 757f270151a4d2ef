import type { Command } from "commander";

import type { Registry, Transaction } from "../../../sdk/src/index.ts";
import { actorFor, owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { parseAmount } from "../input/amount.ts";
import { numberOf } from "../input/ids.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface DocumentOptions extends SigningOptions {
  readonly document: string;
}

interface ResolveOptions extends DocumentOptions {
  readonly refund?: bigint;
  readonly undo?: boolean;
}

/** One thing that can be done with a deal: by whom, with a document or not, and what comes of it. */
interface Move {
  readonly name: string;
  readonly summary: string;
  readonly meaning: string;
  readonly status: string;
  readonly by: "seller" | "buyer" | "anybody";
  /** What its document is; none if there is none. */
  readonly document?: string;
  readonly send: (
    registry: Registry,
    dealId: number,
    documentHash: string,
  ) => Promise<{ readonly transaction: Transaction }>;
}

const MOVES: readonly Move[] = [
  {
    name: "deliver",
    summary: "record that bought data was delivered (seller)",
    meaning: "with evidence of the delivery",
    status: "DELIVERED",
    by: "seller",
    document: "the evidence: its document, or the SHA-256 of it",
    send: ({ deals }, id, hash) => deals.deliver(id, hash),
  },
  {
    name: "accept",
    summary: "accept what was delivered, and so pay the seller (buyer)",
    meaning: "the seller's side is credited",
    status: "SETTLED",
    by: "buyer",
    send: ({ deals }, id) => deals.acknowledge(id),
  },
  {
    name: "release",
    summary: "pay the seller, as nothing was disputed in time",
    meaning: "once the time to dispute has passed",
    status: "SETTLED",
    by: "anybody",
    send: ({ deals }, id) => deals.release(id),
  },
  {
    name: "reclaim",
    summary: "take the money back, as nothing was delivered in time (buyer)",
    meaning: "the licence ends",
    status: "RESCINDED",
    by: "buyer",
    send: ({ deals }, id) => deals.reclaim(id),
  },
  {
    name: "cancel",
    summary: "give a deal up, and the money back (seller)",
    meaning: "the licence ends",
    status: "RESCINDED",
    by: "seller",
    document: "the reasons: their document, or the SHA-256 of it",
    send: ({ deals }, id, hash) => deals.cancel(id, hash),
  },
  {
    name: "dispute",
    summary: "dispute a deal (buyer)",
    meaning: "a court or an exchange decides",
    status: "DISPUTED",
    by: "buyer",
    document: "the reasons: their document, or the SHA-256 of it",
    send: ({ deals }, id, hash) => deals.dispute(id, hash),
  },
];

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;

/** What is done with deals after they were concluded. */
export function addDeals(program: Command): void {
  for (const move of MOVES) addMove(program, move);

  const resolving = addVerb(program, "resolve", "decide a dispute (court or exchange)", {
    examples: [
      ["resolve deal:3 --document decision.pdf", "the seller is paid in full"],
      ["resolve deal:3 --document decision.pdf --refund 500", "a part goes back to the buyer"],
      ["resolve deal:3 --document decision.pdf --refund 500 --undo", "and the licence ends"],
    ],
    json: `{ "id": "deal:3", "status": "SETTLED" | "RESCINDED", "refund", "documentHash",
  ${TRANSACTION} }`,
  })
    .argument("<id>", "the deal", numberOf("deal"))
    .requiredOption("--document <file|hash>", "the decision: its document, or the SHA-256 of it")
    .option("--refund <amount>", "what the buyer gets back (default: 0)", parseAmount(128))
    .option("--undo", "the deal is undone, and its licence ends");
  signing(resolving, "owner:1").action(answering(resolve));
}

function addMove(program: Command, move: Move): void {
  const { name, summary, meaning, status, document } = move;
  const given = document === undefined ? "" : " --document paper.pdf";
  const verb = addVerb(program, name, summary, {
    examples: [[`${name} deal:3${given}`, meaning]],
    json: `{ "id": "deal:3", "status": "${status}",${document === undefined ? "" : ' "documentHash",'}
  ${TRANSACTION} }`,
  }).argument("<id>", "the deal", numberOf("deal"));
  if (document !== undefined) verb.requiredOption("--document <file|hash>", document);
  const who = move.by === "anybody" ? "owner:1" : `the ${move.by}`;
  signing(verb, who).action(
    answering((options: DocumentOptions, dealId: number) => go(move, options, dealId)),
  );
}

async function go(move: Move, options: DocumentOptions, dealId: number): Promise<Answer> {
  const documentHash =
    move.document === undefined ? undefined : await hashOfDocument(options.document);
  const { registry } = await connectToWrite(options, async (reader) => {
    if (move.by === "anybody") return owner(1);
    return actorFor(reader, (await reader.deals.get(dealId))[move.by]);
  });
  const { transaction } = await move.send(registry, dealId, documentHash ?? "");
  const record = { id: `deal:${dealId}`, status: move.status, documentHash, transaction };
  return recordAnswer(record, [["document", documentHash]]);
}

async function resolve(options: ResolveOptions, dealId: number): Promise<Answer> {
  const { refund = 0n, undo: rescinded = false } = options;
  const documentHash = await hashOfDocument(options.document);
  const { registry } = await connectToWrite(options, owner(1));
  const decision = { refund, rescinded, decisionHash: documentHash };
  const { transaction } = await registry.deals.resolve(dealId, decision);
  const status = rescinded ? "RESCINDED" : "SETTLED";
  return recordAnswer({ id: `deal:${dealId}`, status, ...{ refund, documentHash }, transaction }, [
    ["refund", String(refund)],
    ["document", documentHash],
  ]);
}

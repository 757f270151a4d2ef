import type { Command } from "commander";
import { sha256, toUtf8Bytes } from "ethers";

import type { OrderKind, Registry, Transaction } from "../../../sdk/src/index.ts";
import { ORDER_KINDS } from "../../../sdk/src/index.ts";
import { owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument } from "../documents.ts";
import { numberOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { wordOf } from "../input/words.ts";
import { formatTime } from "../output/format.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface OrderOptions extends SigningOptions {
  readonly case: string;
  readonly document: string;
  readonly to?: number;
}

interface DocumentOptions extends SigningOptions {
  readonly document: string;
}

interface AppealOptions extends DocumentOptions {
  readonly uphold?: boolean;
}

const DOCUMENT = ["--document <file|hash>", "its document, or the SHA-256 of it"] as const;
const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const AS = "owner:1";

/** What courts order about certificates, and holders appeal against. */
export function addOrders(program: Command): void {
  const ordering = addVerb(program, "order", "order something about a certificate (court)", {
    notes: () => [
      "freeze and release take effect at once. The holder can appeal against the others, which then",
      "take another court's confirmation.",
    ],
    examples: [
      ["order freeze certificate:12 --case 2026-7 --document order.pdf", "at once"],
      ["order transfer 12 --to 4 --case 2026-7 --document order.pdf", "to participant 4"],
    ],
    json: `{ "id": "order:3", "status": "ISSUED" | "EXECUTED", "appealEnd", "documentHash",
  ${TRANSACTION} }`,
  })
    .argument("<what>", "freeze, release, transfer, annul or enforce-pledge", wordOf(ORDER_KINDS))
    .argument("<id>", "the certificate", numberOf("certificate"))
    .requiredOption("--case <number>", "number of the case; its SHA-256 goes on chain")
    .requiredOption(...DOCUMENT)
    .option("--to <participant>", "who receives the certificate", numberOf("participant"));
  signing(ordering, AS).action(answering(order));

  const onOrder = (name: string, description: string, example: string) =>
    addVerb(program, name, description, {
      examples: [[`${name} order:3 --document ${example}.pdf`, "order 3"]],
      json: `{ "id": "order:3", "status", ${TRANSACTION} }`,
    })
      .argument("<id>", "the order", numberOf("order"))
      .requiredOption(...DOCUMENT);

  const confirming = onOrder("confirm-order", "confirm another court's order (court)", "decision");
  signing(confirming, AS).action(
    answering(following((courts, ...args) => courts.confirm(...args))),
  );
  const revoking = onOrder("revoke-order", "take back an order (its court)", "decision");
  signing(revoking, AS).action(answering(following((courts, ...args) => courts.revoke(...args))));
  const appealing = onOrder("appeal", "appeal against an order (holder)", "appeal");
  signing(appealing, AS).action(answering(following((courts, ...args) => courts.appeal(...args))));
  const deciding = onOrder(
    "decide-appeal",
    "decide the appeal against another court's order (court)",
    "decision",
  ).option("--uphold", "revoke the order; without it, the appeal is dismissed");
  signing(deciding, AS).action(
    answering(async (options: AppealOptions, orderId: number) =>
      following((courts, id, hash) => courts.decideAppeal(id, options.uphold === true, hash))(
        options,
        orderId,
      ),
    ),
  );
}

async function order(
  options: OrderOptions,
  kind: OrderKind,
  certificateId: number,
): Promise<Answer> {
  const documentHash = await hashOfDocument(options.document);
  const { registry } = await connectToWrite(options, owner(1));
  const { orderId, appealEnd, transaction } = await registry.courts.issue({
    kind,
    certificateId,
    ...(options.to === undefined ? {} : { to: options.to }),
    caseHash: sha256(toUtf8Bytes(options.case)),
    documentHash,
  });
  const { status } = await registry.courts.get(orderId);
  const id = `order:${orderId}`;
  const appealable = status === "ISSUED";
  if (appealable) {
    suggest(options, "Another court confirms it, once it can be appealed no more:", [
      commandLine(`confirm-order ${id} --document FILE`),
    ]);
  }
  return recordAnswer(
    { id, status, ...{ appealEnd: appealable ? appealEnd : null, documentHash }, transaction },
    [
      ["about", `certificate:${certificateId}`],
      ["appeal until", appealable ? formatTime(appealEnd) : undefined],
      ["document", documentHash],
    ],
  );
}

type Step = (
  courts: Registry["courts"],
  orderId: number,
  documentHash: string,
) => Promise<{ readonly transaction: Transaction }>;

/** What goes on with an order that was issued. */
function following(step: Step): (options: DocumentOptions, orderId: number) => Promise<Answer> {
  return async (options, orderId) => {
    const documentHash = await hashOfDocument(options.document);
    const { registry } = await connectToWrite(options, owner(1));
    const { transaction } = await step(registry.courts, orderId, documentHash);
    const { status } = await registry.courts.get(orderId);
    return recordAnswer({ id: `order:${orderId}`, status, transaction }, [
      ["document", documentHash],
    ]);
  };
}

import type { Command } from "commander";

import { DELIVERY_METHODS, type DeliveryMethod } from "../../../sdk/src/index.ts";
import { owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { parseAmount } from "../input/amount.ts";
import { numberOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import { wordOf } from "../input/words.ts";
import { formatTime } from "../output/format.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";

interface BuyOptions extends SigningOptions {
  readonly max: bigint;
  readonly currency: string;
  readonly volume: bigint;
  readonly delivery: DeliveryMethod;
  readonly quantity?: bigint;
  readonly sandbox?: number;
}

const METHODS = DELIVERY_METHODS.map((method) => method.toLowerCase()).join(", ");

export function addBuy(program: Command): void {
  const verb = addVerb(program, "buy", "take an offer: be licensed, and pay into escrow", {
    notes: () => [
      "The amount is taken by a permit that you sign (EIP-2612): you need tokens, and no native coin.",
      "Amounts are in the token's smallest unit. It lies in escrow until you accept the delivery.",
    ],
    examples: [
      [
        "buy 3 --currency 0x5FbDB2315678afecb367f032d93F642f64180aa3 --max 5000 --volume 4096 --delivery download",
        "the licence that offer 3 is for",
      ],
      [
        "buy 3 --currency 0x5FbDB2315678afecb367f032d93F642f64180aa3 --max 5000 --volume 1 --delivery interface --quantity 100",
        "100 units, or periods, of it",
      ],
    ],
    json: `{ "id": "deal:3", "status": "CONCLUDED", "licenseId", "amount", "deliverBy",
  "transaction": { "hash", "block", "gasUsed" } }`,
  })
    .argument("<offer>", "the offer", numberOf("offer"))
    .requiredOption("--currency <token>", "the token it is paid in", String)
    .requiredOption("--max <amount>", "the most that you pay", parseAmount(128))
    .requiredOption("--volume <bytes>", "bytes that are delivered", parseAmount(64))
    .requiredOption("--delivery <method>", METHODS, wordOf(DELIVERY_METHODS))
    .option("--quantity <count>", "units, or periods, to buy (default: 1)", parseAmount(64))
    .option("--sandbox <sandbox>", "the sandbox it is traded in", numberOf("sandbox"));
  signing(verb, "owner:1").action(answering(buy));
}

async function buy(options: BuyOptions, offerId: number): Promise<Answer> {
  const { max: maxAmount, currency, volume, delivery, quantity = 1n, sandbox } = options;
  const { registry } = await connectToWrite(options, owner(1));
  const permit = await registry.deals.signPermit({ currency, amount: maxAmount });
  const { conclude, permit: allow } = registry.calls.deals;
  const { results, transactions } = await registry.send([
    allow(permit),
    conclude({
      ...{ offerId, maxAmount, volume, delivery, quantity },
      ...(sandbox === undefined ? {} : { sandboxId: sandbox }),
    }),
  ]);
  const { dealId } = results[1];
  const { licenseId, amount, deliverBy } = await registry.deals.get(dealId);
  const id = `deal:${dealId}`;
  suggest(options, "Once the data is there:", [commandLine(`accept ${id}`)]);
  const transaction = transactions[1];
  if (transaction === undefined) throw new Error("two calls have two transactions");
  return recordAnswer(
    { id, status: "CONCLUDED", ...{ licenseId, amount, deliverBy }, transaction },
    [
      ["licence", `license:${licenseId}`],
      ["paid", String(amount)],
      ["deliver by", formatTime(deliverBy)],
    ],
  );
}

import type { DeliveryMethod, PriceModel, Registry } from "../../../sdk/src/index.ts";
import { accountOf } from "../accounts.ts";
import type { Facts } from "../book.ts";
import type { TermsOfUse } from "../licensing.ts";
import type { OwnerKey } from "../owners.ts";
import { holderOf } from "../plan.ts";
import type { Act } from "./sender.ts";
import type { Situation } from "./situation.ts";

type Calls = Registry["calls"];

const YEAR = 365 * 24 * 60 * 60;

/** What the holder of a file sells to whom. */
export interface Sale {
  readonly file: string;
  readonly buyer: OwnerKey;
  readonly model: PriceModel;
  /** In hundredths; of a unit, if it is sold by the unit. */
  readonly amount: bigint;
  /** Units that are bought; 1 of what is not sold by the unit. */
  readonly quantity: bigint;
  readonly delivery: DeliveryMethod;
  readonly terms: TermsOfUse;
}

export function offerOf(situation: Situation, { file }: Sale): Facts | undefined {
  const certificate = situation.holding(file);
  return certificate && situation.book.find("OfferMade", { certificateId: certificate.id });
}

export function dealOf(situation: Situation, sale: Sale): Facts | undefined {
  const offerId = offerOf(situation, sale)?.offerId;
  return offerId === undefined ? undefined : situation.book.find("DealConcluded", { offerId });
}

/** The holder offers licences. */
export function offer(situation: Situation, calls: Calls, sale: Sale, time: number): Act[] {
  const certificate = situation.holding(sale.file);
  if (!certificate || offerOf(situation, sale)) return [];
  const { file, amount, buyer, model, terms } = sale;
  const until = new Date(Math.min(time + YEAR, certificate.expiresAt) * 1000);
  const { units, ...plain } = terms;
  const { hash } = situation.documents.put({
    document: "Terms",
    certificate: `certificate:${certificate.id}`,
    ...plain,
    ...(units && { units: units.toString() }),
    until: until.toISOString(),
    licensesOfTheData: situation.file(file).licenses,
  });
  const named = model === "NEGOTIATED" ? { buyer: situation.numberOf(buyer) } : {};
  const call = calls.offers.make({
    certificateId: certificate.id,
    until,
    price: { model, amount, currency: situation.money, ...named },
    terms: { ...terms, until, documentHash: hash },
  });
  return [{ by: sellerOf(situation, sale), call }];
}

/** The buyer takes the offer, and its money goes into escrow: it signs, and needs no coin. */
export async function conclude(
  situation: Situation,
  registry: Registry,
  sale: Sale,
  sandboxId?: number,
): Promise<Act[]> {
  const offerId = Number(offerOf(situation, sale)?.offerId);
  if (!offerId || dealOf(situation, sale)) return [];
  const by = accountOf(sale.buyer);
  const amount = sale.amount * sale.quantity;
  const permit = await registry.as(by).deals.signPermit({ currency: situation.money, amount });
  const acceptance = {
    offerId,
    quantity: sale.quantity,
    volume: BigInt(situation.file(sale.file).bytes ?? 0),
    delivery: sale.delivery,
    maxAmount: amount,
    ...(sandboxId && { sandboxId }),
  };
  const { deals } = registry.calls;
  return [
    { by, call: deals.permit(permit) },
    { by, call: deals.conclude(acceptance) },
  ];
}

/** The seller delivers. */
export function deliver(situation: Situation, calls: Calls, sale: Sale): Act[] {
  const dealId = Number(dealOf(situation, sale)?.dealId);
  if (!dealId || situation.book.happened("DealDelivered", dealId)) return [];
  const { hash } = situation.documents.put({
    document: "Delivery",
    deal: `deal:${dealId}`,
    file: sale.file,
    sha256: situation.file(sale.file).commitment.slice(2),
    method: sale.delivery,
  });
  return [{ by: sellerOf(situation, sale), call: calls.deals.deliver(dealId, hash) }];
}

/** The buyer acknowledges the delivery, and so pays the seller's side. */
export function acknowledge(situation: Situation, calls: Calls, sale: Sale): Act[] {
  const dealId = Number(dealOf(situation, sale)?.dealId);
  const due = situation.book.happened("DealDelivered", dealId);
  if (!due || situation.book.happened("DealSettled", dealId)) return [];
  return [{ by: accountOf(sale.buyer), call: calls.deals.acknowledge(dealId) }];
}

function sellerOf(situation: Situation, { file }: Sale) {
  return accountOf(holderOf(file, situation.files));
}

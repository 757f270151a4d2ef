import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { Currency } from "./currency.ts";
import { packCurrency } from "./currency.ts";
import type { PriceModel } from "./enums.ts";
import { PRICE_MODELS, toCode } from "./enums.ts";
import { count, recordNumber, seconds, units } from "./input.ts";
import type { Terms } from "./terms.ts";
import { packTerms } from "./terms.ts";

/** What licences cost. */
export interface Price {
  /** What the amount is for. `PER_UNIT` needs terms that meter units. */
  readonly model: PriceModel;
  /** In the currency's smallest unit. */
  readonly amount: bigint;
  /** One that is accepted. */
  readonly currency: Currency;
  /** Number of the participant that the price is quoted to; of a `NEGOTIATED` price alone. */
  readonly buyer?: number;
  /** Seconds that the amount is for; of a `SUBSCRIPTION` alone. */
  readonly periodSeconds?: number;
}

/** Licences under a certificate, to be had at a price. */
export interface NewOffer {
  readonly certificateId: number;
  /** Until when it can be taken; not after the licences end. */
  readonly until: Date;
  readonly price: Price;
  /** Of each licence. */
  readonly terms: Terms;
}

/**
 * Offers licences under a certificate of the signer's participant.
 *
 * @example
 * const { offerId } = await registry.offers.make({
 *   certificateId: 12, until: new Date("2026-12-31"),
 *   price: { model: "FIXED", amount: 500_000n, currency: token },
 *   terms: { permittedUses: ["READ", "ANALYZE"], until: new Date("2027-01-01"), documentHash },
 * });
 */
export function make(offer: NewOffer): Call<{ offerId: number }> {
  const certificate = recordNumber(offer.certificateId, "certificateId");
  const until = seconds(offer.until, "until");
  const { amount, buyer, currency, model, periodSeconds } = offer.price;
  const price = {
    amount: units(amount, "amount", 128),
    buyer: buyer === undefined ? 0 : recordNumber(buyer, "buyer"),
    period: periodSeconds === undefined ? 0 : count(periodSeconds, "periodSeconds"),
    model: toCode(PRICE_MODELS, model, "model"),
    currency: packCurrency(currency),
  };
  const terms = packTerms(offer.terms);
  return makeCall(
    "Offers",
    (abi) => abi.encodeFunctionData("offer", [certificate, until, price, terms]),
    { event: "OfferMade", take: ["offerId"] },
  );
}

/**
 * Changes the amount of an offer's price; the signer acts for the seller.
 *
 * @example
 * await registry.offers.changePrice(3, 450_000n);
 */
export function changePrice(offerId: number, amount: bigint): PlainCall {
  const number = recordNumber(offerId, "offerId");
  const changed = units(amount, "amount", 128);
  return makeCall("Offers", (abi) => abi.encodeFunctionData("changePrice", [number, changed]));
}

/**
 * Withdraws an offer; the signer acts for the seller.
 *
 * @example
 * await registry.offers.withdraw(3);
 */
export function withdraw(offerId: number): PlainCall {
  const number = recordNumber(offerId, "offerId");
  return makeCall("Offers", (abi) => abi.encodeFunctionData("withdraw", [number]));
}

/**
 * Lets prices be in a currency, or no longer; for administrators.
 *
 * @example
 * await registry.offers.setCurrency(token, true);
 */
export function setCurrency(currency: Currency, accepted: boolean): PlainCall {
  const packed = packCurrency(currency);
  return makeCall("Offers", (abi) => abi.encodeFunctionData("setCurrency", [packed, accepted]));
}

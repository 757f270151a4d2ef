import type { Connection } from "../Connection.ts";
import type { Currency } from "../currency.ts";
import { currencyOf, packCurrency } from "../currency.ts";
import type { OfferStatus, PriceModel } from "../enums.ts";
import { fromCode, OFFER_STATUSES, PRICE_MODELS } from "../enums.ts";
import type { Hex } from "../input.ts";
import { recordNumber } from "../input.ts";
import type { RecordedTerms } from "../terms.ts";
import { recordedTerms } from "../terms.ts";

/** An offer, as the contract has it now. */
export interface OfferRecord {
  readonly offerId: number;
  readonly certificateId: number;
  /** Number of the participant who offers. */
  readonly seller: number;
  readonly madeAt: Date;
  readonly until: Date;
  readonly status: OfferStatus;
  readonly price: {
    readonly model: PriceModel;
    /** In the currency's smallest unit. */
    readonly amount: bigint;
    /** A token's address, or an ISO 4217 numeric code. */
    readonly currency: Hex | number;
    /** The only participant who may take it; null: anybody. */
    readonly buyer: number | null;
    /** Seconds that the amount is for; null: not a subscription. */
    readonly periodSeconds: number | null;
  };
  readonly terms: RecordedTerms;
}

/** What the contract `Offers` says now. */
export class OffersState {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * An offer by number. Throws {@link ContractRevertError} `UnknownOffer`.
   *
   * @example
   * const { price, terms, status } = await registry.offers.get(3);
   */
  async get(offerId: number): Promise<OfferRecord> {
    const chain = this.#connection.chain("Reading an offer");
    const contract = chain.contract("Offers");
    const number = recordNumber(offerId, "offerId");
    const [record, code] = await Promise.all([
      chain.read("Offers", "offerOf", contract.offerOf(number)),
      chain.read("Offers", "offerStatus", contract.offerStatus(number)),
    ]);
    const { price } = record;
    return {
      offerId,
      certificateId: Number(record.certificateId),
      seller: Number(record.seller),
      madeAt: dateOf(record.madeAt),
      until: dateOf(record.validUntil),
      status: fromCode(OFFER_STATUSES, code) as OfferStatus,
      price: {
        model: fromCode(PRICE_MODELS, price.model) as PriceModel,
        amount: price.amount,
        currency: currencyOf(price.currency),
        buyer: Number(price.buyer) || null,
        periodSeconds: Number(price.period) || null,
      },
      terms: recordedTerms(record.terms),
    };
  }

  /**
   * Whether prices can be in a currency.
   *
   * @example
   * if (await registry.offers.accepts(token)) …
   */
  async accepts(currency: Currency): Promise<boolean> {
    const chain = this.#connection.chain("Reading accepted currencies");
    const answer = chain.contract("Offers").isAccepted(packCurrency(currency));
    return chain.read("Offers", "isAccepted", answer);
  }
}

function dateOf(time: bigint): Date {
  return new Date(Number(time) * 1000);
}

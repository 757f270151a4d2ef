import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { DeliveryMethod } from "./enums.ts";
import { DELIVERY_METHODS, toCode } from "./enums.ts";
import { address, hash32, recordNumber, units } from "./input.ts";

/** How an offer is taken. */
export interface Acceptance {
  readonly offerId: number;
  /** Units of a price per unit, periods of a subscription. Default, and of other prices: 1. */
  readonly quantity?: bigint;
  /** Bytes that are delivered, at least 1; counted against export approvals and sandbox caps. */
  readonly volume: bigint;
  /** How the data is delivered. */
  readonly delivery: DeliveryMethod;
  /** Most that the buyer pays, in the currency's smallest unit. */
  readonly maxAmount: bigint;
  /** The sandbox that it is traded in. Default: none. */
  readonly sandboxId?: number;
}

/** What an arbiter decides. */
export interface Resolution {
  /** What the buyer gets back, in the currency's smallest unit; the seller's side earns the rest. */
  readonly refund: bigint;
  /** Whether the deal is undone, and its licence ends. */
  readonly rescinded: boolean;
  /** SHA-256 of the decision. */
  readonly decisionHash: string;
}

/** A permission of EIP-2612, as `registry.deals.signPermit` makes it. */
export interface Permit {
  /** The token. */
  readonly currency: string;
  readonly amount: bigint;
  /** Unix seconds. */
  readonly deadline: number;
  readonly v: number;
  readonly r: string;
  readonly s: string;
}

/**
 * Takes an offer for the signer's participant: it is licensed at once, and the price goes from the
 * signer's account into escrow. The account must have allowed the deals contract the amount, by the token's
 * `approve` or by a permit sent in the same batch.
 *
 * @example
 * const permit = await registry.deals.signPermit({ currency, amount: 5_000n });
 * const { results } = await registry.send([
 *   registry.calls.deals.permit(permit),
 *   registry.calls.deals.conclude({ offerId: 3, volume: 4096n, delivery: "DOWNLOAD", maxAmount: 5_000n }),
 * ]);
 * results[1].dealId;
 */
export function conclude(acceptance: Acceptance): Call<{ dealId: number }> {
  const taken = {
    offerId: recordNumber(acceptance.offerId, "offerId"),
    quantity: units(acceptance.quantity ?? 1n, "quantity", 64),
    volume: units(acceptance.volume, "volume", 64),
    sandboxId:
      acceptance.sandboxId === undefined ? 0 : recordNumber(acceptance.sandboxId, "sandboxId"),
    maxAmount: units(acceptance.maxAmount, "maxAmount", 128),
    method: toCode(DELIVERY_METHODS, acceptance.delivery, "delivery"),
  };
  return makeCall("Deals", (abi) => abi.encodeFunctionData("conclude", [taken]), {
    event: "DealConcluded",
    take: ["dealId"],
  });
}

/**
 * Lets the deals contract take an amount of a token from the signer's account, for a `conclude` in the same
 * batch.
 *
 * @example
 * registry.calls.deals.permit(await registry.deals.signPermit({ currency, amount: 5_000n }));
 */
export function permit(permission: Permit): PlainCall {
  const { deadline, v } = permission;
  const token = address(permission.currency, "currency");
  const amount = units(permission.amount, "amount", 128);
  const [r, s] = [hash32(permission.r, "r"), hash32(permission.s, "s")];
  return makeCall("Deals", (abi) =>
    abi.encodeFunctionData("permit", [token, amount, deadline, v, r, s]),
  );
}

/**
 * Records the delivery; the signer acts for the seller.
 *
 * @example
 * const { acceptBy } = await registry.deals.deliver(3, evidenceHash);
 */
export function deliver(dealId: number, evidenceHash: string): Call<{ acceptBy: Date }> {
  const number = recordNumber(dealId, "dealId");
  const evidence = hash32(evidenceHash, "evidenceHash");
  return makeCall("Deals", (abi) => abi.encodeFunctionData("deliver", [number, evidence]), {
    event: "DealDelivered",
    take: ["acceptBy"],
  });
}

/**
 * Accepts what was delivered, and so pays the seller's side; the signer acts for the buyer.
 *
 * @example
 * await registry.deals.acknowledge(3);
 */
export function acknowledge(dealId: number): PlainCall {
  const number = recordNumber(dealId, "dealId");
  return makeCall("Deals", (abi) => abi.encodeFunctionData("acknowledge", [number]));
}

/**
 * Pays the seller's side, as the buyer disputed nothing in time; anybody may.
 *
 * @example
 * await registry.deals.release(3);
 */
export function release(dealId: number): PlainCall {
  const number = recordNumber(dealId, "dealId");
  return makeCall("Deals", (abi) => abi.encodeFunctionData("release", [number]));
}

/**
 * Takes the money back, as the seller delivered nothing in time; the signer acts for the buyer.
 *
 * @example
 * await registry.deals.reclaim(3);
 */
export function reclaim(dealId: number): PlainCall {
  const number = recordNumber(dealId, "dealId");
  return makeCall("Deals", (abi) => abi.encodeFunctionData("reclaim", [number]));
}

/**
 * Gives a deal up, and the money back; the signer acts for the seller.
 *
 * @example
 * await registry.deals.cancel(3, reasonHash);
 */
export function cancel(dealId: number, reasonHash: string): PlainCall {
  const number = recordNumber(dealId, "dealId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Deals", (abi) => abi.encodeFunctionData("cancel", [number, reason]));
}

/**
 * Disputes a deal; the signer acts for the buyer.
 *
 * @example
 * await registry.deals.dispute(3, reasonHash);
 */
export function dispute(dealId: number, reasonHash: string): PlainCall {
  const number = recordNumber(dealId, "dealId");
  const reason = hash32(reasonHash, "reasonHash");
  return makeCall("Deals", (abi) => abi.encodeFunctionData("dispute", [number, reason]));
}

/**
 * Decides a dispute; the signer acts for a court or an exchange that is no party.
 *
 * @example
 * await registry.deals.resolve(3, { refund: 2_000n, rescinded: false, decisionHash });
 */
export function resolve(dealId: number, resolution: Resolution): PlainCall {
  const number = recordNumber(dealId, "dealId");
  const refund = units(resolution.refund, "refund", 128);
  const decision = hash32(resolution.decisionHash, "decisionHash");
  const { rescinded } = resolution;
  return makeCall("Deals", (abi) =>
    abi.encodeFunctionData("resolve", [number, refund, rescinded, decision]),
  );
}

/**
 * Pays the balance of the signer's participant in a token to its primary account.
 *
 * @example
 * const { amount } = await registry.deals.withdraw(currency);
 */
export function withdraw(currency: string): Call<{ amount: number | bigint }> {
  const token = address(currency, "currency");
  return makeCall("Deals", (abi) => abi.encodeFunctionData("withdraw", [token]), {
    event: "BalanceWithdrawn",
    take: ["amount"],
  });
}

/**
 * Divides what waits with a certificate among its sources and co-holders; anybody may.
 *
 * @example
 * await registry.deals.distribute(12, currency);
 */
export function distribute(certificateId: number, currency: string): PlainCall {
  const number = recordNumber(certificateId, "certificateId");
  const token = address(currency, "currency");
  return makeCall("Deals", (abi) => abi.encodeFunctionData("distribute", [number, token]));
}

/**
 * Works out what the sources of a certificate are owed of what derives from it; anybody may. Needed once
 * before anything is sold that was registered anew from that certificate.
 *
 * @example
 * await registry.deals.assess(12);
 */
export function assess(certificateId: number): PlainCall {
  const number = recordNumber(certificateId, "certificateId");
  return makeCall("Deals", (abi) => abi.encodeFunctionData("assess", [number]));
}

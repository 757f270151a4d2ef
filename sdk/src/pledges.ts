import type { Call, PlainCall } from "./call.ts";
import { makeCall } from "./call.ts";
import type { Currency } from "./currency.ts";
import { packCurrency } from "./currency.ts";
import { InvalidInputError } from "./errors/input.ts";
import { hash32, recordNumber } from "./input.ts";

/** A lien that a holder offers on its certificate. */
export interface NewPledge {
  readonly certificateId: number;
  /** Number of the participant that lends. */
  readonly lender: number;
  readonly currency: Currency;
  /** The sum secured, in the currency's smallest unit. */
  readonly amount: bigint;
  /** SHA-256 of the agreement. */
  readonly documentHash: string;
}

/**
 * Offers a lien on a certificate of the signer's participant.
 *
 * @example
 * const { pledgeId } = await registry.pledges.offer({
 *   certificateId: 12, lender: 7, currency: 156, amount: 500_000n, documentHash,
 * });
 */
export function offer(pledge: NewPledge): Call<{ pledgeId: number }> {
  const { amount } = pledge;
  if (amount <= 0n || amount >= 1n << 128n) {
    throw new InvalidInputError("amount", amount, "a positive sum of less than 2^128");
  }
  const args = [
    recordNumber(pledge.certificateId, "certificateId"),
    recordNumber(pledge.lender, "lender"),
    packCurrency(pledge.currency),
    amount,
    hash32(pledge.documentHash, "documentHash"),
  ] as const;
  return makeCall("Pledges", (abi) => abi.encodeFunctionData("offerPledge", [...args]), {
    event: "PledgeOffered",
    take: ["pledgeId"],
  });
}

/**
 * Accepts a lien that was offered: the certificate is pledged. The signer acts for the lender.
 *
 * @example
 * await registry.pledges.accept(4);
 */
export function accept(pledgeId: number): PlainCall {
  const number = recordNumber(pledgeId, "pledgeId");
  return makeCall("Pledges", (abi) => abi.encodeFunctionData("acceptPledge", [number]));
}

/**
 * Takes back an offer that was not accepted.
 *
 * @example
 * await registry.pledges.withdraw(4);
 */
export function withdraw(pledgeId: number): PlainCall {
  const number = recordNumber(pledgeId, "pledgeId");
  return makeCall("Pledges", (abi) => abi.encodeFunctionData("withdrawPledge", [number]));
}

/**
 * Releases the certificate. The signer acts for the lender.
 *
 * @example
 * await registry.pledges.release(4, documentHash);
 */
export function release(pledgeId: number, documentHash: string): PlainCall {
  const number = recordNumber(pledgeId, "pledgeId");
  const hash = hash32(documentHash, "documentHash");
  return makeCall("Pledges", (abi) => abi.encodeFunctionData("releasePledge", [number, hash]));
}

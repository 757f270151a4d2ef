import { InvalidInputError } from "./errors/input.ts";
import type { Hex } from "./input.ts";
import { address } from "./input.ts";

/**
 * What an amount is counted in, in its smallest unit: the address of an ERC-20 token, or an ISO 4217
 * numeric code (156: CNY, counted in fen).
 */
export type Currency = string | number;

const CODES = 1000;

/** A currency as the contracts have it: 20 bytes. Throws {@link InvalidInputError}. */
export function packCurrency(currency: Currency, field = "currency"): Hex {
  if (typeof currency === "string") return address(currency, field);
  if (!Number.isInteger(currency) || currency < 1 || currency >= CODES) {
    throw new InvalidInputError(field, currency, "a token's address, or an ISO 4217 numeric code");
  }
  return `0x${currency.toString(16).padStart(40, "0")}`;
}

/** A currency of the contracts: a token's address, or an ISO 4217 numeric code. */
export function currencyOf(packed: string): Hex | number {
  const number = BigInt(packed);
  return number < CODES ? Number(number) : (packed as Hex);
}

import type { Currency } from "../../../sdk/src/index.ts";

const CODES = 1000n;

/** A currency for people: `ISO 4217 156`, or the token's address. */
export function formatCurrency(currency: Currency): string {
  const number = BigInt(currency);
  return number < CODES ? `ISO 4217 ${String(number).padStart(3, "0")}` : String(currency);
}

import { InvalidArgumentError } from "commander";

import type { Currency } from "../../../sdk/src/index.ts";
import { parseAddress } from "./ids.ts";

/** Reads a currency: a token's address, or an ISO 4217 numeric code such as 156. */
export function parseCurrency(text: string): Currency {
  if (text.startsWith("0x")) return parseAddress(text);
  if (/^0*[1-9][0-9]{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(
    `"${text}" is not a currency: a token's address, or an ISO 4217 numeric code (156: CNY)`,
  );
}

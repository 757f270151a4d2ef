import { InvalidInputError } from "./errors/input.ts";
import type { Hex } from "./input.ts";

const BITS = 16n;
const MOST = 16;

/**
 * Packs ISO 3166-1 numeric codes as the contracts keep them: 16 bits each, from the low end up.
 * An empty list is "anywhere". Throws {@link InvalidInputError} unless there are at most sixteen,
 * ascending, each 1 to 999.
 */
export function packTerritory(codes: readonly number[]): Hex {
  const wanted = "at most sixteen ISO 3166-1 numeric codes, each 1 to 999, in ascending order";
  const sound =
    codes.length <= MOST &&
    codes.every((code, i) => Number.isInteger(code) && code > (codes[i - 1] ?? 0) && code <= 999);
  if (!sound) throw new InvalidInputError("territory", codes.join(", "), wanted);

  const packed = codes.reduce((sum, code, i) => sum | (BigInt(code) << (BITS * BigInt(i))), 0n);
  return `0x${packed.toString(16).padStart(64, "0")}`;
}

/** An ISO 3166-1 numeric code. Throws {@link InvalidInputError}. */
export function jurisdictionCode(code: number, field: string): number {
  const sound = Number.isInteger(code) && code >= 1 && code <= 999;
  if (!sound) throw new InvalidInputError(field, code, "an ISO 3166-1 numeric code, 1 to 999");
  return code;
}

/** The codes in a packed territory; none means "anywhere". */
export function territoryCodes(packed: string): number[] {
  const codes: number[] = [];
  for (let rest = BigInt(packed); rest !== 0n; rest >>= BITS) codes.push(Number(rest & 0xffffn));
  return codes;
}

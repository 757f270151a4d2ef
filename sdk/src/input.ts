import { getAddress, isHexString } from "ethers";

import { InvalidInputError } from "./errors/input.ts";

/** A string that starts with `0x`. */
export type Hex = `0x${string}`;

/** A 32-byte hash as 0x and 64 hex digits, in lower case. Throws {@link InvalidInputError}. */
export function hash32(value: string, field: string): Hex {
  if (!isHexString(value, 32)) throw new InvalidInputError(field, value, "0x and 64 hex digits");
  return value.toLowerCase() as Hex;
}

/** An address with its checksum. Throws {@link InvalidInputError}. */
export function address(value: string, field: string): Hex {
  try {
    return getAddress(value) as Hex;
  } catch {
    throw new InvalidInputError(field, value, "an address (0x and 40 hex digits)");
  }
}

/** The number of a record: 1, 2, 3, ... Throws {@link InvalidInputError}. */
export function recordNumber(value: number, field: string): number {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new InvalidInputError(field, value, "a record's number (1, 2, 3, ...)");
  }
  return value;
}

/** A number of things: 0, 1, 2, ... Throws {@link InvalidInputError}. */
export function count(value: number, field: string): number {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new InvalidInputError(field, value, "a whole number, 0 or more");
  }
  return value;
}

/** An amount or a quantity of up to so many bits. Throws {@link InvalidInputError}. */
export function units(value: bigint, field: string, bits: number): bigint {
  if (typeof value !== "bigint" || value < 0n || value >= 2n ** BigInt(bits)) {
    throw new InvalidInputError(field, value, `a bigint from 0 to 2^${bits} - 1`);
  }
  return value;
}

/** Bytes as 0x and hex digits. Throws {@link InvalidInputError}. */
export function bytesOf(value: string, field: string): Hex {
  if (!isHexString(value, true)) {
    throw new InvalidInputError(field, value, "0x and an even number of hex digits");
  }
  return value as Hex;
}

/** Unix seconds of a date. Throws {@link InvalidInputError}. */
export function seconds(value: Date, field: string): number {
  const time = Math.floor(value.getTime() / 1000);
  if (!(time >= 0 && time < 2 ** 40))
    throw new InvalidInputError(field, value, "a date since 1970");
  return time;
}

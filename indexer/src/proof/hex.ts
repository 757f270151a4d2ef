/** A field of a node's answer does not hold what such a field can hold. */
export class FieldError extends Error {
  readonly field: string;

  constructor(field: string, wanted: string, value: unknown) {
    const found = JSON.stringify(value) ?? String(value);
    super(`${field} is to be ${wanted}, and is ${found.slice(0, 80)}`);
    this.name = "FieldError";
    this.field = field;
  }
}

const DIGITS = /^0x[0-9a-f]*$/;
const INTEGER = /^0x[0-9a-f]{1,64}$/;

/**
 * Bytes as a node writes them, `0x` hex, brought to lower case.
 * @param length - how many they must be
 * @throws FieldError if they are none, or not so many.
 */
export function readBytes(value: unknown, field: string, length?: number): string {
  const hex = typeof value === "string" ? value.toLowerCase() : "";
  const fits = length === undefined ? hex.length % 2 === 0 : hex.length === 2 + 2 * length;
  if (!fits || !DIGITS.test(hex)) {
    throw new FieldError(field, `${length === undefined ? "" : `${length} `}bytes in hex`, value);
  }
  return hex;
}

/**
 * An integer from 0 to 2^256 - 1, as the bytes that RLP makes of it: big-endian, without leading zeros.
 * @throws FieldError if the value is none.
 */
export function readInteger(value: unknown, field: string): string {
  const hex = typeof value === "string" ? value.toLowerCase() : "";
  if (!INTEGER.test(hex)) throw new FieldError(field, "an integer in hex", value);
  let start = 2;
  while (hex.charCodeAt(start) === 48) start++;
  const digits = hex.slice(start);
  return digits.length % 2 === 0 ? `0x${digits}` : `0x0${digits}`;
}

/**
 * An integer that a JavaScript number holds exactly.
 * @throws FieldError if the value is none.
 */
export function readNumber(value: unknown, field: string): number {
  readInteger(value, field);
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new FieldError(field, "below 2^53", value);
  return number;
}

/** Bytes as `0x` hex in lower case. */
export function toHex(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}

/** The bytes that `0x` hex stands for; the hex must be well-formed. */
export function fromHex(hex: string): Uint8Array {
  return Buffer.from(hex.slice(2), "hex");
}

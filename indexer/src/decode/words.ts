/**
 * How the generated decoders read values from a log's hex: at fixed offsets, without going through bytes.
 * `at` is the index of the first of a word's 64 digits. Values are what {@link ../generated/events.ts}
 * declares: whole numbers up to 2^53 - 1 as numbers, wider ones as decimal text, the rest as `0x` hex.
 */

/** Digits in a word of 32 bytes. */
const WORD = 64;

/** An integer of up to 48 bits. */
export function uint(hex: string, at: number): number {
  return parseInt(hex.slice(at + 52, at + WORD), 16);
}

/** An integer of 8 bits. */
export function uint8(hex: string, at: number): number {
  return (digit(hex, at + 62) << 4) | digit(hex, at + 63);
}

/**
 * An id that one of our contracts counts from 1. A number that is too great to be such an id, as a
 * lenient source policy may let pass, reads as 2^53 - 1: it names nothing either way.
 */
export function id(hex: string, at: number): number {
  return Math.min(parseInt(hex.slice(at + 48, at + WORD), 16), Number.MAX_SAFE_INTEGER);
}

/** An integer of up to 256 bits, as decimal text. */
export function wideUint(hex: string, at: number): string {
  return BigInt(`0x${hex.slice(at, at + WORD)}`).toString();
}

/** A truth value. */
export function flag(hex: string, at: number): boolean {
  return hex.charCodeAt(at + WORD - 1) !== 0x30;
}

/** An address, in lower case. */
export function address(hex: string, at: number): string {
  return `0x${hex.slice(at + 24, at + WORD)}`;
}

/** The first `length` bytes of a word. */
export function fixedBytes(hex: string, at: number, length: number): string {
  return `0x${hex.slice(at, at + length * 2)}`;
}

/** Where a dynamic value lies whose offset from `base` is the word at `at`. */
export function follow(hex: string, at: number, base: number): number {
  return base + uint(hex, at) * 2;
}

/** Bytes of any length, which stands at `at`. */
export function bytes(hex: string, at: number): string {
  return `0x${contents(hex, at)}`;
}

/** UTF-8 text; what is not UTF-8 becomes U+FFFD, since anybody may write anything on the chain. */
export function text(hex: string, at: number): string {
  return Buffer.from(contents(hex, at), "hex").toString("utf8");
}

/** As many items of `size` words each as the word at `at` says. */
export function list<Item>(
  hex: string,
  at: number,
  size: number,
  item: (hex: string, at: number) => Item,
): Item[] {
  const count = uint(hex, at);
  const items: Item[] = [];
  for (let index = 0; index < count; index++) {
    items.push(item(hex, at + WORD + index * size * WORD));
  }
  return items;
}

function contents(hex: string, at: number): string {
  const start = at + WORD;
  return hex.slice(start, start + uint(hex, at) * 2);
}

function digit(hex: string, at: number): number {
  const code = hex.charCodeAt(at);
  return code < 0x40 ? code - 0x30 : (code & 0x0f) + 9;
}

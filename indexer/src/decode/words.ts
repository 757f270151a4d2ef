/**
 * How the generated decoders read values from a log's bytes: at fixed offsets. `at` is where a word of 32
 * bytes begins. Values are what {@link ../generated/events.ts} declares: whole numbers up to 2^53 - 1 as
 * numbers, wider ones as decimal text, the rest as bytes of their own. What lies beyond the log is a RangeError.
 */

/** Bytes in a word. */
const WORD = 32;
const HALF = 2 ** 32;

/** An integer of up to 48 bits. */
export function uint(bytes: Buffer, at: number): number {
  return bytes.readUIntBE(at + 26, 6);
}

/** An integer of 8 bits. */
export function uint8(bytes: Buffer, at: number): number {
  return bytes.readUInt8(at + 31);
}

/**
 * An id that one of our contracts counts from 1. A number that is too great to be such an id, as a
 * lenient source policy may let pass, reads as 2^53 - 1: it names nothing either way.
 */
export function id(bytes: Buffer, at: number): number {
  const value = bytes.readUInt32BE(at + 24) * HALF + bytes.readUInt32BE(at + 28);
  return Math.min(value, Number.MAX_SAFE_INTEGER);
}

/** An integer of up to 256 bits, as decimal text. */
export function wideUint(bytes: Buffer, at: number): string {
  let start = at;
  while (bytes[start] === 0 && start < at + 26) start++;
  if (start === at + 26) return String(uint(bytes, at));
  return BigInt(`0x${bytes.toString("hex", at, at + WORD)}`).toString();
}

/** A truth value. */
export function flag(bytes: Buffer, at: number): boolean {
  return uint8(bytes, at) !== 0;
}

/** An address. */
export function address(bytes: Buffer, at: number): Buffer {
  return copy(bytes, at + 12, at + WORD);
}

/** The first `length` bytes of a word. */
export function fixedBytes(bytes: Buffer, at: number, length: number): Buffer {
  return copy(bytes, at, at + length);
}

/** Where a dynamic value lies whose offset from `base` is the word at `at`. */
export function follow(bytes: Buffer, at: number, base: number): number {
  return base + uint(bytes, at);
}

/** Bytes of any length, which stands at `at`. */
export function bytes(data: Buffer, at: number): Buffer {
  const start = at + WORD;
  return copy(data, start, start + uint(data, at));
}

/** UTF-8 text; what is not UTF-8 becomes U+FFFD, since anybody may write anything on the chain. */
export function text(data: Buffer, at: number): string {
  const start = at + WORD;
  const end = start + uint(data, at);
  checkEnd(data, end);
  return data.toString("utf8", start, end);
}

/** As many items of `size` words each as the word at `at` says. */
export function list<Item>(
  bytes: Buffer,
  at: number,
  size: number,
  item: (bytes: Buffer, at: number) => Item,
): Item[] {
  const count = uint(bytes, at);
  const items: Item[] = [];
  for (let index = 0; index < count; index++) {
    items.push(item(bytes, at + WORD + index * size * WORD));
  }
  return items;
}

/** Records are written over when they are done with. */
function copy(bytes: Buffer, start: number, end: number): Buffer {
  checkEnd(bytes, end);
  const own = Buffer.allocUnsafe(end - start);
  bytes.copy(own, 0, start, end);
  return own;
}

function checkEnd(bytes: Buffer, end: number): void {
  if (end > bytes.length) throw new RangeError(`${end} is beyond the end, ${bytes.length}`);
}

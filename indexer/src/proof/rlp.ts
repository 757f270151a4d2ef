/**
 * What RLP encodes: bytes, as such or as well-formed `0x` hex, and lists of what RLP encodes.
 * (Recursive Length Prefix, appendix B of the Ethereum yellow paper.)
 */
export type RlpItem = Uint8Array | string | readonly RlpItem[];

/** An item as decoded. */
export type RlpDecoded = Uint8Array | readonly RlpDecoded[];

/** The bytes are not the RLP of anything. */
export class RlpError extends Error {
  constructor(why: string) {
    super(why);
    this.name = "RlpError";
  }
}

const STRING = 0x80;
const LIST = 0xc0;
/** A payload up to so many bytes has its length in the prefix itself. */
const SHORT = 55;

// Written from its end to its beginning: a list's length is known once its items are written.
let scratch = Buffer.alloc(2 ** 16);
let position = 0;

/** The RLP of an item. */
export function encodeRlp(item: RlpItem): Uint8Array {
  position = scratch.length;
  write(item);
  return Uint8Array.prototype.slice.call(scratch, position);
}

/** The RLP of an integer from 0 to 2^32 - 1, which is the key of the receipt with that index. */
export function encodeIndex(index: number): Uint8Array {
  const digits = index === 0 ? "" : index.toString(16);
  return encodeRlp(digits.length % 2 === 0 ? `0x${digits}` : `0x0${digits}`);
}

function write(item: RlpItem): void {
  if (typeof item === "string") {
    const length = item.length / 2 - 1;
    makeRoom(length);
    position -= length;
    scratch.write(item.slice(2), position, length, "hex");
    writeStringPrefix(length);
  } else if (item instanceof Uint8Array) {
    makeRoom(item.length);
    position -= item.length;
    scratch.set(item, position);
    writeStringPrefix(item.length);
  } else {
    const end = scratch.length - position;
    for (let i = item.length - 1; i >= 0; i--) write(item[i] as RlpItem);
    writePrefix(LIST, scratch.length - position - end);
  }
}

function writeStringPrefix(length: number): void {
  if (length !== 1 || (scratch[position] as number) >= STRING) writePrefix(STRING, length);
}

function writePrefix(kind: typeof STRING | typeof LIST, length: number): void {
  makeRoom(9);
  if (length <= SHORT) {
    scratch[--position] = kind + length;
    return;
  }
  let bytes = 0;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    scratch[--position] = rest % 256;
    bytes++;
  }
  scratch[--position] = kind + SHORT + bytes;
}

function makeRoom(bytes: number): void {
  if (position >= bytes) return;
  const used = scratch.length - position;
  const larger = Buffer.alloc(2 * (used + bytes));
  larger.set(scratch.subarray(position), larger.length - used);
  position = larger.length - used;
  scratch = larger;
}

/** Lists within lists deeper than this are in nothing that is hashed here, and would use up the stack. */
const MAX_DEPTH = 16;

/**
 * The item that these bytes are the RLP of.
 * @throws RlpError unless they are exactly the one RLP that the item has.
 */
export function decodeRlp(bytes: Uint8Array): RlpDecoded {
  const { item, end } = read(bytes, 0, bytes.length, 0);
  if (end !== bytes.length) throw new RlpError(`${bytes.length - end} bytes after the item`);
  return item;
}

function read(
  bytes: Uint8Array,
  start: number,
  limit: number,
  depth: number,
): { item: RlpDecoded; end: number } {
  if (depth > MAX_DEPTH) throw new RlpError(`lists nested more than ${MAX_DEPTH} deep`);
  const prefix = bytes[start];
  if (prefix === undefined || start >= limit)
    throw new RlpError("bytes end where an item should be");
  if (prefix < STRING) return { item: bytes.subarray(start, start + 1), end: start + 1 };

  const kind = prefix < LIST ? STRING : LIST;
  const { from, to } = payloadOf(bytes, start, prefix - kind);
  if (to > limit) throw new RlpError(`an item of ${to - from} bytes is cut off`);
  if (kind === STRING) {
    if (to - from === 1 && (bytes[from] as number) < STRING) {
      throw new RlpError("a byte below 0x80 with a prefix");
    }
    return { item: bytes.subarray(from, to), end: to };
  }
  const items: RlpDecoded[] = [];
  for (let next = from; next < to;) {
    const { item, end } = read(bytes, next, to, depth + 1);
    items.push(item);
    next = end;
  }
  return { item: items, end: to };
}

function payloadOf(bytes: Uint8Array, start: number, length: number): { from: number; to: number } {
  if (length <= SHORT) return { from: start + 1, to: start + 1 + length };
  const from = start + 1 + length - SHORT;
  let size = 0;
  for (let i = start + 1; i < from; i++) size = size * 256 + (bytes[i] ?? 0);
  if (bytes[start + 1] === 0 || size <= SHORT) throw new RlpError("a length longer than needed");
  return { from, to: from + size };
}

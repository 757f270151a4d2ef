import { fromHex, readBytes } from "./hex.ts";
import { keccak256 } from "./keccak.ts";

export const BLOOM_BYTES = 256;

/** What a bloom filter is told of a log. */
export interface BloomLog {
  readonly address: string;
  readonly topics: readonly string[];
}

/** The three bits of a bloom filter that stand for one value. */
type Bits = readonly [number, number, number];

// Few addresses and topics make up most logs, and hashing them is what a filter costs.
const MOST_KNOWN = 2 ** 12;
const known = new Map<string, Bits>();

/**
 * Sets the bits of the logs' addresses and topics in a filter (section 4.3.1 of the Ethereum yellow paper).
 * @param logs - with well-formed `0x` hex in lower case
 */
export function addToBloom(bloom: Uint8Array, logs: readonly BloomLog[]): void {
  for (const { address, topics } of logs) {
    setBits(bloom, bitsOf(address));
    for (const topic of topics) setBits(bloom, bitsOf(topic));
  }
}

/** Sets the bits of another filter, too. */
export function uniteBlooms(bloom: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < BLOOM_BYTES; i++) (bloom[i] as number) |= other[i] as number;
}

/**
 * Whether a block may hold logs of any of these addresses: false is certain, if the header is the block's.
 * @param bloom - the `logsBloom` of the block's header
 * @param addresses - `0x` hex in any case
 * @throws FieldError if `bloom` is not 256 bytes, or an address not 20.
 */
export function headerBloomMayContain(bloom: string, addresses: readonly string[]): boolean {
  const bytes = fromHex(readBytes(bloom, "logsBloom", BLOOM_BYTES));
  return addresses.some((address) => {
    const bits = bitsOf(readBytes(address, "address", 20));
    return bits.every((bit) => ((bytes[byteOf(bit)] as number) & maskOf(bit)) !== 0);
  });
}

function bitsOf(value: string): Bits {
  let bits = known.get(value);
  if (bits === undefined) {
    const hash = keccak256(fromHex(value));
    const bit = (i: number) => (((hash[i] as number) << 8) | (hash[i + 1] as number)) & 2047;
    bits = [bit(0), bit(2), bit(4)];
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(value, bits);
  }
  return bits;
}

function setBits(bloom: Uint8Array, [a, b, c]: Bits): void {
  (bloom[byteOf(a)] as number) |= maskOf(a);
  (bloom[byteOf(b)] as number) |= maskOf(b);
  (bloom[byteOf(c)] as number) |= maskOf(c);
}

function byteOf(bit: number): number {
  return BLOOM_BYTES - 1 - (bit >> 3);
}

function maskOf(bit: number): number {
  return 1 << (bit & 7);
}

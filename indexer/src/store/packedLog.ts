/**
 * A log as the index keeps it: all that it says, without the zeros that most words of it consist of.
 *
 *     count of topics after the first 1 | those topics, then the data, word by word:
 *       0..32   so many bytes follow: the end of the word, before them zeros
 *       64 + n  so many bytes follow: the beginning of the word, after them zeros
 *       128 + n so many bytes follow: what the data has beyond its last whole word
 *
 * The first topic follows from the event's kind, so it is left out. Nothing is lost: the digest can be
 * computed anew from what is kept.
 */

import type { LogBytes } from "../chain/log.ts";
import { WORD } from "../chain/log.ts";
import type { LogContents } from "../generated/events.ts";

const HEAD = 64;
const REST = 128;

/** What of a log is packed. */
type Packable = Pick<LogBytes, "bytes" | "topics" | "topicsAt" | "dataAt" | "end">;

interface LogWords {
  readonly topics: readonly string[];
  readonly data: string;
}

/** No log that fits into a block comes near it; a longer one gets a buffer of its own. */
let scratch = Buffer.allocUnsafe(16_384);

/** @returns Topics after the first, and data: until the next log is packed. */
export function packBytes({ bytes, topics, topicsAt, dataAt, end }: Packable): Buffer {
  const more = topics - 1;
  const moreAt = topicsAt + WORD;
  const length = more * WORD + end - dataAt;
  if (length * 2 + 2 > scratch.length) scratch = Buffer.allocUnsafe(length * 4);
  scratch[0] = more;
  const packed = packWords(bytes, dataAt, end, packWords(bytes, moreAt, moreAt + more * WORD, 1));
  return scratch.subarray(0, packed);
}

/** Topics after the first, and data. */
export function packLog({ topics, data }: LogWords): Buffer {
  const bytes = Buffer.from([...topics, data].map((part) => part.slice(2)).join(""), "hex");
  const dataAt = topics.length * WORD;
  const log = { bytes, topics: topics.length, topicsAt: 0, dataAt, end: bytes.length };
  return Buffer.from(packBytes(log));
}

/** @returns Where what follows goes. */
function packWords(bytes: Buffer, from: number, end: number, to: number): number {
  let at = from;
  let packed = to;
  for (; at + WORD <= end; at += WORD) packed = packWord(bytes, at, packed);
  if (at === end) return packed;
  scratch[packed++] = REST + end - at;
  return packed + bytes.copy(scratch, packed, at, end);
}

/** @returns Where the next word goes. */
function packWord(bytes: Buffer, at: number, end: number): number {
  let leading = 0;
  while (leading < WORD && bytes[at + leading] === 0) leading++;
  let trailing = 0;
  if (leading === 0) while (bytes[at + WORD - 1 - trailing] === 0) trailing++;
  scratch[end++] = trailing > 0 ? HEAD + WORD - trailing : WORD - leading;
  for (let from = at + leading, to = at + WORD - trailing; from < to; from++) {
    scratch[end++] = bytes[from] as number;
  }
  return end;
}

/** Topics and data of what {@link packBytes} made of a log whose first topic was this. */
export function unpackLog(packed: Buffer, topic: string): LogContents {
  const [count = 0] = packed;
  const parts: Buffer[] = [Buffer.from(topic.slice(2), "hex")];
  for (let at = 1; at < packed.length;) {
    const code = packed[at++] as number;
    const length = code % HEAD;
    const part = packed.subarray(at, (at += length));
    const zeros = Buffer.alloc(code >= REST ? 0 : WORD - length);
    parts.push(...(code < HEAD ? [zeros, part] : [part, zeros]));
  }
  const bytes = Buffer.concat(parts);
  const dataAt = (1 + count) * WORD;
  return { topics: bytes.subarray(0, dataAt), data: bytes.subarray(dataAt) };
}

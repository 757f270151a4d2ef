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

const WORD = 32;
const HEAD = 64;
const REST = 128;

interface LogWords {
  readonly topics: readonly string[];
  readonly data: string;
}

/** Where a log lies among bytes. */
export interface LogBytes {
  readonly bytes: Buffer;
  /** How many topics there are after the first. */
  readonly moreTopics: number;
  /** Where those begin. */
  readonly topicsAt: number;
  readonly dataAt: number;
  readonly end: number;
}

/** No log that fits into a block comes near it; a longer one gets a buffer of its own. */
let scratch = Buffer.allocUnsafe(16_384);

/** @returns Topics after the first, and data: until the next log is packed. */
export function packBytes({ bytes, moreTopics, topicsAt, dataAt, end }: LogBytes): Buffer {
  const length = moreTopics * WORD + end - dataAt;
  if (length * 2 + 2 > scratch.length) scratch = Buffer.allocUnsafe(length * 4);
  scratch[0] = moreTopics;
  const packed = packWords(
    bytes,
    dataAt,
    end,
    packWords(bytes, topicsAt, topicsAt + moreTopics * WORD, 1),
  );
  return scratch.subarray(0, packed);
}

/** Topics after the first, and data. */
export function packLog({ topics, data }: LogWords): Buffer {
  const more = topics.slice(1);
  const hex = [...more, data].map((part) => part.slice(2)).join("");
  const bytes = Buffer.from(hex, "hex");
  const dataAt = more.length * WORD;
  const log = { bytes, moreTopics: more.length, topicsAt: 0, dataAt, end: bytes.length };
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

/** What {@link packLog} made of a log whose first topic was this. */
export function unpackLog(packed: Buffer, topic: string): LogWords {
  const words: string[] = [];
  let rest = "";
  for (let at = 1; at < packed.length;) {
    const code = packed[at++] as number;
    const count = code % HEAD;
    const bytes = packed.toString("hex", at, at + count);
    at += count;
    if (code >= REST) rest = bytes;
    else words.push(code >= HEAD ? bytes.padEnd(2 * WORD, "0") : bytes.padStart(2 * WORD, "0"));
  }
  const [count = 0] = packed;
  const topics = words.splice(0, count).map((word) => `0x${word}`);
  return { topics: [topic, ...topics], data: `0x${words.join("")}${rest}` };
}

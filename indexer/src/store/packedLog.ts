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

/** No log that fits into a block comes near it; a longer one gets a buffer of its own. */
let scratch = Buffer.allocUnsafe(16_384);
let raw = Buffer.allocUnsafe(16_384);

/** Topics after the first, and data, as bytes. */
export function packLog({ topics, data }: LogWords): Buffer {
  const length = (topics.length - 1) * WORD + data.length / 2 - 1;
  if (length > raw.length) raw = Buffer.allocUnsafe(length * 2);
  if (length * 2 + 1 > scratch.length) scratch = Buffer.allocUnsafe(length * 4);
  let hex = "";
  for (let index = 1; index < topics.length; index++) hex += topics[index]?.slice(2);
  raw.write(hex + data.slice(2), "hex");

  scratch[0] = topics.length - 1;
  let end = 1;
  let at = 0;
  for (; at + WORD <= length; at += WORD) end = packWord(at, end);
  if (at < length) {
    scratch[end++] = REST + length - at;
    end += raw.copy(scratch, end, at, length);
  }
  return Buffer.from(scratch.subarray(0, end));
}

/** @returns Where the next word goes. */
function packWord(at: number, end: number): number {
  let leading = 0;
  while (leading < WORD && raw[at + leading] === 0) leading++;
  let trailing = 0;
  if (leading === 0) while (raw[at + WORD - 1 - trailing] === 0) trailing++;
  scratch[end++] = trailing > 0 ? HEAD + WORD - trailing : WORD - leading;
  for (let from = at + leading, to = at + WORD - trailing; from < to; from++) {
    scratch[end++] = raw[from] as number;
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

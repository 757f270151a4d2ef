import type { JsonScanner } from "./jsonScanner.ts";
import { CLOSE_LIST, CLOSE_OBJECT, OPEN_LIST, OPEN_OBJECT } from "./jsonScanner.ts";

/** What is kept of each log: where among the bytes a member's contents begin, 0 if it is not there. */
export const ADDRESS = 0;
export const BLOCK_NUMBER = 1;
export const BLOCK_HASH = 2;
export const TRANSACTION_HASH = 3;
export const TRANSACTION_INDEX = 4;
export const LOG_INDEX = 5;
export const DATA = 6;
/** How many topics there are, and one more. */
export const TOPICS = 7;
export const BLOCK_TIMESTAMP = 8;
/** Other than 0 if the log is said to be removed. */
export const REMOVED = 9;
export const DATA_END = 10;
export const FIRST_TOPIC = 11;

/** The EVM knows no more of a log. */
const MOST_TOPICS = 4;
const OFFSETS = FIRST_TOPIC + MOST_TOPICS;

/** By what is kept of them. Those before the timestamp must be there. */
const MEMBERS = [
  "address",
  "blockNumber",
  "blockHash",
  "transactionHash",
  "transactionIndex",
  "logIndex",
  "data",
  "topics",
  "blockTimestamp",
  "removed",
].map((name) => Buffer.from(name));

/** Characters of an address, and of 32 bytes, as `0x` hex. */
export const ADDRESS_LENGTH = 42;
export const WORD_LENGTH = 66;

/** Of those that are always as long: of topics, each. */
const LENGTHS: readonly (number | undefined)[] = Object.assign([], {
  [ADDRESS]: ADDRESS_LENGTH,
  [BLOCK_HASH]: WORD_LENGTH,
  [TRANSACTION_HASH]: WORD_LENGTH,
  [TOPICS]: WORD_LENGTH,
});

/** Which members have names of so many letters. */
const BY_LENGTH: number[][] = [];
MEMBERS.forEach(({ length }, what) => (BY_LENGTH[length] ??= []).push(what));

const ZERO = 0x30;
const X = 0x78;
const N = 0x6e;
const T = 0x74;

/** Where everything lies in a list of logs, as a node gives it. */
export class LogOffsets {
  #offsets = new Int32Array(OFFSETS * 256);
  #length = 0;

  /** @throws SyntaxError if no list of logs comes next. */
  constructor(json: JsonScanner) {
    json.expect(OPEN_LIST);
    if (json.take(CLOSE_LIST)) return;
    do this.#addLog(json);
    while (json.more(CLOSE_LIST));
  }

  /** How many logs there are. */
  get length(): number {
    return this.#length;
  }

  /** @param what - one of the constants above */
  of(log: number, what: number): number {
    return this.#offsets[log * OFFSETS + what] as number;
  }

  #addLog(json: JsonScanner): void {
    const first = this.#length * OFFSETS;
    if (first === this.#offsets.length) this.#grow();
    json.expect(OPEN_OBJECT);
    do this.#addMember(json, first);
    while (json.more(CLOSE_OBJECT));
    for (let what = 0; what < BLOCK_TIMESTAMP; what++) {
      if (this.#offsets[first + what] === 0) {
        throw new SyntaxError(`log ${this.#length} has no ${MEMBERS[what]}`);
      }
    }
    this.#length++;
  }

  #addMember(json: JsonScanner, first: number): void {
    const name = json.name();
    const what = memberAt(json.bytes, name, json.end);
    if (what === TOPICS) this.#addTopics(json, first);
    else if (what === REMOVED) {
      this.#offsets[first + REMOVED] = json.peek() === T ? 1 : 0;
      json.skip();
    } else if (what === undefined || json.peek() === N) json.skip();
    else {
      this.#offsets[first + what] = readHex(json, what);
      if (what === DATA) this.#offsets[first + DATA_END] = json.end;
    }
  }

  #addTopics(json: JsonScanner, first: number): void {
    json.expect(OPEN_LIST);
    let count = 0;
    if (!json.take(CLOSE_LIST)) {
      do {
        if (count === MOST_TOPICS) throw json.error("end of the topics");
        this.#offsets[first + FIRST_TOPIC + count++] = readHex(json, TOPICS);
      } while (json.more(CLOSE_LIST));
    }
    this.#offsets[first + TOPICS] = count + 1;
  }

  #grow(): void {
    const larger = new Int32Array(this.#offsets.length * 2);
    larger.set(this.#offsets);
    this.#offsets = larger;
  }
}

/** Goes beyond the `0x` hex of a member; returns where it begins. */
function readHex(json: JsonScanner, what: number): number {
  const length = LENGTHS[what];
  const start = length === undefined ? json.string() : json.stringOf(length);
  const { bytes, end } = json;
  if (end - start < 2 || bytes[start] !== ZERO || bytes[start + 1] !== X) {
    throw json.error("0x hex");
  }
  return start;
}

/** Which member has its name there. */
function memberAt(bytes: Buffer, start: number, end: number): number | undefined {
  for (const what of BY_LENGTH[end - start] ?? []) {
    const name = MEMBERS[what] as Buffer;
    let same = 0;
    while (same < name.length && bytes[start + same] === name[same]) same++;
    if (same === name.length) return what;
  }
  return undefined;
}

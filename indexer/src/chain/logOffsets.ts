import type { JsonScanner } from "./jsonScanner.ts";
import { CLOSE_LIST, CLOSE_OBJECT, OPEN_LIST, OPEN_OBJECT } from "./jsonScanner.ts";

/** What is noted of a log: where among the bytes a member's contents begin, 0 if it is not there. */
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

/** By what is noted of them. Those before the timestamp must be there. */
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

/** Where everything lies in a log, as a node gives it: by the constants above. */
export class LogOffsets {
  readonly #json: JsonScanner;
  readonly #offsets = new Int32Array(FIRST_TOPIC + MOST_TOPICS);

  constructor(json: JsonScanner) {
    this.#json = json;
  }

  of(what: number): number {
    return this.#offsets[what] as number;
  }

  /**
   * Goes beyond the log that comes next.
   * @throws SyntaxError if none does.
   */
  read(): void {
    const json = this.#json;
    this.#offsets.fill(0);
    json.expect(OPEN_OBJECT);
    do this.#readMember();
    while (json.more(CLOSE_OBJECT));
    for (let what = 0; what < BLOCK_TIMESTAMP; what++) {
      if (this.#offsets[what] === 0) throw json.error(`${MEMBERS[what]} in the log before`);
    }
  }

  #readMember(): void {
    const json = this.#json;
    const name = json.name();
    const what = memberAt(json.bytes, name, json.end);
    if (what === TOPICS) this.#readTopics();
    else if (what === REMOVED) {
      this.#offsets[REMOVED] = json.peek() === T ? 1 : 0;
      json.skip();
    } else if (what === undefined || json.peek() === N) json.skip();
    else {
      this.#offsets[what] = readHex(json, what);
      if (what === DATA) this.#offsets[DATA_END] = json.end;
    }
  }

  #readTopics(): void {
    const json = this.#json;
    json.expect(OPEN_LIST);
    let count = 0;
    if (!json.take(CLOSE_LIST)) {
      do {
        if (count === MOST_TOPICS) throw json.error("end of the topics");
        this.#offsets[FIRST_TOPIC + count++] = readHex(json, TOPICS);
      } while (json.more(CLOSE_LIST));
    }
    this.#offsets[TOPICS] = count + 1;
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

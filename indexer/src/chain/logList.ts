import type { JsonScanner } from "./jsonScanner.ts";
import { CLOSE_LIST, OPEN_LIST } from "./jsonScanner.ts";
import type { Logs, LogsTransaction } from "./log.ts";
import { ADDRESS_AT, COUNT_AT, LENGTH_BYTES, TOPICS_AT } from "./log.ts";
import {
  ADDRESS,
  ADDRESS_LENGTH,
  BLOCK_HASH,
  BLOCK_NUMBER,
  BLOCK_TIMESTAMP,
  DATA,
  DATA_END,
  FIRST_TOPIC,
  LOG_INDEX,
  LogOffsets,
  REMOVED,
  TOPICS,
  TRANSACTION_HASH,
  TRANSACTION_INDEX,
  WORD_LENGTH,
} from "./logOffsets.ts";

const QUOTE = 0x22;
/** Largest log index that a record can hold. */
const MOST_INDEX = 2 ** 32 - 1;

/** What a character is as a hex digit; NO_DIGIT if it is none. */
const NO_DIGIT = 256;
const DIGITS = new Uint16Array(256).fill(NO_DIGIT);
/** What two of them are as a byte: of two characters, as one number. */
const PAIRS = new Uint16Array(256 * 256).fill(NO_DIGIT);
const CHARACTERS = Buffer.from("0123456789abcdefABCDEF");
for (const character of CHARACTERS) {
  DIGITS[character] = Number.parseInt(String.fromCharCode(character), 16);
}
for (const high of CHARACTERS) {
  for (const low of CHARACTERS) {
    PAIRS[high * 256 + low] = (DIGITS[high] as number) * 16 + (DIGITS[low] as number);
  }
}
/** Four characters: most of what contracts log are zeros. */
const ZEROS = 0x30303030;

/** Logs of one block, as they came one after the other. */
export interface ListedBlock {
  readonly number: number;
  readonly hash: string;
  /** Unix seconds; undefined if the node does not give it. */
  readonly timestamp: number | undefined;
  readonly logs: Logs;
  /** Index of the first log that was removed, or is not after the one before it, as is its transaction. */
  readonly misplaced: number | undefined;
}

/**
 * The logs of an answer, in its order, as records: objects that wait take more room, and V8 moves them about
 * until they are done with.
 */
export class LogList {
  readonly blocks: readonly ListedBlock[];
  /** How many logs there are. */
  readonly length: number;
  /** Bytes that their records take. */
  readonly size: number;
  readonly #onRelease: () => void;
  #isReleased = false;

  /**
   * Reads the list that comes next.
   * @param room - where its records go; half as long as the list's JSON is enough
   * @param onRelease - called when those are not needed any more
   * @throws SyntaxError if there is none.
   */
  constructor(json: JsonScanner, room: Buffer, onRelease: () => void) {
    this.blocks = new ListReader(json, room).read();
    this.length = this.blocks.reduce((sum, { logs }) => sum + logs.length, 0);
    this.size = this.blocks.reduce((sum, { logs }) => sum + logs.records.length, 0);
    this.#onRelease = onRelease;
  }

  /** Gives back the bytes: nobody may look at its logs any more. */
  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#onRelease();
  }
}

/** A block whose logs are being read. */
interface OpenBlock {
  number: number;
  hash: string;
  timestamp: number | undefined;
  misplaced: number | undefined;
  /** Where its records begin. */
  start: number;
  logs: number;
  lastIndex: number;
  transactions: LogsTransaction[];
}

class ListReader {
  readonly #json: JsonScanner;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #offsets: LogOffsets;
  readonly #records: Buffer;
  /** Where the next record goes. */
  #end = 0;
  readonly #blocks: ListedBlock[] = [];
  #block: OpenBlock | undefined;
  /** Where the log before has the hashes of its block and its transaction. */
  #blockHashAt = 0;
  #transactionHashAt = 0;

  constructor(json: JsonScanner, records: Buffer) {
    this.#json = json;
    this.#bytes = json.bytes;
    const { buffer, byteOffset, byteLength } = json.bytes;
    this.#view = new DataView(buffer, byteOffset, byteLength);
    this.#offsets = new LogOffsets(json);
    this.#records = records;
  }

  read(): ListedBlock[] {
    const json = this.#json;
    json.expect(OPEN_LIST);
    if (json.take(CLOSE_LIST)) return [];
    do {
      this.#offsets.read();
      this.#addLog();
    } while (json.more(CLOSE_LIST));
    this.#endBlock();
    return this.#blocks;
  }

  #addLog(): void {
    const offsets = this.#offsets;
    const number = this.#quantity(BLOCK_NUMBER);
    const hashAt = offsets.of(BLOCK_HASH);
    let block = this.#block;
    const isNext = block?.number !== number || !this.#same(hashAt, this.#blockHashAt);
    if (block === undefined || isNext) block = this.#beginBlock(number);
    this.#blockHashAt = hashAt;
    const index = this.#quantity(LOG_INDEX);
    const isNextTransaction = this.#addToTransaction(block);
    const isInPlace = isNextTransaction && index > block.lastIndex && offsets.of(REMOVED) === 0;
    if (!isInPlace) block.misplaced ??= index;
    block.lastIndex = index;
    block.logs++;
    this.#addRecord(index);
  }

  #beginBlock(number: number): OpenBlock {
    this.#endBlock();
    const hash = this.#offsets.of(BLOCK_HASH);
    const isTimed = this.#offsets.of(BLOCK_TIMESTAMP) !== 0;
    return (this.#block = {
      number,
      hash: `0x${this.#hash(hash).toString("hex")}`,
      timestamp: isTimed ? this.#quantity(BLOCK_TIMESTAMP) : undefined,
      misplaced: undefined,
      start: this.#end,
      logs: 0,
      lastIndex: -1,
      transactions: [],
    });
  }

  #endBlock(): void {
    if (this.#block === undefined) return;
    const { number, hash, timestamp, misplaced, start, logs: length, transactions } = this.#block;
    const records = this.#records.subarray(start, this.#end);
    const logs = { length, records, transactions };
    this.#blocks.push({ number, hash, timestamp, misplaced, logs });
  }

  /** @returns Whether the log is of the transaction of the one before, or of a later one. */
  #addToTransaction({ transactions }: OpenBlock): boolean {
    const hashAt = this.#offsets.of(TRANSACTION_HASH);
    const index = this.#quantity(TRANSACTION_INDEX);
    const before = transactions.at(-1);
    const isSame = before !== undefined && this.#same(hashAt, this.#transactionHashAt);
    this.#transactionHashAt = hashAt;
    if (isSame) {
      before.logs++;
      return index === before.index;
    }
    transactions.push({ hash: this.#hash(hashAt), index, logs: 1 });
    return before === undefined || index > before.index;
  }

  #addRecord(index: number): void {
    const offsets = this.#offsets;
    const records = this.#records;
    const start = this.#end;
    const topics = offsets.of(TOPICS) - 1;
    records.writeUInt32BE(index, start);
    this.#decode(offsets.of(ADDRESS), ADDRESS_LENGTH, records, start + ADDRESS_AT);
    records[start + COUNT_AT] = topics;
    let at = start + TOPICS_AT;
    for (let topic = 0; topic < topics; topic++) {
      at = this.#decode(offsets.of(FIRST_TOPIC + topic), WORD_LENGTH, records, at);
    }
    const data = offsets.of(DATA);
    const end = this.#decode(data, offsets.of(DATA_END) - data, records, at + LENGTH_BYTES);
    records.writeUInt32BE(end - at - LENGTH_BYTES, at);
    this.#end = end;
  }

  #hash(at: number): Buffer {
    const hash = Buffer.allocUnsafe((WORD_LENGTH - 2) / 2);
    this.#decode(at, WORD_LENGTH, hash, 0);
    return hash;
  }

  /**
   * Writes what `0x` hex of so many characters stands for. If they are odd, the quote after them is no digit.
   * @returns Where that ends.
   */
  #decode(start: number, length: number, into: Buffer, to: number): number {
    const view = this.#view;
    const end = start + length;
    let at = start + 2;
    let next = to;
    for (; at + 4 <= end; at += 4) {
      const four = view.getUint32(at);
      if (four === ZEROS) {
        into[next++] = 0;
        into[next++] = 0;
        continue;
      }
      const one = PAIRS[four >>> 16] as number;
      const other = PAIRS[four & 0xffff] as number;
      if ((one | other) >= NO_DIGIT) throw this.#json.error("0x hex");
      into[next++] = one;
      into[next++] = other;
    }
    for (; at < end; at += 2) {
      const byte = PAIRS[view.getUint16(at)] as number;
      if (byte === NO_DIGIT) throw this.#json.error("0x hex");
      into[next++] = byte;
    }
    return next;
  }

  /** A number among the members of the log. */
  #quantity(what: number): number {
    const bytes = this.#bytes;
    const start = this.#offsets.of(what) + 2;
    let value = 0;
    let at = start;
    for (; bytes[at] !== QUOTE; at++) {
      const digit = DIGITS[bytes[at] as number] as number;
      if (digit === NO_DIGIT) throw this.#json.error("0x hex");
      value = value * 16 + digit;
    }
    const most = what === LOG_INDEX ? MOST_INDEX : Number.MAX_SAFE_INTEGER;
    if (at === start || value > most) throw this.#json.error("number that there can be");
    return value;
  }

  /** Whether two hashes are the same. */
  #same(one: number, other: number): boolean {
    for (let at = 0; at < WORD_LENGTH; at++) {
      if (this.#bytes[one + at] !== this.#bytes[other + at]) return false;
    }
    return true;
  }
}

import type { JsonScanner } from "./jsonScanner.ts";
import type { Logs, RawLog } from "./log.ts";
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
const NOTHING = Buffer.alloc(0);

/**
 * The logs of an answer, in its order. They stay the bytes that came until the turn of each has come: objects
 * that wait take more room, and V8 moves them about until they are done with.
 */
export class LogList {
  #bytes: Buffer;
  readonly #offsets: LogOffsets;
  readonly #onRelease: () => void;

  /**
   * Reads the list that comes next.
   * @param onRelease - called when its bytes are not needed any more
   * @throws SyntaxError if there is none.
   */
  constructor(json: JsonScanner, onRelease: () => void) {
    this.#offsets = new LogOffsets(json);
    this.#bytes = json.bytes;
    this.#onRelease = onRelease;
  }

  get length(): number {
    return this.#offsets.length;
  }

  /** Number of the block that a log is of. */
  block(log: number): number {
    return this.#quantity(log, BLOCK_NUMBER);
  }

  logIndex(log: number): number {
    return this.#quantity(log, LOG_INDEX);
  }

  isRemoved(log: number): boolean {
    return this.#offsets.of(log, REMOVED) !== 0;
  }

  /** Hash of the block that a log is of. */
  blockHash(log: number): string {
    return this.#text(log, BLOCK_HASH, WORD_LENGTH);
  }

  /** Time of the block that a log is of, Unix seconds; undefined if the node does not give it. */
  blockTime(log: number): number | undefined {
    if (this.#offsets.of(log, BLOCK_TIMESTAMP) === 0) return undefined;
    return this.#quantity(log, BLOCK_TIMESTAMP);
  }

  /** Whether two logs are of blocks of one hash. */
  areOfOneBlock(one: number, other: number): boolean {
    return this.#same(one, other, BLOCK_HASH, WORD_LENGTH);
  }

  /** Those from one to before another, all of one block. */
  ofBlock(from: number, end: number): Logs {
    return { length: end - from, [Symbol.iterator]: () => this.#make(from, end) };
  }

  /** Gives back the bytes: there are no logs any more. */
  release(): void {
    if (this.#bytes === NOTHING) return;
    this.#bytes = NOTHING;
    this.#onRelease();
  }

  *#make(from: number, end: number): Generator<RawLog> {
    const blockNumber = this.#text(from, BLOCK_NUMBER);
    const blockHash = this.blockHash(from);
    let address = "";
    let transactionHash = "";
    for (let log = from; log < end; log++) {
      if (this.#bytes === NOTHING) throw new Error("The logs were released before their turn");
      if (log === from || !this.#same(log, log - 1, ADDRESS, ADDRESS_LENGTH)) {
        address = this.#text(log, ADDRESS, ADDRESS_LENGTH);
      }
      if (log === from || !this.#same(log, log - 1, TRANSACTION_HASH, WORD_LENGTH)) {
        transactionHash = this.#text(log, TRANSACTION_HASH, WORD_LENGTH);
      }
      const topics: string[] = [];
      const count = this.#offsets.of(log, TOPICS) - 1;
      for (let topic = 0; topic < count; topic++) {
        topics.push(this.#text(log, FIRST_TOPIC + topic, WORD_LENGTH));
      }
      const dataAt = this.#offsets.of(log, DATA);
      const data = this.#bytes.toString("latin1", dataAt, this.#offsets.of(log, DATA_END));
      const transactionIndex = this.#text(log, TRANSACTION_INDEX);
      const logIndex = this.#text(log, LOG_INDEX);
      const within = { transactionHash, transactionIndex, logIndex };
      yield { address, topics, data, blockNumber, blockHash, ...within };
    }
  }

  /** A member of a log, up to its end if its length is not known. */
  #text(log: number, what: number, length?: number): string {
    const start = this.#offsets.of(log, what);
    const end = length === undefined ? this.#bytes.indexOf(QUOTE, start) : start + length;
    return this.#bytes.toString("latin1", start, end);
  }

  /** A number among the members of a log; NaN if it has other digits than hex. */
  #quantity(log: number, what: number): number {
    let value = 0;
    for (let at = this.#offsets.of(log, what) + 2; at < this.#bytes.length; at++) {
      const byte = this.#bytes[at] as number;
      if (byte === QUOTE) break;
      value = value * 16 + digit(byte);
    }
    return value;
  }

  #same(one: number, other: number, what: number, length: number): boolean {
    const a = this.#offsets.of(one, what);
    const b = this.#offsets.of(other, what);
    for (let at = 0; at < length; at++) {
      if (this.#bytes[a + at] !== this.#bytes[b + at]) return false;
    }
    return true;
  }
}

function digit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return Number.NaN;
}

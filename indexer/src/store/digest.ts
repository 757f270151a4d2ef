import { hash } from "node:crypto";

import { withRoom } from "./bytes.ts";
import type { LogBytes } from "./packedLog.ts";

/** What is known of a log, all as `0x` hex. */
export interface DigestedLog {
  readonly logIndex: string;
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

const DIGEST = 32;
const WORD = 32;
const ADDRESS = 20;
/** Of a log: its index, the address, how many topics there are, and how long the data is. */
const FIXED = 4 + ADDRESS + 1 + 4;

/** The digest before the first event. */
export const EMPTY_DIGEST = Buffer.alloc(DIGEST);

/**
 * Makes the digest after a block that holds events, from the digest before it:
 *
 *     SHA-256(digest before 32 | block number 8 | block hash 32 | for each log:
 *             log index 4 | address 20 | count of topics 1 | topics 32 each | length of data 4 | data)
 *
 * Numbers are big-endian, lengths in bytes. Blocks without events leave the digest as it is, so it
 * depends on the chain alone, and not on how it was read.
 */
export class BlockDigest {
  #bytes: Buffer = Buffer.allocUnsafeSlow(65_536);
  #end = 0;
  readonly #log = { bytes: this.#bytes, moreTopics: 0, topicsAt: 0, dataAt: 0, end: 0 };

  /** Begins a block, after the block whose digest was `before`. */
  begin(before: Buffer, number: number, hash: string): void {
    this.#bytes.set(before);
    this.#bytes.writeUInt32BE(Math.floor(number / 2 ** 32), DIGEST);
    this.#bytes.writeUInt32BE(number >>> 0, DIGEST + 4);
    this.#end = DIGEST + 8;
    this.#hex(hash);
  }

  /**
   * Adds the block's next log.
   * @returns Its bytes, until the next is added.
   */
  add({ logIndex, address, topics, data }: DigestedLog): LogBytes {
    const length = data.length / 2 - 1;
    const size = FIXED + topics.length * WORD + length;
    this.#bytes = withRoom(this.#bytes, this.#end, this.#end + size);
    this.#number(Number(logIndex));
    this.#hex(address);
    this.#bytes[this.#end++] = topics.length;
    const topicsAt = this.#end + WORD;
    for (const topic of topics) this.#hex(topic);
    this.#number(length);
    const dataAt = this.#end;
    this.#hex(data);
    return Object.assign(this.#log, {
      bytes: this.#bytes,
      moreTopics: topics.length - 1,
      topicsAt,
      dataAt,
      end: this.#end,
    });
  }

  /** The digest after the block. */
  end(): Buffer {
    return hash("sha256", this.#bytes.subarray(0, this.#end), "buffer");
  }

  #number(value: number): void {
    this.#end = this.#bytes.writeUInt32BE(value, this.#end);
  }

  #hex(hex: string): void {
    this.#end += this.#bytes.write(hex.slice(2), this.#end, "hex");
  }
}

import { createHash } from "node:crypto";

/** What is known of a log, all as `0x` hex. */
export interface DigestedLog {
  readonly logIndex: string;
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** The digest before the first event. */
export const EMPTY_DIGEST = Buffer.alloc(32);

/**
 * The digest after a block that holds events, from the digest before it:
 *
 *     SHA-256(digest before 32 | block number 8 | block hash 32 | for each log:
 *             log index 4 | address 20 | count of topics 1 | topics 32 each | length of data 4 | data)
 *
 * Numbers are big-endian, lengths in bytes. Blocks without events leave the digest as it is, so it
 * depends on the chain alone, and not on how it was read.
 */
export function digestBlock(
  before: Buffer,
  number: number,
  hash: string,
  logs: readonly DigestedLog[],
): Buffer {
  let hex = number.toString(16).padStart(16, "0") + hash.slice(2);
  for (const { logIndex, address, topics, data } of logs) {
    hex += logIndex.slice(2).padStart(8, "0") + address.slice(2);
    hex += `0${topics.length}`;
    for (const topic of topics) hex += topic.slice(2);
    hex += (data.length / 2 - 1).toString(16).padStart(8, "0") + data.slice(2);
  }
  return createHash("sha256").update(before).update(hex, "hex").digest();
}

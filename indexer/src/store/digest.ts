import { createHash } from "node:crypto";

const DIGEST = 32;

/** The digest before the first event. */
export const EMPTY_DIGEST = Buffer.alloc(DIGEST);

/**
 * The digest after a block that holds events, from the digest before it:
 *
 *     SHA-256(digest before 32 | block number 8 | block hash 32 | for each log:
 *             log index 4 | address 20 | count of topics 1 | topics 32 each | length of data 4 | data)
 *
 * Numbers are big-endian, lengths in bytes. Blocks without events leave the digest as it is, so it
 * depends on the chain alone, and not on how it was read.
 * @param records - of its logs, which they are told as; see `chain/log.ts`
 */
export function digestAfter(before: Buffer, number: number, hash: Buffer, records: Buffer): Buffer {
  const place = Buffer.alloc(8);
  place.writeBigUInt64BE(BigInt(number));
  return createHash("sha256").update(before).update(place).update(hash).update(records).digest();
}

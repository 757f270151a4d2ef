import type { RpcReceipt } from "./answer.ts";
import type { BloomLog } from "./bloom.ts";
import { addToBloom, BLOOM_BYTES } from "./bloom.ts";
import { FieldError, readBytes, readInteger } from "./hex.ts";
import { encodeRlp } from "./rlp.ts";

/** A log as hashed: `0x` hex in lower case. */
export interface HashedLog extends BloomLog {
  readonly data: string;
}

/** A receipt in the form in which the block's receipts root commits to it. */
export interface EncodedReceipt {
  readonly bytes: Uint8Array;
  /** Of the logs, as they are. */
  readonly bloom: Uint8Array;
  readonly logs: readonly HashedLog[];
}

const NO_LOGS: readonly HashedLog[] = [];
const EMPTY_BLOOM = new Uint8Array(BLOOM_BYTES);

/**
 * Encodes a receipt: its type, unless 0, then the RLP of status (or state root), gas, bloom filter and logs.
 * The filter is made of the logs; what the receipt gives as such is not looked at.
 * @throws FieldError if a field does not hold what it should.
 */
export function encodeReceipt(receipt: RpcReceipt): EncodedReceipt {
  const logs = readLogs(receipt.logs);
  const bloom = bloomOf(logs);
  const payload = encodeRlp([
    outcomeOf(receipt),
    readInteger(receipt.cumulativeGasUsed, "cumulativeGasUsed"),
    bloom,
    logs.map(({ address, topics, data }) => [address, topics, data]),
  ]);
  return { bytes: withType(receipt.type ?? "0x0", payload), bloom, logs };
}

function readLogs(logs: unknown): readonly HashedLog[] {
  if (!Array.isArray(logs)) throw new FieldError("logs", "a list", logs);
  if (logs.length === 0) return NO_LOGS;
  return logs.map((log: Partial<Record<keyof HashedLog, unknown>> | null) => {
    const topics = log?.topics;
    if (!Array.isArray(topics)) throw new FieldError("topics", "a list", topics);
    return {
      address: readBytes(log?.address, "address", 20),
      topics: topics.map((topic) => readBytes(topic, "topic", 32)),
      data: readBytes(log?.data, "data"),
    };
  });
}

function bloomOf(logs: readonly HashedLog[]): Uint8Array {
  if (logs.length === 0) return EMPTY_BLOOM;
  const bloom = new Uint8Array(BLOOM_BYTES);
  addToBloom(bloom, logs);
  return bloom;
}

function outcomeOf({ status, root }: RpcReceipt): string {
  if ((status ?? null) === null) return readBytes(root, "root", 32);
  return readInteger(status, "status");
}

function withType(type: string, payload: Uint8Array): Uint8Array {
  const number = Number(readInteger(type, "type") === "0x" ? 0 : type);
  if (number === 0) return payload;
  if (number > 0x7f) throw new FieldError("type", "at most 0x7f", type);
  const bytes = new Uint8Array(payload.length + 1);
  bytes[0] = number;
  bytes.set(payload, 1);
  return bytes;
}

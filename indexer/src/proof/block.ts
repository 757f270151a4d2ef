import type { RpcBlock, RpcReceipt } from "./answer.ts";
import { BLOOM_BYTES, uniteBlooms } from "./bloom.ts";
import { BlockProofError } from "./errors.ts";
import type { Consensus } from "./header.ts";
import { headerHash } from "./header.ts";
import { FieldError, readBytes, readNumber, toHex } from "./hex.ts";
import type { EncodedReceipt } from "./receipt.ts";
import { encodeReceipt } from "./receipt.ts";
import { indexed, trieRoot } from "./trie.ts";

/** A log as the block's header commits to it, in the form in which nodes give logs. */
export interface ProvedLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly blockHash: string;
  readonly blockTimestamp: string;
  readonly transactionHash: string;
  readonly transactionIndex: string;
  /** Place among all logs of the block. */
  readonly logIndex: string;
}

/** A block whose hash commits to all that is said of it here, except its transactions' hashes. */
export interface ProvedBlock {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly receiptsRoot: string;
  /** All of the block, in order. */
  readonly logs: readonly ProvedLog[];
}

/**
 * Proves that a block holds these logs and no others: its hash is that of its header, and the header
 * commits to the receipts that the logs are in.
 *
 * What is in no hash is not believed: logs get their indexes and their block anew. Transactions' hashes
 * are the block's, and only compared with the receipts': a node that changes one in both is not noticed
 * here. That the block is the one asked for, and follows the one before, is for the caller to compare.
 * @param receipts - of all the block's transactions, in order
 * @throws BlockProofError if anything differs.
 */
export function proveBlock(
  block: RpcBlock,
  receipts: readonly RpcReceipt[],
  consensus: Consensus = "standard",
): ProvedBlock {
  const header = proveHeader(block, consensus);
  const transactions = matchTransactions(block, receipts);
  const encoded = receipts.map((receipt, index) => proveBloom(block, receipt, index));
  proveRoot(block, encoded);
  proveBlockBloom(block, encoded);
  return { ...header, logs: numberLogs(header, transactions, encoded) };
}

/**
 * Proves that a block's hash is that of its header.
 * @throws BlockProofError if it is not.
 */
export function proveHeader(block: RpcBlock, consensus: Consensus): Omit<ProvedBlock, "logs"> {
  return reading(block, undefined, () => {
    const hash = readBytes(block.hash, "hash", 32);
    const computed = headerHash(block, consensus);
    if (computed !== hash) {
      const why = `the header's hash is ${computed}`;
      throw new BlockProofError("HEADER_HASH", block, why, { claimed: hash, computed });
    }
    return {
      number: readNumber(block.number, "number"),
      hash,
      parentHash: readBytes(block.parentHash, "parentHash"),
      timestamp: readNumber(block.timestamp, "timestamp"),
      receiptsRoot: readBytes(block.receiptsRoot, "receiptsRoot"),
    };
  });
}

/** Makes sure that each receipt says it is of the block and of the transaction in its place. */
function matchTransactions(block: RpcBlock, receipts: readonly RpcReceipt[]): string[] {
  const transactions = reading(block, undefined, () => {
    if (!Array.isArray(block.transactions)) {
      throw new FieldError("transactions", "a list", block.transactions);
    }
    if (!Array.isArray(receipts)) throw new FieldError("receipts", "a list", receipts);
    return block.transactions.map((hash) => readBytes(hash, "transaction", 32));
  });
  if (receipts.length !== transactions.length) {
    const details = { claimed: String(receipts.length), computed: String(transactions.length) };
    const why = `it has ${details.computed} transactions, and ${details.claimed} receipts came`;
    throw new BlockProofError("RECEIPT_COUNT", block, why, details);
  }
  const blockHash = block.hash.toLowerCase();
  receipts.forEach((receipt, index) => {
    const claims = reading(block, index, () => ({
      blockHash: readBytes(receipt?.blockHash, "blockHash", 32),
      transactionHash: readBytes(receipt?.transactionHash, "transactionHash", 32),
      transactionIndex: String(readNumber(receipt?.transactionIndex, "transactionIndex")),
    }));
    const transactionHash = transactions[index] as string;
    const expected = { blockHash, transactionHash, transactionIndex: String(index) };
    for (const field of ["blockHash", "transactionIndex", "transactionHash"] as const) {
      const details = {
        receipt: index,
        field,
        claimed: claims[field],
        computed: expected[field],
      };
      if (details.claimed === details.computed) continue;
      const why = `receipt ${index} has ${field} ${details.claimed}, not ${details.computed}`;
      throw new BlockProofError("TRANSACTION_MISMATCH", block, why, details);
    }
  });
  return transactions;
}

function proveBloom(block: RpcBlock, receipt: RpcReceipt, index: number): EncodedReceipt {
  const encoded = reading(block, index, () => encodeReceipt(receipt));
  const computed = toHex(encoded.bloom);
  const claimed = String(receipt.logsBloom).toLowerCase();
  if (claimed !== computed) {
    const why = `the logs of receipt ${index} do not give its bloom filter`;
    const details = { receipt: index, claimed, computed };
    throw new BlockProofError("LOGS_BLOOM", block, why, details);
  }
  return encoded;
}

function proveRoot(block: RpcBlock, receipts: readonly EncodedReceipt[]): void {
  const computed = toHex(trieRoot(indexed(receipts.map(({ bytes }) => bytes))));
  const claimed = block.receiptsRoot.toLowerCase();
  if (claimed === computed) return;
  const why = `the receipts have root ${computed}, and its header says ${claimed}`;
  throw new BlockProofError("RECEIPTS_ROOT", block, why, { claimed, computed });
}

function proveBlockBloom(block: RpcBlock, receipts: readonly EncodedReceipt[]): void {
  const bloom = new Uint8Array(BLOOM_BYTES);
  for (const receipt of receipts) {
    if (receipt.logs.length > 0) uniteBlooms(bloom, receipt.bloom);
  }
  const computed = toHex(bloom);
  const claimed = block.logsBloom.toLowerCase();
  if (claimed === computed) return;
  const why = "its logs do not give the bloom filter of its header";
  throw new BlockProofError("LOGS_BLOOM", block, why, { claimed, computed });
}

function numberLogs(
  { number, hash, timestamp }: Omit<ProvedBlock, "logs">,
  transactions: readonly string[],
  receipts: readonly EncodedReceipt[],
): ProvedLog[] {
  const logs: ProvedLog[] = [];
  const blockNumber = integer(number);
  const blockTimestamp = integer(timestamp);
  receipts.forEach((receipt, index) => {
    const transactionHash = transactions[index] as string;
    const transactionIndex = integer(index);
    for (const { address, topics, data } of receipt.logs) {
      logs.push({
        address,
        topics,
        data,
        blockNumber,
        blockHash: hash,
        blockTimestamp,
        transactionHash,
        transactionIndex,
        logIndex: integer(logs.length),
      });
    }
  });
  return logs;
}

function integer(value: number): string {
  return `0x${value.toString(16)}`;
}

/** @throws BlockProofError where `read` throws FieldError. */
function reading<T>(block: RpcBlock, receipt: number | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    const where = receipt === undefined ? "" : `of receipt ${receipt}, `;
    const details = { field: error.field, ...(receipt === undefined ? {} : { receipt }) };
    throw new BlockProofError("MALFORMED", block, where + error.message, details);
  }
}

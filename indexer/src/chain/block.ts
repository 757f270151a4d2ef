import { BlockNotProvedError } from "../errors.ts";
import type { LieReason } from "../errors.ts";
import type { Consensus, ProvedBlock, RpcBlock, RpcReceipt } from "../proof/index.ts";
import { BlockProofError, isBftExtraData, proveBlock, proveHeader } from "../proof/index.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Call } from "./transport.ts";

/** What identifies a block, its time, and what its logs may be about. */
export interface Header {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly logsBloom: string;
}

/** What of a node's answer names a block. */
export type Wanted = { readonly number: number } | { readonly hash: string } | "latest";

/** The call that gives a block, with its transactions' hashes. */
export function callFor(wanted: Wanted): Call {
  if (wanted === "latest") return { method: "eth_getBlockByNumber", params: ["latest", false] };
  if ("hash" in wanted) return { method: "eth_getBlockByHash", params: [wanted.hash, false] };
  return { method: "eth_getBlockByNumber", params: [`0x${wanted.number.toString(16)}`, false] };
}

/** Makes a header of a block as a node gives it: null if it has none. */
export function toHeader(block: unknown): Header | null {
  if (block === null) return null;
  const { number, hash, parentHash, timestamp, logsBloom } = block as RpcBlock;
  return { number: Number(number), hash, parentHash, timestamp: Number(timestamp), logsBloom };
}

/**
 * Makes sure that a block is the one asked for, and that its hash is that of its header.
 * @throws BlockNotProvedError
 */
export function checkBlock(block: RpcBlock, wanted: Wanted, endpoint: Endpoint): void {
  checkWanted(block, wanted, endpoint);
  if (!Array.isArray(block.transactions)) {
    throw notProved(Number(block.number), endpoint, "MALFORMED", "its transactions are no list");
  }
  proving(block, endpoint, () => proveHeader(block, consensusOf(block)));
}

/**
 * Makes sure that a block is the one asked for, as far as it says itself.
 * @throws BlockNotProvedError
 */
export function checkWanted(block: RpcBlock, wanted: Wanted, endpoint: Endpoint): void {
  if (wanted === "latest") return;
  const [asked, found] =
    "hash" in wanted ? [wanted.hash, block.hash] : [wanted.number, Number(block.number)];
  if (asked === found) return;
  const number = "hash" in wanted ? Number(block.number) : wanted.number;
  throw notProved(number, endpoint, "WRONG_BLOCK", `block ${asked} was asked for, ${found} came`);
}

/**
 * Proves a block's logs by its receipts.
 * @throws BlockNotProvedError
 */
export function checkReceipts(
  block: RpcBlock,
  receipts: readonly RpcReceipt[],
  endpoint: Endpoint,
): ProvedBlock {
  return proving(block, endpoint, () => proveBlock(block, receipts, consensusOf(block)));
}

export function notProved(
  block: number,
  { name }: Endpoint,
  reason: LieReason,
  why: string,
  cause?: unknown,
): BlockNotProvedError {
  return new BlockNotProvedError({ block, endpoint: name }, reason, why, cause);
}

function consensusOf({ extraData }: RpcBlock): Consensus {
  return isBftExtraData(extraData) ? "qbft" : "standard";
}

function proving<T>(block: RpcBlock, endpoint: Endpoint, prove: () => T): T {
  try {
    return prove();
  } catch (error) {
    if (!(error instanceof BlockProofError)) throw error;
    throw notProved(Number(block.number), endpoint, error.code, error.why, error);
  }
}

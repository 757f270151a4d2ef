import type { LieReason } from "../errors.ts";
import { BlockNotProvedError } from "../errors.ts";
import type { ProvedBlock, RpcBlock, RpcReceipt } from "../proof/index.ts";
import { callFor, checkBlock, checkReceipts, notProved } from "./block.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Endpoints, Question } from "./endpoints.ts";
import { rangeTooLarge, UnsettledError } from "./errors.ts";
import { MAX_BLOCK_BYTES, MAX_RANGE_BYTES } from "./node.ts";
import type { Call } from "./transport.ts";
import { RpcError, TransportError } from "./transport.ts";

const BLOCK_RECEIPTS = "eth_getBlockReceipts";

/** What can be wrong about a block's list of transactions. */
const ABOUT_TRANSACTIONS: ReadonlySet<LieReason> = new Set([
  "RECEIPT_COUNT",
  "TRANSACTION_MISMATCH",
]);

/** Root of the trie of no receipts. */
const NO_RECEIPTS = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

/** Blocks that do not follow one another are believed to be of a chain that just changed so often. */
const BROKEN_LINKS_BORNE = 3;

/** A block whose header gives its hash, and who gave it. */
export interface ToldBlock {
  readonly block: RpcBlock;
  readonly endpoint: Endpoint;
}

/**
 * Blocks by number, each the one asked for, with the hash that its header gives, and following the one
 * before it; the last is followed by its successor, if that is not beyond the newest.
 * @throws UnsettledError if they do not follow one another, or the node does not reach that far;
 *   RangeTooLargeError
 */
export async function readBlocks(
  endpoints: Endpoints,
  from: number,
  to: number,
  newest: number,
): Promise<ToldBlock[]> {
  const wanted = to - from + 1;
  const length = to < newest ? wanted + 1 : wanted;
  const numbers = Array.from({ length }, (_, index) => from + index);
  return endpoints.ask({
    ...bounded(wanted),
    calls: () => numbers.map((number) => callFor({ number })),
    read: (results, endpoint) => {
      const blocks = numbers.map((number, index) => {
        const block = results[index] as RpcBlock | null;
        if (block === null) throw new UnsettledError(`the node does not reach block ${number}`);
        checkBlock(block, { number }, endpoint);
        return block;
      });
      checkLinks(blocks, endpoint);
      return blocks.slice(0, wanted).map((block) => ({ block, endpoint }));
    },
  });
}

/**
 * The same blocks with their logs, proved by their receipts; those without transactions are left out.
 * @throws UnsettledError, RangeTooLargeError
 */
export async function readReceipts(
  endpoints: Endpoints,
  told: readonly ToldBlock[],
): Promise<ProvedBlock[]> {
  const full = told.filter(({ block }) => block.receiptsRoot !== NO_RECEIPTS);
  if (full.length === 0) return [];
  let whole = true;
  return endpoints.ask({
    ...bounded(full.length),
    calls: (endpoint) => {
      whole = endpoint.hasBlockReceipts;
      return full.flatMap(({ block }) =>
        whole ? [receiptsOf(block.hash)] : receiptByReceipt(block),
      );
    },
    read: (results, endpoint) => {
      let next = 0;
      return full.map(({ block, endpoint: teller }) => {
        const receipts = whole
          ? results[next++]
          : results.slice(next, (next += block.transactions.length));
        return prove(block, receipts, teller, endpoint);
      });
    },
  });
}

/**
 * One block by hash with its logs, proved by its receipts: in one request, if the node can do that.
 * @throws UnsettledError if the node does not have it.
 */
export async function readProved(
  endpoints: Endpoints,
  hash: string,
): Promise<{ block: RpcBlock; proved: ProvedBlock }> {
  let whole = true;
  const { told, proved } = await endpoints.ask({
    ...bounded(1),
    calls: (endpoint) => {
      whole = endpoint.hasBlockReceipts;
      return whole ? [callFor({ hash }), receiptsOf(hash)] : [callFor({ hash })];
    },
    read: ([result, receipts], endpoint) => {
      const block = result as RpcBlock | null;
      if (block === null) throw new UnsettledError(`the node does not have block ${hash}`);
      checkBlock(block, { hash }, endpoint);
      const told: ToldBlock = { block, endpoint };
      return { told, proved: whole ? prove(block, receipts, endpoint, endpoint) : undefined };
    },
  });
  const { block, endpoint } = told;
  if (proved !== undefined) return { block, proved };
  const [byReceipt] = await readReceipts(endpoints, [told]);
  return { block, proved: byReceipt ?? checkReceipts(block, [], endpoint) };
}

/** @param teller - who gave the block, which need not be who gives the receipts */
function prove(
  block: RpcBlock,
  receipts: unknown,
  teller: Endpoint,
  endpoint: Endpoint,
): ProvedBlock {
  if (receipts === null || (Array.isArray(receipts) && receipts.includes(null))) {
    throw new UnsettledError(`the node does not have the receipts of block ${block.hash}`);
  }
  try {
    return checkReceipts(block, receipts as readonly RpcReceipt[], endpoint);
  } catch (error) {
    // No hash is of the list of transactions: either of the two may be wrong about it.
    const between = error instanceof BlockNotProvedError && ABOUT_TRANSACTIONS.has(error.reason);
    if (between && teller !== endpoint) throw new UnsettledError(error.message);
    throw error;
  }
}

/** @throws UnsettledError if a block does not follow the one before; BlockNotProvedError if it never does. */
function checkLinks(blocks: readonly RpcBlock[], endpoint: Endpoint): void {
  const before = endpoint.brokenLink;
  const broken = blocks.findIndex((block, i) => i > 0 && block.parentHash !== blocks[i - 1]?.hash);
  if (broken === -1) {
    if (blocks.slice(1).some((block) => Number(block.number) === before?.block)) {
      endpoint.brokenLink = undefined;
    }
    return;
  }
  const { number, parentHash } = blocks[broken] as RpcBlock;
  const block = Number(number);
  const why = `its parent is ${parentHash}, and block ${block - 1} is ${blocks[broken - 1]?.hash}`;
  const times = before?.block === block ? before.times + 1 : 1;
  if (times < BROKEN_LINKS_BORNE) {
    endpoint.brokenLink = { block, times };
    throw new UnsettledError(`block ${block}: ${why}`);
  }
  endpoint.brokenLink = undefined;
  throw notProved(block, endpoint, "PARENT_LINK", why);
}

/** How a question about so many blocks is bounded, and what becomes of it when it fails. */
function bounded(blocks: number): Omit<Question<never>, "calls" | "read"> {
  const single = blocks === 1;
  return {
    maxBytes: single ? MAX_BLOCK_BYTES : MAX_RANGE_BYTES,
    adapt: (error, endpoint) => {
      const lacking = error instanceof RpcError && error.method === BLOCK_RECEIPTS;
      if (!lacking || !error.isUnknownMethod) return false;
      endpoint.hasBlockReceipts = false;
      return true;
    },
    worthwhile: (error) => error instanceof TransportError && (single || !error.tooLarge),
    giveUp: (error) => (single ? new UnsettledError(error.message) : rangeTooLarge(error)),
  };
}

function receiptsOf(hash: string): Call {
  return { method: BLOCK_RECEIPTS, params: [hash] };
}

function receiptByReceipt({ transactions }: RpcBlock): Call[] {
  return transactions.map((hash) => ({ method: "eth_getTransactionReceipt", params: [hash] }));
}

import type { Logger } from "pino";

import { NodeError, NodeUnreachableError } from "../errors.ts";
import { RangeTooLargeError, UnsettledError } from "./errors.ts";
import { TransportError } from "./http.ts";
import type { RawLog } from "./log.ts";
import { retry } from "./retry.ts";
import type { Call } from "./rpc.ts";
import { Rpc, RpcError } from "./rpc.ts";

/** Headers are asked for so many at a time. */
const HEADERS_PER_REQUEST = 100;
const MAX_HEADERS_BYTES = 2 ** 25;
/** No answer with logs is to be longer, unless it is of one block alone. */
const MAX_LOGS_BYTES = 2 ** 24;
const MAX_BLOCK_BYTES = 2 ** 29;

/** What identifies a block, and its time (Unix seconds). */
export interface Header {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  readonly timestamp: number;
}

interface NodeOptions {
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** How long to go on trying, milliseconds. */
  readonly patience: number;
}

/** A node of the chain: what the indexer asks it, and how long it bears with it. */
export class ChainNode {
  readonly url: string;
  readonly #rpc: Rpc;
  readonly #logger: Logger;
  readonly #signal: AbortSignal;
  #patience: number;
  #seenAt = 0;

  constructor(url: string, { logger, signal, patience }: NodeOptions) {
    this.url = url;
    this.#rpc = new Rpc(url);
    this.#logger = logger;
    this.#signal = signal;
    this.#patience = patience;
  }

  /** When it last answered, Unix milliseconds. */
  get seenAt(): number {
    return this.#seenAt;
  }

  /** From now on, waits for it as long as it takes. */
  waitForEver(): void {
    this.#patience = Number.POSITIVE_INFINITY;
  }

  /** Chain id. */
  async chainId(): Promise<number> {
    const [id] = await this.#ask([{ method: "eth_chainId", params: [] }]);
    return Number(id);
  }

  /** Newest block. */
  async head(): Promise<Header> {
    const [block] = await this.#ask([byNumber("latest")]);
    const head = toHeader(block);
    if (head === null) throw new UnsettledError("the node has no newest block");
    return head;
  }

  /** Blocks by number; null for those beyond the head. */
  async headers(numbers: readonly number[]): Promise<(Header | null)[]> {
    const found: (Header | null)[] = [];
    for (let start = 0; start < numbers.length; start += HEADERS_PER_REQUEST) {
      const chunk = numbers.slice(start, start + HEADERS_PER_REQUEST);
      found.push(...(await this.#ask(chunk.map(byNumber))).map(toHeader));
    }
    return found;
  }

  /** Whether there is code at each address, in the newest block. */
  async haveCode(addresses: readonly string[]): Promise<boolean[]> {
    const calls = addresses.map((address) => ({
      method: "eth_getCode",
      params: [address, "latest"],
    }));
    return (await this.#ask(calls)).map((code) => code !== "0x");
  }

  /**
   * All logs of these addresses from one block to another, and the header of the latter as the very node
   * has it that gave the logs: null if it does not reach that far.
   * @throws RangeTooLargeError if it is more than the node is willing to give, or we to take, at once.
   */
  async logs(
    addresses: readonly string[],
    from: Header,
    to: Header,
  ): Promise<{ logs: RawLog[]; last: Header | null }> {
    const single = from.number === to.number;
    // By hash the node cannot take a block that it does not have for one without logs.
    const range = single
      ? { blockHash: to.hash }
      : { fromBlock: hex(from.number), toBlock: hex(to.number) };
    const calls = [
      { method: "eth_getLogs", params: [{ address: addresses, ...range }] },
      byNumber(to.number),
    ];
    try {
      const [logs, last] = await this.#try(calls, {
        maxBytes: single ? MAX_BLOCK_BYTES : MAX_LOGS_BYTES,
        worthwhile: (error) => error instanceof TransportError && (single || !error.tooLarge),
      });
      return { logs: logs as RawLog[], last: toHeader(last) };
    } catch (error) {
      const refused = error instanceof RpcError || error instanceof TransportError;
      if (!refused) throw error;
      throw single ? new UnsettledError(error.message) : new RangeTooLargeError(error.message);
    }
  }

  close(): void {
    this.#rpc.close();
  }

  async #ask(calls: readonly Call[]): Promise<unknown[]> {
    try {
      return await this.#try(calls, { maxBytes: MAX_HEADERS_BYTES, worthwhile: isOfNode });
    } catch (error) {
      if (error instanceof RpcError) throw new NodeError(this.url, error.method, error.message);
      if (!(error instanceof TransportError)) throw error;
      throw new NodeUnreachableError(this.url, error.message, error);
    }
  }

  async #try(
    calls: readonly Call[],
    { maxBytes, worthwhile }: { maxBytes: number; worthwhile: (error: unknown) => boolean },
  ): Promise<unknown[]> {
    const results = await retry(() => this.#rpc.batch(calls, maxBytes, this.#signal), {
      patience: this.#patience,
      worthwhile,
      onFailure: (error, wait) => this.#report(error, wait),
      signal: this.#signal,
    });
    this.#seenAt = Date.now();
    return results;
  }

  #report(error: unknown, wait: number): void {
    const why = error instanceof Error ? error.message : String(error);
    const seconds = (wait / 1000).toFixed(1);
    this.#logger.warn(`The node at ${this.url} does not answer (${why}): next try in ${seconds} s`);
  }
}

function isOfNode(error: unknown): boolean {
  return error instanceof TransportError || error instanceof RpcError;
}

function byNumber(block: number | "latest"): Call {
  const number = block === "latest" ? block : hex(block);
  return { method: "eth_getBlockByNumber", params: [number, false] };
}

function hex(number: number): string {
  return `0x${number.toString(16)}`;
}

function toHeader(block: unknown): Header | null {
  if (block === null) return null;
  const { number, hash, parentHash, timestamp } = block as Record<keyof Header, string>;
  return { number: Number(number), hash, parentHash, timestamp: Number(timestamp) };
}

import type { BlockNotProvedError } from "../errors.ts";
import type { RpcBlock } from "../proof/index.ts";
import type { Header, Wanted } from "./block.ts";
import { callFor, checkBlock, checkWanted, toHeader } from "./block.ts";
import type { Endpoint } from "./endpoint.ts";
import type { EndpointsOptions } from "./endpoints.ts";
import { Endpoints } from "./endpoints.ts";
import { rangeTooLarge, UnsettledError } from "./errors.ts";
import { LogList } from "./logList.ts";
import { TransportError } from "./transport.ts";

const MAX_HEADERS_BYTES = 2 ** 25;
/** No answer with logs is to be longer, unless it is of one block alone. */
export const MAX_RANGE_BYTES = 2 ** 23;
export const MAX_BLOCK_BYTES = 2 ** 29;

/** Other endpoints are asked for their heads so often. */
const COMPARE_HEADS_MS = 10_000;
/** An endpoint that is further behind another one is not to be preferred. */
const BEHIND_BLOCKS = 16;

interface NodeOptions extends EndpointsOptions {
  /** Whether to believe a block only if its header gives its hash. */
  readonly prove: boolean;
}

/** The chain as its nodes tell it: what the indexer asks them. */
export class ChainNode {
  readonly endpoints: Endpoints;
  readonly #prove: boolean;
  #comparedAt = performance.now();

  /** @param urls - where the chain's nodes answer, those that are preferred first */
  constructor(urls: readonly string[], options: NodeOptions) {
    this.endpoints = new Endpoints(urls, options);
    this.#prove = options.prove;
  }

  /** Of the endpoint in use, without what may be secret in it. */
  get url(): string {
    return this.endpoints.current.url;
  }

  /** When it last answered, Unix milliseconds. */
  get seenAt(): number {
    return this.endpoints.seenAt;
  }

  /** Newest block. */
  async head(): Promise<Header> {
    const question = this.#blocks(["latest"]);
    const [head] = await this.endpoints.ask(question);
    if (head === null || head === undefined)
      throw new UnsettledError("the node has no newest block");
    this.endpoints.current.head = head.number;
    await this.#compareHeads();
    return head;
  }

  /** Blocks by number; null for those beyond the head. */
  async headers(numbers: readonly number[]): Promise<(Header | null)[]> {
    if (numbers.length === 0) return [];
    return this.endpoints.ask(this.#blocks(numbers.map((number) => ({ number }))));
  }

  /** Number of the newest block that the node says is final; nothing if it has no such notion. */
  async finalized(): Promise<number | undefined> {
    return this.endpoints.ask({
      maxBytes: MAX_HEADERS_BYTES,
      calls: () => [{ method: "eth_getBlockByNumber", params: ["finalized", false] }],
      read: ([block]) => toHeader(block)?.number,
      worthwhile: (error) => error instanceof TransportError,
      giveUp: (error) => new UnsettledError(error.message),
    });
  }

  /** The newest block as the node gives it. */
  async headBlock(): Promise<RpcBlock> {
    return this.endpoints.ask({
      maxBytes: MAX_HEADERS_BYTES,
      calls: () => [callFor("latest")],
      read: ([block]) => block as RpcBlock,
    });
  }

  /** Whether another endpoint than the one in use has this block at this height. */
  async othersHave({ number, hash }: { number: number; hash: string }): Promise<boolean> {
    const answers = await this.endpoints.askOthers(this.#blocks([{ number }]));
    return answers.some(([header]) => header?.hash === hash);
  }

  /** Prefers other endpoints to the one in use for a while, for it is not where they are. */
  distrust(): void {
    this.endpoints.current.health.failed();
  }

  /** Treats the endpoint in use as one that lies. */
  accuse(error: BlockNotProvedError): void {
    this.endpoints.caught(this.endpoints.current, error);
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
  ): Promise<{ logs: LogList; last: Header | null }> {
    const single = from.number === to.number;
    // By hash the node cannot take a block that it does not have for one without logs.
    const range = single
      ? { blockHash: to.hash }
      : { fromBlock: hex(from.number), toBlock: hex(to.number) };
    const wanted = { number: to.number };
    return this.endpoints.ask({
      maxBytes: single ? MAX_BLOCK_BYTES : MAX_RANGE_BYTES,
      calls: () => [
        { method: "eth_getLogs", params: [{ address: addresses, ...range }] },
        callFor(wanted),
      ],
      read: ([logs, last], endpoint) => {
        if (!(logs instanceof LogList)) throw new TransportError("no list of logs came back");
        return { logs, last: this.#toHeader(last, wanted, endpoint) };
      },
      worthwhile: (error) => error instanceof TransportError && (single || !error.tooLarge),
      giveUp: (error) => (single ? new UnsettledError(error.message) : rangeTooLarge(error)),
    });
  }

  close(): void {
    this.endpoints.close();
  }

  #blocks(wanted: readonly Wanted[]) {
    return {
      maxBytes: MAX_HEADERS_BYTES,
      calls: () => wanted.map(callFor),
      read: (blocks: unknown[], endpoint: Endpoint) =>
        wanted.map((one, index) => this.#toHeader(blocks[index], one, endpoint)),
    };
  }

  #toHeader(block: unknown, wanted: Wanted, endpoint: Endpoint): Header | null {
    if (block === null) return null;
    const check = this.#prove ? checkBlock : checkWanted;
    check(block as RpcBlock, wanted, endpoint);
    return toHeader(block);
  }

  /** Finds out now and then whether the endpoint in use is behind the others. */
  async #compareHeads(): Promise<void> {
    const { all, current } = this.endpoints;
    if (all.length === 1 || performance.now() - this.#comparedAt < COMPARE_HEADS_MS) return;
    this.#comparedAt = performance.now();
    const heads = await this.endpoints.askOthers(this.#blocks(["latest"]));
    const newest = Math.max(...heads.map(([head]) => head?.number ?? 0));
    if (newest - current.head > BEHIND_BLOCKS) this.distrust();
  }
}

function hex(number: number): string {
  return `0x${number.toString(16)}`;
}

import type { ProvedBlock, RpcBlock } from "../proof/index.ts";
import { encodeHeader } from "../proof/index.ts";
import type { Telemetry } from "../telemetry.ts";
import type { Batch, LogBlock, Source } from "./batch.ts";
import type { Header } from "./block.ts";
import { toHeader } from "./block.ts";
import { logsOf } from "./log.ts";
import type { Endpoints } from "./endpoints.ts";
import { readBlocks, readProved, readReceipts } from "./receipts.ts";

/**
 * Takes logs from the receipts of every block, which its header proves to be all: a node that leaves out,
 * alters or invents a log is caught at that block.
 */
export class ProvedSource implements Source {
  /** Every answer is checked by hash, wherever it comes from. */
  readonly singly = 0;
  /** Their headers are held in memory. */
  readonly most = 1000;
  readonly #endpoints: Endpoints;
  readonly #addresses: ReadonlySet<string>;
  readonly #telemetry: Telemetry;

  constructor(endpoints: Endpoints, addresses: readonly string[], telemetry: Telemetry) {
    this.#endpoints = endpoints;
    this.#addresses = new Set(addresses);
    this.#telemetry = telemetry;
  }

  async read(from: number, to: number, head: Header): Promise<Batch> {
    if (from === to && to === head.number) return this.readBlock(head.hash);
    const told = await readBlocks(this.#endpoints, from, to, head.number);
    const blocks = told.map(({ block }) => block);
    return this.#batch(blocks, await readReceipts(this.#endpoints, told));
  }

  /**
   * One block.
   * @throws As {@link read}.
   */
  async readBlock(hash: string): Promise<Batch> {
    const { block, proved } = await readProved(this.#endpoints, hash);
    return this.#batch([block], [proved]);
  }

  #batch(blocks: readonly RpcBlock[], proved: readonly ProvedBlock[]): Batch {
    this.#telemetry.count("rights_index_verified_blocks_total", {}, blocks.length);
    const byHash = new Map(blocks.map((block) => [block.hash, block]));
    const logBlocks = proved.flatMap((one) =>
      this.#logBlock(one, byHash.get(one.hash) as RpcBlock),
    );
    return {
      first: toHeader(blocks[0]) as Header,
      last: toHeader(blocks.at(-1)) as Header,
      blocks: logBlocks,
      logs: logBlocks.reduce((sum, { logs }) => sum + logs.length, 0),
    };
  }

  #logBlock({ number, hash, timestamp, logs: all }: ProvedBlock, block: RpcBlock): LogBlock[] {
    const logs = all.filter(({ address }) => this.#addresses.has(address));
    if (logs.length === 0) return [];
    const header = encodeHeader(block, "standard");
    return [{ number, hash, timestamp, logs: logsOf(logs), header }];
  }
}

import { BlockNotProvedError } from "../errors.ts";
import { headerBloomMayContain } from "../proof/index.ts";
import type { Batch, LogBlock, Source } from "./batch.ts";
import type { Header } from "./block.ts";
import { RangeTooLargeError, UnsettledError } from "./errors.ts";
import type { LogList } from "./logList.ts";
import type { ChainNode } from "./node.ts";
import type { ProvedSource } from "./provedSource.ts";

/**
 * Takes logs as a node gives them for a range of blocks: quick, and as true as the node is. Where the bloom
 * filter of a header at hand contradicts them, the block's receipts decide.
 */
export class LogSource implements Source {
  /**
   * The newest blocks are asked for one by one, and so by hash: a node that does not have them yet then says
   * so, whichever node of several it is.
   */
  readonly singly = 16;
  readonly most = 50_000;
  readonly #node: ChainNode;
  readonly #addresses: readonly string[];
  readonly #proved: ProvedSource;

  constructor(node: ChainNode, addresses: readonly string[], proved: ProvedSource) {
    this.#node = node;
    this.#addresses = addresses;
    this.#proved = proved;
  }

  /**
   * Of several blocks the last one's hash is the same before, in and after the answer, so the logs are of
   * the chain that leads to it. The answer's own view of that block comes from the node that gave the logs:
   * one that is behind would give fewer logs and no error.
   */
  async read(from: number, to: number, head: Header): Promise<Batch> {
    if (from === to && to === head.number) return this.#readNewest(head);
    const [first, last] = await this.#node.headers([from, to]);
    if (!first || !last) throw new UnsettledError(`the node does not reach block ${to}`);
    const batch = await this.#readLogs(first, last);
    const [after] = await this.#node.headers([to]);
    if (after?.hash !== last.hash) throw new UnsettledError(`block ${to} was replaced`);
    return from === to ? this.#settle(batch) : this.#settleEnds(batch);
  }

  /** By hash, so that it needs no comparison afterwards. */
  async #readNewest(head: Header): Promise<Batch> {
    return this.#settle(await this.#readLogs(head, head));
  }

  async #readLogs(first: Header, last: Header): Promise<Batch> {
    const answer = await this.#node.logs(this.#addresses, first, last);
    if (answer.last === null) {
      const why = `the node that gives the logs does not reach block ${last.number}`;
      throw first.number === last.number ? new UnsettledError(why) : new RangeTooLargeError(why);
    }
    const blocks = await this.#group(answer.logs, first, last);
    if (answer.last.hash !== last.hash)
      throw new UnsettledError(`block ${last.number} was replaced`);
    const { length } = answer.logs;
    return { first, last, blocks, logs: length, release: () => answer.logs.release() };
  }

  /** The batch of a single block as it is, or as its receipts prove it. */
  async #settle(batch: Batch): Promise<Batch> {
    if (!this.#isDoubtful(batch.last, batch)) return batch;
    return this.#proved.readBlock(batch.last.hash);
  }

  /** @throws UnsettledError if the receipts of the first or the last block show that logs are missing. */
  async #settleEnds(batch: Batch): Promise<Batch> {
    for (const header of [batch.first, batch.last]) {
      if (!this.#isDoubtful(header, batch)) continue;
      const proved = await this.#proved.readBlock(header.hash);
      if (proved.logs === logsOf(batch, header)) continue;
      const why = `its receipts hold ${proved.logs} logs, and ${logsOf(batch, header)} came`;
      const at = { block: header.number, endpoint: this.#node.endpoints.current.name };
      const error = new BlockNotProvedError(at, "LOGS", why);
      this.#node.accuse(error);
      throw new UnsettledError(error.message);
    }
    return batch;
  }

  /** Whether a header's bloom filter has our logs where none came, or none where some did. */
  #isDoubtful(header: Header, batch: Batch): boolean {
    const expected = headerBloomMayContain(header.logsBloom, this.#addresses);
    return expected !== logsOf(batch, header) > 0;
  }

  async #group(list: LogList, first: Header, last: Header): Promise<LogBlock[]> {
    checkOrder(list, first, last);
    const untimed = list.blocks.filter(({ timestamp }) => timestamp === undefined);
    const headers = await this.#node.headers(untimed.map(({ number }) => number));
    const byNumber = new Map([first, last, ...headers].map((header) => [header?.number, header]));
    return list.blocks.map(({ number, hash, timestamp: told, logs }) => {
      const header = byNumber.get(number);
      if (header === null || (header && header.hash !== hash)) {
        throw new UnsettledError(`block ${number} was replaced`);
      }
      const timestamp = told ?? header?.timestamp;
      if (timestamp === undefined) throw new UnsettledError(`block ${number} has no header`);
      return { number, hash, timestamp, logs };
    });
  }
}

/** @throws UnsettledError if they are not the logs of these blocks, in order. */
function checkOrder({ blocks }: LogList, first: Header, last: Header): void {
  let before = first.number - 1;
  for (const { number, misplaced } of blocks) {
    if (number === before && number >= first.number) {
      throw new UnsettledError(`logs of two blocks ${number} came in one answer`);
    }
    if (number <= before || number > last.number) {
      throw new UnsettledError(`logs of block ${number} do not belong to the answer`);
    }
    if (misplaced !== undefined) {
      throw new UnsettledError(`log ${misplaced} of block ${number} does not belong to the answer`);
    }
    before = number;
  }
}

/** How many logs a batch has of one block. */
function logsOf({ blocks }: Batch, { number }: Header): number {
  return blocks.find((block) => block.number === number)?.logs.length ?? 0;
}

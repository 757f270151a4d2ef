import { RangeTooLargeError, UnsettledError } from "./errors.ts";
import type { RawLog } from "./log.ts";
import type { ChainNode, Header } from "./node.ts";

/** A block that holds logs, with them in their order. */
export interface LogBlock {
  readonly number: number;
  readonly hash: string;
  readonly timestamp: number;
  /** RLP of the whole header, if the block was proved by its receipts. */
  readonly header?: Uint8Array;
  readonly logs: readonly RawLog[];
}

/** What the chain holds from one block to another. */
export interface Batch {
  readonly first: Header;
  readonly last: Header;
  /** Those that hold logs, in their order. */
  readonly blocks: readonly LogBlock[];
  readonly logs: number;
}

/** Reads the logs of a deployment's contracts, and makes sure that they belong to one chain. */
export class LogSource {
  readonly #node: ChainNode;
  readonly #addresses: readonly string[];

  constructor(node: ChainNode, addresses: readonly string[]) {
    this.#node = node;
    this.#addresses = addresses;
  }

  /**
   * All that the chain holds from one block to another.
   *
   * The last block's hash is the same before, in and after the answer, so the logs are of the chain that
   * leads to it. The answer's own view of that block comes from the node that gave the logs: one that is
   * behind would give fewer logs and no error.
   * @throws UnsettledError if the chain changed meanwhile, or the node does not reach that far;
   *   RangeTooLargeError if it is too much at once.
   */
  async read(from: number, to: number): Promise<Batch> {
    const [first, last] = await this.#node.headers([from, to]);
    if (!first || !last) throw new UnsettledError(`the node does not reach block ${to}`);
    const answer = await this.#node.logs(this.#addresses, first, last);
    if (answer.last === null) {
      const why = `the node that gives the logs does not reach block ${to}`;
      throw from === to ? new UnsettledError(why) : new RangeTooLargeError(why);
    }
    const blocks = await this.#group(answer.logs, first, last);
    const [after] = await this.#node.headers([to]);
    if (answer.last.hash !== last.hash || after?.hash !== last.hash) {
      throw new UnsettledError(`block ${to} was replaced`);
    }
    return { first, last, blocks, logs: answer.logs.length };
  }

  async #group(logs: readonly RawLog[], first: Header, last: Header): Promise<LogBlock[]> {
    const groups = groupByBlock(logs, first, last);
    const missing = groups
      .filter(([log]) => !log.blockTimestamp)
      .map(([log]) => Number(log.blockNumber));
    const headers = await this.#node.headers(missing);
    const byNumber = new Map([first, last, ...headers].map((header) => [header?.number, header]));
    return groups.map((logs) => {
      const [{ blockNumber, blockHash: hash, blockTimestamp }] = logs;
      const number = Number(blockNumber);
      const header = byNumber.get(number);
      if (header === null || (header && header.hash !== hash)) {
        throw new UnsettledError(`block ${number} was replaced`);
      }
      const timestamp = blockTimestamp ? Number(blockTimestamp) : header?.timestamp;
      if (timestamp === undefined) throw new UnsettledError(`block ${number} has no header`);
      return { number, hash, timestamp, logs };
    });
  }
}

type Group = [RawLog, ...RawLog[]];

/** @throws UnsettledError if they are not the logs of these blocks, in order. */
function groupByBlock(logs: readonly RawLog[], first: Header, last: Header): Group[] {
  const groups: Group[] = [];
  let group: Group | undefined;
  let before = { block: first.number - 1, index: -1 };
  for (const log of logs) {
    const block = Number(log.blockNumber);
    const index = Number(log.logIndex);
    const inOrder = block > before.block || (block === before.block && index > before.index);
    if (log.removed || !inOrder || block < first.number || block > last.number) {
      throw new UnsettledError(`log ${index} of block ${block} does not belong to the answer`);
    }
    if (group && block === before.block) {
      if (log.blockHash !== group[0].blockHash) {
        throw new UnsettledError(`logs of two blocks ${block} came in one answer`);
      }
      group.push(log);
    } else {
      group = [log];
      groups.push(group);
    }
    before = { block, index };
  }
  return groups;
}

import type { Header } from "./block.ts";
import type { Logs } from "./log.ts";

/** A block that holds logs, with them in their order. */
export interface LogBlock {
  readonly number: number;
  readonly hash: string;
  readonly timestamp: number;
  /** RLP of the whole header, if the block was proved by its receipts. */
  readonly header?: Uint8Array;
  readonly logs: Logs;
}

/** What the chain holds from one block to another. */
export interface Batch {
  readonly first: Header;
  readonly last: Header;
  /** Those that hold logs, in their order. */
  readonly blocks: readonly LogBlock[];
  readonly logs: number;
  /** Gives back the memory that the logs take, when they are done with. */
  readonly release?: () => void;
}

/** Reads the logs of a deployment's contracts, and makes sure that they belong to one chain. */
export interface Source {
  /** So many of the newest blocks are to be read one by one. */
  readonly singly: number;
  /** Most blocks to be read at once. */
  readonly most: number;
  /**
   * All that the chain holds from one block to another.
   * @param head - the newest block as last seen
   * @throws UnsettledError if the chain changed meanwhile, or the node does not reach that far;
   *   RangeTooLargeError if it is too much at once; BlockNotProvedError if every node was caught lying.
   */
  read(from: number, to: number, head: Header): Promise<Batch>;
}

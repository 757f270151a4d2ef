/** A log as a node gives it: numbers and bytes as `0x` hex, in lower case. */
export interface RawLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly blockHash: string;
  /** Not every node gives it. */
  readonly blockTimestamp?: string | null;
  readonly transactionHash: string;
  readonly transactionIndex: string;
  readonly logIndex: string;
  readonly removed?: boolean;
}

/** Logs in their order, each of which may be made only when its turn comes. */
export interface Logs extends Iterable<RawLog> {
  readonly length: number;
}

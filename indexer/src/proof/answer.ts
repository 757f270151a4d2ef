/** The header of a block and its transactions' hashes, as a node answers to `eth_getBlockByNumber`. */
export interface RpcBlock {
  readonly hash: string;
  readonly parentHash: string;
  readonly sha3Uncles: string;
  readonly miner: string;
  readonly stateRoot: string;
  readonly transactionsRoot: string;
  readonly receiptsRoot: string;
  readonly logsBloom: string;
  readonly difficulty: string;
  readonly number: string;
  readonly gasLimit: string;
  readonly gasUsed: string;
  readonly timestamp: string;
  readonly extraData: string;
  readonly mixHash: string;
  readonly nonce: string;
  /** Since London. */
  readonly baseFeePerGas?: string | null;
  /** Since Shanghai. */
  readonly withdrawalsRoot?: string | null;
  /** Since Cancun, with the two that follow. */
  readonly blobGasUsed?: string | null;
  readonly excessBlobGas?: string | null;
  readonly parentBeaconBlockRoot?: string | null;
  /** Since Prague. */
  readonly requestsHash?: string | null;
  /** Hashes. */
  readonly transactions: readonly string[];
}

/** A receipt as a node answers to `eth_getBlockReceipts` or `eth_getTransactionReceipt`. */
export interface RpcReceipt {
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly transactionIndex: string;
  /** Kind of the transaction; 0 where there is none. */
  readonly type?: string | null;
  readonly status?: string | null;
  /** In the place of `status`, before Byzantium. */
  readonly root?: string | null;
  readonly cumulativeGasUsed: string;
  readonly logsBloom: string;
  readonly logs: readonly RpcLog[];
}

/** What of a log is in its receipt's hash. */
export interface RpcLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

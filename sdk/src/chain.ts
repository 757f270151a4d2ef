import type { Log } from "ethers";
import { Contract, FetchRequest, JsonRpcProvider, Network } from "ethers";

import type { ContractName, Contracts } from "./contracts.ts";
import { interfaceOf } from "./contracts.ts";
import type { Deployment } from "./deployment.ts";
import { isConnectionFailure, nodeError } from "./errors/node.ts";
import type { RevertedCall } from "./errors/revert.ts";
import { TransactionTimeoutError } from "./errors/transaction.ts";
import type { Hex } from "./input.ts";

/** The part of a block that this package looks at. */
export interface Block {
  readonly number: number;
  readonly hash: string;
  /** Unix seconds. */
  readonly time: number;
  /** Most gas that the transactions of one block may use. */
  readonly gasLimit: number;
}

interface RawBlock {
  readonly number: Hex;
  readonly hash: string;
  readonly timestamp: Hex;
  readonly gasLimit: Hex;
}

/** A transaction that is in a block. */
export interface Receipt {
  readonly hash: string;
  readonly block: number;
  readonly gasUsed: number;
  readonly succeeded: boolean;
  readonly logs: readonly Pick<Log, "address" | "topics" | "data">[];
}

interface RawReceipt {
  readonly transactionHash: string;
  readonly blockNumber: Hex;
  readonly gasUsed: Hex;
  readonly status: Hex;
  readonly logs: readonly Pick<Log, "address" | "topics" | "data">[];
}

const REQUEST_TIMEOUT_MS = 30_000;
const RECEIPT_TIMEOUT_S = 120;

/** The chain that a deployment is on, seen through one node. Every error it throws is a typed one. */
export class Chain {
  readonly url: string;
  readonly deployment: Deployment;
  readonly provider: JsonRpcProvider;

  constructor(url: string, deployment: Deployment) {
    this.url = url;
    this.deployment = deployment;
    const request = new FetchRequest(url);
    request.timeout = REQUEST_TIMEOUT_MS;
    this.provider = new JsonRpcProvider(request, Network.from(deployment.chainId), {
      staticNetwork: true,
      batchStallTime: 0,
      // A cached nonce would be used twice.
      cacheTimeout: -1,
    });
  }

  /** An account of this chain, told apart from the same account of another. */
  keyOf(account: string): string {
    return `${this.deployment.genesisHash} ${account.toLowerCase()}`;
  }

  /** One JSON-RPC request. `call` names the contract's method in the error of a revert. */
  async request<Result>(
    method: string,
    params: readonly unknown[],
    call?: RevertedCall,
  ): Promise<Result> {
    try {
      return (await this.provider.send(method, [...params])) as Result;
    } catch (error) {
      throw nodeError(error, { url: this.url, name: method, call });
    }
  }

  /** A contract of the deployment, or another of its kind at an address, for reading; see {@link read}. */
  contract<Name extends ContractName>(
    name: Name,
    at: string = this.deployment.contracts[name],
  ): Contracts[Name] {
    const contract = new Contract(at, interfaceOf(name), this.provider);
    return contract as unknown as Contracts[Name];
  }

  /** Awaits what a contract was asked, and turns its errors into typed ones. */
  async read<Result>(
    contract: ContractName,
    method: string,
    answer: Promise<Result>,
  ): Promise<Result> {
    try {
      return await answer;
    } catch (error) {
      const name = `${contract}.${method}`;
      throw nodeError(error, { url: this.url, name, call: { contract, method } });
    }
  }

  /** A block by number or tag; null if the node has none. */
  async block(at: number | "latest" | "pending"): Promise<Block | null> {
    const tag = typeof at === "number" ? hex(at) : at;
    const found = await this.request<RawBlock | null>("eth_getBlockByNumber", [tag, false]);
    if (found === null) return null;
    return {
      number: Number(found.number),
      hash: found.hash,
      time: Number(found.timestamp),
      gasLimit: Number(found.gasLimit),
    };
  }

  /** The time that the next block would bear, in Unix seconds: what deadlines are measured by. */
  async now(): Promise<number> {
    const [pending, latest] = await Promise.all([this.block("pending"), this.block("latest")]);
    return Math.max(pending?.time ?? Date.now() / 1000, latest?.time ?? 0);
  }

  /**
   * Waits until the transaction is in a block, also while the node cannot be reached: it was sent.
   * Throws {@link TransactionTimeoutError}.
   */
  async receipt(hash: string): Promise<Receipt> {
    const giveUpAt = Date.now() + RECEIPT_TIMEOUT_S * 1000;
    let lost: unknown;
    for (let wait = 20; Date.now() < giveUpAt; wait = Math.min(wait * 2, 500)) {
      try {
        const found = await this.request<RawReceipt | null>("eth_getTransactionReceipt", [hash]);
        if (found !== null) return receiptOf(found);
      } catch (error) {
        if (!isConnectionFailure(error)) throw error;
        lost = error;
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    throw new TransactionTimeoutError(hash, RECEIPT_TIMEOUT_S, lost);
  }
}

function receiptOf(raw: RawReceipt): Receipt {
  return {
    hash: raw.transactionHash,
    block: Number(raw.blockNumber),
    gasUsed: Number(raw.gasUsed),
    succeeded: Number(raw.status) === 1,
    logs: raw.logs,
  };
}

/** A number as JSON-RPC writes it. */
export function hex(value: number | bigint): Hex {
  return `0x${value.toString(16)}`;
}

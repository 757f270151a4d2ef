import type { Signer } from "ethers";

import { Chain } from "./chain.ts";
import { Connection } from "./Connection.ts";
import type { Deployment } from "./deployment.ts";
import { parseDeployment } from "./deployment.ts";
import {
  NodeUnreachableError,
  WrongChainError,
  WrongDeploymentError,
} from "./errors/connection.ts";
import { isConnectionFailure } from "./errors/node.ts";
import { GraphQLClient } from "./graphql/client.ts";
import type { Platform } from "./platform.ts";
import { Registry } from "./Registry.ts";

/** A try to reach the node that failed, and when the next one comes. */
export interface ConnectRetry {
  /** Counts from 1. */
  readonly attempt: number;
  readonly attempts: number;
  readonly waitMs: number;
  readonly url: string;
}

export interface ConnectOptions {
  /** The deployment file: its URL, its path (Node only), or what it holds. */
  readonly deployment: string | Deployment;
  /** JSON-RPC address of the chain's node. Needed to write, and to check answers. */
  readonly rpc?: string;
  /** Address of the GraphQL endpoint. Needed to query, and to verify. */
  readonly graphql?: string;
  /** Who writes. Without a relayer it also pays. */
  readonly signer?: Signer;
  /** Who submits, and pays for, what the signer signs. */
  readonly relayer?: Signer;
  /** How often to try to reach the node before giving up. Default 5, over about three seconds. */
  readonly attempts?: number;
  /** Called before each further attempt. */
  readonly onRetry?: (retry: ConnectRetry) => void;
}

const DEFAULT_ATTEMPTS = 5;
const FIRST_WAIT_MS = 200;

/** Connects on a platform; see `connect`. */
export async function connectOn(platform: Platform, options: ConnectOptions): Promise<Registry> {
  const { deployment: given, rpc, graphql, signer, relayer } = options;
  const deployment =
    typeof given === "string"
      ? await platform.loadDeployment(given)
      : parseDeployment(given, "The given object");
  const chain = rpc === undefined ? undefined : new Chain(rpc, deployment);
  if (chain !== undefined) await checkChain(chain, options);
  const index = graphql === undefined ? undefined : new GraphQLClient(graphql);
  const parts = { platform, deployment, chain, graphql: index, signer, relayer };
  const connection = new Connection(parts);
  if (signer !== undefined) await connection.signer("Connecting");
  if (relayer !== undefined) await connection.relayer("Connecting");
  return new Registry(connection);
}

/** Makes sure that the node is on the deployment's chain, and that the registry is there. */
async function checkChain(chain: Chain, options: ConnectOptions): Promise<void> {
  const { chainId, genesisHash, contracts } = chain.deployment;
  const [found, genesis, code] = await reached(chain, options, () =>
    Promise.all([
      chain.request<string>("eth_chainId", []),
      chain.block(0),
      chain.request<string>("eth_getCode", [contracts.RightsRegistry, "latest"]),
    ]),
  );
  if (Number(found) !== chainId) throw new WrongChainError(chain.url, chainId, Number(found));
  const where = `the chain at ${chain.url}`;
  if (genesis?.hash !== genesisHash) {
    const details = `Block 0 there is ${genesis?.hash}; the file says ${genesisHash}.`;
    throw new WrongDeploymentError(where, details);
  }
  if (code === "0x") {
    const details = `There is no contract at the RightsRegistry's address, ${contracts.RightsRegistry}.`;
    throw new WrongDeploymentError(where, details);
  }
}

/** Asks the node, again and again if it does not answer. */
async function reached<Answer>(
  chain: Chain,
  options: ConnectOptions,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const { attempts = DEFAULT_ATTEMPTS, onRetry } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!isConnectionFailure(error)) throw error;
      const { cause } = error as Error;
      if (attempt >= attempts) throw new NodeUnreachableError(chain.url, cause, attempts);
      const waitMs = FIRST_WAIT_MS * 2 ** (attempt - 1);
      onRetry?.({ attempt, attempts, waitMs, url: chain.url });
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

import { computeAddress } from "ethers";

import type { Deployment } from "../../sdk/src/index.ts";
import {
  DEV_CHAIN_ID,
  isDevAddress,
  NodeUnreachableError,
  readDeployment,
} from "../../sdk/src/index.ts";
import { callNode, readBlock } from "../chain/rpc.ts";
import { DeployError, OtherChainError } from "./errors.ts";
import { ignite } from "./ignite.ts";
import { Journal } from "./journal.ts";
import type { Periods } from "./modules/registrationPolicy.ts";

export interface DeployOptions {
  /** JSON-RPC address of the chain's node. */
  readonly rpc: string;
  /** The registry's home: `deployment.json` and Ignition's journal are kept there. */
  readonly home: string;
  /** Private key of the account that pays. It is the first admin. */
  readonly deployerKey: string;
  /** Account that takes up the role REGISTRAR. */
  readonly registrar: string;
  /** Account that takes up the role EXAMINER. */
  readonly examiner: string;
  /** Account that replaces policies, after a delay; left out, the admin. */
  readonly governor?: string;
  /** Account that cancels what the governor has announced, and pauses contracts; left out, the registrar. */
  readonly guardian?: string;
  /** Seconds; left out, 3 days, or none while the deployer itself governs. */
  readonly governorDelay?: number;
  /** Account that takes over from the deployer; left out, the deployer remains admin. */
  readonly admin?: string;
  /** Seconds; by default those of Beijing's trial measures. */
  readonly periods?: Partial<Periods>;
}

export interface DeployResult {
  readonly deployment: Deployment;
  /** The deployment file. */
  readonly file: string;
  /** Whether the registry was there already, and nothing was sent. */
  readonly kept: boolean;
}

/**
 * Deploys the registry and writes its deployment file, or keeps the registry that the file describes.
 * An interrupted deployment goes on where it stopped.
 *
 * @throws NodeUnreachableError, DeploymentFileError; DeployError if the file or the journal belongs to
 * another chain, a development key would be used on a real one, or a transaction fails.
 */
export async function deployRegistry(options: DeployOptions): Promise<DeployResult> {
  const { rpc, home, deployerKey } = options;
  const chain = await identify(rpc);
  refuseDevKeys(chain.chainId, [
    computeAddress(deployerKey),
    options.registrar,
    options.examiner,
    ...[options.admin, options.governor, options.guardian].filter((one) => one !== undefined),
  ]);
  const ignition = path.join(home, "ignition");
  const journal = new Journal(ignition, chain.chainId);
  const whole = !journal.exists || (await journal.isOn(rpc));
  const file = path.join(home, "deployment.json");
  if (existsSync(file)) {
    const deployment = await readDeployment(file);
    refuseOtherChain(deployment, chain, file, rpc);
    if (whole && (await isThere(rpc, deployment))) return { deployment, file, kept: true };
  }

  if (!whole) forget(journal, chain.chainId);
  const { periods = {}, ...accounts } = options;
  const contracts = await ignite({ ...accounts, ignition, periods, chainId: chain.chainId });
  const startBlock = journal.startBlock();
  const first = await readBlock(rpc, startBlock);
  const deployment: Deployment = {
    version: 1,
    ...chain,
    startBlock,
    deployedAt: new Date((first?.time ?? 0) * 1000).toISOString(),
    contracts,
  };
  writeDeployment(file, deployment);
  return { deployment, file, kept: false };
}

type ChainIdentity = Pick<Deployment, "chainId" | "genesisHash">;

async function identify(rpc: string): Promise<ChainIdentity> {
  try {
    const chainId = Number(await callNode<string>(rpc, "eth_chainId"));
    const genesisHash = (await readBlock(rpc, 0))?.hash ?? "";
    return { chainId, genesisHash };
  } catch (error) {
    throw new NodeUnreachableError(rpc, error);
  }
}

function refuseDevKeys(chainId: number, accounts: readonly string[]): void {
  if (chainId === DEV_CHAIN_ID) return;
  const known = accounts.find(isDevAddress);
  if (known === undefined) return;
  throw new DeployError(
    `${known} is a development account: its private key is public, and chain ${chainId} is not the ` +
      "development chain. Use keys that only you know.",
  );
}

function refuseOtherChain(
  found: Deployment,
  chain: ChainIdentity,
  file: string,
  rpc: string,
): void {
  if (found.chainId === chain.chainId && found.genesisHash === chain.genesisHash) return;
  throw new OtherChainError(
    `${file} describes a registry on another chain: chain ${found.chainId}, block 0 ${found.genesisHash}; ` +
      `the node at ${rpc} is on chain ${chain.chainId}, block 0 ${chain.genesisHash}.\n` +
      "Use the node of that chain, or deploy into another home: REGISTRY_HOME=DIR npm run deploy",
  );
}

async function isThere(rpc: string, { contracts }: Deployment): Promise<boolean> {
  const codes = await Promise.all(
    Object.values(contracts).map((address) =>
      callNode<string>(rpc, "eth_getCode", address, "latest"),
    ),
  );
  return codes.every((code) => code !== "0x");
}

/**
 * The development chain may lose its last second to a hard kill, and the journal is then ahead of
 * it. On any other chain a journal that does not fit is somebody's mistake.
 */
function forget(journal: Journal, chainId: number): void {
  if (chainId !== DEV_CHAIN_ID) {
    throw new DeployError(
      `The deployment journal ${journal.folder} knows blocks that are not on this chain. ` +
        "If the registry shall be deployed anew, move that folder away and run this again.",
    );
  }
  journal.remove();
}

function writeDeployment(file: string, deployment: Deployment): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.part`;
  writeFileSync(partial, `${JSON.stringify(deployment, null, 2)}\n`, { flush: true });
  renameSync(partial, file);
}

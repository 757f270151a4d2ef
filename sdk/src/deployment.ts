import { getAddress, isHexString } from "ethers";

import type { ContractName } from "./contracts.ts";
import { CONTRACT_NAMES } from "./contracts.ts";
import { DeploymentFileError } from "./errors/connection.ts";

/** Where the registry is: what the deployment file says. */
export interface Deployment {
  readonly version: 1;
  readonly chainId: number;
  /** Hash of block 0, which tells two chains with one id apart. */
  readonly genesisHash: string;
  /** The first block that can hold events of the registry. */
  readonly startBlock: number;
  /** ISO 8601. */
  readonly deployedAt: string;
  readonly contracts: Readonly<Record<ContractName, string>>;
}

/**
 * Checks that a parsed JSON value is a deployment. `source` names it in errors.
 * Throws {@link DeploymentFileError} naming the first field that is wrong.
 *
 * @example
 * const deployment = parseDeployment(JSON.parse(text), "deployment.json");
 */
export function parseDeployment(json: unknown, source: string): Deployment {
  const require = (holds: boolean, rule: string): void => {
    if (!holds) throw new DeploymentFileError(source, rule);
  };
  require(typeof json === "object" && json !== null, "It must hold a JSON object.");
  const { version, chainId, genesisHash, startBlock, deployedAt, contracts } = json as Record<
    keyof Deployment,
    unknown
  >;
  require(version === 1, `"version" must be 1; it is ${JSON.stringify(version)}.`);
  require(isCount(chainId) && chainId > 0, '"chainId" must be a whole number above 0.');
  require(isHexString(genesisHash, 32), '"genesisHash" must be 0x and 64 hex digits.');
  require(isCount(startBlock), '"startBlock" must be a block number.');
  require(typeof deployedAt === "string" &&
    !Number.isNaN(Date.parse(deployedAt)), '"deployedAt" must be an ISO 8601 time.');
  require(typeof contracts === "object" && contracts !== null, '"contracts" must be an object.');

  const given = contracts as Record<string, unknown>;
  const addresses = CONTRACT_NAMES.map((name) => {
    const found = given[name];
    require(isHexString(found, 20), `"contracts.${name}" must be an address.`);
    return [name, getAddress(String(found))] as const;
  });
  return {
    version: 1,
    chainId: chainId as number,
    genesisHash: (genesisHash as string).toLowerCase(),
    startBlock: startBlock as number,
    deployedAt: deployedAt as string,
    contracts: Object.fromEntries(addresses) as Record<ContractName, string>,
  };
}

/** Parses the text of a deployment file. Throws {@link DeploymentFileError}. */
export function parseDeploymentText(text: string, source: string): Deployment {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DeploymentFileError(source, "It must hold JSON.", cause);
  }
  return parseDeployment(json, source);
}

/** Fetches a deployment file. Throws {@link DeploymentFileError}. */
export async function fetchDeployment(url: string): Promise<Deployment> {
  let text: string;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    text = await response.text();
  } catch (cause) {
    const details = `It could not be fetched: ${cause instanceof Error ? cause.message : String(cause)}.`;
    throw new DeploymentFileError(url, details, cause);
  }
  return parseDeploymentText(text, url);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

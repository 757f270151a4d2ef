import type { IndexedDeployment } from "../deployment.ts";
import { WrongChainError, WrongDeploymentError } from "../errors.ts";
import type { ChainNode, Header } from "./node.ts";

/**
 * Makes sure that the node serves the chain on which the deployment is.
 * @returns Block 0.
 * @throws WrongChainError, WrongDeploymentError; NodeUnreachableError or NodeError if the node cannot say.
 */
export async function verifyChain(node: ChainNode, deployment: IndexedDeployment): Promise<Header> {
  const chainId = await node.chainId();
  if (chainId !== deployment.chainId) {
    throw new WrongChainError(node.url, chainId, deployment.chainId);
  }
  const [genesis] = await node.headers([0]);
  const expected = deployment.genesisHash.toLowerCase();
  if (genesis?.hash !== expected) {
    const found = genesis?.hash ?? "missing";
    throw new WrongDeploymentError(node.url, `block 0 is ${found}, not ${expected}`);
  }
  await verifyContracts(node, deployment);
  return genesis;
}

/** A node that has not reached the deployment yet is given the benefit of the doubt. */
async function verifyContracts(node: ChainNode, deployment: IndexedDeployment): Promise<void> {
  const { number } = await node.head();
  if (number < deployment.startBlock) return;
  const contracts = Object.entries(deployment.contracts);
  const found = await node.haveCode(contracts.map(([, address]) => address));
  const absent = contracts[found.indexOf(false)];
  if (absent !== undefined) {
    throw new WrongDeploymentError(node.url, `there is no ${absent[0]} at ${absent[1]}`);
  }
}

import type { IndexedDeployment } from "../deployment.ts";
import { WrongChainError, WrongDeploymentError } from "../errors.ts";
import { callFor, toHeader } from "./block.ts";
import type { Endpoint } from "./endpoint.ts";
import { TransportError } from "./transport.ts";

const MAX_BYTES = 2 ** 25;

/**
 * Makes sure that an endpoint serves the chain on which the deployment is.
 * @throws WrongChainError or WrongDeploymentError; RpcError or TransportError if it cannot say.
 */
export async function admit(endpoint: Endpoint, deployment: IndexedDeployment): Promise<void> {
  const { chainId, genesisHash } = deployment;
  const [id, genesis] = await endpoint.batch(
    [{ method: "eth_chainId", params: [] }, callFor({ number: 0 })],
    MAX_BYTES,
  );
  if (typeof id !== "string" || !/^0x[0-9a-f]+$/i.test(id)) {
    throw new TransportError(`no chain id came back, but ${JSON.stringify(id)}`.slice(0, 80));
  }
  if (Number(id) !== chainId) throw new WrongChainError(endpoint.url, Number(id), chainId);
  const expected = genesisHash.toLowerCase();
  const found = toHeader(genesis)?.hash ?? "missing";
  if (found !== expected) {
    throw new WrongDeploymentError(endpoint.url, `block 0 is ${found}, not ${expected}`);
  }
  await findContracts(endpoint, deployment);
}

/** A node that has not reached the deployment yet is given the benefit of the doubt. */
async function findContracts(endpoint: Endpoint, deployment: IndexedDeployment): Promise<void> {
  const contracts = Object.entries(deployment.contracts);
  const codes = contracts.map(([, address]) => ({
    method: "eth_getCode",
    params: [address, "latest"],
  }));
  const [head, ...found] = await endpoint.batch([callFor("latest"), ...codes], MAX_BYTES);
  if ((toHeader(head)?.number ?? 0) < deployment.startBlock) return;
  const absent = contracts[found.indexOf("0x")];
  if (absent !== undefined) {
    throw new WrongDeploymentError(endpoint.url, `there is no ${absent[0]} at ${absent[1]}`);
  }
}

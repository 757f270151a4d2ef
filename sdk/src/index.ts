import type { ConnectOptions } from "./connect.ts";
import { connectOn } from "./connect.ts";
import { fetchDeployment } from "./deployment.ts";
import { readDeployment } from "./deployment.node.ts";
import { hashFile } from "./hash.node.ts";
import type { Registry } from "./Registry.ts";

export * from "./api.ts";
export { readDeployment } from "./deployment.node.ts";
export { hashFile } from "./hash.node.ts";
export { hashChunks, proveChunk } from "./chunks/node.ts";

/**
 * Connects to a registry. Checks that the node is on the deployment's chain, by chain id and by the
 * hash of block 0. Throws {@link NodeUnreachableError}, {@link WrongChainError},
 * {@link WrongDeploymentError}, {@link DeploymentFileError} or {@link DevKeyRefusedError}.
 *
 * @example
 * const registry = await connect({
 *   deployment: ".registry/deployment.json",
 *   rpc: "http://127.0.0.1:8545",
 *   graphql: "http://127.0.0.1:4000/graphql",
 * });
 */
export async function connect(options: ConnectOptions): Promise<Registry> {
  const loadDeployment = (where: string) =>
    /^https?:/.test(where) ? fetchDeployment(where) : readDeployment(where);
  return connectOn({ loadDeployment, hashFile }, options);
}

import type { ConnectOptions } from "./connect.ts";
import { connectOn } from "./connect.ts";
import { fetchDeployment } from "./deployment.ts";
import { hashFile } from "./hash.browser.ts";
import type { Registry } from "./Registry.ts";

export * from "./api.ts";
export { hashFile } from "./hash.browser.ts";
export { hashChunks, proveChunk } from "./chunks/browser.ts";

/**
 * Connects to a registry. Checks that the node is on the deployment's chain, by chain id and by the
 * hash of block 0. Throws {@link NodeUnreachableError}, {@link WrongChainError},
 * {@link WrongDeploymentError}, {@link DeploymentFileError} or {@link DevKeyRefusedError}.
 *
 * @example
 * const registry = await connect({
 *   deployment: "https://registry.example/deployment.json",
 *   graphql: "https://registry.example/graphql",
 * });
 */
export async function connect(options: ConnectOptions): Promise<Registry> {
  return connectOn({ loadDeployment: fetchDeployment, hashFile }, options);
}

import { Contract, JsonRpcProvider, Network } from "ethers";

import type { Deployment, Registry } from "../../sdk/src/index.ts";
import { abiOf, GraphQLUnreachableError } from "../../sdk/src/index.ts";
import { ROLES } from "../deploy/permissions.ts";

/** Names of the roles that an account has. */
export async function rolesOf(
  rpc: string,
  { chainId, contracts }: Deployment,
  account: string,
): Promise<string[]> {
  const network = Network.from(chainId);
  const provider = new JsonRpcProvider(rpc, network, { staticNetwork: network });
  try {
    const manager = new Contract(contracts.AccessManager, abiOf("AccessManager"), provider);
    const hasRole = manager.getFunction("hasRole");
    const found = await Promise.all(
      Object.entries(ROLES).map(async ([name, role]) => {
        const [has] = (await hasRole.staticCallResult(role, account)) as unknown as [boolean];
        return has ? [name] : [];
      }),
    );
    return found.flat();
  } finally {
    provider.destroy();
  }
}

/** How far the index is; null if it does not answer. */
export async function indexPosition(
  registry: Registry,
): Promise<{ readonly block: number; readonly lag: number } | null> {
  try {
    const { block, lag } = await registry.meta();
    return { block: block.number, lag };
  } catch (error) {
    if (error instanceof GraphQLUnreachableError) return null;
    throw error;
  }
}

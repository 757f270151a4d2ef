import { Contract, JsonRpcProvider } from "ethers";

import type { Deployment } from "../../sdk/src/index.ts";
import { abiOf } from "../../sdk/src/index.ts";
import { DEFAULT_GOVERNOR_DELAY } from "../deploy/modules/registry.ts";
import { ROLES } from "../deploy/permissions.ts";
import { DEPLOYER, GOVERNOR } from "./accounts.ts";

/**
 * Makes an account govern that must announce what it does, as on a network of many: the deployer of the
 * development chain, which governs as well, must not. Does nothing if it governs already.
 */
export async function appointGovernor(rpc: string, { contracts }: Deployment): Promise<void> {
  const provider = new JsonRpcProvider(rpc, undefined, { staticNetwork: true, cacheTimeout: -1 });
  try {
    const admin = DEPLOYER.connect(provider);
    const manager = new Contract(contracts.AccessManager, abiOf("AccessManager"), admin);
    const [governs] = (await manager.getFunction("hasRole")(ROLES.GOVERNOR, GOVERNOR.address)) as [
      boolean,
    ];
    if (governs) return;
    const grantRole = manager.getFunction("grantRole");
    await (await grantRole(ROLES.GOVERNOR, GOVERNOR.address, DEFAULT_GOVERNOR_DELAY)).wait();
  } finally {
    provider.destroy();
  }
}

import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** The one permission system. The deployer is its first admin; see `handover.ts`. */
export default buildModule("AccessManager", (m) => {
  const accessManager = m.contract("AccessManager", [m.getAccount(0)]);
  return { accessManager };
});

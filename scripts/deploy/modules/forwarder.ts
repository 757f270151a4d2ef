import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** Name of the EIP-712 domain under which relayed requests are signed (its version is "1"). */
export const FORWARDER_NAME = "Data Rights Registry";

/** The one relaying system (ERC-2771). */
export default buildModule("Forwarder", (m) => {
  const forwarder = m.contract("ERC2771Forwarder", [FORWARDER_NAME]);
  return { forwarder };
});

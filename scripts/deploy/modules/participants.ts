import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import accessManagerModule from "./accessManager.ts";
import forwarderModule from "./forwarder.ts";

export default buildModule("Participants", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const participants = m.contract("Participants", [accessManager, forwarder]);
  return { participants };
});

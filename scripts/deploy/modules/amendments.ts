import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import accessManagerModule from "./accessManager.ts";
import forwarderModule from "./forwarder.ts";
import participantsModule from "./participants.ts";
import rightsRegistryModule from "./rightsRegistry.ts";

export default buildModule("Amendments", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const { participants } = m.useModule(participantsModule);
  const { rightsRegistry } = m.useModule(rightsRegistryModule);
  const parts = [accessManager, forwarder, participants, rightsRegistry];
  return { amendments: m.contract("Amendments", parts) };
});

import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import accessManagerModule from "./accessManager.ts";
import forwarderModule from "./forwarder.ts";
import participantsModule from "./participants.ts";

export default buildModule("RightsRegistry", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const { participants } = m.useModule(participantsModule);
  const rightsRegistry = m.contract("RightsRegistry", [accessManager, forwarder, participants]);
  return { rightsRegistry };
});

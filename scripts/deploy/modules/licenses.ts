import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import accessManagerModule from "./accessManager.ts";
import forwarderModule from "./forwarder.ts";
import participantsModule from "./participants.ts";
import rightsRegistryModule from "./rightsRegistry.ts";
import sandboxesModule from "./sandboxes.ts";

export default buildModule("Licenses", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const { participants } = m.useModule(participantsModule);
  const { rightsRegistry } = m.useModule(rightsRegistryModule);
  const { sandboxes } = m.useModule(sandboxesModule);
  const parts = [accessManager, forwarder, participants, rightsRegistry, sandboxes];
  const licenses = m.contract("Licenses", parts);
  return { licenses };
});

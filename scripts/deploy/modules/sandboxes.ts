import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import accessManagerModule from "./accessManager.ts";
import forwarderModule from "./forwarder.ts";
import participantsModule from "./participants.ts";

export default buildModule("Sandboxes", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const { participants } = m.useModule(participantsModule);
  const sandboxes = m.contract("Sandboxes", [accessManager, forwarder, participants]);
  return { sandboxes };
});

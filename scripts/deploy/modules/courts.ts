import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import accessManagerModule from "./accessManager.ts";
import forwarderModule from "./forwarder.ts";
import participantsModule from "./participants.ts";
import pledgesModule from "./pledges.ts";
import rightsRegistryModule from "./rightsRegistry.ts";

/** How long an order can be appealed, in seconds: 15 days (Civil Procedure Law of the PRC, art. 171). */
export const DEFAULT_APPEAL_PERIOD = 15 * 24 * 60 * 60;

/** Parameter: `appealPeriod`, in seconds. */
export default buildModule("Courts", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const { participants } = m.useModule(participantsModule);
  const { rightsRegistry } = m.useModule(rightsRegistryModule);
  const { pledges } = m.useModule(pledgesModule);
  const courts = m.contract("Courts", [
    accessManager,
    forwarder,
    participants,
    rightsRegistry,
    pledges,
    m.getParameter("appealPeriod", DEFAULT_APPEAL_PERIOD),
  ]);
  return { courts };
});

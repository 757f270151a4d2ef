import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import accessManagerModule from "./accessManager.ts";
import complianceModule from "./compliance.ts";
import forwarderModule from "./forwarder.ts";
import licensesModule from "./licenses.ts";
import offersModule from "./offers.ts";
import participantsModule from "./participants.ts";
import rightsRegistryModule from "./rightsRegistry.ts";
import sandboxesModule from "./sandboxes.ts";
import sharesModule from "./shares.ts";

/** How long a seller has to deliver, and then a buyer to dispute, in seconds: seven days each. */
export const DEFAULT_DEAL_PERIOD = 7 * 24 * 60 * 60;

/** Parameters: `delivery` and `acceptance`, in seconds. */
export default buildModule("Deals", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const { participants } = m.useModule(participantsModule);
  const { rightsRegistry: rights } = m.useModule(rightsRegistryModule);
  const { licenses } = m.useModule(licensesModule);
  const { shares } = m.useModule(sharesModule);
  const { offers } = m.useModule(offersModule);
  const { compliance } = m.useModule(complianceModule);
  const { sandboxes } = m.useModule(sandboxesModule);
  const deals = m.contract("Deals", [
    accessManager,
    forwarder,
    { participants, rights, licenses, shares, offers, compliance, sandboxes },
    {
      delivery: m.getParameter("delivery", DEFAULT_DEAL_PERIOD),
      acceptance: m.getParameter("acceptance", DEFAULT_DEAL_PERIOD),
    },
  ]);
  return { deals };
});

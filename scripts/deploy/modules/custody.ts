import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import accessManagerModule from "./accessManager.ts";
import forwarderModule from "./forwarder.ts";
import participantsModule from "./participants.ts";

/** How long custodians have to answer a challenge, in seconds: one day. */
export const DEFAULT_RESPONSE_PERIOD = 24 * 60 * 60;

/** Parameter: `responsePeriod`, in seconds. */
export default buildModule("Custody", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const { participants } = m.useModule(participantsModule);
  const responsePeriod = m.getParameter("responsePeriod", DEFAULT_RESPONSE_PERIOD);
  const custody = m.contract("Custody", [accessManager, forwarder, participants, responsePeriod]);
  return { custody };
});

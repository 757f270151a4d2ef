import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import { ROLES } from "../permissions.ts";
import registryModule, { DEFAULT_GOVERNOR_DELAY } from "./registry.ts";

/**
 * How long before it takes effect an admin's act must be announced, in seconds. Were it shorter than the
 * governor's, an admin that takes up the governor's role would be the way around that.
 */
export const DEFAULT_ADMIN_DELAY = DEFAULT_GOVERNOR_DELAY;

/**
 * The whole registry, handed over to its admin: the deployer keeps no power.
 * Parameters: `admin`, its account, which must not be the deployer's; `adminDelay` in seconds, for which
 * everything the admin does (roles, and which function is whose) stands announced in the AccessManager first.
 */
export default buildModule("Handover", (m) => {
  const registry = m.useModule(registryModule);
  const { accessManager } = registry;
  const admin = m.getParameter<string>("admin");
  const adminDelay = m.getParameter("adminDelay", DEFAULT_ADMIN_DELAY);

  const granted = m.call(accessManager, "grantRole", [ROLES.ADMIN, admin, adminDelay], {
    id: "grant_ADMIN",
    after: [registryModule],
  });
  m.call(accessManager, "renounceRole", [ROLES.ADMIN, m.getAccount(0)], { after: [granted] });
  return registry;
});

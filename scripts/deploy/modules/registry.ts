import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import { PERMISSIONS, ROLES, selectorsOf } from "../permissions.ts";
import accessManagerModule from "./accessManager.ts";
import amendmentsModule from "./amendments.ts";
import appraisalsModule from "./appraisals.ts";
import cataloguesModule from "./catalogues.ts";
import complianceModule from "./compliance.ts";
import courtsModule from "./courts.ts";
import custodyModule from "./custody.ts";
import dealsModule from "./deals.ts";
import forwarderModule from "./forwarder.ts";
import licensesModule from "./licenses.ts";
import offersModule from "./offers.ts";
import participantsModule from "./participants.ts";
import pledgesModule from "./pledges.ts";
import registrationPolicyModule from "./registrationPolicy.ts";
import rightsRegistryModule from "./rightsRegistry.ts";
import sandboxesModule from "./sandboxes.ts";
import sharesModule from "./shares.ts";

/** How long before it takes effect an act of the governor must be announced, in seconds: 3 days. */
export const DEFAULT_GOVERNOR_DELAY = 3 * 24 * 60 * 60;

/**
 * The whole registry, ready for use: every contract, its policy, and who may do what.
 * Parameters: `registrar`, `examiner`, `governor` and `guardian`, the accounts that take up these roles;
 * `governorDelay` in seconds, for which everything the governor does (policies, periods, currencies) stands
 * announced in the AccessManager, where the guardian can cancel it.
 * The deployer remains admin; `handover.ts` is this module with another admin.
 */
export default buildModule("Registry", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const { participants } = m.useModule(participantsModule);
  const { rightsRegistry } = m.useModule(rightsRegistryModule);
  const { licenses } = m.useModule(licensesModule);
  const { registrationPolicy } = m.useModule(registrationPolicyModule);
  const { custody } = m.useModule(custodyModule);
  const { appraisals } = m.useModule(appraisalsModule);
  const { offers } = m.useModule(offersModule);
  const { compliance, compliancePolicy } = m.useModule(complianceModule);
  const { sandboxes } = m.useModule(sandboxesModule);
  const { shares } = m.useModule(sharesModule);
  const { deals } = m.useModule(dealsModule);
  const { catalogues } = m.useModule(cataloguesModule);
  const { pledges } = m.useModule(pledgesModule);
  const { courts } = m.useModule(courtsModule);
  const { amendments } = m.useModule(amendmentsModule);

  const guarded = {
    Participants: participants,
    RightsRegistry: rightsRegistry,
    Licenses: licenses,
    Custody: custody,
    Appraisals: appraisals,
    Offers: offers,
    CompliancePolicy: compliancePolicy,
    Compliance: compliance,
    Sandboxes: sandboxes,
    Shares: shares,
    Deals: deals,
    Catalogues: catalogues,
    Pledges: pledges,
    Amendments: amendments,
  };
  // What the governor will replace is set first, by the deployer and at once.
  const settled = [
    m.call(rightsRegistry, "setPolicy", [registrationPolicy]),
    m.call(rightsRegistry, "setRenderer", [m.contract("CertificateRenderer")]),
  ];
  for (const permission of PERMISSIONS) {
    const { contract, role } = permission;
    m.call(
      accessManager,
      "setTargetFunctionRole",
      [guarded[contract], selectorsOf(permission), ROLES[role]],
      { id: `${contract}_${role}`, after: role === "GOVERNOR" ? settled : [] },
    );
  }
  const governorDelay = m.getParameter("governorDelay", DEFAULT_GOVERNOR_DELAY);
  for (const role of ["REGISTRAR", "EXAMINER", "GOVERNOR", "GUARDIAN"] as const) {
    const account = m.getParameter<string>(role.toLowerCase());
    const delay = role === "GOVERNOR" ? governorDelay : 0;
    m.call(accessManager, "labelRole", [ROLES[role], role], { id: `label_${role}` });
    m.call(accessManager, "grantRole", [ROLES[role], account, delay], { id: `grant_${role}` });
  }
  m.call(accessManager, "setRoleGuardian", [ROLES.GOVERNOR, ROLES.GUARDIAN]);
  for (const [role, contract] of [
    ["SETTLEMENT", deals],
    ["CATALOGUES", catalogues],
    ["COURTS", courts],
    ["PLEDGES", pledges],
  ] as const) {
    m.call(accessManager, "labelRole", [ROLES[role], role], { id: `label_${role}` });
    m.call(accessManager, "grantRole", [ROLES[role], contract, 0], { id: `grant_${role}` });
  }
  return {
    accessManager,
    forwarder,
    participants,
    rightsRegistry,
    licenses,
    registrationPolicy,
    custody,
    appraisals,
    offers,
    compliancePolicy,
    compliance,
    sandboxes,
    shares,
    deals,
    catalogues,
    pledges,
    courts,
    amendments,
  };
});

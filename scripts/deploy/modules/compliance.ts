import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import accessManagerModule from "./accessManager.ts";
import forwarderModule from "./forwarder.ts";
import participantsModule from "./participants.ts";
import rightsRegistryModule from "./rightsRegistry.ts";

/** Numbers of the contracts' enums `DataClass` and `ExportRule`. */
const GENERAL = 1;
const IMPORTANT = 2;
const ALLOWED = 1;
const NEEDS_APPROVAL = 2;

/**
 * The rules to begin with, by the Provisions on Promoting and Regulating Cross-border Data Flows (2024):
 * important data is assessed before it leaves, general data is free. Core data never leaves, by the contract.
 */
export const DEFAULT_EXPORT_RULES = [
  { dataClass: GENERAL, from: 0, to: 0, rule: ALLOWED },
  { dataClass: IMPORTANT, from: 0, to: 0, rule: NEEDS_APPROVAL },
];

export default buildModule("Compliance", (m) => {
  const { accessManager } = m.useModule(accessManagerModule);
  const { forwarder } = m.useModule(forwarderModule);
  const { participants } = m.useModule(participantsModule);
  const { rightsRegistry } = m.useModule(rightsRegistryModule);
  const compliancePolicy = m.contract("CompliancePolicy", [accessManager, DEFAULT_EXPORT_RULES]);
  const compliance = m.contract("Compliance", [
    accessManager,
    forwarder,
    participants,
    rightsRegistry,
    compliancePolicy,
  ]);
  return { compliance, compliancePolicy };
});

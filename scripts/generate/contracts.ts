import { readFileSync } from "node:fs";
import path from "node:path";

/** Repository root, whatever the working directory. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** The contracts of a deployment, by the name they have in the deployment file, with their source. */
export const DEPLOYED = {
  AccessManager: "@openzeppelin/contracts/access/manager/AccessManager.sol:AccessManager",
  Forwarder: "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol:ERC2771Forwarder",
  Participants: "contracts/participants/Participants.sol:Participants",
  RightsRegistry: "contracts/rights/RightsRegistry.sol:RightsRegistry",
  Licenses: "contracts/licenses/Licenses.sol:Licenses",
  RegistrationPolicy: "contracts/policy/RegistrationPolicy.sol:RegistrationPolicy",
  Custody: "contracts/custody/Custody.sol:Custody",
  Appraisals: "contracts/pricing/Appraisals.sol:Appraisals",
  Offers: "contracts/pricing/Offers.sol:Offers",
  CompliancePolicy: "contracts/compliance/CompliancePolicy.sol:CompliancePolicy",
  Compliance: "contracts/compliance/Compliance.sol:Compliance",
  Sandboxes: "contracts/sandboxes/Sandboxes.sol:Sandboxes",
  Shares: "contracts/rights/Shares.sol:Shares",
  Deals: "contracts/deals/Deals.sol:Deals",
  Catalogues: "contracts/catalogues/Catalogues.sol:Catalogues",
  Pledges: "contracts/pledges/Pledges.sol:Pledges",
  Courts: "contracts/courts/Courts.sol:Courts",
  Amendments: "contracts/amendments/Amendments.sol:Amendments",
} as const;

export type DeployedName = keyof typeof DEPLOYED;

export interface AbiParameter {
  name: string;
  type: string;
  indexed?: boolean;
  components?: AbiParameter[];
}

export interface AbiEntry {
  type: string;
  name?: string;
  inputs?: AbiParameter[];
  outputs?: AbiParameter[];
  stateMutability?: string;
  anonymous?: boolean;
}

/** The compiled ABI of a deployed contract. */
export function readAbi(name: DeployedName): AbiEntry[] {
  const [source = "", contract = ""] = DEPLOYED[name].split(":");
  const file = path.join(ROOT, "artifacts", source, `${contract}.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { abi: AbiEntry[] }).abi;
}

/** Names of all deployed contracts, in the order of deployment. */
export const DEPLOYED_NAMES = Object.keys(DEPLOYED) as DeployedName[];

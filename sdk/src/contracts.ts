import type { JsonFragment } from "ethers";
import { Interface } from "ethers";

import { ABI } from "./generated/contracts/abi.ts";
import type {
  AccessManager,
  Amendments,
  Appraisals,
  Catalogues,
  Compliance,
  CompliancePolicy,
  Courts,
  Custody,
  Deals,
  Forwarder,
  Licenses,
  Offers,
  Participants,
  Pledges,
  RegistrationPolicy,
  RightsRegistry,
  Sandboxes,
  Shares,
} from "./generated/contracts/index.ts";

/** The contracts of a deployment, by their name in the deployment file. */
export interface Contracts {
  AccessManager: AccessManager;
  Forwarder: Forwarder;
  Participants: Participants;
  RightsRegistry: RightsRegistry;
  Licenses: Licenses;
  RegistrationPolicy: RegistrationPolicy;
  Custody: Custody;
  Appraisals: Appraisals;
  Offers: Offers;
  CompliancePolicy: CompliancePolicy;
  Compliance: Compliance;
  Sandboxes: Sandboxes;
  Shares: Shares;
  Deals: Deals;
  Catalogues: Catalogues;
  Pledges: Pledges;
  Courts: Courts;
  Amendments: Amendments;
}

export type ContractName = keyof Contracts;

export const CONTRACT_NAMES = Object.keys(ABI) as ContractName[];

/** The ABI of a contract, as JSON. */
export function abiOf(name: ContractName): readonly JsonFragment[] {
  return ABI[name] as readonly unknown[] as readonly JsonFragment[];
}

const made = new Map<ContractName, Interface>();

/** The ABI of a contract, parsed (once). */
export function interfaceOf<Name extends ContractName>(name: Name): Contracts[Name]["interface"] {
  let parsed = made.get(name);
  if (parsed === undefined) {
    parsed = new Interface(abiOf(name));
    made.set(name, parsed);
  }
  return parsed as unknown as Contracts[Name]["interface"];
}

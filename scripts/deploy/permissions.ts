import { Interface } from "ethers";

import type { DeployedName } from "../generate/contracts.ts";
import { readAbi } from "../generate/contracts.ts";

/** Numbers of the roles, as in `contracts/access/Roles.sol`. */
export const ROLES = {
  ADMIN: 0n,
  REGISTRAR: 1n,
  EXAMINER: 2n,
  COURTS: 3n,
  PLEDGES: 4n,
  GOVERNOR: 5n,
  GUARDIAN: 6n,
  SETTLEMENT: 8n,
  CATALOGUES: 9n,
} as const;

export type RoleName = keyof typeof ROLES;

/** Contracts with functions that only a role may call. */
export type GuardedContract = Exclude<
  DeployedName,
  "AccessManager" | "Forwarder" | "RegistrationPolicy" | "Courts"
>;

export interface Permission {
  readonly contract: GuardedContract;
  readonly role: RoleName;
  readonly functions: readonly string[];
}

/**
 * Which role may call which restricted function: the whole of the registry's permissions.
 * Functions that are not restricted check the caller's participant themselves.
 */
export const PERMISSIONS: readonly Permission[] = [
  {
    contract: "Participants",
    role: "REGISTRAR",
    functions: ["register", "suspend", "reinstate", "updateCredential", "recoverAccount"],
  },
  {
    contract: "RightsRegistry",
    role: "REGISTRAR",
    functions: ["fileBatch", "assignExaminer", "renew", "annul", "setTransferable"],
  },
  {
    contract: "RightsRegistry",
    role: "EXAMINER",
    functions: [
      "openNotice",
      "dismissObjection",
      "upholdObjection",
      "rejectApplication",
      "confirm",
      "confirmBatch",
    ],
  },
  {
    contract: "RightsRegistry",
    role: "COURTS",
    functions: ["setFrozen", "moveByOrder", "annulByOrder"],
  },
  { contract: "RightsRegistry", role: "PLEDGES", functions: ["setPledged", "enforcePledge"] },
  { contract: "Pledges", role: "COURTS", functions: ["enforce"] },
  { contract: "Pledges", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "RightsRegistry", role: "GOVERNOR", functions: ["setPolicy", "setRenderer"] },
  { contract: "RightsRegistry", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "Custody", role: "GOVERNOR", functions: ["setResponsePeriod"] },
  { contract: "Offers", role: "GOVERNOR", functions: ["setCurrency"] },
  { contract: "CompliancePolicy", role: "GOVERNOR", functions: ["setRules"] },
  { contract: "Compliance", role: "GOVERNOR", functions: ["setPolicy"] },
  { contract: "Compliance", role: "SETTLEMENT", functions: ["consume"] },
  { contract: "Sandboxes", role: "SETTLEMENT", functions: ["consume"] },
  { contract: "Licenses", role: "SETTLEMENT", functions: ["grantSold", "endSold"] },
  { contract: "Deals", role: "GOVERNOR", functions: ["setPeriods"] },
  { contract: "Deals", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "RightsRegistry", role: "CATALOGUES", functions: ["enter"] },
  {
    contract: "Catalogues",
    role: "EXAMINER",
    functions: ["openNotice", "hear", "confirm", "reject"],
  },
  {
    contract: "Amendments",
    role: "EXAMINER",
    functions: ["acceptAmendment", "rejectAmendment"],
  },
  { contract: "Amendments", role: "REGISTRAR", functions: ["correctRecord"] },
  { contract: "Amendments", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "Licenses", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "Custody", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "Appraisals", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "Offers", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "Compliance", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "Sandboxes", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "Shares", role: "GUARDIAN", functions: ["setPaused"] },
  { contract: "Catalogues", role: "GUARDIAN", functions: ["setPaused"] },
];

/**
 * Selectors of the functions of a permission, from the compiled contract.
 * @throws Error if the contract has no function of that name.
 */
export function selectorsOf({ contract, functions }: Permission): string[] {
  const compiled = new Interface(readAbi(contract));
  return functions.map((name) => {
    const found = compiled.getFunction(name);
    if (found === null) {
      throw new Error(
        `scripts/deploy/permissions.ts names ${contract}.${name}, which does not exist`,
      );
    }
    return found.selector;
  });
}

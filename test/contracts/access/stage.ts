import type { BaseContract } from "ethers";

import type { DeployedName } from "../../../scripts/generate/contracts.ts";
import type { Account, Registry } from "../registry.ts";
import type { Caller, Row, Stage } from "./permissionTable.ts";

/** A contract of a deployment, by its name there. */
export const contractOf = (stage: Registry, name: DeployedName): BaseContract =>
  ({
    AccessManager: stage.manager,
    Forwarder: stage.forwarder,
    Participants: stage.participants,
    RightsRegistry: stage.rights,
    Licenses: stage.licenses,
    RegistrationPolicy: stage.policy,
    Custody: stage.custody,
    Appraisals: stage.appraisals,
    Offers: stage.offers,
    CompliancePolicy: stage.compliancePolicy,
    Compliance: stage.compliance,
    Sandboxes: stage.sandboxes,
    Shares: stage.shares,
    Deals: stage.deals,
    Catalogues: stage.catalogues,
    Pledges: stage.pledges,
    Courts: stage.courts,
    Amendments: stage.amendments,
  })[name];

/** The account that stands for a kind of caller, of a function. */
export const accountOf = (stage: Stage, caller: Caller, { who }: Row): Account =>
  caller === "participant" ? (who?.(stage) ?? stage.alice) : stage[caller];

import type { ContractEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";
import { projectAmendments } from "./amendments.ts";
import { projectCatalogues } from "./catalogues.ts";
import { projectCompliance, projectExportRules } from "./compliance.ts";
import { projectCourts } from "./courts.ts";
import { projectCustody } from "./custody.ts";
import { projectDeals } from "./deals.ts";
import { projectGovernance } from "./governance.ts";
import { projectLicenses } from "./licenses.ts";
import { projectParticipants } from "./participants.ts";
import { projectAppraisals, projectOffers } from "./pricing.ts";
import { projectPledges } from "./pledges.ts";
import { projectRights } from "./rights.ts";
import { projectSandboxes } from "./sandboxes.ts";
import { projectShares } from "./shares.ts";

/** Makes of an event what it says about the entities. */
export function project(event: ContractEvent, entities: Entities): void {
  switch (event.contract) {
    case "Participants":
      projectParticipants(event, entities);
      break;
    case "RightsRegistry":
      projectRights(event, entities);
      break;
    case "Licenses":
      projectLicenses(event, entities);
      break;
    case "Custody":
      projectCustody(event, entities);
      break;
    case "Shares":
      projectShares(event, entities);
      break;
    case "Deals":
      projectDeals(event, entities);
      break;
    case "Catalogues":
      projectCatalogues(event, entities);
      break;
    case "Appraisals":
      projectAppraisals(event, entities);
      break;
    case "Offers":
      projectOffers(event, entities);
      break;
    case "CompliancePolicy":
      projectExportRules(event, entities);
      break;
    case "Compliance":
      projectCompliance(event, entities);
      break;
    case "Sandboxes":
      projectSandboxes(event, entities);
      break;
    case "Courts":
      projectCourts(event, entities);
      break;
    case "Pledges":
      projectPledges(event, entities);
      break;
    case "Amendments":
      projectAmendments(event, entities);
      break;
    case "AccessManager":
      projectGovernance(event, entities);
      break;
    case "Forwarder":
      // Known as events alone.
      break;
  }
}

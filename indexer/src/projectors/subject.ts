import type {
  AccessManagerEvent,
  AmendmentsEvent,
  AppraisalsEvent,
  CataloguesEvent,
  ComplianceEvent,
  CompliancePolicyEvent,
  ContractEvent,
  CourtsEvent,
  CustodyEvent,
  DealsEvent,
  ForwarderEvent,
  LicensesEvent,
  OffersEvent,
  ParticipantsEvent,
  PledgesEvent,
  RightsRegistryEvent,
  SandboxesEvent,
  SharesEvent,
} from "../generated/events.ts";
import { hex } from "../store/bytes.ts";

/** What events are about; a certificate is named as the application of its number. */
export const SUBJECTS = [
  "participant",
  "application",
  "license",
  "attestation",
  "appraisal",
  "offer",
  "approval",
  "sandbox",
  "order",
  "pledge",
  "amendment",
  "deal",
  "catalogue",
  "currency",
  "account",
  "policy",
  "role",
  "target",
  "operation",
  "request",
  "contract",
] as const;

export interface Subject {
  readonly type: (typeof SUBJECTS)[number];
  /** Its number, or what else names it. */
  readonly id: number | string;
}

/** What an event is about: the one thing whose history it belongs to. */
export function subjectOf(event: ContractEvent): Subject {
  switch (event.contract) {
    case "Participants":
      return ofParticipants(event);
    case "RightsRegistry":
      return ofRights(event);
    case "Licenses":
      return ofLicenses(event);
    case "CompliancePolicy":
      return ofPolicy(event);
    case "Custody":
      return ofCustody(event);
    case "Appraisals":
      return ofAppraisals(event);
    case "Offers":
      return ofOffers(event);
    case "Compliance":
      return ofCompliance(event);
    case "Sandboxes":
      return ofSandboxes(event);
    case "Shares":
      return ofShares(event);
    case "Deals":
      return ofDeals(event);
    case "Catalogues":
      return ofCatalogues(event);
    case "Courts":
      return ofCourts(event);
    case "Pledges":
      return ofPledges(event);
    case "Amendments":
      return ofAmendments(event);
    case "AccessManager":
      return ofAccess(event);
    case "Forwarder":
      return ofForwarder(event);
  }
}

function ofParticipants(event: ParticipantsEvent): Subject {
  if (event.name === "AuthorityUpdated") return { type: "contract", id: event.contract };
  return { type: "participant", id: event.args.participantId };
}

function ofRights(event: RightsRegistryEvent): Subject {
  switch (event.name) {
    case "ApplicationFiled":
    case "NoticeOpened":
    case "ObjectionRaised":
    case "ObjectionDismissed":
    case "ObjectionUpheld":
    case "ExaminerAssigned":
    case "ObjectionAnswered":
    case "ApplicationRejected":
    case "ApplicationWithdrawn":
      return { type: "application", id: event.args.applicationId };
    case "CertificateConfirmed":
    case "HolderChanged":
    case "CertificateRenewed":
    case "CertificateSurrendered":
    case "CertificateAnnulled":
    case "FlagsChanged":
      return { type: "application", id: event.args.certificateId };
    case "Transfer":
    case "Approval":
    case "Locked":
    case "Unlocked":
      return { type: "application", id: Number(event.args.tokenId) };
    case "MetadataUpdate":
      return { type: "application", id: Number(event.args._tokenId) };
    case "ApprovalForAll":
      return { type: "account", id: hex(event.args.owner) };
    case "PolicyReplaced":
      return { type: "policy", id: hex(event.args.policy) };
    case "PeriodsSet":
    case "RendererReplaced":
    case "PauseChanged":
    case "BatchMetadataUpdate":
    case "AuthorityUpdated":
      return { type: "contract", id: event.contract };
  }
}

function ofLicenses(event: LicensesEvent): Subject {
  switch (event.name) {
    case "LicenseGranted":
    case "LicenseRenewed":
    case "LicenseTransferred":
    case "UseRecorded":
    case "LicenseSuspended":
    case "LicenseResumed":
    case "BreachNotified":
    case "BreachCured":
    case "LicenseTerminated":
      return { type: "license", id: event.args.licenseId };
    case "Transfer":
    case "Approval":
      return { type: "license", id: Number(event.args.tokenId) };
    case "ApprovalForAll":
      return { type: "account", id: hex(event.args.owner) };
    case "PauseChanged":
    case "AuthorityUpdated":
      return { type: "contract", id: event.contract };
  }
}

function ofPolicy(event: CompliancePolicyEvent): Subject {
  return { type: "contract", id: event.contract };
}

function ofCustody(event: CustodyEvent): Subject {
  switch (event.name) {
    case "CustodyAttested":
    case "CustodyChallenged":
    case "ChallengeAnswered":
    case "CustodyWithdrawn":
      return { type: "attestation", id: event.args.attestationId };
    case "ResponsePeriodSet":
    case "PauseChanged":
    case "AuthorityUpdated":
      return { type: "contract", id: event.contract };
  }
}

function ofAppraisals(event: AppraisalsEvent): Subject {
  if (event.name === "AuthorityUpdated" || event.name === "PauseChanged") {
    return { type: "contract", id: event.contract };
  }
  return { type: "appraisal", id: event.args.appraisalId };
}

function ofOffers(event: OffersEvent): Subject {
  switch (event.name) {
    case "OfferMade":
    case "OfferPriceChanged":
    case "OfferWithdrawn":
      return { type: "offer", id: event.args.offerId };
    case "CurrencySet":
      return { type: "currency", id: hex(event.args.currency) };
    case "PauseChanged":
    case "AuthorityUpdated":
      return { type: "contract", id: event.contract };
  }
}

function ofCompliance(event: ComplianceEvent): Subject {
  switch (event.name) {
    case "ApprovalGranted":
    case "ExportRecorded":
    case "ApprovalRevoked":
      return { type: "approval", id: event.args.approvalId };
    case "CompliancePolicyReplaced":
      return { type: "policy", id: hex(event.args.policy) };
    case "PauseChanged":
    case "AuthorityUpdated":
      return { type: "contract", id: event.contract };
  }
}

function ofSandboxes(event: SandboxesEvent): Subject {
  if (event.name === "AuthorityUpdated" || event.name === "PauseChanged") {
    return { type: "contract", id: event.contract };
  }
  return { type: "sandbox", id: event.args.sandboxId };
}

/** Shares belong to the history of the certificate that is shared. */
function ofShares(event: SharesEvent): Subject {
  if (event.name === "AuthorityUpdated" || event.name === "PauseChanged") {
    return { type: "contract", id: event.contract };
  }
  return { type: "application", id: event.args.certificateId };
}

function ofDeals(event: DealsEvent): Subject {
  switch (event.name) {
    case "DealConcluded":
    case "DealDelivered":
    case "DealDisputed":
    case "DealSettled":
    case "DealRescinded":
      return { type: "deal", id: event.args.dealId };
    case "BalanceCredited":
    case "BalanceWithdrawn":
      return { type: "participant", id: event.args.participantId };
    case "RoyaltyAccrued":
    case "EarningsDistributed":
    case "BurdenAssessed":
      return { type: "application", id: event.args.certificateId };
    case "DealPeriodsSet":
    case "PauseChanged":
    case "AuthorityUpdated":
      return { type: "contract", id: event.contract };
  }
}

function ofCatalogues(event: CataloguesEvent): Subject {
  if (event.name === "AuthorityUpdated" || event.name === "PauseChanged") {
    return { type: "contract", id: event.contract };
  }
  return { type: "catalogue", id: event.args.catalogueId };
}

function ofCourts(event: CourtsEvent): Subject {
  if (event.name === "AuthorityUpdated") return { type: "contract", id: event.contract };
  return { type: "order", id: event.args.orderId };
}

function ofPledges(event: PledgesEvent): Subject {
  if (event.name === "AuthorityUpdated" || event.name === "PauseChanged") {
    return { type: "contract", id: event.contract };
  }
  return { type: "pledge", id: event.args.pledgeId };
}

/** A revision belongs to the history of the certificate over it. */
function ofAmendments(event: AmendmentsEvent): Subject {
  switch (event.name) {
    case "AmendmentRequested":
    case "AmendmentAccepted":
    case "AmendmentRejected":
    case "AmendmentWithdrawn":
    case "RecordCorrected":
      return { type: "amendment", id: event.args.amendmentId };
    case "AssetSuperseded":
      return { type: "application", id: event.args.certificateId };
    case "PauseChanged":
    case "AuthorityUpdated":
      return { type: "contract", id: event.contract };
  }
}

function ofAccess(event: AccessManagerEvent): Subject {
  switch (event.name) {
    case "OperationScheduled":
    case "OperationExecuted":
    case "OperationCanceled":
      return { type: "operation", id: hex(event.args.operationId) };
    case "RoleLabel":
    case "RoleGranted":
    case "RoleRevoked":
    case "RoleAdminChanged":
    case "RoleGuardianChanged":
    case "RoleGrantDelayChanged":
      return { type: "role", id: event.args.roleId };
    case "TargetClosed":
    case "TargetFunctionRoleUpdated":
    case "TargetAdminDelayUpdated":
      return { type: "target", id: hex(event.args.target) };
  }
}

function ofForwarder(event: ForwarderEvent): Subject {
  switch (event.name) {
    case "ExecutedForwardRequest":
      return { type: "request", id: hex(event.args.signer) };
    case "EIP712DomainChanged":
      return { type: "contract", id: event.contract };
  }
}

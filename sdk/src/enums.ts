import { InvalidInputError } from "./errors/input.ts";

/** What a participant is. */
export const KINDS = [
  "CITIZEN",
  "ENTERPRISE",
  "PUBLIC_BODY",
  "EXCHANGE",
  "COURT",
  "REGULATOR",
  "CUSTODIAN",
  "APPRAISER",
] as const;
export type Kind = (typeof KINDS)[number];

/** The three separable rights over one data asset. */
export const RIGHTS = ["HOLD", "PROCESS", "OPERATE"] as const;
export type Right = (typeof RIGHTS)[number];

/** Class of the data. */
export const DATA_CLASSES = ["GENERAL", "IMPORTANT", "CORE"] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** How a content commitment was made from the bytes. */
export const ALGORITHMS = ["SHA256", "CHUNK_MERKLE", "RECORD_SET_MERKLE"] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export const APPLICATION_STATUSES = [
  "FILED",
  "IN_NOTICE",
  "OBJECTED",
  "CONFIRMED",
  "REJECTED",
  "WITHDRAWN",
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

export const CERTIFICATE_STATUSES = ["ACTIVE", "EXPIRED", "SURRENDERED", "ANNULLED"] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

export const OBJECTION_STATUSES = ["OPEN", "UPHELD", "DISMISSED"] as const;
export type ObjectionStatus = (typeof OBJECTION_STATUSES)[number];

export const LICENSE_STATUSES = ["ACTIVE", "EXPIRED", "TERMINATED", "EXHAUSTED"] as const;
export type LicenseStatus = (typeof LICENSE_STATUSES)[number];

/** Clauses in which a sub-licence can exceed the licence above it. */
const TERMS_CLAUSES = [
  "PERMITTED_USES",
  "PROHIBITED_USES",
  "FROM",
  "UNTIL",
  "UNITS",
  "DERIVATIVES",
  "EXCLUSIVE",
  "ATTRIBUTION",
  "ROYALTY",
  "TRANSFERABLE",
  "METER",
  "TERRITORY",
] as const;

/** Why a use is allowed (`HELD`, `LICENSED`) or not (all others). */
export const DECISION_REASONS = [
  "HELD",
  "LICENSED",
  "MALFORMED",
  "PARTICIPANT_NOT_ACTIVE",
  "UNKNOWN_CERTIFICATE",
  "CERTIFICATE_NOT_ACTIVE",
  "UNKNOWN_LICENSE",
  "NO_LICENSE",
  "NOT_LICENSEE",
  "LICENSE_TERMINATED",
  "LICENSE_EXPIRED",
  "LICENSE_NOT_BEGUN",
  "LICENSE_SUSPENDED",
  "LICENSE_EXHAUSTED",
  "USE_PROHIBITED",
  "USE_NOT_PERMITTED",
  "OUTSIDE_TERRITORY",
  "SANDBOX_CLOSED",
] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];

export const ATTESTATION_STATUSES = [
  "ATTESTED",
  "CHALLENGED",
  "FAILED",
  "WITHDRAWN",
  "EXPIRED",
] as const;
export type AttestationStatus = (typeof ATTESTATION_STATUSES)[number];

export const APPRAISAL_METHODS = ["COST", "INCOME", "MARKET"] as const;
export type AppraisalMethod = (typeof APPRAISAL_METHODS)[number];

export const APPRAISAL_STATUSES = ["ACTIVE", "EXPIRED", "REVOKED"] as const;
export type AppraisalStatus = (typeof APPRAISAL_STATUSES)[number];

/** What a price is the price of. */
export const PRICE_MODELS = ["FIXED", "PER_UNIT", "SUBSCRIPTION", "NEGOTIATED"] as const;
export type PriceModel = (typeof PRICE_MODELS)[number];

export const OFFER_STATUSES = ["OPEN", "WITHDRAWN", "EXPIRED"] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

/** What the law says of moving data to another jurisdiction. */
export const EXPORT_RULES = ["ALLOWED", "NEEDS_APPROVAL", "FORBIDDEN"] as const;
export type ExportRule = (typeof EXPORT_RULES)[number];

export const APPROVAL_SCOPES = ["CERTIFICATE", "ASSET"] as const;
export type ApprovalScope = (typeof APPROVAL_SCOPES)[number];

export const APPROVAL_STATUSES = ["ACTIVE", "EXHAUSTED", "EXPIRED", "REVOKED"] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

export const SANDBOX_STATUSES = ["OPEN", "CLOSED", "EXPIRED"] as const;
export type SandboxStatus = (typeof SANDBOX_STATUSES)[number];

/** Rules that do not hold within a sandbox. */
export const EXEMPTIONS = ["EXPORT_APPROVAL", "CURRENCY", "APPRAISAL"] as const;
export type Exemption = (typeof EXEMPTIONS)[number];

export const SHARE_STATUSES = ["PROPOSED", "IN_FORCE", "SUPERSEDED", "WITHDRAWN"] as const;
export type ShareStatus = (typeof SHARE_STATUSES)[number];

export const DEAL_STATUSES = [
  "CONCLUDED",
  "DELIVERED",
  "DISPUTED",
  "SETTLED",
  "RESCINDED",
] as const;
export type DealStatus = (typeof DEAL_STATUSES)[number];

/** How data that was bought comes to the buyer. */
export const DELIVERY_METHODS = ["DOWNLOAD", "INTERFACE", "ENCLAVE", "MEDIUM"] as const;
export type DeliveryMethod = (typeof DELIVERY_METHODS)[number];

/** What is decided of an export. */
export const EXPORT_VERDICTS = [
  "DOMESTIC",
  "ALLOWED",
  "APPROVED",
  "APPROVAL_MISSING",
  "FORBIDDEN",
] as const;
export type ExportVerdict = (typeof EXPORT_VERDICTS)[number];

export const CATALOGUE_STATUSES = [
  "FILED",
  "IN_NOTICE",
  "CONFIRMED",
  "REJECTED",
  "WITHDRAWN",
] as const;
export type CatalogueStatus = (typeof CATALOGUE_STATUSES)[number];

/** What an order of a court does to a certificate. */
export const ORDER_KINDS = ["FREEZE", "RELEASE", "TRANSFER", "ANNUL", "ENFORCE_PLEDGE"] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export const ORDER_STATUSES = ["ISSUED", "APPEALED", "EXECUTED", "REVOKED"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const PLEDGE_STATUSES = ["OFFERED", "ACTIVE", "WITHDRAWN", "RELEASED", "ENFORCED"] as const;
export type PledgeStatus = (typeof PLEDGE_STATUSES)[number];

/** Why a record is amended. */
export const AMENDMENT_KINDS = ["CORRECTION", "CHANGE"] as const;
export type AmendmentKind = (typeof AMENDMENT_KINDS)[number];

export const AMENDMENT_STATUSES = ["REQUESTED", "ACCEPTED", "REJECTED", "WITHDRAWN"] as const;
export type AmendmentStatus = (typeof AMENDMENT_STATUSES)[number];

export type ChallengeStatus = "OPEN" | "ANSWERED" | "MISSED";

export const PARTICIPANT_STATUSES = ["ACTIVE", "SUSPENDED"] as const;
export type ParticipantStatus = (typeof PARTICIPANT_STATUSES)[number];

/** Statuses that the contract gives an account; `INVITED` is known to the index alone. */
export const ACCOUNT_STATUSES = ["ACTIVE", "REVOKED"] as const;
export type AccountStatus = "INVITED" | (typeof ACCOUNT_STATUSES)[number];

export const SOURCE_KINDS = ["CERTIFICATE", "LICENSE"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Uses that terms permit or prohibit. */
export const USES = [
  "READ",
  "REPRODUCE",
  "ANALYZE",
  "DERIVE",
  "TRAIN",
  "AGGREGATE",
  "ANONYMIZE",
  "DISTRIBUTE",
  "COMMERCIALIZE",
] as const;
export type Use = (typeof USES)[number];

/** The names of a Solidity enum's members from 1 up (0 is always `None`), by its name there. */
export const ENUMS: Readonly<Record<string, readonly string[]>> = {
  AccountStatus: ACCOUNT_STATUSES,
  Algorithm: ALGORITHMS,
  AmendmentKind: AMENDMENT_KINDS,
  AmendmentStatus: AMENDMENT_STATUSES,
  ApplicationStatus: APPLICATION_STATUSES,
  AppraisalStatus: APPRAISAL_STATUSES,
  ApprovalStatus: APPROVAL_STATUSES,
  AttestationStatus: ATTESTATION_STATUSES,
  CatalogueStatus: CATALOGUE_STATUSES,
  CertificateStatus: CERTIFICATE_STATUSES,
  Clause: TERMS_CLAUSES,
  DataClass: DATA_CLASSES,
  DealStatus: DEAL_STATUSES,
  DeliveryMethod: DELIVERY_METHODS,
  ExportRule: EXPORT_RULES,
  Kind: KINDS,
  LicenseStatus: LICENSE_STATUSES,
  Method: APPRAISAL_METHODS,
  ObjectionStatus: OBJECTION_STATUSES,
  OfferStatus: OFFER_STATUSES,
  OrderKind: ORDER_KINDS,
  OrderStatus: ORDER_STATUSES,
  ParticipantStatus: PARTICIPANT_STATUSES,
  PledgeStatus: PLEDGE_STATUSES,
  PriceModel: PRICE_MODELS,
  ProposalStatus: SHARE_STATUSES,
  Reason: DECISION_REASONS,
  Right: RIGHTS,
  SandboxStatus: SANDBOX_STATUSES,
  Scope: APPROVAL_SCOPES,
  SourceKind: SOURCE_KINDS,
  Verdict: EXPORT_VERDICTS,
};

/** The number the contracts use for a name. Throws {@link InvalidInputError}. */
export function toCode<Name extends string>(
  names: readonly Name[],
  name: Name,
  field: string,
): number {
  const index = names.indexOf(name);
  if (index < 0) throw new InvalidInputError(field, name, `one of ${names.join(", ")}`);
  return index + 1;
}

/** The name for a number of the contracts; undefined for 0 (`None`). */
export function fromCode<Name extends string>(
  names: readonly Name[],
  code: bigint | number,
): Name | undefined {
  return names[Number(code) - 1];
}

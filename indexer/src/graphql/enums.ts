import { builder } from "./builder.ts";

/** Names and numbers as in the contracts. */
type Values = Record<string, { value: number; description?: string }>;

/** Declares an enum of the contracts. */
export function enumeration(name: string, description: string, values: Values) {
  return builder.enumType(name, { description, values });
}

export const Kind = enumeration("Kind", "What a participant is.", {
  CITIZEN: { value: 1 },
  ENTERPRISE: { value: 2 },
  PUBLIC_BODY: { value: 3 },
  EXCHANGE: { value: 4 },
  COURT: { value: 5 },
  REGULATOR: { value: 6 },
  CUSTODIAN: { value: 7 },
  APPRAISER: { value: 8 },
});

export const ParticipantStatus = enumeration("ParticipantStatus", "Whether it may act.", {
  ACTIVE: { value: 1 },
  SUSPENDED: { value: 2, description: "Keeps what it holds and can do nothing with it." },
});

export const AccountStatus = enumeration("AccountStatus", "Whether an account acts for it.", {
  INVITED: { value: 0, description: "Asked to act; has yet to accept." },
  ACTIVE: { value: 1 },
  REVOKED: { value: 2, description: "Still names its participant, and acts for it no longer." },
});

export const Right = enumeration("Right", "The three separable rights over one data asset.", {
  HOLD: { value: 1, description: "Data resource holding (持有权)." },
  PROCESS: { value: 2, description: "Data processing and use (加工使用权)." },
  OPERATE: { value: 3, description: "Data product operation (经营权)." },
});

export const DataClass = enumeration("DataClass", "Class of the data, as law has it.", {
  GENERAL: { value: 1 },
  IMPORTANT: { value: 2 },
  CORE: { value: 3 },
});

export const Algorithm = enumeration("Algorithm", "How a content commitment is made from bytes.", {
  SHA256: { value: 1, description: "SHA-256 of the bytes." },
  CHUNK_MERKLE: { value: 2, description: "Root of a Merkle tree over chunks of the bytes." },
  RECORD_SET_MERKLE: { value: 3, description: "Root of a Merkle tree over records." },
});

export const ApplicationStatus = enumeration("ApplicationStatus", "How far an application is.", {
  FILED: { value: 1 },
  IN_NOTICE: { value: 2, description: "In public notice: anyone with standing may object." },
  OBJECTED: { value: 3, description: "At least one objection is open." },
  CONFIRMED: { value: 4, description: "Its certificate bears the same number. Final." },
  REJECTED: { value: 5, description: "Final." },
  WITHDRAWN: { value: 6, description: "By the applicant. Final." },
});

export const ObjectionStatus = enumeration("ObjectionStatus", "What became of an objection.", {
  OPEN: { value: 1 },
  UPHELD: { value: 2, description: "The application is rejected. Final." },
  DISMISSED: { value: 3, description: "Final." },
});

export const CertificateStatus = enumeration("CertificateStatus", "Whether a right is in force.", {
  ACTIVE: { value: 1 },
  EXPIRED: { value: 2, description: "Its term has passed; comes with time alone." },
  SURRENDERED: { value: 3, description: "Given up by its holder. Final." },
  ANNULLED: { value: 4, description: "By the registrar. Final." },
});

export const SourceKind = enumeration("SourceKind", "What an asset derives from.", {
  CERTIFICATE: { value: 1, description: "A certificate that the applicant held." },
  LICENSE: { value: 2, description: "A licence that the applicant had." },
});

export const LicenseStatus = enumeration("LicenseStatus", "Whether a licence can be used.", {
  ACTIVE: { value: 1 },
  EXPIRED: { value: 2, description: "Its term has passed; comes with time alone." },
  TERMINATED: {
    value: 3,
    description: "By a party, with the licence above it, or with its annulled certificate. Final.",
  },
  EXHAUSTED: { value: 4, description: "No units are left: used, or given on to sub-licences." },
});

export const AttestationStatus = enumeration(
  "AttestationStatus",
  "Whether a custodian is known to hold the bytes.",
  {
    ATTESTED: { value: 1 },
    CHALLENGED: { value: 2, description: "It has yet to show a chunk." },
    FAILED: { value: 3, description: "It did not show the chunk in time. Final." },
    WITHDRAWN: { value: 4, description: "By the custodian. Final." },
    EXPIRED: { value: 5, description: "It ran out; comes with time alone." },
  },
);

export const ChallengeStatus = enumeration("ChallengeStatus", "What became of a challenge.", {
  OPEN: { value: 1 },
  ANSWERED: { value: 2, description: "The custodian showed the chunk. Final." },
  MISSED: { value: 3, description: "It did not in time: the attestation has failed. Final." },
});

export const PriceModel = enumeration("PriceModel", "What a price is the price of.", {
  FIXED: { value: 1, description: "The licence." },
  PER_UNIT: { value: 2, description: "A metered unit." },
  SUBSCRIPTION: { value: 3, description: "A period of use." },
  NEGOTIATED: { value: 4, description: "The licence, quoted to one buyer." },
});

export const CatalogueStatus = enumeration("CatalogueStatus", "How far a catalogue is.", {
  FILED: { value: 1 },
  IN_NOTICE: { value: 2, description: "Anyone with standing may object to entries." },
  CONFIRMED: { value: 3, description: "Its entries can be claimed. Final." },
  REJECTED: { value: 4, description: "Final." },
  WITHDRAWN: { value: 5, description: "By the applicant. Final." },
});

export const DealStatus = enumeration("DealStatus", "How far a deal is.", {
  CONCLUDED: { value: 1, description: "Licensed and paid into escrow." },
  DELIVERED: { value: 2, description: "The buyer has yet to accept, or to dispute." },
  DISPUTED: { value: 3, description: "A court or an exchange decides." },
  SETTLED: { value: 4, description: "It stands, and the seller's side has earned. Final." },
  RESCINDED: { value: 5, description: "It is undone, and its licence ended. Final." },
});

export const DeliveryMethod = enumeration("DeliveryMethod", "How data comes to its buyer.", {
  DOWNLOAD: { value: 1 },
  INTERFACE: { value: 2, description: "Through an interface, call by call." },
  ENCLAVE: { value: 3, description: "Where it can be computed on and not taken from." },
  MEDIUM: { value: 4, description: "On a medium." },
});

export const ShareStatus = enumeration("ShareStatus", "What became of a proposal of shares.", {
  PROPOSED: { value: 1 },
  IN_FORCE: { value: 2 },
  SUPERSEDED: { value: 3, description: "By a newer one. Final." },
  WITHDRAWN: { value: 4, description: "By its proposer. Final." },
});

export const CourtOrderKind = enumeration("CourtOrderKind", "What a court's order does.", {
  FREEZE: { value: 1, description: "At once." },
  RELEASE: { value: 2, description: "What was frozen; at once." },
  TRANSFER: { value: 3, description: "To its receiver, once another court confirms." },
  ANNUL: { value: 4, description: "Once another court confirms." },
  ENFORCE_PLEDGE: { value: 5, description: "To its receiver, once another court confirms." },
});

export const CourtOrderStatus = enumeration("CourtOrderStatus", "How far a court's order is.", {
  ISSUED: { value: 1, description: "It can be appealed, and then confirmed." },
  APPEALED: { value: 2, description: "Stayed until the appeal is decided." },
  EXECUTED: { value: 3, description: "It took effect. Final." },
  REVOKED: { value: 4, description: "It never takes effect. Final." },
});

export const PledgeStatus = enumeration("PledgeStatus", "What became of a pledge.", {
  OFFERED: { value: 1, description: "By the holder." },
  ACTIVE: { value: 2, description: "The lender accepted: the certificate is pledged." },
  WITHDRAWN: { value: 3, description: "By the holder. Final." },
  RELEASED: { value: 4, description: "By the lender. Final." },
  ENFORCED: { value: 5, description: "By order of a court. Final." },
});

export const AmendmentKind = enumeration("AmendmentKind", "Why a record is amended.", {
  CORRECTION: { value: 1, description: "It was wrong from the beginning (更正)." },
  CHANGE: { value: 2, description: "What it describes has changed since (变更)." },
});

export const AmendmentStatus = enumeration("AmendmentStatus", "What became of an amendment.", {
  REQUESTED: { value: 1, description: "By the holder." },
  ACCEPTED: { value: 2, description: "By an examiner, or made by the registrar. Final." },
  REJECTED: { value: 3, description: "By an examiner. Final." },
  WITHDRAWN: { value: 4, description: "By the holder. Final." },
});

export const OperationStatus = enumeration(
  "OperationStatus",
  "How far an announced operation is.",
  {
    SCHEDULED: { value: 1, description: "Announced; its delay has not passed." },
    READY: { value: 2, description: "Who announced it can execute it." },
    EXPIRED: { value: 3, description: "Nobody executed it in time." },
    EXECUTED: { value: 4 },
    CANCELED: { value: 5, description: "By a guardian, or who announced it." },
  },
);

export const Use = enumeration("Use", "What may be done with data; each maps to an ODRL action.", {
  READ: { value: 0, description: "Read and display." },
  REPRODUCE: { value: 1, description: "Make copies for the licensee's own use." },
  ANALYZE: { value: 2, description: "Compute statistics and analyses." },
  DERIVE: { value: 3, description: "Make a new asset out of it." },
  TRAIN: { value: 4, description: "Train a model." },
  AGGREGATE: { value: 5, description: "Combine with other data." },
  ANONYMIZE: { value: 6, description: "Make anonymous." },
  DISTRIBUTE: { value: 7, description: "Hand on to third parties." },
  COMMERCIALIZE: { value: 8, description: "Use for commercial ends." },
});

/** Number of uses there are: bits of a use set. */
export const USES = 9;

export const OrderDirection = builder.enumType("OrderDirection", {
  description: "Which end comes first.",
  values: { ASC: { value: "asc" }, DESC: { value: "desc" } } as const,
});

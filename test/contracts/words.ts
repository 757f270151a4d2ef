/** The enums of the contracts, by the names they have there. */
export const Kind = {
  Citizen: 1n,
  Enterprise: 2n,
  PublicBody: 3n,
  Exchange: 4n,
  Court: 5n,
  Regulator: 6n,
  Custodian: 7n,
  Appraiser: 8n,
} as const;

export const ParticipantStatus = { None: 0n, Active: 1n, Suspended: 2n } as const;

export const AccountStatus = { None: 0n, Active: 1n, Revoked: 2n } as const;

export const Right = { None: 0n, Hold: 1n, Process: 2n, Operate: 3n } as const;

export const DataClass = { None: 0n, General: 1n, Important: 2n, Core: 3n } as const;

export const Algorithm = { None: 0n, Sha256: 1n, ChunkMerkle: 2n, RecordSetMerkle: 3n } as const;

export const ApplicationStatus = {
  None: 0n,
  Filed: 1n,
  InNotice: 2n,
  Objected: 3n,
  Confirmed: 4n,
  Rejected: 5n,
  Withdrawn: 6n,
} as const;

export type ApplicationStatusName = keyof typeof ApplicationStatus;

export const CertificateStatus = {
  None: 0n,
  Active: 1n,
  Expired: 2n,
  Surrendered: 3n,
  Annulled: 4n,
} as const;

export type CertificateStatusName = keyof typeof CertificateStatus;

export const ObjectionStatus = { None: 0n, Open: 1n, Upheld: 2n, Dismissed: 3n } as const;

export const SourceKind = { None: 0n, Certificate: 1n, License: 2n } as const;

export const LicenseStatus = {
  None: 0n,
  Active: 1n,
  Expired: 2n,
  Terminated: 3n,
  Exhausted: 4n,
} as const;

export const AttestationStatus = {
  None: 0n,
  Attested: 1n,
  Challenged: 2n,
  Failed: 3n,
  Withdrawn: 4n,
  Expired: 5n,
} as const;

/** Bits of a set of uses. */
export const Use = {
  Read: 1n << 0n,
  Reproduce: 1n << 1n,
  Analyze: 1n << 2n,
  Derive: 1n << 3n,
  Train: 1n << 4n,
  Aggregate: 1n << 5n,
  Anonymize: 1n << 6n,
  Distribute: 1n << 7n,
  Commercialize: 1n << 8n,
} as const;

export const DAY = 24n * 60n * 60n;

import { enumeration } from "./enums.ts";

export const AppraisalMethod = enumeration("AppraisalMethod", "How a value was found.", {
  COST: { value: 1, description: "By what the data cost." },
  INCOME: { value: 2, description: "By what it earns." },
  MARKET: { value: 3, description: "By what its like sells for." },
});

export const AppraisalStatus = enumeration(
  "AppraisalStatus",
  "Whether an appraisal can be relied on.",
  {
    ACTIVE: { value: 1 },
    EXPIRED: { value: 2, description: "Its validity has passed; comes with time alone." },
    REVOKED: { value: 3, description: "By its appraiser. Final." },
  },
);

export const OfferStatus = enumeration("OfferStatus", "Whether an offer can be taken.", {
  OPEN: { value: 1 },
  WITHDRAWN: { value: 2, description: "By the seller. Final." },
  EXPIRED: { value: 3, description: "Its time has passed; comes with time alone." },
});

export const ExportApprovalScope = enumeration("ExportApprovalScope", "What may be moved.", {
  CERTIFICATE: { value: 1, description: "What one certificate is over." },
  ASSET: { value: 2, description: "An asset, whoever holds which right over it." },
});

export const ExportApprovalStatus = enumeration(
  "ExportApprovalStatus",
  "Whether data may move under an approval.",
  {
    ACTIVE: { value: 1 },
    EXHAUSTED: { value: 2, description: "All of its volume has moved. Final." },
    EXPIRED: { value: 3, description: "Its time has passed; comes with time alone." },
    REVOKED: { value: 4, description: "By its regulator. Final." },
  },
);

export const ExportRuling = enumeration("ExportRuling", "What the law says of an export.", {
  ALLOWED: { value: 1 },
  NEEDS_APPROVAL: { value: 2 },
  FORBIDDEN: { value: 3 },
});

export const SandboxStatus = enumeration("SandboxStatus", "Whether a sandbox can be traded in.", {
  OPEN: { value: 1 },
  CLOSED: { value: 2, description: "By its regulator. Final." },
  EXPIRED: { value: 3, description: "Its time has passed; comes with time alone." },
});

export const Exemption = enumeration("Exemption", "A rule that does not hold within a sandbox.", {
  EXPORT_APPROVAL: { value: 0, description: "Data leaves only with an export approval." },
  CURRENCY: { value: 1, description: "Prices are in accepted currencies." },
  APPRAISAL: { value: 2, description: "Licences need an appraisal where one is asked for." },
});

/** Number of exemptions there are: bits of a set of them. */
export const EXEMPTIONS = 3;

import type { DecisionReason, Use } from "./enums.ts";

/** May this participant use this data so, there, then? */
export type LicenseQuestion = {
  /** Number of the participant that would use the data. */
  readonly participantId: number;
  /** All the uses meant, at least one. */
  readonly uses: readonly Use[];
  /** Where: ISO 3166-1 numeric code, 1 to 999. */
  readonly country: number;
  /** When. Default: now. */
  readonly time?: Date;
} & ({ readonly certificateId: number } | { readonly licenseId: number });

/** The answer. */
export interface LicenseDecision {
  readonly allowed: boolean;
  readonly reason: DecisionReason;
  /** What decides it, such as `license:4`; null if the question was malformed. */
  readonly decidedBy: string | null;
}

/** The answer of the index: by the book as it was after a block. */
export interface IndexedDecision extends LicenseDecision {
  readonly block: number;
}

const BY_CERTIFICATE: readonly DecisionReason[] = [
  "HELD",
  "UNKNOWN_CERTIFICATE",
  "CERTIFICATE_NOT_ACTIVE",
  "NO_LICENSE",
];

/** What the number that comes with a reason is a number of. */
export function decidingKind(
  reason: DecisionReason,
): "participant" | "certificate" | "license" | "sandbox" | null {
  if (reason === "MALFORMED") return null;
  if (reason === "PARTICIPANT_NOT_ACTIVE") return "participant";
  if (reason === "SANDBOX_CLOSED") return "sandbox";
  return BY_CERTIFICATE.includes(reason) ? "certificate" : "license";
}

import type { TermsColumns } from "./licenseRows.ts";
import type { Versioned } from "./schema.ts";

/** Rows of custody, pricing, compliance and sandboxes. Times that did not come are 0; amounts of more than
 * 53 bits are decimal texts; currencies are 20 bytes, as on chain. */

export interface AttestationRow extends Versioned {
  id: number;
  custodian: number;
  commitment: Buffer;
  /** Bytes that it is about. */
  size: number;
  attested_at: number;
  attested_until: number;
  withdrawn_at: number;
  /** How many there were. */
  challenges: number;
  /** When the answer to the open challenge is due, or was; 0 if none is open. */
  answer_by: number;
}

export interface ChallengeRow extends Versioned {
  attestation_id: number;
  /** Counts from 1 within the attestation. */
  id: number;
  challenger: number;
  /** Index of the chunk, from 0. */
  chunk: number;
  challenged_at: number;
  answer_by: number;
  answered_at: number;
}

export interface AppraisalRow extends Versioned {
  id: number;
  certificate_id: number;
  appraiser: number;
  method: number;
  currency: Buffer;
  value: string;
  /** Time that the value is of. */
  appraised_at: number;
  relied_until: number;
  report_hash: Buffer;
  recorded_at: number;
  revoked_at: number;
}

export interface OfferRow extends Versioned, TermsColumns {
  id: number;
  certificate_id: number;
  seller: number;
  made_at: number;
  offered_until: number;
  withdrawn_at: number;
  model: number;
  amount: string;
  currency: Buffer;
  /** The only one who may take it; 0: anybody. */
  buyer: number;
  /** Seconds that the amount is for; 0: not a subscription. */
  period: number;
}

export interface ApprovalRow extends Versioned {
  id: number;
  regulator: number;
  exporter: number;
  scope: number;
  /** Certificate's number, in 32 bytes, or asset's commitment. */
  subject: Buffer;
  to_jurisdiction: number;
  /** Bytes. */
  volume: string;
  consumed: string;
  granted_at: number;
  approved_until: number;
  revoked_at: number;
  document_hash: Buffer;
}

/** A rule of cross-border flow; jurisdiction 0 stands for any, rule 0 for one that was removed. */
export interface ExportRuleRow extends Versioned {
  data_class: number;
  from_jurisdiction: number;
  to_jurisdiction: number;
  rule: number;
}

export interface SandboxRow extends Versioned {
  id: number;
  regulator: number;
  opened_at: number;
  open_until: number;
  closed_at: number;
  members: number;
  /** Bytes moved in it so far. */
  volume: string;
  max_volume: string;
  value: string;
  max_value: string;
  currency: Buffer;
  exemptions: number;
  rules_hash: Buffer;
}

/** A participant's stay in a sandbox; the last one, if there were several. */
export interface SandboxMemberRow extends Versioned {
  sandbox_id: number;
  participant_id: number;
  joined_at: number;
  /** 0 while it is in. */
  left_at: number;
  expelled: number;
}

export interface MarketTables {
  attestations: AttestationRow;
  challenges: ChallengeRow;
  appraisals: AppraisalRow;
  offers: OfferRow;
  approvals: ApprovalRow;
  export_rules: ExportRuleRow;
  sandboxes: SandboxRow;
  sandbox_members: SandboxMemberRow;
}

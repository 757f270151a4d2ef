import type { Versioned } from "./schema.ts";

/**
 * An amendment of what a certificate says of its asset. Of those that were accepted the one whose version is
 * the newest, by (valid_from, log_index), is in force.
 */
export interface AmendmentRow extends Versioned {
  id: number;
  certificate_id: number;
  /** Who asked for it; 0 if the registrar made it of its own accord. */
  requester: number;
  /** 1 correction, 2 change. */
  kind: number;
  description_hash: Buffer;
  description_uri: string;
  /** Of the document that gives the grounds. */
  reason_hash: Buffer;
  /** Of the decision; null before there is one. */
  decision_hash: Buffer | null;
  /** 1 requested, 2 accepted, 3 rejected, 4 withdrawn. */
  status: number;
  requested_at: number;
  /** When it came to its status. */
  changed_at: number;
}

/** That an asset is the revision of another. */
export interface RevisionRow extends Versioned {
  /** Of the revision. */
  commitment: Buffer;
  /** Commitment of what it took the place of. */
  superseded: Buffer;
  /** Who held both. */
  holder: number;
  /** The certificate over the revision. */
  certificate_id: number;
  superseded_certificate_id: number;
  recorded_at: number;
}

export interface AmendmentTables {
  amendments: AmendmentRow;
  revisions: RevisionRow;
}

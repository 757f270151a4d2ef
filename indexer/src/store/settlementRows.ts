import type { Versioned } from "./schema.ts";

/** Shares of a certificate, as its holder proposed them. */
export interface ShareProposalRow extends Versioned {
  id: number;
  certificate_id: number;
  proposer: number;
  proposed_at: number;
  /** 1 proposed, 2 in force, 3 superseded, 4 withdrawn. */
  status: number;
  /** When it came to this status. */
  changed_at: number;
}

/** Who must agree to a proposal. */
export interface SharePartyRow extends Versioned {
  proposal_id: number;
  participant_id: number;
  /** What the proposal gives; 0 for who only had a share before. */
  basis_points: number;
  /** 0 before. */
  agreed_at: number;
}

/** A deal; amounts and quantities in decimal, since they do not fit a number. */
export interface DealRow extends Versioned {
  id: number;
  offer_id: number;
  certificate_id: number;
  license_id: number;
  /** 0: none. */
  sandbox_id: number;
  buyer: number;
  seller: number;
  /** Export approval; 0: none. */
  approval_id: number;
  /** Proposal of the shares in force then; 0: the seller had all. */
  shares_id: number;
  model: number;
  unit_price: string;
  quantity: string;
  amount: string;
  currency: Buffer;
  method: number;
  /** Bytes to be delivered. */
  volume: string;
  commitment: Buffer;
  /** 1 concluded, 2 delivered, 3 disputed, 4 settled, 5 rescinded. */
  status: number;
  concluded_at: number;
  deliver_by: number;
  /** 0 before, and so below. */
  delivered_at: number;
  accept_by: number;
  evidence_hash: Buffer | null;
  disputed_at: number;
  dispute_hash: Buffer | null;
  ended_at: number;
  /** Who acknowledged, cancelled, took the money back or decided; 0: time did. */
  ended_by: number;
  earned: string;
  refunded: string;
  decision_hash: Buffer | null;
}

/** What a participant can withdraw, and what it was ever credited. */
export interface BalanceRow extends Versioned {
  participant_id: number;
  currency: Buffer;
  available: string;
  credited: string;
}

/** What waits with a certificate: its own, and what is owed to its sources alone. */
export interface EarningsRow extends Versioned {
  certificate_id: number;
  currency: Buffer;
  own: string;
  owed: string;
  /** What was ever accrued, of both. */
  accrued: string;
}

/** A catalogue of rights, confirmed by the root of a Merkle tree. */
export interface CatalogueRow extends Versioned {
  id: number;
  applicant: number;
  root: Buffer;
  /** Entries. */
  count: number;
  data_class: number;
  /** Of the file with all entries. */
  file_hash: Buffer;
  file_uri: string;
  filed_at: number;
  /** 1 filed, 2 in notice, 3 confirmed, 4 rejected, 5 withdrawn. */
  status: number;
  /** 0 before, and so below. */
  notice_end: number;
  open_objections: number;
  /** Entries that became certificates, and those that were struck out. */
  claimed: number;
  struck_out: number;
  confirmed_at: number;
  expires_at: number;
  decision_hash: Buffer | null;
}

/** An entry of which there is something to tell. */
export interface CatalogueEntryRow extends Versioned {
  catalogue_id: number;
  /** From 0. */
  position: number;
  /** Who objects to it; 0: nobody does any more. */
  objector: number;
  struck_out: number;
  /** 0 unless claimed. */
  certificate_id: number;
}

export interface SettlementTables {
  catalogues: CatalogueRow;
  catalogue_entries: CatalogueEntryRow;
  share_proposals: ShareProposalRow;
  share_parties: SharePartyRow;
  deals: DealRow;
  balances: BalanceRow;
  earnings: EarningsRow;
}

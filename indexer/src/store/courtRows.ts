import type { Versioned } from "./schema.ts";

/** An order of a court about a certificate. */
export interface CourtOrderRow extends Versioned {
  id: number;
  certificate_id: number;
  /** The court that issued it. */
  court: number;
  kind: number;
  /** Who receives the certificate; 0 for orders that move none. */
  receiver: number;
  /** 1 issued, 2 appealed, 3 executed, 4 revoked. */
  status: number;
  issued_at: number;
  /** 0 if it took effect at once. */
  appeal_end: number;
  /** Who appealed; 0 if nobody has. */
  appellant: number;
  /** The court that decided last: confirmed, revoked, or decided the appeal; at first the one that issued it. */
  decided_by: number;
  /** When it came to its status. */
  changed_at: number;
  case_hash: Buffer;
  /** Of the order. */
  document_hash: Buffer;
  /** Of the newest document: the order, the appeal, or a decision. */
  decision_hash: Buffer;
}

/** A lien on a certificate. */
export interface PledgeRow extends Versioned {
  id: number;
  certificate_id: number;
  pledgor: number;
  lender: number;
  currency: Buffer;
  /** Decimal, in the currency's smallest unit. */
  amount: string;
  document_hash: Buffer;
  /** 1 offered, 2 active, 3 withdrawn, 4 released, 5 enforced. */
  status: number;
  offered_at: number;
  /** When it came to its status. */
  changed_at: number;
}

export interface CourtTables {
  court_orders: CourtOrderRow;
  pledges: PledgeRow;
}

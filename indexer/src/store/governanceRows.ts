import type { Versioned } from "./schema.ts";

/** What a governor announced; announced anew once it was done, cancelled or expired, it is the same one. */
export interface OperationRow extends Versioned {
  /** The AccessManager's: a hash of who calls what with which data. */
  id: Buffer;
  target: Buffer;
  /** Call data. */
  data: Buffer;
  /** The account that announced it. */
  scheduled_by: Buffer;
  /** 1 scheduled, 4 executed, 5 cancelled: between the two, time decides. */
  status: number;
  scheduled_at: number;
  /** From when on it can be executed. */
  ready_at: number;
  /** When it came to its status. */
  changed_at: number;
}

export interface GovernanceTables {
  operations: OperationRow;
}

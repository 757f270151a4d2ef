import type { Versioned } from "./schema.ts";

/** What a licence grants, or an offer would. */
export interface TermsColumns {
  permitted_uses: number;
  prohibited_uses: number;
  term_from: number;
  term_until: number;
  /** Decimal, since 64 bits do not fit a number; "0": not metered. */
  units: string;
  sublicensing: number;
  derivatives: number;
  exclusive: number;
  attribution: number;
  /** Basis points of what derived assets earn; 0: none. */
  royalty: number;
  transferable: number;
  /** Participant who alone records use; 0: licensee and licensor do. */
  meter: number;
  /** Packed as on chain: up to sixteen 16-bit ISO 3166-1 numeric codes; all zero: anywhere. */
  territory: Buffer;
  document_hash: Buffer;
}

export interface LicenseRow extends Versioned, TermsColumns {
  id: number;
  certificate_id: number;
  /** Licence it was granted under; 0: the holder of the certificate granted it. */
  parent_id: number;
  /** The sandbox it, or the licence above it, was granted in; 0: none. */
  sandbox_id: number;
  /** 1 if the holder granted it, else one more than the licence above. */
  level: number;
  licensee: number;
  /** Licensor when the licence was granted. */
  granted_by: number;
  granted_at: number;
  /** 1 once terminated by a party, or ended with the licence above it, its sandbox or its annulled certificate. */
  terminated: number;
  terminated_at: number;
  /** The licence whose termination ended it, itself or one above; 0: none did. */
  terminated_by: number;
  suspended: number;
  /** End of the time to cure a breach; 0: no notice of one stands. */
  cure_until: number;
  /** Decimal, like `units`. */
  units_used: string;
  /** Decimal: given on to sub-licences. */
  units_given: string;
  /** 1 while no units are left. */
  exhausted: number;
}

/** The licences that decisions by a certificate look at, as the contract keeps them. */
export interface NewestLicensesRow extends Versioned {
  certificate_id: number;
  participant_id: number;
  /** The four that came to the participant last, 64 bits each, the newest last; 0: fewer came. */
  ids: Buffer;
}

/** The statements that make the tables of settlementRows.ts. */
export const SETTLEMENT_TABLES = `
CREATE TABLE share_proposals (
  id INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  proposer INTEGER NOT NULL,
  proposed_at INTEGER NOT NULL,
  status INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE share_parties (
  proposal_id INTEGER NOT NULL,
  participant_id INTEGER NOT NULL,
  basis_points INTEGER NOT NULL,
  agreed_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (proposal_id, participant_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE deals (
  id INTEGER NOT NULL,
  offer_id INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  license_id INTEGER NOT NULL,
  sandbox_id INTEGER NOT NULL,
  buyer INTEGER NOT NULL,
  seller INTEGER NOT NULL,
  approval_id INTEGER NOT NULL,
  shares_id INTEGER NOT NULL,
  model INTEGER NOT NULL,
  unit_price TEXT NOT NULL,
  quantity TEXT NOT NULL,
  amount TEXT NOT NULL,
  currency BLOB NOT NULL,
  method INTEGER NOT NULL,
  volume TEXT NOT NULL,
  commitment BLOB NOT NULL,
  status INTEGER NOT NULL,
  concluded_at INTEGER NOT NULL,
  deliver_by INTEGER NOT NULL,
  delivered_at INTEGER NOT NULL,
  accept_by INTEGER NOT NULL,
  evidence_hash BLOB,
  disputed_at INTEGER NOT NULL,
  dispute_hash BLOB,
  ended_at INTEGER NOT NULL,
  ended_by INTEGER NOT NULL,
  earned TEXT NOT NULL,
  refunded TEXT NOT NULL,
  decision_hash BLOB,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE balances (
  participant_id INTEGER NOT NULL,
  currency BLOB NOT NULL,
  available TEXT NOT NULL,
  credited TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (participant_id, currency, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogues (
  id INTEGER NOT NULL,
  applicant INTEGER NOT NULL,
  root BLOB NOT NULL,
  count INTEGER NOT NULL,
  data_class INTEGER NOT NULL,
  file_hash BLOB NOT NULL,
  file_uri TEXT NOT NULL,
  filed_at INTEGER NOT NULL,
  status INTEGER NOT NULL,
  notice_end INTEGER NOT NULL,
  open_objections INTEGER NOT NULL,
  claimed INTEGER NOT NULL,
  struck_out INTEGER NOT NULL,
  confirmed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  decision_hash BLOB,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_entries (
  catalogue_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  objector INTEGER NOT NULL,
  struck_out INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (catalogue_id, position, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE earnings (
  certificate_id INTEGER NOT NULL,
  currency BLOB NOT NULL,
  own TEXT NOT NULL,
  owed TEXT NOT NULL,
  accrued TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (certificate_id, currency, valid_from)
) STRICT, WITHOUT ROWID;
`;

/** The indexes that their lists are read by. */
export const SETTLEMENT_LIST_INDEXES: Readonly<Record<string, string>> = {
  catalogues_applicant: "catalogues (applicant, id)",
  share_proposals_certificate: "share_proposals (certificate_id, id)",
  share_parties_participant: "share_parties (participant_id, proposal_id)",
  deals_certificate: "deals (certificate_id, id)",
  deals_buyer: "deals (buyer, id)",
  deals_seller: "deals (seller, id)",
  deals_license: "deals (license_id, id)",
  deals_sandbox: "deals (sandbox_id, id)",
  deals_open: "deals (status, id) WHERE status < 4",
};

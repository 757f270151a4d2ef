/** The statements that make the tables of marketRows.ts. */
export const MARKET_TABLES = `
CREATE TABLE attestations (
  id INTEGER NOT NULL,
  custodian INTEGER NOT NULL,
  commitment BLOB NOT NULL,
  size INTEGER NOT NULL,
  attested_at INTEGER NOT NULL,
  attested_until INTEGER NOT NULL,
  withdrawn_at INTEGER NOT NULL,
  challenges INTEGER NOT NULL,
  answer_by INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE challenges (
  attestation_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  challenger INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  challenged_at INTEGER NOT NULL,
  answer_by INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (attestation_id, id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE appraisals (
  id INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  appraiser INTEGER NOT NULL,
  method INTEGER NOT NULL,
  currency BLOB NOT NULL,
  value TEXT NOT NULL,
  appraised_at INTEGER NOT NULL,
  relied_until INTEGER NOT NULL,
  report_hash BLOB NOT NULL,
  recorded_at INTEGER NOT NULL,
  revoked_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE offers (
  id INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  seller INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  offered_until INTEGER NOT NULL,
  withdrawn_at INTEGER NOT NULL,
  model INTEGER NOT NULL,
  amount TEXT NOT NULL,
  currency BLOB NOT NULL,
  buyer INTEGER NOT NULL,
  period INTEGER NOT NULL,
  permitted_uses INTEGER NOT NULL,
  prohibited_uses INTEGER NOT NULL,
  term_from INTEGER NOT NULL,
  term_until INTEGER NOT NULL,
  units TEXT NOT NULL,
  sublicensing INTEGER NOT NULL,
  derivatives INTEGER NOT NULL,
  "exclusive" INTEGER NOT NULL,
  attribution INTEGER NOT NULL,
  royalty INTEGER NOT NULL,
  transferable INTEGER NOT NULL,
  meter INTEGER NOT NULL,
  territory BLOB NOT NULL,
  document_hash BLOB NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE approvals (
  id INTEGER NOT NULL,
  regulator INTEGER NOT NULL,
  exporter INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  subject BLOB NOT NULL,
  to_jurisdiction INTEGER NOT NULL,
  volume TEXT NOT NULL,
  consumed TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  approved_until INTEGER NOT NULL,
  revoked_at INTEGER NOT NULL,
  document_hash BLOB NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE export_rules (
  data_class INTEGER NOT NULL,
  from_jurisdiction INTEGER NOT NULL,
  to_jurisdiction INTEGER NOT NULL,
  rule INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (data_class, from_jurisdiction, to_jurisdiction, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE sandboxes (
  id INTEGER NOT NULL,
  regulator INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  open_until INTEGER NOT NULL,
  closed_at INTEGER NOT NULL,
  members INTEGER NOT NULL,
  volume TEXT NOT NULL,
  max_volume TEXT NOT NULL,
  value TEXT NOT NULL,
  max_value TEXT NOT NULL,
  currency BLOB NOT NULL,
  exemptions INTEGER NOT NULL,
  rules_hash BLOB NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE sandbox_members (
  sandbox_id INTEGER NOT NULL,
  participant_id INTEGER NOT NULL,
  joined_at INTEGER NOT NULL,
  left_at INTEGER NOT NULL,
  expelled INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (sandbox_id, participant_id, valid_from)
) STRICT, WITHOUT ROWID;
`;

/** The indexes that their lists are read by. */
export const MARKET_LIST_INDEXES: Readonly<Record<string, string>> = {
  attestations_custodian: "attestations (custodian, id)",
  attestations_commitment: "attestations (commitment, id)",
  challenges_challenger: "challenges (challenger, attestation_id, id)",
  challenges_due: "challenges (answer_by, attestation_id, id)",
  appraisals_certificate: "appraisals (certificate_id, id)",
  appraisals_appraiser: "appraisals (appraiser, id)",
  offers_certificate: "offers (certificate_id, id)",
  offers_seller: "offers (seller, id)",
  offers_buyer: "offers (buyer, id) WHERE buyer <> 0",
  offers_until: "offers (offered_until, id)",
  approvals_exporter: "approvals (exporter, id)",
  approvals_subject: "approvals (subject, id)",
  sandbox_members_participant: "sandbox_members (participant_id, sandbox_id)",
};

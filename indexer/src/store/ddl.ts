import { AMENDMENT_TABLES } from "./amendmentDdl.ts";
import { COURT_TABLES } from "./courtDdl.ts";
import { GOVERNANCE_TABLES } from "./governanceDdl.ts";
import { MARKET_TABLES } from "./marketDdl.ts";
import { SETTLEMENT_TABLES } from "./settlementDdl.ts";

/**
 * The statements that make the tables of schema.ts, and the indexes that indexing itself needs.
 *
 * A version is found by its entity and `valid_from`, the primary key. Tables are kept by primary key
 * (WITHOUT ROWID) unless that is a hash, whose order would scatter whole rows over the file.
 */
export const TABLES = `
CREATE TABLE participants (
  id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  status INTEGER NOT NULL,
  jurisdiction INTEGER NOT NULL,
  credential_hash BLOB NOT NULL,
  primary_account BLOB NOT NULL,
  registered_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
  address BLOB NOT NULL,
  participant_id INTEGER NOT NULL,
  status INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (address, participant_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE assets (
  commitment BLOB NOT NULL,
  algorithm INTEGER NOT NULL,
  data_class INTEGER NOT NULL,
  described_by INTEGER NOT NULL,
  confirmed INTEGER NOT NULL,
  first_filed_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (commitment, valid_from)
) STRICT;

CREATE TABLE filings (
  application_id INTEGER PRIMARY KEY,
  applicant INTEGER NOT NULL,
  commitment BLOB NOT NULL,
  term_end INTEGER NOT NULL,
  description_hash BLOB NOT NULL,
  description_uri TEXT NOT NULL,
  filed_at INTEGER NOT NULL,
  block INTEGER NOT NULL
) STRICT;

CREATE TABLE applications (
  id INTEGER NOT NULL,
  algorithm INTEGER NOT NULL,
  "right" INTEGER NOT NULL,
  data_class INTEGER NOT NULL,
  status INTEGER NOT NULL,
  notice_end INTEGER NOT NULL,
  open_objections INTEGER NOT NULL,
  examiner BLOB,
  flags INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  decision_hash BLOB,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE objections (
  application_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  objector INTEGER NOT NULL,
  status INTEGER NOT NULL,
  evidence_hash BLOB NOT NULL,
  answer_hash BLOB,
  decision_hash BLOB,
  raised_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (application_id, id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  application_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (application_id, position, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE certificates (
  id INTEGER NOT NULL,
  holder INTEGER NOT NULL,
  commitment BLOB NOT NULL,
  "right" INTEGER NOT NULL,
  data_class INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  confirmed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  decision_hash BLOB NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE licenses (
  id INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  parent_id INTEGER NOT NULL,
  sandbox_id INTEGER NOT NULL,
  level INTEGER NOT NULL,
  licensee INTEGER NOT NULL,
  granted_by INTEGER NOT NULL,
  granted_at INTEGER NOT NULL,
  terminated INTEGER NOT NULL,
  terminated_at INTEGER NOT NULL,
  terminated_by INTEGER NOT NULL,
  suspended INTEGER NOT NULL,
  cure_until INTEGER NOT NULL,
  units_used TEXT NOT NULL,
  units_given TEXT NOT NULL,
  exhausted INTEGER NOT NULL,
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
CREATE INDEX licenses_certificate ON licenses (certificate_id, id);
CREATE INDEX licenses_parent ON licenses (parent_id, id);
CREATE INDEX licenses_sandbox ON licenses (sandbox_id, id);

CREATE TABLE newest_licenses (
  certificate_id INTEGER NOT NULL,
  participant_id INTEGER NOT NULL,
  ids BLOB NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (certificate_id, participant_id, valid_from)
) STRICT, WITHOUT ROWID;

${MARKET_TABLES}${SETTLEMENT_TABLES}${COURT_TABLES}${AMENDMENT_TABLES}${GOVERNANCE_TABLES}
CREATE TABLE events (
  block INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  tx_index INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  subject_id ANY NOT NULL,
  log BLOB NOT NULL,
  PRIMARY KEY (block, log_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE transactions (
  block INTEGER NOT NULL,
  tx_index INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (block, tx_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
  number INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  timestamp INTEGER NOT NULL,
  digest BLOB NOT NULL,
  events INTEGER NOT NULL
) STRICT;
CREATE INDEX blocks_timestamp ON blocks (timestamp);
CREATE INDEX blocks_empty ON blocks (number) WHERE events = 0;

CREATE TABLE headers (
  number INTEGER PRIMARY KEY,
  rlp BLOB NOT NULL
) STRICT;

CREATE TABLE totals (
  counted TEXT NOT NULL,
  block INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (counted, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  block INTEGER NOT NULL,
  hash BLOB NOT NULL,
  timestamp INTEGER NOT NULL,
  digest BLOB NOT NULL,
  events INTEGER NOT NULL,
  head INTEGER NOT NULL,
  final INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE telemetry (
  name TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (name, endpoint)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

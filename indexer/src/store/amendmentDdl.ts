/** The statements that make the tables of amendmentRows.ts. */
export const AMENDMENT_TABLES = `
CREATE TABLE amendments (
  id INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  requester INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  description_hash BLOB NOT NULL,
  description_uri TEXT NOT NULL,
  reason_hash BLOB NOT NULL,
  decision_hash BLOB,
  status INTEGER NOT NULL,
  requested_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions (
  commitment BLOB NOT NULL,
  superseded BLOB NOT NULL,
  holder INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  superseded_certificate_id INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (commitment, valid_from)
) STRICT, WITHOUT ROWID;
`;

/** The indexes that their lists are read by. */
export const AMENDMENT_LIST_INDEXES: Readonly<Record<string, string>> = {
  amendments_certificate: "amendments (certificate_id, id)",
  amendments_requester: "amendments (requester, id)",
  revisions_superseded: "revisions (superseded)",
};

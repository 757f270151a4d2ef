/** The statements that make the tables of courtRows.ts. */
export const COURT_TABLES = `
CREATE TABLE court_orders (
  id INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  court INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  receiver INTEGER NOT NULL,
  status INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  appeal_end INTEGER NOT NULL,
  appellant INTEGER NOT NULL,
  decided_by INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  case_hash BLOB NOT NULL,
  document_hash BLOB NOT NULL,
  decision_hash BLOB NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE pledges (
  id INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  pledgor INTEGER NOT NULL,
  lender INTEGER NOT NULL,
  currency BLOB NOT NULL,
  amount TEXT NOT NULL,
  document_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  offered_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT, WITHOUT ROWID;
`;

/** The indexes that their lists are read by. */
export const COURT_LIST_INDEXES: Readonly<Record<string, string>> = {
  court_orders_certificate: "court_orders (certificate_id, id)",
  court_orders_court: "court_orders (court, id)",
  pledges_certificate: "pledges (certificate_id, id)",
  pledges_pledgor: "pledges (pledgor, id)",
  pledges_lender: "pledges (lender, id)",
};

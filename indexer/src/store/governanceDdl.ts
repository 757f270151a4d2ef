/** The statement that makes the table of governanceRows.ts. */
export const GOVERNANCE_TABLES = `
CREATE TABLE operations (
  id BLOB NOT NULL,
  target BLOB NOT NULL,
  data BLOB NOT NULL,
  scheduled_by BLOB NOT NULL,
  status INTEGER NOT NULL,
  scheduled_at INTEGER NOT NULL,
  ready_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  PRIMARY KEY (id, valid_from)
) STRICT;
`;

/** The indexes that its lists are read by. */
export const GOVERNANCE_LIST_INDEXES: Readonly<Record<string, string>> = {
  operations_scheduled: "operations (scheduled_at, id)",
};

import Database from "better-sqlite3";

import { StoreLockedError } from "../errors.ts";

/** Makes sure of one writer; the system itself gives it up when the process ends, however it ends. */
export interface WriterLock {
  release(): void;
}

/**
 * Takes the right to write the index at this path: an exclusive transaction, held open, on an empty
 * database beside it.
 * @throws StoreLockedError if another connection, of this process or another, has it.
 */
export function lockStore(path: string): WriterLock {
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) {
      throw new StoreLockedError(path);
    }
    throw error;
  }
  return { release: () => lock.close() };
}

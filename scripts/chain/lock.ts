import { mkdirSync } from "node:fs";
import path from "node:path";

import Database from "better-sqlite3";

/** A lock that we hold until we let go of it; keep it referenced, or it is collected and gone. */
export interface HeldLock {
  readonly release: () => void;
}

/** A lock: ours, or held by the process with this id. */
export type Lock = HeldLock | { readonly heldBy: number };

/**
 * Takes a lock that ends with this process, however it ends: the operating system lets go of a
 * locked SQLite file, where a file with a process id in it would outlive a crash.
 */
export function takeLock(file: string): Lock {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new Database(file, { timeout: 0 });
  try {
    database.exec("BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL)");
    database.prepare("DELETE FROM holder").run();
    database.prepare("INSERT INTO holder VALUES (?)").run(process.pid);
    database.exec("COMMIT; BEGIN IMMEDIATE");
    return { release: () => database.close() };
  } catch (error) {
    if (!isBusy(error)) throw error;
    const heldBy = holderOf(database);
    database.close();
    return { heldBy };
  }
}

function holderOf(database: Database.Database): number {
  try {
    const row = database.prepare<[], { pid: number }>("SELECT pid FROM holder").get();
    return row?.pid ?? 0;
  } catch {
    return 0;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}

import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import Database from "better-sqlite3";

import { ChainError } from "./error.ts";

/** How long the process that held a lock before may take to end, once its parent is gone. */
const PATIENCE_MS = 5_000;

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

/**
 * Takes a lock that another process may be about to let go of.
 * @throws ChainError naming the process that does not.
 */
export async function waitForLock(file: string): Promise<HeldLock> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const lock = takeLock(file);
    if ("release" in lock) return lock;
    if (Date.now() > deadline) {
      throw new ChainError(`Process ${lock.heldBy} still runs the chain in ${path.dirname(file)}`);
    }
    await sleep(50);
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

import Database from "better-sqlite3";

import { StoreDamagedError, StoreDiskError } from "../errors.ts";

/** What SQLite says of a disk that is full, cannot be written, or fails. */
const OF_DISK = /^SQLITE_(FULL|READONLY|IOERR|CANTOPEN|PERM)/;
const OF_DAMAGE = /^SQLITE_(CORRUPT|NOTADB)/;
/** What the system says of it where a folder is to be made. */
const OF_FOLDER = new Set(["EACCES", "EDQUOT", "EIO", "ENOSPC", "EPERM", "EROFS"]);

/** What an error that came while the index was used means for its reader; itself, if nothing more. */
export function explainFailure(path: string, error: unknown): unknown {
  if (error instanceof Database.SqliteError) {
    if (OF_DISK.test(error.code)) return new StoreDiskError(path, error);
    if (OF_DAMAGE.test(error.code)) return new StoreDamagedError(path, error.message, error);
    return error;
  }
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return OF_FOLDER.has(code ?? "") ? new StoreDiskError(path, error as Error) : error;
}

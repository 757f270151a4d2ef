import { createHash } from "node:crypto";
import { chmodSync, createReadStream, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";

import Database from "better-sqlite3";

import type { IndexedDeployment } from "../deployment.ts";
import { CopyError } from "../errors.ts";
import { hex } from "./bytes.ts";
import { explainFailure } from "./failure.ts";
import { openStore } from "./open.ts";
import type { CheckpointRow } from "./schema.ts";

/** Pages that are copied between two looks at what else there is to do. */
const PAGES_A_STEP = 2000;
const READ_ONLY = 0o444;

/** What a copy of an index holds. */
export interface IndexCopy {
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  /** The last block in it. */
  readonly block: number;
  /** Rolling digest after that block, 0x hex. */
  readonly digest: string;
  readonly events: number;
}

/**
 * Copies an index, which may be written meanwhile, as it is at one moment.
 * @param how - `backup`: page by page, as it is; `snapshot`: compact, and not to be written any more
 * @param onProgress - hears which part is copied, from 0 to 1; of a snapshot that is not known
 * @throws CopyError if there is such a file, or the copy is not sound; else as {@link openStore} does. No
 *   unfinished copy stays.
 */
export async function copyIndex(
  database: string,
  deployment: IndexedDeployment,
  file: string,
  how: "backup" | "snapshot",
  onProgress: (part: number) => void = () => {},
): Promise<IndexCopy> {
  if (existsSync(file)) throw new CopyError(`There is a file ${file} already`, "Name another.");
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    const index = openStore(database, deployment, { readonly: true });
    try {
      if (how === "snapshot") index.prepare("VACUUM INTO ?").run(part);
      else await backUp(index, part, onProgress);
    } finally {
      index.close();
    }
    settle(part);
    const copy = await describeCopy(part, deployment);
    if (how === "snapshot") chmodSync(part, READ_ONLY);
    renameSync(part, file);
    return { ...copy, file };
  } catch (error) {
    throw explainFailure(file, error);
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * Checks a copy of an index as a whole, and says what is in it.
 * @throws CopyError if it is not sound; StoreSchemaError or StoreDeploymentError if it is another's
 */
export async function describeCopy(
  file: string,
  deployment: IndexedDeployment,
): Promise<IndexCopy> {
  const copy = openStore(file, deployment, { readonly: true });
  try {
    const found = copy.pragma("quick_check(1)", { simple: true });
    if (found !== "ok")
      throw new CopyError(`${file} is damaged: ${String(found)}`, "Make it anew.");
    const row = copy.prepare<[], CheckpointRow>("SELECT * FROM checkpoint").get();
    if (row === undefined) throw new CopyError(`${file} is empty`, "Index something first.");
    const { block, events } = row;
    const held = copy.prepare<[], number>("SELECT count(*) FROM events").pluck().get();
    if (held !== events) {
      throw new CopyError(`${file} holds ${held} events of ${events}`, "Rebuild the index.");
    }
    const digest = hex(row.digest);
    return { file, bytes: statSync(file).size, sha256: await sha256(file), block, digest, events };
  } finally {
    copy.close();
  }
}

/** SHA-256 of a file, hex. */
export async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** Inside a transaction the copy is of one moment; outside, SQLite begins anew at every commit of another process. */
async function backUp(
  index: Database.Database,
  file: string,
  onProgress: (part: number) => void,
): Promise<void> {
  index.exec("BEGIN");
  index.prepare("SELECT 1 FROM checkpoint").get();
  await index.backup(file, { progress: telling(onProgress) });
}

/** One file that needs no other beside it, and so can be read where nothing can be written. */
function settle(file: string): void {
  const copy = new Database(file);
  copy.pragma("journal_mode = DELETE");
  copy.close();
}

function telling(onProgress: (part: number) => void) {
  return ({ totalPages, remainingPages }: Database.BackupMetadata) => {
    onProgress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
    return PAGES_A_STEP;
  };
}

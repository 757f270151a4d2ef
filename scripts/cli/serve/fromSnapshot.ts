import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";

import { CopyError, describeCopy } from "../../../indexer/src/index.ts";
import type { IndexCopy } from "../../../indexer/src/index.ts";
import type { Deployment } from "../../../sdk/src/index.ts";

const WRITABLE = 0o644;

/**
 * Begins an index with a snapshot of another replica's. Nothing is there until all of it is.
 * @returns What the snapshot holds; nothing if there is an index already, which then is gone on with.
 * @throws CopyError if the snapshot has no checksum, or is not what that says; else as `describeCopy` does
 */
export async function beginWith(
  snapshot: string,
  database: string,
  deployment: Deployment,
): Promise<IndexCopy | undefined> {
  if (existsSync(database)) return undefined;
  const expected = checksumOf(snapshot);
  mkdirSync(path.dirname(database), { recursive: true });
  const part = `${database}.part`;
  try {
    copyFileSync(snapshot, part, constants.COPYFILE_FICLONE);
    chmodSync(part, WRITABLE);
    const copy = await describeCopy(part, deployment);
    if (copy.sha256 !== expected) {
      throw new CopyError(
        `${snapshot} is not what its checksum says: ${copy.sha256}, not ${expected}`,
        "Get snapshot and checksum again.",
      );
    }
    renameSync(part, database);
    return copy;
  } finally {
    rmSync(part, { force: true });
  }
}

function checksumOf(snapshot: string): string {
  if (!existsSync(snapshot)) {
    throw new CopyError(`There is no snapshot ${snapshot}`, "`rights snapshot` makes one.");
  }
  const checksum = `${snapshot}.sha256`;
  const [, sha256] = existsSync(checksum)
    ? (/^([0-9a-f]{64})\b/.exec(readFileSync(checksum, "utf8")) ?? [])
    : [];
  if (sha256 !== undefined) return sha256;
  throw new CopyError(
    `There is no checksum of the snapshot at ${checksum}`,
    "`rights snapshot` makes it beside the snapshot: both are needed.",
  );
}

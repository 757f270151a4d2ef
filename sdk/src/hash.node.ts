import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";

import type { FileErrorCode } from "./errors/file.ts";
import { FileError } from "./errors/file.ts";
import type { Hashable, Hasher, HashOptions, HashResult } from "./hash.ts";
import { feed } from "./hash.ts";

/**
 * Hashes a file, given by its path, or a `Blob`, `File` or stream, in constant memory.
 * Throws {@link FileError}, naming the path, if it does not exist, cannot be read or is no file.
 *
 * @example
 * const { commitment, bytes } = await hashFile("measurements.parquet", {
 *   onProgress: ({ bytes, total }) => console.error(`${bytes} of ${total}`),
 * });
 */
export async function hashFile(file: Hashable, options: HashOptions = {}): Promise<HashResult> {
  const hasher = createHash("sha256");
  const bytes = await feedFile(hasher, file, options.onProgress);
  return { commitment: `0x${hasher.digest("hex")}`, algorithm: "SHA256", bytes };
}

/** Feeds a file to a hasher. Throws {@link FileError}. */
export function feedFile(
  hasher: Hasher,
  file: Hashable,
  onProgress: HashOptions["onProgress"],
): Promise<number> {
  return typeof file === "string"
    ? hashPath(hasher, file, onProgress)
    : hashStream(hasher, file, onProgress);
}

const CHUNK = 1 << 20;

async function hashPath(
  hasher: Hasher,
  path: string,
  onProgress: HashOptions["onProgress"],
): Promise<number> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    const stat = await handle.stat();
    if (stat.isDirectory()) throw new FileError("NOT_A_FILE", path);
    // A pipe has no length.
    const total = stat.isFile() ? stat.size : undefined;
    return await hashHandle(hasher, handle, total, onProgress);
  } catch (error) {
    throw fileError(path, error);
  } finally {
    await handle?.close();
  }
}

/** Reads the next chunk while the last one is hashed. */
async function hashHandle(
  hasher: Hasher,
  handle: FileHandle,
  total: number | undefined,
  onProgress: HashOptions["onProgress"],
): Promise<number> {
  let [filling, full] = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)];
  let bytes = 0;
  let { bytesRead } = await handle.read(filling, 0, CHUNK, null);
  while (bytesRead > 0) {
    [filling, full] = [full, filling];
    const next = handle.read(filling, 0, CHUNK, null);
    hasher.update(full.subarray(0, bytesRead));
    bytes += bytesRead;
    onProgress?.({ bytes, total });
    ({ bytesRead } = await next);
  }
  if (bytes === 0) onProgress?.({ bytes, total });
  return bytes;
}

async function hashStream(
  hasher: Hasher,
  stream: Exclude<Hashable, string>,
  onProgress: HashOptions["onProgress"],
): Promise<number> {
  try {
    return await feed(hasher, stream, onProgress);
  } catch (cause) {
    throw new FileError("FILE_NOT_READABLE", "the stream", cause);
  }
}

const CODES: Readonly<Record<string, FileErrorCode>> = {
  EISDIR: "NOT_A_FILE",
  ENOENT: "FILE_NOT_FOUND",
  ENOTDIR: "FILE_NOT_FOUND",
};

function fileError(path: string, error: unknown): unknown {
  if (error instanceof FileError) return error;
  const { code } = error as { code?: unknown };
  if (typeof code !== "string") return error;
  return new FileError(CODES[code] ?? "FILE_NOT_READABLE", path, error);
}

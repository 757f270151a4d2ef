import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { FileError } from "./errors/file.ts";
import type { Hashable, Hasher, HashOptions, HashResult } from "./hash.ts";
import { feed } from "./hash.ts";

/**
 * Hashes a `Blob`, a `File` or a stream in constant memory. Throws {@link FileError} if it cannot
 * be read, or if given a path, which a browser cannot open.
 *
 * @example
 * const { commitment } = await hashFile(input.files[0], { onProgress: ({ bytes, total }) => … });
 */
export async function hashFile(file: Hashable, options: HashOptions = {}): Promise<HashResult> {
  const hasher = sha256.create();
  const bytes = await feedFile(hasher, file, options.onProgress);
  return { commitment: `0x${bytesToHex(hasher.digest())}`, algorithm: "SHA256", bytes };
}

/** Feeds a file to a hasher. Throws {@link FileError}. */
export async function feedFile(
  hasher: Hasher,
  file: Hashable,
  onProgress: HashOptions["onProgress"],
): Promise<number> {
  if (typeof file === "string") {
    throw new FileError(
      "NOT_A_FILE",
      file,
      undefined,
      "Give a File or Blob: a browser opens no paths.",
    );
  }
  try {
    return await feed(hasher, file, onProgress);
  } catch (cause) {
    throw new FileError(
      "FILE_NOT_READABLE",
      file instanceof File ? file.name : "the stream",
      cause,
    );
  }
}

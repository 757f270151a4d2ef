import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { FileError } from "./errors/file.ts";
import type { Hashable, HashOptions, HashResult } from "./hash.ts";
import { feed } from "./hash.ts";

/**
 * Hashes a `Blob`, a `File` or a stream in constant memory. Throws {@link FileError} if it cannot
 * be read, or if given a path, which a browser cannot open.
 *
 * @example
 * const { commitment } = await hashFile(input.files[0], { onProgress: ({ bytes, total }) => … });
 */
export async function hashFile(file: Hashable, options: HashOptions = {}): Promise<HashResult> {
  if (typeof file === "string") {
    throw new FileError(
      "NOT_A_FILE",
      file,
      undefined,
      "Give a File or Blob: a browser opens no paths.",
    );
  }
  const hasher = sha256.create();
  let bytes: number;
  try {
    bytes = await feed(hasher, file, options.onProgress);
  } catch (cause) {
    throw new FileError(
      "FILE_NOT_READABLE",
      file instanceof File ? file.name : "the stream",
      cause,
    );
  }
  return { commitment: `0x${bytesToHex(hasher.digest())}`, algorithm: "SHA256", bytes };
}

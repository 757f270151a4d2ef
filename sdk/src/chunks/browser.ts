import { sha256 as noble } from "@noble/hashes/sha2.js";

import { feedFile } from "../hash.browser.ts";
import { chunkFunctions } from "./functions.ts";
import type { Sha256 } from "./tree.ts";

const sha256: Sha256 = (...parts) => {
  const hash = noble.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const functions = chunkFunctions(sha256, feedFile);

/**
 * Hashes a `Blob`, `File` or stream so that any one chunk of 1,024 bytes can be proved later: to a
 * custodian's challenger, or in court. Throws {@link FileError}.
 *
 * @example
 * const { commitment, root, bytes } = await hashChunks(input.files[0]);
 */
export const hashChunks = functions.hashChunks;

/**
 * A chunk of a file, counted from 0, and the proof that it is one. Throws {@link FileError}, or
 * {@link InvalidInputError} if the file ends before it.
 *
 * @example
 * const { chunk, proof } = await proveChunk(input.files[0], 1234);
 */
export const proveChunk = functions.proveChunk;

import { InvalidInputError } from "../errors/input.ts";
import type { FeedFile, Hashable, HashOptions } from "../hash.ts";
import type { ChunkCommitment, ChunkProof, Sha256 } from "./tree.ts";
import { CHUNK, ChunkTree } from "./tree.ts";

/** The functions of chunk commitments, for one platform. */
export interface ChunkFunctions {
  /** Hashes a file so that any one chunk of it can be proved. */
  hashChunks(file: Hashable, options?: HashOptions): Promise<ChunkCommitment>;
  /** Proves the chunk with this index, counted from 0. Throws {@link InvalidInputError}. */
  proveChunk(
    file: Hashable,
    index: number,
    options?: HashOptions,
  ): Promise<ChunkCommitment & ChunkProof>;
}

/** Makes them of the platform's SHA-256 and its way to read files. */
export function chunkFunctions(sha256: Sha256, feedFile: FeedFile): ChunkFunctions {
  return {
    async hashChunks(file, options = {}) {
      const tree = new ChunkTree(sha256);
      await feedFile(tree, file, options.onProgress);
      return tree.finish();
    },
    async proveChunk(file, index, options = {}) {
      const tree = new ChunkTree(sha256, index);
      await feedFile(tree, file, options.onProgress);
      const commitment = tree.finish();
      const proof = tree.proof();
      if (proof === undefined) {
        const last = Math.max(0, Math.ceil(commitment.bytes / CHUNK) - 1);
        throw new InvalidInputError("index", index, `0 to ${last}: the file has no more chunks`);
      }
      return { ...commitment, ...proof };
    },
  };
}

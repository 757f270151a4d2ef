import type { Hex } from "../input.ts";

/** SHA-256 of the parts, one after the other. */
export type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array;

/** Bytes of every chunk but the last. */
export const CHUNK = 1024;

/** The content commitment of the algorithm `CHUNK_MERKLE`: any one chunk of the bytes can be proved. */
export interface ChunkCommitment {
  readonly commitment: Hex;
  readonly algorithm: "CHUNK_MERKLE";
  /** Length of the file. */
  readonly bytes: number;
  /** Root of the tree over its chunks. */
  readonly root: Hex;
}

/** A chunk of a file, and what proves that it is one. */
export interface ChunkProof {
  /** Its bytes. */
  readonly chunk: Hex;
  /** Siblings on the way from its leaf to the root. */
  readonly proof: readonly Hex[];
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const COMMITMENT = Uint8Array.of(2);

interface Subtree {
  readonly hash: Uint8Array;
  /** Leaves below, a power of two. */
  readonly leaves: number;
  /** Whether the wanted chunk is below. */
  readonly wanted: boolean;
}

/**
 * Builds the tree (RFC 9162, section 2.1) over bytes as they come, keeping only the roots of its complete
 * subtrees, and the way to one wanted chunk.
 */
export class ChunkTree {
  readonly #sha256: Sha256;
  readonly #wantedIndex: number;
  readonly #subtrees: Subtree[] = [];
  readonly #path: Uint8Array[] = [];
  readonly #pending = new Uint8Array(CHUNK);
  #filled = 0;
  #chunks = 0;
  #bytes = 0;
  #wantedChunk: Uint8Array | undefined;

  /** @param wantedIndex - index of the chunk to be proved, from 0; none if negative */
  constructor(sha256: Sha256, wantedIndex = -1) {
    this.#sha256 = sha256;
    this.#wantedIndex = wantedIndex;
  }

  update(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      const part = bytes.subarray(at, at + CHUNK - this.#filled);
      at += part.length;
      if (part.length === CHUNK) {
        this.#addChunk(part);
        continue;
      }
      this.#pending.set(part, this.#filled);
      this.#filled += part.length;
      if (this.#filled === CHUNK) this.#addPending();
    }
  }

  /** The commitment to all bytes; nothing can be added after. */
  finish(): ChunkCommitment {
    if (this.#filled > 0 || this.#chunks === 0) this.#addPending();
    while (this.#subtrees.length > 1) this.#mergeLast();
    const root = this.#subtrees[0]?.hash ?? new Uint8Array();
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(this.#bytes));
    return {
      commitment: hex(this.#sha256(COMMITMENT, length, root)),
      algorithm: "CHUNK_MERKLE",
      bytes: this.#bytes,
      root: hex(root),
    };
  }

  /** The wanted chunk, once finished; undefined if the bytes end before it. */
  proof(): ChunkProof | undefined {
    if (this.#wantedChunk === undefined) return undefined;
    return { chunk: hex(this.#wantedChunk), proof: this.#path.map(hex) };
  }

  #addPending(): void {
    this.#addChunk(this.#pending.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #addChunk(chunk: Uint8Array): void {
    const wanted = this.#chunks === this.#wantedIndex;
    if (wanted) this.#wantedChunk = chunk.slice();
    this.#subtrees.push({ hash: this.#sha256(LEAF, chunk), leaves: 1, wanted });
    this.#chunks++;
    while (this.#subtrees.at(-1)?.leaves === this.#subtrees.at(-2)?.leaves) this.#mergeLast();
  }

  #mergeLast(): void {
    const [left, right] = this.#subtrees.splice(-2);
    if (left === undefined || right === undefined) return;
    if (left.wanted) this.#path.push(right.hash);
    if (right.wanted) this.#path.push(left.hash);
    this.#subtrees.push({
      hash: this.#sha256(NODE, left.hash, right.hash),
      leaves: left.leaves + right.leaves,
      wanted: left.wanted || right.wanted,
    });
  }
}

function hex(bytes: Uint8Array): Hex {
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

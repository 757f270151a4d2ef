import { ethers } from "../registry.ts";

/** The commitment of the algorithm ChunkMerkle, as its definition (RFC 9162, section 2.1) has it word for word. */

const CHUNK = 1024;

const sha256 = (...parts: (string | Uint8Array)[]): string => ethers.sha256(ethers.concat(parts));

export function chunksOf(bytes: Uint8Array): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK));
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * CHUNK, (i + 1) * CHUNK));
}

/** Largest power of two below a number of leaves. */
function split(count: number): number {
  let half = 1;
  while (half * 2 < count) half *= 2;
  return half;
}

export function rootOf(chunks: readonly Uint8Array[]): string {
  const [only] = chunks;
  if (chunks.length === 1 && only) return sha256("0x00", only);
  const half = split(chunks.length);
  return sha256("0x01", rootOf(chunks.slice(0, half)), rootOf(chunks.slice(half)));
}

export function proofOf(chunks: readonly Uint8Array[], index: number): string[] {
  if (chunks.length === 1) return [];
  const half = split(chunks.length);
  const [left, right] = [chunks.slice(0, half), chunks.slice(half)];
  return index < half
    ? [...proofOf(left, index), rootOf(right)]
    : [...proofOf(right, index - half), rootOf(left)];
}

export function commitmentOf(length: number, root: string): string {
  return sha256("0x02", ethers.toBeHex(length, 8), root);
}

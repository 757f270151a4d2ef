import { keccak256 } from "./keccak.ts";
import type { RlpItem } from "./rlp.ts";
import { encodeIndex, encodeRlp } from "./rlp.ts";

/** A key and its value. */
export type TrieEntry = readonly [key: Uint8Array, value: Uint8Array];

/** A node's RLP shorter than this stands in its parent itself, and not its hash. */
const HASH_BYTES = 32;

interface Leaf {
  /** The key, half a byte an element. */
  readonly path: Uint8Array;
  readonly value: Uint8Array;
}

/** The entries of a list: each value under the RLP of its index, as receipts and transactions are kept. */
export function indexed(values: readonly Uint8Array[]): TrieEntry[] {
  return values.map((value, index) => [encodeIndex(index), value]);
}

/**
 * Root of the Merkle Patricia trie of these entries (appendix D of the Ethereum yellow paper).
 * @param entries - in any order, with no key twice, no empty value
 */
export function trieRoot(entries: readonly TrieEntry[]): Uint8Array {
  const leaves = toLeaves(entries);
  return keccak256(encodeRlp(leaves.length === 0 ? "0x" : nodeOf(leaves, 0)));
}

/**
 * The RLP of the nodes from the root to a value, those left out that stand in their parents: with the
 * root they prove the value.
 * @param key - one of the entries' keys
 */
export function trieProof(entries: readonly TrieEntry[], key: Uint8Array): Uint8Array[] {
  const path = toNibbles(key);
  const proof: Uint8Array[] = [];
  const leaves = toLeaves(entries);
  const root = nodeOf(leaves, 0, (below, encoded) => {
    if (below.some((leaf) => Buffer.compare(leaf.path, path) === 0)) proof.unshift(encoded);
  });
  return [encodeRlp(root), ...proof];
}

/** Told of each node that is hashed, except the root, and of the leaves below it; children first. */
type Watch = (below: readonly Leaf[], encoded: Uint8Array) => void;

/**
 * The node over these leaves, whose paths are the same up to `depth`.
 * @param leaves - at least one, in the order of their paths
 */
function nodeOf(leaves: readonly Leaf[], depth: number, watch?: Watch): RlpItem {
  const first = leaves[0] as Leaf;
  if (leaves.length === 1) return [compact(first.path.subarray(depth), true), first.value];
  const last = leaves[leaves.length - 1] as Leaf;
  const shared = commonLength(first.path, last.path);
  if (shared === depth) return branchOf(leaves, depth, watch);
  return [compact(first.path.subarray(depth, shared), false), reference(leaves, shared, watch)];
}

function branchOf(leaves: readonly Leaf[], depth: number, watch?: Watch): RlpItem {
  const children: RlpItem[] = Array.from({ length: 16 }, () => "0x");
  let from = 0;
  let value: RlpItem = "0x";
  // A path that ends here is a prefix of all the others, so it is the first.
  if (leaves[0]?.path.length === depth) value = (leaves[from++] as Leaf).value;
  while (from < leaves.length) {
    const nibble = leaves[from]?.path[depth] as number;
    let to = from + 1;
    while (to < leaves.length && leaves[to]?.path[depth] === nibble) to++;
    children[nibble] = reference(leaves.slice(from, to), depth + 1, watch);
    from = to;
  }
  return [...children, value];
}

/** How a node stands in its parent. */
function reference(leaves: readonly Leaf[], depth: number, watch?: Watch): RlpItem {
  const node = nodeOf(leaves, depth, watch);
  const encoded = encodeRlp(node);
  if (encoded.length < HASH_BYTES) return node;
  watch?.(leaves, encoded);
  return keccak256(encoded);
}

function toLeaves(entries: readonly TrieEntry[]): Leaf[] {
  return entries
    .toSorted(([a], [b]) => Buffer.compare(a, b))
    .map(([key, value]) => ({ path: toNibbles(key), value }));
}

/** A key as half bytes. */
export function toNibbles(key: Uint8Array): Uint8Array {
  const nibbles = new Uint8Array(key.length * 2);
  key.forEach((byte, i) => {
    nibbles[2 * i] = byte >> 4;
    nibbles[2 * i + 1] = byte & 15;
  });
  return nibbles;
}

/** Half bytes as bytes, with what kind of node they belong to and whether they are odd in number. */
function compact(nibbles: Uint8Array, leaf: boolean): Uint8Array {
  const odd = nibbles.length % 2;
  const bytes = new Uint8Array((nibbles.length + 2 - odd) / 2);
  bytes[0] = (leaf ? 0x20 : 0) + (odd ? 0x10 + (nibbles[0] as number) : 0);
  for (let i = odd; i < nibbles.length; i += 2) {
    bytes[(i + 2 - odd) / 2] = ((nibbles[i] as number) << 4) + (nibbles[i + 1] as number);
  }
  return bytes;
}

function commonLength(a: Uint8Array, b: Uint8Array): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

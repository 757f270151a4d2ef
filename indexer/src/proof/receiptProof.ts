import type { RpcReceipt } from "./answer.ts";
import { ReceiptProofError } from "./errors.ts";
import { toHex } from "./hex.ts";
import { keccak256 } from "./keccak.ts";
import { encodeReceipt } from "./receipt.ts";
import type { RlpDecoded } from "./rlp.ts";
import { decodeRlp, encodeIndex, RlpError } from "./rlp.ts";
import { indexed, toNibbles, trieProof } from "./trie.ts";

/**
 * The nodes of a block's receipts trie from its root to a receipt: with the header they prove the receipt.
 * @param receipts - all of the block, in order
 * @throws RangeError if there is none at `index`; FieldError if a field of one does not hold what it should.
 */
export function receiptProof(receipts: readonly RpcReceipt[], index: number): Uint8Array[] {
  if (receipts[index] === undefined) {
    throw new RangeError(`There is no receipt ${index}: the block has ${receipts.length}`);
  }
  const values = receipts.map((receipt) => encodeReceipt(receipt).bytes);
  return trieProof(indexed(values), encodeIndex(index));
}

/**
 * The receipt that a proof is of: its type, unless 0, and RLP.
 * @param root - `receiptsRoot` of the header, `0x` hex
 * @param index - of the receipt in its block
 * @throws ReceiptProofError unless the proof is of exactly the receipt that the root commits to there.
 */
export function verifyReceiptProof(
  root: string,
  index: number,
  proof: readonly Uint8Array[],
): Uint8Array {
  if (!Number.isInteger(index) || index < 0 || index > 0xffff_ffff) {
    throw new ReceiptProofError(index, "the index is no integer from 0 to 2^32 - 1");
  }
  const walk = { index, path: toNibbles(encodeIndex(index)), depth: 0 };
  let step: Step = { hash: root.toLowerCase() };
  for (const [position, node] of proof.entries()) {
    if (!("hash" in step)) throw new ReceiptProofError(index, "nodes are left over");
    if (toHex(keccak256(node)) !== step.hash) {
      throw new ReceiptProofError(index, `node ${position} does not have hash ${step.hash}`);
    }
    step = descend(walk, decode(index, node));
  }
  if ("value" in step) return step.value;
  throw new ReceiptProofError(index, `the node with hash ${step.hash} is missing`);
}

/** Where a node leads: to the node with this hash, or to the value. */
type Step = { readonly hash: string } | { readonly value: Uint8Array };

interface Walk {
  readonly index: number;
  readonly path: Uint8Array;
  /** How much of the path is behind. */
  depth: number;
}

/** Follows the path through a node and those that stand in it. */
function descend(walk: Walk, node: RlpDecoded): Step {
  if (node instanceof Uint8Array) throw noReceipt(walk);
  if (node.length === 17) {
    const nibble = walk.path[walk.depth++];
    return into(walk, node[nibble ?? 16], nibble === undefined);
  }
  const [key, child] = node;
  if (node.length !== 2 || !(key instanceof Uint8Array) || key.length === 0) throw noReceipt(walk);
  const nibbles = toNibbles(key);
  const kind = nibbles[0] as number;
  const part = nibbles.subarray(kind & 1 ? 1 : 2);
  const leaf = (kind & 2) !== 0;
  const matches = part.every((nibble, i) => nibble === walk.path[walk.depth + i]);
  walk.depth += part.length;
  if (!matches || (leaf && walk.depth !== walk.path.length)) throw noReceipt(walk);
  return into(walk, child, leaf);
}

function into(walk: Walk, child: RlpDecoded | undefined, isValue: boolean): Step {
  if (child === undefined) throw noReceipt(walk);
  const bytes = child instanceof Uint8Array;
  if (!isValue && !bytes) return descend(walk, child);
  if (!isValue && bytes && child.length === 32) return { hash: toHex(child) };
  if (isValue && bytes && child.length > 0) return { value: child };
  throw noReceipt(walk);
}

function noReceipt({ index }: Walk): ReceiptProofError {
  return new ReceiptProofError(index, "the nodes do not lead to it");
}

function decode(index: number, node: Uint8Array): RlpDecoded {
  try {
    return decodeRlp(node);
  } catch (error) {
    if (!(error instanceof RlpError)) throw error;
    throw new ReceiptProofError(index, `a node is not RLP: ${error.message}`);
  }
}

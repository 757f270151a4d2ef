import type { RpcBlock } from "./answer.ts";
import { BLOOM_BYTES } from "./bloom.ts";
import { readBytes, readInteger, toHex } from "./hex.ts";
import { keccak256 } from "./keccak.ts";
import { hashedExtraData } from "./qbft.ts";
import { encodeRlp } from "./rlp.ts";

/** How a chain's blocks get their hashes: of the whole header, or as QBFT does. */
export type Consensus = "standard" | "qbft";

type Field = readonly [name: keyof RpcBlock, bytes: number | "integer" | "any"];

const FIELDS: readonly Field[] = [
  ["parentHash", 32],
  ["sha3Uncles", 32],
  ["miner", 20],
  ["stateRoot", 32],
  ["transactionsRoot", 32],
  ["receiptsRoot", 32],
  ["logsBloom", BLOOM_BYTES],
  ["difficulty", "integer"],
  ["number", "integer"],
  ["gasLimit", "integer"],
  ["gasUsed", "integer"],
  ["timestamp", "integer"],
  ["extraData", "any"],
  ["mixHash", 32],
  ["nonce", 8],
];

/** Those that forks added at the end, in their order: a header has so many of them as its fork wants. */
const FORK_FIELDS: readonly Field[] = [
  ["baseFeePerGas", "integer"],
  ["withdrawalsRoot", 32],
  ["blobGasUsed", "integer"],
  ["excessBlobGas", "integer"],
  ["parentBeaconBlockRoot", 32],
  ["requestsHash", 32],
];

/**
 * The bytes whose hash is the block's. Of the fields that forks added, those after the first absent one
 * are not in them.
 * @throws FieldError if a field does not hold what it should.
 */
export function encodeHeader(block: RpcBlock, consensus: Consensus): Uint8Array {
  const absent = FORK_FIELDS.findIndex(([name]) => (block[name] ?? null) === null);
  const fields = [...FIELDS, ...FORK_FIELDS.slice(0, absent === -1 ? undefined : absent)];
  return encodeRlp(
    fields.map(([name, bytes]) => {
      const value = block[name];
      if (name === "extraData" && consensus === "qbft")
        return hashedExtraData(readBytes(value, name));
      if (bytes === "integer") return readInteger(value, name);
      return readBytes(value, name, bytes === "any" ? undefined : bytes);
    }),
  );
}

/**
 * A block's hash, from its header's fields.
 * @throws FieldError if a field does not hold what it should.
 */
export function headerHash(block: RpcBlock, consensus: Consensus = "standard"): string {
  return toHex(keccak256(encodeHeader(block, consensus)));
}

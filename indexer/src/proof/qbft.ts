import { FieldError, fromHex } from "./hex.ts";
import { decodeRlp, encodeRlp, RlpError } from "./rlp.ts";

/** Extra data of other chains is no longer, except for seals that are no RLP. */
const VANITY_BYTES = 32;

/**
 * Whether a header's extra data is that of a Byzantine-fault-tolerant chain (QBFT or IBFT 2.0), whose
 * blocks are final once made: vanity data, a list of validators, and three items more.
 * @param extraData - of a header, as `0x` hex
 */
export function isBftExtraData(extraData: string): boolean {
  if (typeof extraData !== "string" || extraData.length <= 2 + 2 * VANITY_BYTES) return false;
  try {
    const items = decodeRlp(fromHex(extraData));
    if (items instanceof Uint8Array || items.length !== 5) return false;
    const validators = items[1];
    return !(validators === undefined || validators instanceof Uint8Array);
  } catch (error) {
    if (error instanceof RlpError) return false;
    throw error;
  }
}

/**
 * The extra data that a QBFT block's hash is of: round 0 and no commit seals, for the validators seal that
 * hash, in a round that may not be the first. Round and seals themselves are therefore not proved by it.
 * (The list is vanity data, validators, vote, round, seals.)
 * @param extraData - of the header, as well-formed `0x` hex
 * @throws FieldError if it is not the extra data of QBFT.
 */
export function hashedExtraData(extraData: string): Uint8Array {
  try {
    const items = decodeRlp(fromHex(extraData));
    if (!(items instanceof Uint8Array) && items.length === 5) {
      return encodeRlp([...items.slice(0, 3), "0x", []]);
    }
  } catch (error) {
    if (!(error instanceof RlpError)) throw error;
  }
  throw new FieldError("extraData", "the RLP of QBFT's five items", extraData);
}

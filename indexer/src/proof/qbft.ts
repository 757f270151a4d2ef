import { FieldError, fromHex } from "./hex.ts";
import { decodeRlp, encodeRlp, RlpError } from "./rlp.ts";

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

import type { Exemption } from "./enums.ts";
import { EXEMPTIONS } from "./enums.ts";
import { InvalidInputError } from "./errors/input.ts";

/** Exemptions as the contract has them. Throws {@link InvalidInputError}. */
export function exemptionBits(exemptions: readonly Exemption[]): number {
  return exemptions.reduce((bits, exemption) => {
    const bit = EXEMPTIONS.indexOf(exemption);
    if (bit < 0)
      throw new InvalidInputError("exemptions", exemption, `one of ${EXEMPTIONS.join(", ")}`);
    return bits | (1 << bit);
  }, 0);
}

/** The exemptions in a set of bits. */
export function exemptionsIn(bits: bigint): Exemption[] {
  return EXEMPTIONS.filter((_, bit) => (bits >> BigInt(bit)) & 1n);
}

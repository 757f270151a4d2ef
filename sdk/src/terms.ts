import type { Use } from "./enums.ts";
import { USES } from "./enums.ts";
import { InvalidInputError } from "./errors/input.ts";
import type { TermsStruct, TermsStructOutput } from "./generated/contracts/Licenses.ts";
import type { Hex } from "./input.ts";
import { hash32, recordNumber, seconds } from "./input.ts";
import { packTerritory, territoryCodes } from "./territory.ts";

/** What a licence grants. Maps one to one to an ODRL 2.2 policy. */
export interface Terms {
  /** Uses the licensee may make; at least one. */
  readonly permittedUses: readonly Use[];
  /** Uses named as forbidden. What is neither permitted nor prohibited is not granted. */
  readonly prohibitedUses?: readonly Use[];
  /** From when the licence is good. Default: 1970, that is at once. */
  readonly from?: Date;
  /** When it ends; not after the certificate does. */
  readonly until: Date;
  /** Metered units granted, 1 to 2^64 - 1. Left out: not metered. */
  readonly units?: bigint;
  /** Whether the licensee may grant sub-licences. Default false. */
  readonly sublicensing?: boolean;
  /** Whether the licensee may register assets derived from this one. Default false. */
  readonly derivatives?: boolean;
  /** Whether no other licence may be in force at the same time. Default false. */
  readonly exclusive?: boolean;
  /** Whether the licensor must be named. Default false. */
  readonly attribution?: boolean;
  /** Part of what derived assets earn that is due to the licensor, in basis points (1 to 10,000). Default 0: none. */
  readonly royalty?: number;
  /** Whether the licensee may hand the licence on to another participant. Default false. */
  readonly transferable?: boolean;
  /** Number of the participant that alone records use. Left out: licensee and licensor do. */
  readonly meter?: number;
  /** Where the use may take place: ISO 3166-1 numeric codes, ascending. Default, and empty: anywhere. */
  readonly territory?: readonly number[];
  /** SHA-256 of the terms document. */
  readonly documentHash: string;
}

/** Terms as a contract returns them: nothing is left out. */
export interface RecordedTerms {
  readonly permittedUses: readonly Use[];
  readonly prohibitedUses: readonly Use[];
  readonly from: Date;
  readonly until: Date;
  /** null: not metered. */
  readonly units: bigint | null;
  readonly sublicensing: boolean;
  readonly derivatives: boolean;
  readonly exclusive: boolean;
  readonly attribution: boolean;
  /** Basis points; 0: none. */
  readonly royalty: number;
  readonly transferable: boolean;
  /** null: licensee and licensor record use. */
  readonly meter: number | null;
  readonly territory: readonly number[];
  readonly documentHash: Hex;
}

/** Terms as the contract takes them. Throws {@link InvalidInputError}. */
export function packTerms(terms: Terms): TermsStruct {
  return {
    permittedUses: useBits(terms.permittedUses, "permittedUses"),
    prohibitedUses: useBits(terms.prohibitedUses ?? [], "prohibitedUses"),
    validFrom: terms.from === undefined ? 0 : seconds(terms.from, "from"),
    validUntil: seconds(terms.until, "until"),
    units: terms.units === undefined ? 0n : unitCount(terms.units),
    sublicensing: terms.sublicensing ?? false,
    derivatives: terms.derivatives ?? false,
    exclusive: terms.exclusive ?? false,
    attribution: terms.attribution ?? false,
    royalty: basisPoints(terms.royalty ?? 0, "royalty"),
    transferable: terms.transferable ?? false,
    meter: terms.meter === undefined ? 0 : recordNumber(terms.meter, "meter"),
    territory: packTerritory(terms.territory ?? []),
    documentHash: hash32(terms.documentHash, "documentHash"),
  };
}

/** Terms as the contract returned them. */
export function recordedTerms(terms: TermsStructOutput): RecordedTerms {
  return {
    permittedUses: usesIn(terms.permittedUses),
    prohibitedUses: usesIn(terms.prohibitedUses),
    from: new Date(Number(terms.validFrom) * 1000),
    until: new Date(Number(terms.validUntil) * 1000),
    units: terms.units === 0n ? null : terms.units,
    sublicensing: terms.sublicensing,
    derivatives: terms.derivatives,
    exclusive: terms.exclusive,
    attribution: terms.attribution,
    royalty: Number(terms.royalty),
    transferable: terms.transferable,
    meter: Number(terms.meter) || null,
    territory: territoryCodes(terms.territory),
    documentHash: terms.documentHash as Hex,
  };
}

/** The uses in a set of bits. */
export function usesIn(bits: bigint): Use[] {
  return USES.filter((_, bit) => (bits >> BigInt(bit)) & 1n);
}

function unitCount(units: bigint): bigint {
  const valid = units > 0n && units < 2n ** 64n;
  if (!valid) throw new InvalidInputError("units", units, "1 to 2^64 - 1, or left out");
  return units;
}

/** Hundredths of a percent. Throws {@link InvalidInputError}. */
export function basisPoints(points: number, field: string): number {
  const valid = Number.isInteger(points) && points >= 0 && points <= 10_000;
  if (!valid) throw new InvalidInputError(field, points, "basis points, 0 to 10,000");
  return points;
}

/** Uses as a set of bits. Throws {@link InvalidInputError}. */
export function useBits(uses: readonly Use[], field: string): number {
  return uses.reduce((bits, use) => {
    const bit = USES.indexOf(use);
    if (bit < 0) throw new InvalidInputError(field, use, `one of ${USES.join(", ")}`);
    return bits | (1 << bit);
  }, 0);
}

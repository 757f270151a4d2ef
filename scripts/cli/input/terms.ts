import { InvalidArgumentError } from "commander";

import type { Terms, Use } from "../../../sdk/src/index.ts";
import { wholeNumber } from "./words.ts";

/** The options that make the terms of a licence. */
export interface TermsOptions {
  readonly use: readonly Use[];
  readonly prohibit?: readonly Use[];
  readonly from?: Date;
  readonly until: Date;
  readonly territory?: readonly number[];
  readonly units?: bigint;
  readonly exclusive?: boolean;
  readonly derivatives?: boolean;
  readonly sublicensing?: boolean;
  readonly attribution?: boolean;
  readonly royalty?: number;
  readonly transferable?: boolean;
  readonly meter?: number;
}

/** Terms as the index answers with them, all but their document. */
export interface AgreedTerms {
  readonly permittedUses: readonly string[];
  readonly prohibitedUses: readonly string[];
  readonly from: string;
  readonly until: string;
  /** Decimal; null: not metered. */
  readonly units: string | null;
  readonly sublicensing: boolean;
  readonly derivatives: boolean;
  readonly exclusive: boolean;
  readonly attribution: boolean;
  /** Basis points; 0: none. */
  readonly royalty: number;
  readonly transferable: boolean;
  /** Who alone records use; null: licensee and licensor do. */
  readonly meter: string | null;
  readonly territory: readonly number[];
}

const MOST_UNITS = 2n ** 64n - 1n;

/** Reads ISO 3166-1 numeric codes, `156,840`, in any order. */
export function parseTerritory(text: string): number[] {
  const codes = [...new Set(text.split(",").map((code) => wholeNumber(1, 999)(code.trim())))];
  if (codes.length > 16) throw new InvalidArgumentError("at most sixteen countries can be named");
  return codes.toSorted((a, b) => a - b);
}

/** Reads a number of metered units, up to 2^64 - 1. */
export function parseUnits(text: string): bigint {
  const units = /^[1-9][0-9]{0,19}$/.test(text) ? BigInt(text) : 0n;
  if (units < 1n || units > MOST_UNITS) {
    throw new InvalidArgumentError(`"${text}" is not a number of units from 1 to ${MOST_UNITS}`);
  }
  return units;
}

/** What the options agree on, as JSON. */
export function agreedTerms(options: TermsOptions): AgreedTerms {
  return {
    permittedUses: options.use,
    prohibitedUses: options.prohibit ?? [],
    from: (options.from ?? new Date(0)).toISOString(),
    until: options.until.toISOString(),
    units: options.units?.toString() ?? null,
    sublicensing: options.sublicensing ?? false,
    derivatives: options.derivatives ?? false,
    exclusive: options.exclusive ?? false,
    attribution: options.attribution ?? false,
    royalty: options.royalty ?? 0,
    transferable: options.transferable ?? false,
    meter: options.meter === undefined ? null : `participant:${options.meter}`,
    territory: options.territory ?? [],
  };
}

/** The same, as it is granted. */
export function termsToGrant(options: TermsOptions, documentHash: string): Terms {
  const { use, prohibit = [], from, until, units, territory = [] } = options;
  const { sublicensing, derivatives, exclusive, attribution, royalty, transferable } =
    agreedTerms(options);
  return {
    permittedUses: use,
    prohibitedUses: prohibit,
    ...(from === undefined ? {} : { from }),
    until,
    ...(units === undefined ? {} : { units }),
    sublicensing,
    derivatives,
    exclusive,
    attribution,
    royalty,
    transferable,
    ...(options.meter === undefined ? {} : { meter: options.meter }),
    territory,
    documentHash,
  };
}

import type { SqlBool } from "kysely";
import { sql } from "kysely";

import type { TermsColumns } from "../store/licenseRows.ts";
import { builder } from "./builder.ts";
import { Use, USES } from "./enums.ts";
import { userError } from "./errors.ts";
import type { Condition } from "./filter.ts";
import { formatId } from "./ids.ts";

/** A territory packs up to sixteen 16-bit codes, from the low end of a big-endian word up. */
const TERRITORY_BYTES = 32;

export const TermsRef = builder.objectRef<TermsColumns>("Terms").implement({
  description: "The machine-readable deal; maps one to one to an ODRL 2.2 policy.",
  fields: (t) => ({
    permittedUses: t.field({ type: [Use], resolve: (row) => usesIn(row.permitted_uses) }),
    prohibitedUses: t.field({
      type: [Use],
      description: "Named as forbidden; what is in neither list is not granted.",
      resolve: (row) => usesIn(row.prohibited_uses),
    }),
    from: t.expose("term_from", { type: "DateTime" }),
    until: t.expose("term_until", {
      type: "DateTime",
      description: "The licence is good before it, not at it.",
    }),
    units: t.field({
      type: "BigInt",
      nullable: true,
      description: "Metered units granted; null if use is not metered.",
      resolve: ({ units }) => (units === "0" ? null : units),
    }),
    sublicensing: t.boolean({ resolve: (row) => row.sublicensing === 1 }),
    derivatives: t.boolean({
      description: "Whether the licensee may register assets derived from this one.",
      resolve: (row) => row.derivatives === 1,
    }),
    exclusive: t.boolean({ resolve: (row) => row.exclusive === 1 }),
    attribution: t.boolean({ resolve: (row) => row.attribution === 1 }),
    royalty: t.exposeInt("royalty", {
      description:
        "Part of what derived assets earn that is due to the licensor, in basis points; 0: none.",
    }),
    transferable: t.boolean({
      description: "Whether the licensee may hand the licence on.",
      resolve: (row) => row.transferable === 1,
    }),
    meter: t.id({
      nullable: true,
      description: "Participant who alone records use; null: licensee and licensor do.",
      resolve: ({ meter }) => (meter === 0 ? null : formatId("participant", meter)),
    }),
    territory: t.intList({
      description: "Countries it is good in, ISO 3166-1 numeric, ascending; empty: anywhere.",
      resolve: (row) => countriesIn(row.territory),
    }),
    documentHash: t.expose("document_hash", { type: "Bytes32" }),
  }),
});

/** SQL: the terms permit a use, given by the number of its bit. */
export function permitsUse(use: number): Condition {
  return sql<SqlBool>`(permitted_uses & ${1 << use}) <> 0`;
}

/**
 * SQL: the terms are good in a country, given by its ISO 3166-1 numeric code.
 * @throws BAD_USER_INPUT if there can be no such code.
 */
export function permitsIn(country: number): Condition {
  if (country < 1 || country > 999) {
    throw userError("BAD_USER_INPUT", `Country codes are 1 to 999 (ISO 3166-1), got ${country}`);
  }
  const code = Buffer.from([(country >> 8) & 0xff, country & 0xff]);
  const codes = Array.from({ length: TERRITORY_BYTES / 2 }, (_, index) => 2 * index + 1);
  const named = codes.map(
    (start) => sql<SqlBool>`substr(territory, ${sql.lit(start)}, 2) = ${code}`,
  );
  return sql<SqlBool>`(territory = ${Buffer.alloc(TERRITORY_BYTES)} or ${sql.join(named, sql` or `)})`;
}

function usesIn(set: number): number[] {
  return Array.from({ length: USES }, (_, bit) => bit).filter((bit) => set & (1 << bit));
}

/** The countries that a packed territory names, ascending; none: anywhere. */
export function countriesIn(territory: Buffer): number[] {
  const countries: number[] = [];
  for (let start = TERRITORY_BYTES - 2; start >= 0; start -= 2) {
    const code = territory.readUInt16BE(start);
    if (code === 0) break;
    countries.push(code);
  }
  return countries;
}

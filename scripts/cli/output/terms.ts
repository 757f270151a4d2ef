import type { AgreedTerms } from "../input/terms.ts";
import { formatCount, formatTime } from "./format.ts";

type Labelled = readonly [label: string, value: string | undefined];

/** The terms of a licence, for people. */
export function termsFields(terms: AgreedTerms & { readonly documentHash: string }): Labelled[] {
  const { permittedUses, prohibitedUses, from, until, units, territory, documentHash } = terms;
  const begins = Date.parse(from) === 0 ? "at once" : formatTime(from);
  return [
    ["permitted", permittedUses.join(", ")],
    ["prohibited", prohibitedUses.join(", ") || undefined],
    ["term", `${begins} until ${formatTime(until)}`],
    ["territory", territory.length === 0 ? "anywhere" : territory.map(formatCountry).join(", ")],
    ["units", units === null ? "not metered" : formatCount(Number(units))],
    ["conditions", conditions(terms)],
    ["document", documentHash],
  ];
}

function conditions(terms: AgreedTerms): string {
  return [
    terms.exclusive ? "exclusive" : "not exclusive",
    terms.derivatives ? "derivatives allowed" : "no derivatives",
    terms.sublicensing ? "sub-licensing allowed" : "no sub-licensing",
    ...(terms.attribution ? ["the licensor must be named"] : []),
    ...(terms.royalty > 0 ? [`royalty ${terms.royalty / 100} %`] : []),
    ...(terms.transferable ? ["may be handed on"] : []),
    ...(terms.meter === null ? [] : [`use recorded by ${terms.meter}`]),
  ].join(", ");
}

/** A country by its ISO 3166-1 numeric code. */
export function formatCountry(code: number): string {
  return String(code).padStart(3, "0");
}

import type { Terms, Use } from "../../sdk/src/index.ts";

/** What a file's package says of one of its licences. */
export interface DataLicense {
  readonly name?: string;
  readonly title?: string;
  readonly path?: string;
}

/** What the licences of data allow, from the freest to the narrowest. */
export const LICENSE_CLASSES = [
  "OPEN",
  "ATTRIBUTION",
  "SHARE_ALIKE",
  "NON_COMMERCIAL",
  "RESEARCH",
  "NONE",
] as const;
export type LicenseClass = (typeof LICENSE_CLASSES)[number];

/**
 * Which licence is of which class; the first rule that matches decides. What no rule knows is NONE,
 * as are licences of software and marks, and licences that say themselves that they are unclear: the
 * holding of such a file can be registered, and nobody is licensed to use it.
 */
const RULES: readonly (readonly [RegExp, LicenseClass])[] = [
  [/unspecified|trademark|lesser general public/i, "NONE"],
  [/public domain|CC0|commons zero|U\.S\. government|government-works/i, "OPEN"],
  [/educational|terms-use-copyright|IPUMS/i, "RESEARCH"],
  [/EM-DAT/, "NON_COMMERCIAL"],
  [/ODbL/, "SHARE_ALIKE"],
  [/commons attribution|commons BY|open government licen[cs]e/i, "ATTRIBUTION"],
  [/\bISC\b|\bBSD\b|\bMIT\b|vega-datasets\/.*\/LICENSE/, "ATTRIBUTION"],
  [/other-open|census bureau terms/i, "ATTRIBUTION"],
];

/** The class of a file under several licences: the narrowest of them. */
export function classOf(licenses: readonly DataLicense[]): LicenseClass {
  const classes = licenses.map(({ name, title, path }) => {
    const text = [name, title, path].join(" ");
    return RULES.find(([pattern]) => pattern.test(text))?.[1] ?? "NONE";
  });
  return LICENSE_CLASSES.findLast((one) => classes.includes(one)) ?? "NONE";
}

const EVERY_USE: readonly Use[] = [
  "READ",
  "REPRODUCE",
  "ANALYZE",
  "DERIVE",
  "TRAIN",
  "AGGREGATE",
  "ANONYMIZE",
  "DISTRIBUTE",
  "COMMERCIALIZE",
];

/** What terms say of use, apart from their time, place and document. */
export type TermsOfUse = Omit<Terms, "until" | "documentHash">;

/** The terms that a class of data licences comes to in the registry. */
export const TERMS_OF_USE: Readonly<Record<Exclude<LicenseClass, "NONE">, TermsOfUse>> = {
  OPEN: { permittedUses: EVERY_USE, derivatives: true, sublicensing: true },
  ATTRIBUTION: {
    permittedUses: EVERY_USE,
    derivatives: true,
    sublicensing: true,
    attribution: true,
  },
  SHARE_ALIKE: {
    permittedUses: EVERY_USE,
    derivatives: true,
    sublicensing: true,
    attribution: true,
  },
  NON_COMMERCIAL: {
    permittedUses: ["READ", "REPRODUCE", "ANALYZE", "DERIVE", "AGGREGATE", "DISTRIBUTE"],
    prohibitedUses: ["COMMERCIALIZE"],
    derivatives: true,
    attribution: true,
  },
  RESEARCH: {
    permittedUses: ["READ", "REPRODUCE", "ANALYZE"],
    prohibitedUses: ["DISTRIBUTE", "COMMERCIALIZE"],
    attribution: true,
  },
};

import type { Right } from "../../sdk/src/index.ts";
import type { CatalogueFile } from "./catalogue.ts";
import { DERIVED } from "./lineage.ts";
import type { TermsOfUse } from "./licensing.ts";
import { TERMS_OF_USE } from "./licensing.ts";
import type { OwnerKey } from "./owners.ts";

/** A right that somebody registers over a file. */
export interface Registration {
  readonly file: string;
  readonly right: Right;
  readonly by: OwnerKey;
  /** File whose holding it rests on: the original of a derived file, or the file itself. */
  readonly from?: string;
  /** How many registrations have to be confirmed, one after another, before this one can be filed. */
  readonly generation: number;
}

/** A licence that the holder of a file grants. */
export interface Grant {
  readonly file: string;
  readonly to: OwnerKey;
  readonly terms: TermsOfUse;
  readonly years: number;
}

/** What others than the holders do with files: it rests on a licence, or on their own holding. */
const FURTHER_RIGHTS: readonly (readonly [file: string, right: Right, by: OwnerKey])[] = [
  ["flights-3m.parquet", "PROCESS", "rhein"],
  ["global-temp.csv", "PROCESS", "nairobi"],
  ["co2-concentration.csv", "PROCESS", "nairobi"],
  ["us-employment.csv", "PROCESS", "osaka"],
  ["us-10m.json", "PROCESS", "yizhuang"],
  ["gapminder.json", "PROCESS", "haidian"],
  ["penguins.json", "PROCESS", "researcher"],
  ["earthquakes.json", "OPERATE", "exchange"],
  ["zipcodes.csv", "OPERATE", "rhein"],
  ["pcas.json", "OPERATE", "exchange"],
  ["pcas-code.json", "OPERATE", "chaoyang"],
];

/** Filed at last, and waiting for an examiner. */
export const WAITING: Registration = {
  file: "weather.csv",
  right: "PROCESS",
  by: "nairobi",
  from: "weather.csv",
  generation: 1,
};

/** Filed against the holding of the one who measured the cars, and rejected. */
export const RIVAL: Registration = { file: "cars.json", right: "HOLD", by: "rhein", generation: 0 };

/** Withdrawn by its applicant while in notice. */
export const WITHDRAWN = { file: "penguins.json", right: "PROCESS", by: "researcher" } as const;

/** Objections to holdings, and how they are decided. */
export const OBJECTIONS: readonly (readonly [
  file: string,
  by: OwnerKey,
  decision: "DISMISSED" | "UPHELD",
])[] = [
  ["world-110m.json", "yizhuang", "DISMISSED"],
  ["platformer-terrain.json", "studio", "UPHELD"],
];

/** The end of some holdings, and one that passes on. */
export const SURRENDERED = "sp500.csv";
export const ANNULLED = "movies.json";
export const TRANSFERRED = { file: "provinces.csv", to: "chaoyang" } as const;

/** Licences that do not run undisturbed. */
export const SUSPENDED = [
  { file: "streets.csv", to: "rhein" },
  { file: "jobs.json", to: "osaka" },
] as const;
export const RESUMED = SUSPENDED[1];
export const TERMINATED = { file: "cars.json", to: "researcher" } as const;

/** Licences to use a file as it is; those that registrations rest on are added to them. */
const USERS: readonly (readonly [file: string, to: OwnerKey])[] = [
  ["airports.csv", "rhein"],
  ["flights-airport.csv", "exchange"],
  ["budget.json", "exchange"],
  ["cars.json", "researcher"],
  ["crimea.json", "researcher"],
  ["penguins.json", "osaka"],
  ["disasters.csv", "nairobi"],
  ["countries.json", "nairobi"],
  ["gapminder.json", "osaka"],
  ["jobs.json", "osaka"],
  ["population.json", "osaka"],
  ["seattle-weather.csv", "nairobi"],
  ["annual-precip.json", "nairobi"],
  ["londonBoroughs.json", "exchange"],
  ["londonTubeLines.json", "rhein"],
  ["us-state-capitals.json", "exchange"],
  ["world-110m.json", "yizhuang"],
  ["zipcodes.csv", "exchange"],
];

/** Royalties that the holder of an original gets of what derived files earn, in basis points. */
const ROYALTIES: Readonly<Record<string, number>> = { "data.sqlite": 1_000 };

const CHINA = 156;
const GERMANY = 276;

/** Deals of the processors over what they made themselves, narrower than the data's own licence. */
const DEALS: readonly Grant[] = [
  {
    file: "villages.csv",
    to: "yizhuang",
    terms: { ...TERMS_OF_USE.ATTRIBUTION, exclusive: true, territory: [CHINA] },
    years: 1,
  },
  {
    file: "streets.csv",
    to: "rhein",
    terms: {
      permittedUses: ["READ", "ANALYZE", "AGGREGATE"],
      prohibitedUses: ["TRAIN", "DISTRIBUTE", "COMMERCIALIZE"],
      attribution: true,
      units: 100_000n,
      territory: [CHINA, GERMANY],
    },
    years: 1,
  },
];

/** Every file is registered for HOLD by who holds it, and some for more by others. */
export function planRegistrations(files: readonly CatalogueFile[]): Registration[] {
  const holdings = files.map(({ name, holder }): Registration => {
    const derived = DERIVED[name];
    const base = { file: name, right: "HOLD", generation: generationOf(name) } as const;
    return derived ? { ...base, by: derived.by, from: derived.from } : { ...base, by: holder };
  });
  const further = FURTHER_RIGHTS.map(([file, right, by]): Registration => ({
    file,
    right,
    by,
    from: file,
    generation: generationOf(file) + 1,
  }));
  return [...holdings, ...further];
}

/** Licences that the registrations rest on, licences to users, and deals. */
export function planGrants(
  files: readonly CatalogueFile[],
  registrations: readonly Registration[],
): Grant[] {
  const resting = [...registrations, WAITING].flatMap(({ from, by }) => {
    const usesOwn = from === undefined || holderOf(from, files) === by;
    return usesOwn ? [] : [[from, by] as const];
  });
  const pairs = new Map([...resting, ...USERS].map((pair) => [pair.join(), pair]));
  const grants = [...pairs.values()].map(([file, to]): Grant => {
    const { licenseClass } = fileNamed(file, files);
    if (licenseClass === "NONE") throw new Error(`The plan licenses ${file}, which nobody may`);
    const royalty = ROYALTIES[file];
    const terms = { ...TERMS_OF_USE[licenseClass], ...(royalty && { royalty }) };
    return { file, to, terms, years: 2 };
  });
  return [...grants, ...DEALS];
}

/** Who holds a file by the plan. */
export function holderOf(name: string, files: readonly CatalogueFile[]): OwnerKey {
  return DERIVED[name]?.by ?? fileNamed(name, files).holder;
}

function generationOf(name: string): number {
  const derived = DERIVED[name];
  return derived === undefined ? 0 : generationOf(derived.from) + 1;
}

function fileNamed(name: string, files: readonly CatalogueFile[]): CatalogueFile {
  const file = files.find((one) => one.name === name);
  if (file === undefined) throw new Error(`The plan names ${name}, which no data package holds`);
  return file;
}

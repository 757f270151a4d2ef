import type { OwnerKey } from "./owners.ts";

/** A file that was made out of another one of the catalogue. */
export interface Derivation {
  readonly from: string;
  /** Who made it. Holding the original too, it needs no licence. */
  readonly by: OwnerKey;
}

/**
 * Which file was made out of which. Every line is true of the bytes: each smaller sample of flights is
 * contained in the next larger, `pcas.json` is `pcas-code.json` without its codes, and the packages'
 * own scripts and descriptions say the rest. The companies that do it here are invented.
 */
export const DERIVED: Readonly<Record<string, Derivation>> = {
  "flights-200k.json": { from: "flights-3m.parquet", by: "vega" },
  "flights-200k.arrow": { from: "flights-200k.json", by: "vega" },
  "flights-20k.json": { from: "flights-3m.parquet", by: "vega" },
  "flights-10k.json": { from: "flights-20k.json", by: "vega" },
  "flights-5k.json": { from: "flights-10k.json", by: "vega" },
  "flights-2k.json": { from: "flights-5k.json", by: "vega" },
  "londonCentroids.json": { from: "londonBoroughs.json", by: "vega" },
  "species.csv": { from: "us-10m.json", by: "usgs" },

  "provinces.csv": { from: "data.sqlite", by: "haidian" },
  "cities.csv": { from: "data.sqlite", by: "haidian" },
  "areas.csv": { from: "data.sqlite", by: "haidian" },
  "streets.csv": { from: "data.sqlite", by: "haidian" },
  "villages.csv": { from: "data.sqlite", by: "haidian" },
  "provinces.json": { from: "data.sqlite", by: "chaoyang" },
  "cities.json": { from: "data.sqlite", by: "chaoyang" },
  "areas.json": { from: "data.sqlite", by: "chaoyang" },
  "streets.json": { from: "data.sqlite", by: "chaoyang" },
  "villages.json": { from: "data.sqlite", by: "chaoyang" },
  "pcas-code.json": { from: "data.sqlite", by: "chaoyang" },
  "pcas-code.json by chunks": { from: "pcas-code.json", by: "chaoyang" },
  "pcas.json": { from: "pcas-code.json", by: "chaoyang" },
  "pca-code.json": { from: "pcas-code.json", by: "yizhuang" },
  "pca.json": { from: "pca-code.json", by: "yizhuang" },
  "pc-code.json": { from: "pca-code.json", by: "yizhuang" },
  "pc.json": { from: "pc-code.json", by: "yizhuang" },
};

import { readFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { ROOT } from "../../scripts/generate/contracts.ts";
import { readCatalogue } from "../../scripts/start/catalogue.ts";
import { hashFiles } from "../../scripts/start/files.ts";
import { StartError } from "../../scripts/start/home.ts";
import { classOf, TERMS_OF_USE } from "../../scripts/start/licensing.ts";
import { DERIVED } from "../../scripts/start/lineage.ts";
import { schedule, SCHEDULE_DAYS } from "../../scripts/start/lifecycle/schedule.ts";
import { holderBySources, OWNERS } from "../../scripts/start/owners.ts";
import { holderOf, planGrants, planRegistrations } from "../../scripts/start/plan.ts";

describe("catalogue of the main job", () => {
  const files = readCatalogue();
  const registrations = planRegistrations(files);
  const grants = planGrants(files, registrations);

  it("holds every file of both packages, each under a name of its own", () => {
    expect(files).to.have.length(91);
    expect(new Set(files.map(({ name }) => name)).size).to.equal(91);
  });

  it("finds the holder of a file by the sources that its package names", () => {
    expect(holderBySources(["U.S. Bureau of Transportation Statistics"])).to.equal("bts");
    expect(holderBySources(["Gapminder Foundation - Life Expectancy"])).to.equal("gapminder");
    expect(holderBySources([])).to.equal("vega");
    const idle = Object.entries(OWNERS).filter(
      ([key, owner]) => "sources" in owner && !files.some(({ holder }) => holder === key),
    );
    expect(idle.map(([key]) => key)).to.eql([]);
  });

  it("reads what data licences allow, by the narrowest of them", () => {
    const by = (title: string) => ({ title });
    expect(classOf([by("U.S. Government Dataset")])).to.equal("OPEN");
    expect(classOf([by("Creative Commons Attribution 4.0")])).to.equal("ATTRIBUTION");
    expect(classOf([by("CC0 1.0 Universal"), by("IPUMS Terms of Use")])).to.equal("RESEARCH");
    expect(classOf([by("Mozilla Trademark License")])).to.equal("NONE");
    expect(classOf([by("A licence nobody has heard of")])).to.equal("NONE");
    expect(classOf([])).to.equal("NONE");
    expect(TERMS_OF_USE.RESEARCH.prohibitedUses).to.include("COMMERCIALIZE");
    expect(TERMS_OF_USE.ATTRIBUTION.attribution).to.equal(true);
  });

  it("licenses no file that has no licence, nor to its own holder", () => {
    for (const { file, to } of grants) {
      const found = files.find(({ name }) => name === file);
      expect(found?.licenseClass, file).to.not.equal("NONE");
      expect(holderOf(file, files), file).to.not.equal(to);
    }
    expect(grants.filter(({ terms }) => terms.exclusive)).to.have.length(1);
    expect(grants.filter(({ terms }) => terms.units !== undefined)).to.have.length(1);
  });

  it("registers every file for HOLD once, and derives at most five deep", () => {
    const holdings = registrations.filter(({ right }) => right === "HOLD");
    expect(holdings.map(({ file }) => file)).to.have.members(files.map(({ name }) => name));
    expect(Math.max(...registrations.map(({ generation }) => generation))).to.equal(4);
  });

  it("is over by the present", () => {
    const days = schedule(registrations, grants).map(({ day }) => day);
    expect(Math.min(...days)).to.be.above(0);
    expect(Math.max(...days)).to.equal(SCHEDULE_DAYS);
  });

  describe("lineage", () => {
    it("is true of the samples of flights: each row of the smaller is in the larger", () => {
      for (const name of ["flights-2k.json", "flights-5k.json", "flights-10k.json"]) {
        const larger = new Set(rowsOf(DERIVED[name]?.from ?? ""));
        expect(
          rowsOf(name).every((row) => larger.has(row)),
          name,
        ).to.equal(true);
      }
    });

    it("is true of the division trees: the plain ones are the coded ones without codes", () => {
      for (const name of ["pcas.json", "pca.json", "pc.json"]) {
        const coded = readJson<CodedDivision[]>(DERIVED[name]?.from ?? "");
        expect(JSON.stringify(namesIn(coded)), name).to.equal(JSON.stringify(readJson(name)));
      }
    });
  });

  it("refuses a file that is not the one its package describes", async () => {
    const [first] = files;
    if (!first) throw new Error("The catalogue is empty");
    await hashFiles([first], () => {});
    const forged = hashFiles([{ ...first, gitBlob: "0".repeat(40) }], () => {});
    const error = await forged.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(StartError);
    expect((error as Error).message).to.match(/7zip\.png is not the file .* npm ci/);
  });

  function readJson<Value>(name: string): Value {
    const file = files.find((one) => one.name === name);
    return JSON.parse(readFileSync(path.join(ROOT, file?.path ?? ""), "utf8")) as Value;
  }

  function rowsOf(name: string): string[] {
    return readJson<object[]>(name).map((row) => JSON.stringify(row));
  }
});

interface CodedDivision {
  readonly name: string;
  readonly children?: readonly CodedDivision[];
}

function namesIn(divisions: readonly CodedDivision[]): unknown {
  if (divisions.every(({ children }) => children === undefined)) {
    return divisions.map(({ name }) => name);
  }
  return Object.fromEntries(
    divisions.map(({ name, children }) => [name, children ? namesIn(children) : []]),
  );
}

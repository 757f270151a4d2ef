import { expect } from "chai";
import { globalOptions } from "hardhat";

import { measureGas } from "../../bench/gas/operations.ts";
import {
  describeDifferences,
  differences,
  readSnapshot,
  SNAPSHOT,
  TOLERANCE,
} from "../../bench/gas/snapshot.ts";
import { openRegistry } from "./acts.ts";
import { loadFixture } from "./registry.ts";

describe("Gas", () => {
  // Code that counts coverage uses more.
  if (!globalOptions.coverage) {
    it("is what bench/gas.json says", async () => {
      const found = differences(readSnapshot(), await measureGas(await loadFixture(openRegistry)));
      if (found.length > 0) expect.fail(describeDifferences(found));
    });
  }

  it("may move by 1 %, up or down, and not by more", () => {
    expect(SNAPSHOT).to.match(/bench.gas\.json$/);
    const within = 100 * TOLERANCE;
    expect(differences({ a: 100, b: 100 }, { a: 100 + within, b: 100 - within })).to.deep.equal([]);
    expect(differences({ a: 100, b: 100 }, { a: 102, b: 98 })).to.have.length(2);
  });

  it("is told by operation, with what to do about it", () => {
    const found = differences({ file: 100, gone: 5 }, { file: 110, new: 7 });
    expect(describeDifferences(found).split("\n")).to.deep.equal([
      "Gas moved by more than 1 % from bench/gas.json:",
      "  file: 100 -> 110 (+10.0 %)",
      "  gone: 5 -> not there",
      "  new: not there -> 7",
      "If that is meant, update it: npm run bench:gas -- --json bench/gas.json",
    ]);
  });
});

import path from "node:path";

import { expect } from "chai";

import { ROOT } from "../../scripts/bootstrap/paths.mjs";
import { solidityTestsOf } from "../../scripts/test/mutation/solidityTests.ts";

const reaching = (source: string) =>
  solidityTestsOf(ROOT, source).map((file) => path.basename(file));

describe("Solidity tests of a contract", () => {
  it("are those that import it, at whatever distance", () => {
    expect(reaching("contracts/amendments/Revisions.sol")).to.deep.equal([
      "Amendments.t.sol",
      "AmendmentsReach.t.sol",
      "Revisions.t.sol",
    ]);
    expect(reaching("contracts/licenses/Terms.sol")).to.include.members([
      "Terms.t.sol",
      "Licenses.t.sol",
    ]);
  });

  it("are none where no test needs the contract", () => {
    expect(reaching("contracts/courts/Courts.sol")).to.deep.equal([]);
  });
});

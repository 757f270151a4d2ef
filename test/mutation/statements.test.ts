import { expect } from "chai";

import { statementsOf, statementsReached } from "../../scripts/test/statements.ts";

const FILE = "contracts/doors/Door.sol";
const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract Door {
    uint256 private _uses;
    function shut(bool twice) external {
        _uses += 1; if (twice) _uses += 1;
    }
}
`;

describe("Coverage of contracts: statements", () => {
  const tags = statementsOf(FILE, SOURCE).map(({ tag }) => Buffer.from(tag).toString("hex"));
  const reached = (some: string[]) => statementsReached(FILE, SOURCE, new Set(some)).unreached;

  it("are named by line and column where no test reached them, two on a line apart", () => {
    expect(reached([])).to.deep.equal(["6:9", "6:21", "6:32"]);
    expect(reached(tags.slice(0, 2))).to.deep.equal(["6:32"]);
    expect(reached(tags)).to.deep.equal([]);
  });

  it("are another file's where the name differs", () => {
    const other = statementsReached("contracts/doors/Gate.sol", SOURCE, new Set(tags));
    expect(other.unreached).to.have.length(other.statements);
  });
});

import { expect } from "chai";

import { linesReached } from "../../scripts/test/lcov.ts";

const REPORT = `TN:
SF:contracts/a/A.sol
DA:3,7
DA:4,0
DA:12,0
LH:1
LF:3
end_of_record
SF:contracts/b/B.sol
DA:1,10
LH:1
LF:1
end_of_record
`;

describe("Coverage of contracts", () => {
  it("names the lines that no test reached", () => {
    expect(linesReached(REPORT)).to.deep.equal([
      { file: "contracts/a/A.sol", lines: 3, unreached: [4, 12] },
      { file: "contracts/b/B.sol", lines: 1, unreached: [] },
    ]);
  });
});

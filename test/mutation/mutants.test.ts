import { expect } from "chai";

import { compile, type Input, parse } from "../../scripts/test/mutation/compiler.ts";
import { applyMutant, enumsOf, findMutants } from "../../scripts/test/mutation/mutants.ts";
import { sample } from "../../scripts/test/mutation/sample.ts";

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
// § not one byte a character
enum DoorStatus { None, Open, Shut }
contract Door {
    error NotOpen();
    DoorStatus private _status = DoorStatus.Open;
    uint256 private _uses;
    modifier counted() { _uses += 1; _; }
    function shut(uint256 most) external counted {
        if (_status != DoorStatus.Open) revert NotOpen();
        require(_uses <= most && most > 0);
        _status = DoorStatus.Shut;
    }
}
`;
const INPUT = { language: "Solidity", sources: { "Door.sol": { content: SOURCE } }, settings: {} };
const EXPECTED = [
  "7: DoorStatus.Open -> DoorStatus.Shut",
  "9: += -> -=",
  "10: counted -> ",
  "11: if (_status != DoorStatus.Open) revert NotOpen(); -> {}",
  "11: != -> ==",
  "11: DoorStatus.Open -> DoorStatus.Shut",
  "12: require(_uses <= most && most > 0); -> {}",
  "12: && -> ||",
  "12: <= -> <",
  "12: > -> >=",
  "13: DoorStatus.Shut -> DoorStatus.None",
];

/** All mutants of the source above. */
function found() {
  const tree = parse(INPUT as Input).get("Door.sol");
  if (!tree) throw new Error("The compiler gave no syntax tree");
  return findMutants("Door.sol", SOURCE, tree, enumsOf([tree]));
}

describe("Mutation of contracts", () => {
  it("finds operators, guards, modifiers and statuses", () => {
    const seen = found().map(({ line, before, after }) => `${line}: ${before} -> ${after}`);
    expect(seen).to.have.members(EXPECTED);
  });

  it("changes nothing but the mutant's own place", () => {
    for (const mutant of found()) {
      const changed = applyMutant(SOURCE, mutant).split("\n");
      const others = (lines: string[]) => lines.toSpliced(mutant.line - 1, 1);
      expect(others(changed)).to.deep.equal(others(SOURCE.split("\n")));
      expect(changed[mutant.line - 1]).to.include(mutant.after);
    }
  });

  it("compiles to other code", () => {
    const built = { artifact: "", source: "Door.sol", name: "Door", input: INPUT as Input };
    const original = compile(built, "Door.sol", SOURCE);
    for (const mutant of found()) {
      const code = compile(built, "Door.sol", applyMutant(SOURCE, mutant));
      expect(code?.bytecode, mutant.before).to.be.a("string").not.equal(original?.bytecode);
    }
    expect(compile(built, "Door.sol", `${SOURCE}}`)).to.equal(undefined);
  });

  it("takes the same sample for the same seed", () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    expect(sample(items, 10, 7)).to.deep.equal(sample(items, 10, 7));
    expect(sample(items, 10, 7)).not.to.deep.equal(sample(items, 10, 8));
    expect(new Set(sample(items, 200, 7)).size).to.equal(100);
  });
});

import { globSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { readDiagrams, type Arrow } from "../docs/diagrams.ts";
import { MOVES } from "./moves.ts";

// The tables of moves are in tests, which also make them.
for (const file of globSync("**/*[sS]tates.test.ts", { cwd: import.meta.dirname })) {
  await import(path.join(import.meta.dirname, file));
}

const inWords = (arrows: readonly Arrow[]) =>
  new Set(arrows.map(({ from, to, by }) => `${from} --> ${to}: ${by}`));

describe("State diagrams in docs/contracts.md", () => {
  for (const [name, drawn] of readDiagrams()) {
    it(`${name}: draws every move that the tests make, and no other`, () => {
      // No transaction makes time pass; how a record comes to be is no move of it.
      const moves = drawn.filter(({ from, by }) => from !== "[*]" && by !== "time");
      expect([...inWords(moves)]).to.have.members([...inWords(MOVES.get(name) ?? [])]);
    });
  }

  it("are there for every state machine that tests walk", () => {
    expect([...readDiagrams().keys()]).to.include.members([...MOVES.keys()]);
  });
});

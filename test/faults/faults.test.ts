import { randomInt } from "node:crypto";

import { expect } from "chai";

import { FAULTS } from "./all.ts";
import { Ground } from "./fixture/ground.ts";
import { tryFault } from "./fixture/suite.ts";

const seed = Number(process.env.FAULTS_SEED ?? randomInt(2 ** 31));

describe(`an index under faults, in short (FAULTS_SEED=${seed})`, function () {
  this.timeout(300_000);
  let ground: Ground;

  before(async () => {
    ground = await Ground.large(seed);
  });

  after(() => ground.end());

  for (const fault of FAULTS) {
    it(`is that of an undisturbed run after: ${fault.name}`, async () => {
      const figures = await tryFault(fault, { ground, seed, times: fault.times.short });
      // First, as they say what was wrong.
      expect(figures.failures).to.deep.equal([]);
      expect(figures.tried).to.be.above(0);
      expect(figures).to.include({ survived: figures.tried, lost: 0, doubled: 0 });
    });
  }
});

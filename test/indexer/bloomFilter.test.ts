import { expect } from "chai";
import fc from "fast-check";

import { BloomFilter } from "../../indexer/src/store/bloomFilter.ts";

describe("a Bloom filter", () => {
  it("never says of a key that was added that it was not", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { maxLength: 500 }), (keys) => {
        const filter = new BloomFilter();
        for (const key of keys) filter.add(key);
        for (const key of keys) expect(filter.mayHave(key)).to.equal(true);
      }),
      { numRuns: 20 },
    );
  });

  it("says of nearly all others that they were not, among a million", () => {
    const filter = new BloomFilter();
    expect(filter.mayHave("")).to.equal(false);
    for (let number = 0; number < 1_000_000; number++) filter.add(`${number}-${number % 7}`);
    let wrong = 0;
    for (let number = 0; number < 10_000; number++) {
      if (filter.mayHave(`${number}-8`)) wrong++;
    }
    expect(wrong).to.be.below(500);
  });
});

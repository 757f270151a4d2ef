import { expect } from "chai";

import { BufferPool } from "../../indexer/src/chain/bufferPool.ts";

const MB = 2 ** 20;

describe("a buffer for answers", () => {
  it("is the smallest given back that is large enough, and nobody else's", () => {
    const pool = new BufferPool();
    const [small, middle, large] = [pool.acquire(1), pool.acquire(2 * MB), pool.acquire(5 * MB)];
    for (const buffer of [large, small, middle]) pool.release(buffer);
    expect(pool.acquire(MB)).to.equal(middle);
    expect(pool.acquire(MB)).to.equal(large);
    const another = pool.acquire(MB);
    expect(another).to.have.length.of.at.least(MB);
    expect([small, middle, large]).not.to.include(another);
    expect(pool.acquire(100)).to.equal(small);
  });

  it("is given up if it is very large, or there is enough without it", () => {
    const pool = new BufferPool();
    const huge = pool.acquire(9 * MB);
    const [tiny, ...others] = [1, 2, 3, 4, 5].map((size) => pool.acquire(size * MB));
    for (const buffer of [huge, ...others, tiny as Buffer<ArrayBuffer>]) pool.release(buffer);
    expect(huge).to.have.length(0);
    expect(tiny).to.have.length(0);
    expect(pool.acquire(1)).to.equal(others[0]);
    expect(pool.acquire(9 * MB)).to.have.length.of.at.least(9 * MB);
  });
});

import { expect } from "chai";

import { Rooms } from "../../indexer/src/chain/rooms.ts";

const MB = 2 ** 20;

describe("room for answers", () => {
  it("is the smallest given back that is large enough, and nobody else's", () => {
    const rooms = new Rooms();
    const [small, middle, large] = [rooms.take(1), rooms.take(2 * MB), rooms.take(5 * MB)];
    for (const room of [large, small, middle]) rooms.giveBack(room);
    expect(rooms.take(MB)).to.equal(middle);
    expect(rooms.take(MB)).to.equal(large);
    const another = rooms.take(MB);
    expect(another).to.have.length.of.at.least(MB);
    expect([small, middle, large]).not.to.include(another);
    expect(rooms.take(100)).to.equal(small);
  });

  it("is given up if it is very large, or there is enough without it", () => {
    const rooms = new Rooms();
    const huge = rooms.take(9 * MB);
    const [tiny, ...others] = [1, 2, 3, 4, 5].map((size) => rooms.take(size * MB));
    for (const room of [huge, ...others, tiny as Buffer<ArrayBuffer>]) rooms.giveBack(room);
    expect(huge).to.have.length(0);
    expect(tiny).to.have.length(0);
    expect(rooms.take(1)).to.equal(others[0]);
    expect(rooms.take(9 * MB)).to.have.length.of.at.least(9 * MB);
  });
});

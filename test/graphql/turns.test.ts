import { setImmediate as nextRound } from "node:timers/promises";

import { expect } from "chai";

import { Turns } from "../../indexer/src/server/turns.ts";

/** Longer than a slice, so that each has one to itself. */
const LONG_MS = 2;

describe("Turns", () => {
  it("come in the order asked for, and what is done is handed on", async () => {
    const turns = new Turns();
    const done: number[] = [];
    const work = (number: number) =>
      turns.take(async () => {
        done.push(number);
        return number;
      });
    expect(await Promise.all([1, 2, 3].map(work))).to.deep.equal([1, 2, 3]);
    expect(done).to.deep.equal([1, 2, 3]);
  });

  it("leave time to look for what else has come, which is not begun before its turn", async () => {
    const turns = new Turns();
    const done: string[] = [];
    const work = (name: string) => turns.take(async () => void done.push(name, busy()));
    const first = [work("a"), work("b"), work("c")];
    await nextRound();
    expect(done, "after one round").to.deep.equal(["a", ""]);
    first.push(work("d"));
    await Promise.all(first);
    expect(done.filter(Boolean)).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("are many to a round if the work is short", async () => {
    const turns = new Turns();
    let done = 0;
    const all = Array.from({ length: 8 }, () => turns.take(async () => void done++));
    await nextRound();
    expect(done).to.equal(8);
    await Promise.all(all);
  });

  it("fail alone", async () => {
    const turns = new Turns();
    const failing = turns.take(async () => {
      throw new Error("broken");
    });
    const next = turns.take(async () => "done");
    expect(await failing.catch((error: Error) => error.message)).to.equal("broken");
    expect(await next).to.equal("done");
  });

  it("come at once for who waits longest, when too many wait", async () => {
    const turns = new Turns();
    const done: number[] = [];
    const all = Array.from({ length: 65 }, (_, number) =>
      turns.take(async () => void done.push(number)),
    );
    expect(done).to.deep.equal([0]);
    await Promise.all(all);
    expect(done).to.deep.equal(Array.from({ length: 65 }, (_, number) => number));
  });
});

/** Works without a pause. */
function busy(): string {
  const end = performance.now() + LONG_MS;
  while (performance.now() < end);
  return "";
}

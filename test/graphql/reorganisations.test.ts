import { expect } from "chai";

import { readEvents } from "../indexer/fixture/events.ts";
import { DEPLOYMENT } from "./fixture/book.ts";
import { seeded, writeHistory } from "./fixture/history.ts";
import { Served } from "./fixture/serve.ts";
import { Stream } from "./fixture/sse.ts";

interface Events {
  events: { id: string; args: { label?: string } };
}

const EVENTS = "subscription ($since: Int) { events(since: $since) { id args } }";

describe("GraphQL subscriptions over reorganisations", () => {
  let served: Served;
  let stream: Stream<Events>;

  beforeEach(async () => {
    served = await Served.start((book) => writeHistory(book, 20, seeded(9)));
  });

  afterEach(async () => {
    stream.close();
    await served.close();
  });

  const open = (since?: number) => Stream.open<Events>(served.url, EVENTS, { since });

  const idsOf = (answers: Events[]) => answers.map(({ events }) => events.id);

  it("send the events of the new branch", async () => {
    stream = await open();
    for (const name of ["A", "B", "C"]) served.book.writeLabels(name);
    await stream.take(3);
    served.book.rollback(21);
    served.book.branch = "fork";
    served.book.writeLabels("X");
    expect((await stream.take(1))[0]?.events).to.deep.include({
      id: "event:22-0",
      args: { roleId: "0", label: "X" },
    });
    served.book.writeLabels("Y");
    served.book.writeLabels("Z");
    const names = (await stream.take(2)).map(({ events }) => events.args.label);
    expect(names).to.deep.equal(["Y", "Z"]);
    expect(await stream.isQuiet(100)).to.equal(true);
  });

  it("go back below the block at which the stream began", async () => {
    stream = await open();
    served.book.rollback(15);
    served.book.branch = "fork";
    for (const name of ["V", "W", "X"]) served.book.writeLabels(name);
    const ids = idsOf(await stream.take(3));
    expect(ids).to.deep.equal(["event:16-0", "event:17-0", "event:18-0"]);
  });

  it("send events that are where there were none", async () => {
    for (let count = 0; count < 5; count++) {
      served.book.mine();
      served.book.seal();
    }
    served.book.checkpoint();
    stream = await open();
    served.book.rollback(22);
    served.book.branch = "fork";
    served.book.writeLabels("X");
    expect(idsOf(await stream.take(1))).to.deep.equal(["event:23-0"]);
  });

  it("go back to the first block", async () => {
    stream = await open();
    served.book.rollback(0);
    served.book.branch = "fork";
    for (const name of ["W", "X", "Y"]) served.book.writeLabels(name);
    const ids = idsOf(await stream.take(3));
    expect(ids).to.deep.equal(["event:1-0", "event:2-0", "event:3-0"]);
  });

  it("go back below the first block that held anything", async () => {
    served.book.rollback(0);
    for (let count = 0; count < 3; count++) {
      served.book.mine();
      served.book.seal();
    }
    served.book.writeLabels("A");
    stream = await open();
    served.book.rollback(1);
    served.book.branch = "fork";
    for (const name of ["X", "Y", "Z"]) served.book.writeLabels(name);
    const ids = idsOf(await stream.take(3));
    expect(ids).to.deep.equal(["event:2-0", "event:3-0", "event:4-0"]);
  });

  it("notice one that is in one transaction with what comes after it", async () => {
    stream = await open();
    for (const name of ["A", "B"]) served.book.writeLabels(name);
    await stream.take(2);
    served.book.database.transaction(() => {
      served.book.rollback(20);
      served.book.branch = "fork";
      for (const name of ["X", "Y", "Z"]) served.book.writeLabels(name);
    })();
    const names = (await stream.take(3)).map(({ events }) => events.args.label);
    expect(names).to.deep.equal(["X", "Y", "Z"]);
  });

  it("tell a branch that comes back again", async () => {
    stream = await open();
    for (const branch of ["main", "fork", "main"]) {
      served.book.rollback(20);
      served.book.branch = branch;
      served.book.writeLabels(branch);
      expect((await stream.take(1))[0]?.events).to.deep.equal({
        id: "event:21-0",
        args: { roleId: "0", label: branch },
      });
    }
  });

  it("repeat nothing when the index is taken back and brought forth again", async () => {
    stream = await open();
    for (const name of ["A", "B", "C"]) served.book.writeLabels(name);
    await stream.take(3);
    served.book.rollback(20);
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const name of ["A", "B", "C", "D"]) served.book.writeLabels(name);
    expect(idsOf(await stream.take(1))).to.deep.equal(["event:24-0"]);
  });

  it("send every event of the chain, whatever is replaced and at any pace", async function () {
    this.timeout(60_000);
    const random = seeded(42);
    stream = await open(0);
    /** Names by block: what came last counts. */
    const held = new Map<number, string[]>();
    const follow = (async () => {
      for (;;) {
        const [answer] = await stream.take(1);
        if (answer === undefined) return;
        const { id, args } = answer.events;
        const name = args.label ?? "";
        const [block = 0, log = 0] = id.slice("event:".length).split("-").map(Number);
        if (log === 0) held.set(block, []);
        held.get(block)?.push(name);
        if (name === "last") return;
      }
    })();
    for (let step = 0; step < 200; step++) {
      if (random(20) === 0) {
        served.book.rollback(Math.max(0, served.book.block - 1 - random(20)));
        served.book.branch = `fork ${step}`;
      }
      const names = Array.from({ length: random(4) }, (_, index) => `${step}-${index}`);
      served.book.writeLabels(...names);
      if (random(3) === 0) await new Promise((resolve) => setTimeout(resolve, random(50)));
    }
    served.book.writeLabels("last");
    await follow;
    const rows = readEvents(served.book.database.name, DEPLOYMENT).map(({ block, args }) => ({
      block,
      name: (args as { label?: string }).label ?? "",
    }));
    expect(rows.length).to.be.above(40);
    const expected = Map.groupBy(rows, ({ block }) => block);
    for (const [block, events] of expected) {
      expect(held.get(block), `block ${block}`).to.deep.equal(events.map(({ name }) => name));
    }
  });
});

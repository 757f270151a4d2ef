import { expect } from "chai";

import type { Book } from "./fixture/book.ts";
import { seeded, writeHistory } from "./fixture/history.ts";
import { Served } from "./fixture/serve.ts";
import { Stream } from "./fixture/sse.ts";

interface Events {
  events: { id: string; name: string; subject: string };
}

interface Metas {
  meta: { block: { number: number }; head: number; lag: number };
}

const EVENTS =
  "subscription ($where: EventFilter, $since: Int) { events(where: $where, since: $since) { id name subject } }";
const META = "subscription { meta { block { number } head lag } }";

/** Writes one block with events of these names, as one batch. */
function writeBlock(book: Book, ...names: string[]): void {
  book.database.transaction(() => {
    book.mine();
    for (const [index, name] of names.entries()) {
      book.event("Participants", name, "participant", index + 1, {});
    }
    book.seal({ batchEnd: true });
  })();
}

describe("GraphQL subscriptions", () => {
  const streams: Stream<unknown>[] = [];
  let served: Served;

  beforeEach(async () => {
    served = await Served.start((book) => writeHistory(book, 20, seeded(9)));
  });

  afterEach(async () => {
    for (const stream of streams.splice(0)) stream.close();
    await served.close();
  });

  async function open<Data>(query: string, variables: object = {}): Promise<Stream<Data>> {
    const stream = await Stream.open<Data>(served.url, query, variables);
    streams.push(stream);
    return stream;
  }

  const idsOf = (answers: Events[]) => answers.map(({ events }) => events.id);

  function allEvents(from: number): string[] {
    return served.book.database
      .prepare<[number], string>(
        "SELECT 'event:' || block || '-' || log_index FROM events WHERE block >= ? ORDER BY block, log_index",
      )
      .pluck()
      .all(from);
  }

  it("events: what comes from now on, in order, soon after it is committed", async () => {
    const stream = await open<Events>(EVENTS);
    writeBlock(served.book, "A", "B");
    const begun = performance.now();
    const [first, second] = await stream.take(2);
    expect(performance.now() - begun).to.be.below(200);
    expect(first?.events).to.deep.equal({ id: "event:21-0", name: "A", subject: "participant:1" });
    expect(second?.events.name).to.equal("B");
    writeBlock(served.book);
    writeBlock(served.book, "C");
    expect(idsOf(await stream.take(1))).to.deep.equal(["event:23-0"]);
    expect(await stream.isQuiet(100)).to.equal(true);
  });

  it("events: filtered as in a query", async () => {
    const stream = await open<Events>(EVENTS, { where: { name: ["B"], subject: "participant:2" } });
    writeBlock(served.book, "A", "B", "B");
    writeBlock(served.book, "B");
    writeBlock(served.book, "C", "B");
    expect(idsOf(await stream.take(2))).to.deep.equal(["event:21-1", "event:23-1"]);
  });

  it("events: since a block, nothing is lost and nothing comes twice", async () => {
    const past = allEvents(5);
    const stream = await open<Events>(EVENTS, { since: 5 });
    const some = await stream.take(3);
    writeBlock(served.book, "A");
    writeBlock(served.book, "B");
    const rest = await stream.take(past.length - 1);
    expect(idsOf([...some, ...rest])).to.deep.equal([...past, "event:21-0", "event:22-0"]);
    expect(await stream.isQuiet(100)).to.equal(true);
  });

  it("events: a client that reconnects goes on where it was", async () => {
    const stream = await open<Events>(EVENTS);
    writeBlock(served.book, "A", "B");
    const seen = idsOf(await stream.take(1));
    stream.close();
    writeBlock(served.book, "C");
    const again = await open<Events>(EVENTS, { since: 21 });
    const ids = idsOf(await again.take(3));
    expect(ids).to.deep.equal(["event:21-0", "event:21-1", "event:22-0"]);
    expect(ids.filter((id) => !seen.includes(id))).to.deep.equal(["event:21-1", "event:22-0"]);
  });

  it("events: since a block to come, waits for it", async () => {
    const stream = await open<Events>(EVENTS, { since: 23 });
    for (const name of ["A", "B", "C"]) writeBlock(served.book, name);
    expect(idsOf(await stream.take(1))).to.deep.equal(["event:23-0"]);
  });

  it("events: after a reorganisation, those of the new branch", async () => {
    const stream = await open<Events>(EVENTS);
    for (const name of ["A", "B", "C"]) writeBlock(served.book, name);
    await stream.take(3);
    served.book.rollback(21);
    served.book.branch = "fork";
    writeBlock(served.book, "X");
    expect((await stream.take(1))[0]?.events).to.include({ id: "event:22-0", name: "X" });
    writeBlock(served.book, "Y");
    writeBlock(served.book, "Z");
    const names = (await stream.take(2)).map(({ events }) => events.name);
    expect(names).to.deep.equal(["Y", "Z"]);
    expect(await stream.isQuiet(100)).to.equal(true);
  });

  it("events: a reorganisation below the block at which the stream began", async () => {
    const stream = await open<Events>(EVENTS);
    served.book.rollback(15);
    served.book.branch = "fork";
    for (const name of ["V", "W", "X"]) writeBlock(served.book, name);
    const ids = idsOf(await stream.take(3));
    expect(ids).to.deep.equal(["event:16-0", "event:17-0", "event:18-0"]);
  });

  it("events: a reorganisation that puts events where there were none", async () => {
    for (let count = 0; count < 5; count++) {
      served.book.mine();
      served.book.seal();
    }
    served.book.checkpoint();
    const stream = await open<Events>(EVENTS);
    served.book.rollback(22);
    served.book.branch = "fork";
    writeBlock(served.book, "X");
    expect(idsOf(await stream.take(1))).to.deep.equal(["event:23-0"]);
  });

  it("events: a reorganisation of the whole chain", async () => {
    const stream = await open<Events>(EVENTS);
    served.book.rollback(0);
    served.book.branch = "fork";
    for (const name of ["W", "X", "Y"]) writeBlock(served.book, name);
    const ids = idsOf(await stream.take(3));
    expect(ids).to.deep.equal(["event:1-0", "event:2-0", "event:3-0"]);
  });

  it("events: a reorganisation in one transaction with what comes after it", async () => {
    const stream = await open<Events>(EVENTS);
    for (const name of ["A", "B"]) writeBlock(served.book, name);
    await stream.take(2);
    served.book.database.transaction(() => {
      served.book.rollback(20);
      served.book.branch = "fork";
      for (const name of ["X", "Y", "Z"]) writeBlock(served.book, name);
    })();
    const names = (await stream.take(3)).map(({ events }) => events.name);
    expect(names).to.deep.equal(["X", "Y", "Z"]);
  });

  it("events: a branch that comes back is told again", async () => {
    const stream = await open<Events>(EVENTS);
    for (const branch of ["main", "fork", "main"]) {
      served.book.rollback(20);
      served.book.branch = branch;
      writeBlock(served.book, branch);
      expect((await stream.take(1))[0]?.events).to.include({ id: "event:21-0", name: branch });
    }
  });

  it("events: an index that is taken back and brought forth again repeats nothing", async () => {
    const stream = await open<Events>(EVENTS);
    for (const name of ["A", "B", "C"]) writeBlock(served.book, name);
    await stream.take(3);
    served.book.rollback(20);
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const name of ["A", "B", "C", "D"]) writeBlock(served.book, name);
    expect(idsOf(await stream.take(1))).to.deep.equal(["event:24-0"]);
  });

  it("events: random reorganisations, at any pace; every event of the chain arrives", async function () {
    this.timeout(60_000);
    const random = seeded(42);
    const stream = await open<Events>(EVENTS, { since: 0 });
    /** Names by block: what came last counts. */
    const held = new Map<number, string[]>();
    const follow = (async () => {
      for (;;) {
        const [answer] = await stream.take(1);
        const { id = "", name = "" } = answer?.events ?? {};
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
      writeBlock(served.book, ...names);
      if (random(3) === 0) await new Promise((resolve) => setTimeout(resolve, random(50)));
    }
    writeBlock(served.book, "last");
    await follow;
    const rows = served.book.database
      .prepare<[], { block: number; name: string }>(
        "SELECT block, name FROM events ORDER BY block, log_index",
      )
      .all();
    expect(rows.length).to.be.above(40);
    const expected = Map.groupBy(rows, ({ block }) => block);
    for (const [block, events] of expected) {
      expect(held.get(block), `block ${block}`).to.deep.equal(events.map(({ name }) => name));
    }
  });

  it("meta: at once, and on every new block or head", async () => {
    const stream = await open<Metas>(META);
    const [now] = await stream.take(1);
    expect(now?.meta).to.deep.equal({ block: { number: 20 }, head: 20, lag: 0 });
    served.book.checkpoint({ ahead: 2 });
    expect((await stream.take(1))[0]?.meta).to.include({ head: 22, lag: 2 });
    // The node was seen again, and nothing is new.
    served.book.checkpoint({ ahead: 2, seenAt: Date.now() + 1 });
    expect(await stream.isQuiet(100)).to.equal(true);
  });

  it("a bad filter is an error, not a stream", async () => {
    const stream = await open<Events>(EVENTS, { where: { subject: "?" } });
    const answer = await stream.next();
    expect(answer?.errors?.[0]?.extensions.code).to.equal("BAD_ID");
  });

  it("over GET, as a browser's EventSource asks", async () => {
    const query = encodeURIComponent(META);
    const response = await fetch(`${served.url}/graphql?query=${query}`, {
      headers: { accept: "text/event-stream" },
    });
    expect(response.headers.get("content-type")).to.equal("text/event-stream");
    await response.body?.cancel();
  });

  it("many clients at once, each at its own pace, and none is left behind when they go", async () => {
    const opened = await Promise.all(Array.from({ length: 50 }, () => open<Events>(EVENTS)));
    writeBlock(served.book, "A", "B");
    for (const stream of opened) expect(await stream.take(2)).to.have.length(2);
    const gauge = async () => {
      const text = await (await fetch(`${served.url}/metrics`)).text();
      return Number(/^rights_graphql_subscriptions (\d+)$/m.exec(text)?.[1]);
    };
    expect(await gauge()).to.equal(50);
    for (const stream of opened) stream.close();
    const deadline = Date.now() + 3000;
    while ((await gauge()) > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await gauge()).to.equal(0);
  });

  it("end when the server closes", async () => {
    const stream = await open<Events>(EVENTS);
    const begun = performance.now();
    const closed = served.server.close();
    expect(await stream.next()).to.equal(undefined);
    await closed;
    expect(performance.now() - begun).to.be.below(1500);
  });
});

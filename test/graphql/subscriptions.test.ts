import { expect } from "chai";

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
    served.book.writeBlock("AccountAdded", "AccountInvited");
    const begun = performance.now();
    const [first, second] = await stream.take(2);
    expect(performance.now() - begun).to.be.below(200);
    expect(first?.events).to.deep.equal({
      id: "event:21-0",
      name: "AccountAdded",
      subject: "participant:1",
    });
    expect(second?.events.name).to.equal("AccountInvited");
    served.book.writeBlock();
    served.book.writeBlock("AccountRevoked");
    expect(idsOf(await stream.take(1))).to.deep.equal(["event:23-0"]);
    expect(await stream.isQuiet(100)).to.equal(true);
  });

  it("events: filtered as in a query", async () => {
    const stream = await open<Events>(EVENTS, {
      where: { name: ["AccountInvited"], subject: "participant:2" },
    });
    served.book.writeBlock("AccountAdded", "AccountInvited", "AccountInvited");
    served.book.writeBlock("AccountInvited");
    served.book.writeBlock("AccountRevoked", "AccountInvited");
    expect(idsOf(await stream.take(2))).to.deep.equal(["event:21-1", "event:23-1"]);
  });

  it("events: since a block, nothing is lost and nothing comes twice", async () => {
    const past = allEvents(5);
    const stream = await open<Events>(EVENTS, { since: 5 });
    const some = await stream.take(3);
    served.book.writeBlock("AccountAdded");
    served.book.writeBlock("AccountInvited");
    const rest = await stream.take(past.length - 1);
    expect(idsOf([...some, ...rest])).to.deep.equal([...past, "event:21-0", "event:22-0"]);
    expect(await stream.isQuiet(100)).to.equal(true);
  });

  it("events: a client that reconnects goes on where it was", async () => {
    const stream = await open<Events>(EVENTS);
    served.book.writeBlock("AccountAdded", "AccountInvited");
    const seen = idsOf(await stream.take(1));
    stream.close();
    served.book.writeBlock("AccountRevoked");
    const again = await open<Events>(EVENTS, { since: 21 });
    const ids = idsOf(await again.take(3));
    expect(ids).to.deep.equal(["event:21-0", "event:21-1", "event:22-0"]);
    expect(ids.filter((id) => !seen.includes(id))).to.deep.equal(["event:21-1", "event:22-0"]);
  });

  it("events: since a block to come, waits for it", async () => {
    const stream = await open<Events>(EVENTS, { since: 23 });
    for (const name of ["AccountAdded", "AccountInvited", "AccountRevoked"])
      served.book.writeBlock(name);
    expect(idsOf(await stream.take(1))).to.deep.equal(["event:23-0"]);
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
    served.book.writeBlock("AccountAdded", "AccountInvited");
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

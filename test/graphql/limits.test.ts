import { expect } from "chai";
import { getIntrospectionQuery } from "graphql";
import { sql } from "kysely";

import { Deadline, inTime } from "../../indexer/src/graphql/deadline.ts";
import { build, Reader } from "../../indexer/src/graphql/reader.ts";
import type { ServerOptions } from "../../indexer/src/server/index.ts";
import { RateLimit } from "../../indexer/src/server/rateLimit.ts";
import { seeded, writeHistory } from "./fixture/history.ts";
import { Served } from "./fixture/serve.ts";

describe("GraphQL limits", () => {
  const servers: Served[] = [];

  afterEach(async () => {
    for (const served of servers.splice(0)) await served.close();
  });

  async function serve(options: Partial<ServerOptions>): Promise<Served> {
    const served = await Served.start((book) => writeHistory(book, 30, seeded(11)), options);
    servers.push(served);
    return served;
  }

  it("a query whose time is over is answered with one error and no data", async () => {
    const served = await serve({ timeLimit: 0 });
    const queries = [
      "{ certificates(first: 5) { totalCount edges { node { id } } } }",
      "{ certificate(id: 1) { id } license(id: 1) { id } }",
      getIntrospectionQuery(),
    ];
    for (const query of queries) {
      const { data, errors } = await served.ask(query);
      expect(data).to.equal(undefined);
      expect(errors).to.have.length(1);
      expect(errors?.[0]?.extensions).to.deep.equal({ code: "TIMEOUT" });
      expect(errors?.[0]?.message).to.include("longer than the 0 s it may: ask for smaller pages");
    }
    expect(served.logged.join()).not.to.include("GraphQL operation failed");
  });

  it("a statement without end is ended", async () => {
    const { book } = await serve({});
    const reader = new Reader(book.database);
    const endless = build
      .withRecursive("numbers(n)", (db) =>
        db
          .selectNoFrom(sql<number>`1`.as("n"))
          .unionAll(db.selectFrom("numbers").select(sql<number>`n + 1`.as("n"))),
      )
      .selectFrom("numbers")
      .select("n")
      .where(inTime)
      .where("n", "<", 0);
    const deadline = new Deadline(20);
    expect(() => reader.snapshot(() => reader.all(endless), deadline)).to.throw("longer than the");
    expect(deadline.passed).to.equal(true);
    const next = build.selectFrom("participants").select("id").where(inTime).limit(1);
    expect(reader.snapshot(() => reader.all(next))).to.have.length(1);
    expect(book.database.inTransaction).to.equal(false);
  });

  it("too many requests from one address are refused, and told when to come again", async () => {
    const served = await serve({ rateLimit: 0.01 });
    await served.data("{ __typename }");
    const response = await fetch(`${served.url}/graphql?query={__typename}`);
    expect(response.status).to.equal(429);
    expect(Number(response.headers.get("retry-after"))).to.be.within(1, 100);
    expect(response.headers.get("access-control-allow-origin")).to.equal("*");
    const { errors } = (await response.json()) as { errors: { extensions: object }[] };
    expect(errors.map(({ extensions }) => extensions)).to.deep.equal([{ code: "RATE_LIMITED" }]);
    expect((await fetch(`${served.url}/healthz`)).status).to.equal(200);
  });

  it("each client has a bucket of its own, which fills with time", () => {
    let now = 0;
    const limit = new RateLimit(2, () => now);
    const allowed = (address: string, times: number) =>
      Array.from({ length: times }, () => limit.take(address)).filter((wait) => wait === 0).length;
    expect(allowed("10.0.0.1", 20)).to.equal(10);
    expect(limit.take("10.0.0.1")).to.equal(1);
    expect(allowed("10.0.0.2", 5)).to.equal(5);
    now = 1500;
    expect(allowed("10.0.0.1", 20)).to.equal(3);
    now = 1e9;
    expect(allowed("10.0.0.1", 20)).to.equal(10);
    expect(new RateLimit(0.25, () => now).take("10.0.0.1")).to.equal(0);
  });

  it("an IPv6 client is its network, an IPv4 one itself however it is written", () => {
    const limit = new RateLimit(0.1, () => 0);
    const fresh = (address: string) => limit.take(address) === 0;
    expect(fresh("2001:db8:1:2::5")).to.equal(true);
    expect(fresh("2001:db8:1:2:ffff::")).to.equal(false);
    expect(fresh("2001:db8:1:3::5")).to.equal(true);
    expect(fresh("2001:db8::5")).to.equal(true);
    expect(fresh("2001:db8:0:0:9::")).to.equal(false);
    expect(fresh("::1")).to.equal(true);
    expect(fresh("::ffff:10.0.0.1")).to.equal(true);
    expect(fresh("10.0.0.1")).to.equal(false);
    expect(fresh("::ffff:10.0.0.2")).to.equal(true);
  });

  it("the schema can be kept back", async () => {
    const served = await serve({ introspection: false });
    expect((await served.ask(getIntrospectionQuery())).errors?.[0]?.extensions).to.deep.equal({
      code: "GRAPHQL_VALIDATION_FAILED",
    });
    expect(await served.data("{ __typename }")).to.deep.equal({ __typename: "Query" });
    const page = await fetch(`${served.url}/graphql`, { headers: { accept: "text/html" } });
    expect(await page.text()).not.to.include("GraphiQL");
  });

  it("one request holds one query", async () => {
    const served = await serve({});
    for (const batch of [[{ query: "{ __typename }" }], []]) {
      const response = await fetch(`${served.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(batch),
      });
      expect(response.status).to.equal(400);
      const { errors } = (await response.json()) as { errors: { extensions: object }[] };
      expect(errors.map(({ extensions }) => extensions)).to.deep.equal([
        { code: "BAD_USER_INPUT" },
      ]);
    }
  });
});

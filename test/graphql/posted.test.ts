import { request as httpRequest } from "node:http";

import { expect } from "chai";
import type { IntrospectionQuery } from "graphql";
import { buildClientSchema, getIntrospectionQuery } from "graphql";

import { seeded, writeHistory } from "./fixture/history.ts";
import { Served } from "./fixture/serve.ts";
import { Queries } from "./fuzz/queries.ts";
import { Values } from "./fuzz/values.ts";

const SEED = 29;
const RANDOM_QUERIES = 100;

const TYPES = [
  "*/*",
  "application/json",
  "application/graphql-response+json",
  "application/graphql-response+json, application/json",
];

/** What a program may post, from what is right to what is none at all. */
const BODIES: unknown[] = [
  { query: "{ certificate(id: 3) { id status holder { id } } }" },
  { query: "query A { _meta { events } } query B { _meta { lag } }", operationName: "A" },
  { query: "query A { _meta { events } } query B { _meta { lag } }" },
  { query: "query ($id: ID!) { certificate(id: $id) { id } }", variables: { id: 2 } },
  { query: "query ($id: ID!) { certificate(id: $id) { id } }", variables: {} },
  { query: "query ($id: ID!) { certificate(id: $id) { id } }", variables: [] },
  { query: "{ _meta { events } }", variables: null, operationName: null, extensions: {} },
  { query: "{ _meta { events } }", more: 1 },
  { query: "{ certificate(id: 999999) { id } participant(id: 1) { id } }" },
  { query: '{ certificate(id: "x") { id } participant(id: 1) { id } }' },
  { query: "{ certificates(first: 101) { edges { node { id } } } }" },
  {
    query:
      "{ certificates(first: 100) { edges { node { licenses(first: 100) { totalCount edges { node { id } } } } } } }",
  },
  { query: "{ certificate { id } }" },
  { query: "{ certificate(id: 1) {" },
  { query: "" },
  { query: 1 },
  { query: "mutation { x }" },
  { query: "fragment F on Query { __typename }" },
  { variables: {} },
  [],
  null,
  "text",
];

/** Plain posts are answered in a way of their own; a browser's, which tell their origin, are not. */
describe("GraphQL posted as plain JSON", () => {
  let served: Served;

  before(async () => {
    served = await Served.start((book) => writeHistory(book, 60, seeded(SEED)));
  });

  after(() => served.close());

  it("is answered as everything else is: right, wrong, and no query at all", async () => {
    for (const accept of TYPES) {
      for (const body of BODIES) await expectSame(JSON.stringify(body), accept);
    }
    await expectSame('{"query":', "application/json");
    await expectSame('{"query":"subscription { meta { events } }"}', "application/json");
  });

  it("is answered as everything else is: random queries", async () => {
    const random = seeded(SEED);
    const asked = await served.data<IntrospectionQuery>(getIntrospectionQuery({ oneOf: true }));
    const values = new Values(random, {
      ids: ["certificate:1", "asset:0x00"],
      cursors: ["WyJ4Il0"],
    });
    const queries = new Queries(buildClientSchema(asked), random, values);
    for (let count = 0; count < RANDOM_QUERIES; count++) {
      await expectSame(JSON.stringify(queries.next()), "application/json");
    }
  }).timeout(60_000);

  it("counts and times it under its root field", async () => {
    const counted = async () =>
      Number(
        /^rights_graphql_requests_total\{operation="query",field="decide",outcome="ok"\} (\d+)$/m.exec(
          await (await fetch(`${served.url}/metrics`)).text(),
        )?.[1] ?? 0,
      );
    const before = await counted();
    await served.data(
      "{ decide(question: { participant: 1, certificate: 1, uses: [READ], country: 156 }) { reason } }",
    );
    expect(await counted()).to.equal(before + 1);
  });

  it("is not waited for once its client has gone", async () => {
    const request = httpRequest(`${served.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": 1000 },
    });
    const failed = new Promise((resolve) => request.once("error", resolve));
    await new Promise<void>((resolve) => {
      request.write('{"query":', () => resolve());
    });
    request.destroy(new Error("gone"));
    expect(await failed).to.have.property("message", "gone");
    await served.data("{ _meta { events } }");
    expect(served.logged.filter((line) => line.includes('"level":50'))).to.deep.equal([]);
  });

  async function expectSame(body: string, accept: string): Promise<void> {
    const other = await answerTo(body, { accept, origin: "https://registry.example" });
    // What was asked before is answered in a way of its own, too.
    for (const time of ["first", "second"]) {
      const plain = await answerTo(body, { accept });
      expect(plain, `${accept} ${body}, ${time} time`).to.deep.equal(other);
    }
  }

  async function answerTo(body: string, headers: Record<string, string>): Promise<object> {
    const response = await fetch(`${served.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    const names = ["content-type", "content-length", "x-content-type-options", "allow"];
    const told = names.map((name) => [name, response.headers.get(name)]);
    return { status: response.status, headers: told, text: await response.text() };
  }
});

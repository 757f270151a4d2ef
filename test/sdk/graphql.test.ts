import { expect } from "chai";

import { GraphQLClient } from "../../sdk/src/graphql/client.ts";
import type { Registry } from "../../sdk/src/index.ts";
import {
  connect,
  GraphQLRequestError,
  GraphQLUnreachableError,
  InvalidInputError,
} from "../../sdk/src/index.ts";
import { deployment, FaultyServer } from "./fixture/faultyServer.ts";
import { thrown } from "./fixture/thrown.ts";

describe("Queries", () => {
  let server: FaultyServer;
  let registry: Registry;
  beforeEach(async () => {
    server = new FaultyServer();
    await server.start();
    const graphql = `http://127.0.0.1:${server.port}/graphql`;
    registry = await connect({ deployment, graphql });
  });
  afterEach(() => server.stop());

  const answering = (body: unknown, status = 200): void => {
    server.answer = (_, response) => {
      response.statusCode = status;
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    };
  };

  it("carry the moment as $asOf, whichever way it is given", async () => {
    answering({ data: { record: null } });
    const time = new Date("2026-01-01T00:00:00Z");
    expect(await registry.certificates.get(12)).to.equal(null);
    await registry.certificates.get("certificate:12", { asOf: { block: 7 } });
    await registry.certificates.get(12, { asOf: time });
    await registry.certificates.get(12, { asOf: { time } });
    await registry.certificates.get(12, { asOf: { time: "2026-01-01" } });
    expect(server.asked.map(({ variables }) => variables)).to.deep.equal([
      { id: "12" },
      { id: "certificate:12", asOf: { block: 7 } },
      { id: "12", asOf: { time: time.toISOString() } },
      { id: "12", asOf: { time: time.toISOString() } },
      { id: "12", asOf: { time: time.toISOString() } },
    ]);
    await thrown(registry.certificates.get(1, { asOf: { block: -1 } }), InvalidInputError);
    await thrown(registry.certificates.get(1, { asOf: { time: "soon" } }), InvalidInputError);
  });

  it("give the server's errors with their codes", async () => {
    answering({
      data: null,
      errors: [
        { message: "Bad id", path: ["certificate"], extensions: { code: "BAD_ID" } },
        { message: "Something else" },
      ],
    });
    const error = await thrown(registry.certificates.get("x"), GraphQLRequestError);
    expect(error).to.deep.include({ code: "GRAPHQL_REQUEST_FAILED", codes: ["BAD_ID"] });
    expect(error.shortMessage).to.equal("Bad id");
    expect(error.details).to.equal("Something else");
    expect(error.errors[0]?.path).to.deep.equal(["certificate"]);
  });

  it("say so when the answer is no GraphQL answer", async () => {
    answering("<html>Bad gateway</html>", 502);
    const error = await thrown(registry.meta(), GraphQLRequestError);
    expect(error.details).to.equal("HTTP status 502.");
    answering({}, 200);
    await thrown(registry.meta(), GraphQLRequestError);
    expect(server.asked).to.have.length(2);
  });

  it("try again when the connection fails, and not when there was an answer", async () => {
    let connections = 0;
    server.onConnection((socket) => {
      connections += 1;
      if (connections <= 2) socket.destroy();
    });
    answering({ data: { record: null } });
    expect(await registry.certificates.get(1)).to.equal(null);
    expect(server.asked).to.have.length(1);

    await server.stop();
    const error = await thrown(registry.meta(), GraphQLUnreachableError);
    expect(error.message).to.include("ECONNREFUSED").and.include("/graphql");
    await server.start();
  });

  it("give up a server that does not answer in time, without asking again", async () => {
    server.answer = () => undefined;
    const client = new GraphQLClient(`http://127.0.0.1:${server.port}/graphql`, 50);
    const error = await thrown(client.request("{ _meta { lag } }", {}), GraphQLUnreachableError);
    expect(error.details).to.match(/timeout/i);
    expect(server.asked).to.have.length(1);
  });

  it("can be given up", async () => {
    server.answer = () => undefined;
    const ended = new AbortController();
    const reason = new Error("enough");
    const asking = registry.query("{ _meta { lag } }", {}, { signal: ended.signal });
    setTimeout(() => ended.abort(reason), 50);
    expect(await thrown(asking, Error)).to.equal(reason);
  });

  it("go through all pages", async () => {
    const pages: Record<string, object> = {
      first: { nodes: ["a", "b"], next: "cursor" },
      cursor: { nodes: ["c"], next: null },
    };
    server.answer = ({ variables }, response) => {
      const page = pages[String(variables.after ?? "first")] as {
        nodes: string[];
        next: string | null;
      };
      const edges = page.nodes.map((node) => ({ node }));
      const pageInfo = { hasNextPage: page.next !== null, endCursor: page.next };
      response.end(JSON.stringify({ data: { page: { totalCount: 3, pageInfo, edges } } }));
    };
    const found: unknown[] = [];
    for await (const node of registry.certificates.all({ where: { right: ["HOLD"] } }))
      found.push(node);
    expect(found).to.deep.equal(["a", "b", "c"]);
    expect(server.asked.map(({ variables }) => variables)).to.deep.equal([
      { where: { right: ["HOLD"] }, first: 100 },
      { where: { right: ["HOLD"] }, first: 100, after: "cursor" },
    ]);
    const { totalCount, nodes } = await registry.certificates.list({ first: 2 });
    expect([totalCount, nodes]).to.deep.equal([3, ["a", "b"]]);
  });
});

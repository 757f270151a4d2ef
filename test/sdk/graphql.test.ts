import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";

import { expect } from "chai";

import { GraphQLClient } from "../../sdk/src/graphql/client.ts";
import { serverSentEvents } from "../../sdk/src/graphql/sse.ts";
import type { Deployment, EventFieldsFragment, Registry } from "../../sdk/src/index.ts";
import {
  connect,
  GraphQLRequestError,
  GraphQLUnreachableError,
  InvalidInputError,
} from "../../sdk/src/index.ts";
import { thrown } from "./fixture/thrown.ts";
import { digest } from "./fixture/world.ts";

const ADDRESS = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

const deployment: Deployment = {
  version: 1,
  chainId: 31337,
  genesisHash: digest("genesis"),
  startBlock: 1,
  deployedAt: "2026-11-25T00:00:00Z",
  contracts: {
    AccessManager: ADDRESS,
    Forwarder: ADDRESS,
    Participants: ADDRESS,
    RightsRegistry: ADDRESS,
    Licenses: ADDRESS,
    RegistrationPolicy: ADDRESS,
  },
};

interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

type Answer = (asked: Asked, response: ServerResponse, request: IncomingMessage) => void;

/** An HTTP server whose faults are made to order, which the real one's cannot be. */
class FaultyServer {
  readonly asked: Asked[] = [];
  answer: Answer = (_, response) => response.end(JSON.stringify({ data: {} }));
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  async start(port = 0): Promise<void> {
    this.#server.listen(port, "127.0.0.1");
    await new Promise((resolve) => this.#server.once("listening", resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  onConnection(listener: (socket: Socket) => void): void {
    this.#server.on("connection", listener);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString()) as Asked;
    this.asked.push(asked);
    this.answer(asked, response, request);
  }
}

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

describe("Watching", () => {
  let server: FaultyServer;
  let registry: Registry;
  beforeEach(async () => {
    server = new FaultyServer();
    await server.start();
    registry = await connect({ deployment, graphql: `http://127.0.0.1:${server.port}/graphql` });
  });
  afterEach(() => server.stop());

  const event = (block: number, logIndex: number): object => {
    const transaction = digest(`${block}`);
    return { id: `event:${block}-${logIndex}`, block, logIndex, transaction, name: "Any" };
  };
  const stream = (response: ServerResponse): ServerResponse => {
    response.setHeader("content-type", "text/event-stream");
    return response;
  };
  const next = (one: object): string =>
    `event: next\ndata: ${JSON.stringify({ data: { event: one } })}\n\n`;

  const take = async (count: number, since?: number): Promise<string[]> => {
    const ids: string[] = [];
    const options = since === undefined ? {} : { since };
    for await (const one of registry.watch(options) as AsyncIterable<EventFieldsFragment>) {
      ids.push(one.id);
      if (ids.length === count) break;
    }
    return ids;
  };

  it("connects again from the last block, and gives no event twice", async () => {
    server.answer = ({ variables }, response) => {
      stream(response);
      if (variables.since === 1) response.end(`:\n\n${next(event(1, 0))}${next(event(2, 0))}`);
      else response.write([event(2, 0), event(2, 1), event(3, 0)].map(next).join(""));
    };
    expect(await take(4, 1)).to.deep.equal(["event:1-0", "event:2-0", "event:2-1", "event:3-0"]);
    expect(server.asked.map(({ variables }) => variables.since)).to.deep.equal([1, 2]);
  });

  it("gives what another branch holds in the same place", async () => {
    server.answer = (_, response) => {
      stream(response);
      const reorganized = { ...event(5, 0), transaction: digest("other") };
      response.write([event(5, 0), reorganized].map(next).join(""));
    };
    expect(await take(2)).to.deep.equal(["event:5-0", "event:5-0"]);
  });

  it("throws if the first connection fails, and if the server refuses", async () => {
    server.answer = (_, response) => {
      response.end(JSON.stringify({ errors: [{ message: "Bad filter" }] }));
    };
    expect((await thrown(take(1), GraphQLRequestError)).shortMessage).to.equal("Bad filter");
    server.answer = (_, response) => {
      stream(response);
      response.write(`event: next\ndata: {"errors":[{"message":"Bad block"}]}\n\n`);
    };
    expect((await thrown(take(1), GraphQLRequestError)).shortMessage).to.equal("Bad block");
    await server.stop();
    await thrown(take(1), GraphQLUnreachableError);
    await server.start();
  });

  it("ends with the signal", async () => {
    server.answer = (_, response) => void stream(response).write(next(event(1, 0)));
    const ended = new AbortController();
    const ids: string[] = [];
    for await (const one of registry.watch({ signal: ended.signal })) {
      ids.push(one.id);
      setTimeout(() => ended.abort(), 20);
    }
    expect(ids).to.deep.equal(["event:1-0"]);
  });

  it("tells of a lost connection", async () => {
    const losses: unknown[] = [];
    server.answer = (_, response) => {
      stream(response).write(next(event(1, server.asked.length)));
      if (server.asked.length === 1) setTimeout(() => response.destroy(), 20);
    };
    const ids: string[] = [];
    for await (const one of registry.watch({ onDisconnect: (error) => losses.push(error) })) {
      ids.push(one.id);
      if (ids.length === 2) break;
    }
    expect(ids).to.deep.equal(["event:1-1", "event:1-2"]);
    expect(losses).to.have.length(1);
  });

  it("parses a stream however it is cut", async () => {
    const text =
      ': ping\n\nevent: next\ndata: {"a":\ndata: "é"}\n\nevent: complete\r\n\r\ndata: x\n\n';
    const bytes = new TextEncoder().encode(text);
    const expected = [
      { event: "next", data: '{"a":\n"é"}' },
      { event: "complete", data: "" },
      { event: "message", data: "x" },
    ];
    for (let size = 1; size <= bytes.length; size++) {
      const chunks = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size)
            controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      });
      const found = [];
      for await (const message of serverSentEvents(chunks)) found.push(message);
      expect(found).to.deep.equal(expected);
    }
  });
});

import type { ServerResponse } from "node:http";

import { expect } from "chai";

import { serverSentEvents } from "../../sdk/src/graphql/sse.ts";
import type { EventFieldsFragment, Registry } from "../../sdk/src/index.ts";
import { connect, GraphQLRequestError, GraphQLUnreachableError } from "../../sdk/src/index.ts";
import { deployment, FaultyServer } from "./fixture/faultyServer.ts";
import { thrown } from "./fixture/thrown.ts";
import { digest } from "./fixture/world.ts";

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

import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import {
  StoreDeploymentError,
  StoreMissingError,
  StoreSchemaError,
} from "../../indexer/src/errors.ts";
import type { ServerOptions } from "../../indexer/src/server/index.ts";
import { ListenError, startServer } from "../../indexer/src/server/index.ts";
import { Book, DEPLOYMENT } from "./fixture/book.ts";
import { seeded, writeHistory } from "./fixture/history.ts";
import { memoryLogger, post, Served } from "./fixture/serve.ts";

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("Serving: health", () => {
  let served: Served;

  before(async () => {
    served = await Served.start((book) => writeHistory(book, 30, seeded(1)), {
      readiness: { maxLag: 5, maxSilence: 10 },
    });
  });

  after(() => served.close());

  async function ready() {
    const response = await fetch(`${served.url}/readyz`);
    const body = (await response.json()) as { status: string; reason?: string; lag: number };
    return { code: response.status, ...body };
  }

  it("/healthz says that the process lives", async () => {
    const response = await fetch(`${served.url}/healthz`);
    expect(response.status).to.equal(200);
    expect(await response.json()).to.deep.equal({ status: "ok" });
  });

  it("/readyz says that the answers are up to date", async () => {
    served.book.checkpoint();
    expect(await ready()).to.include({ code: 200, status: "ready", block: 30, head: 30, lag: 0 });
    served.book.checkpoint({ ahead: 5 });
    expect(await ready()).to.include({ code: 200, lag: 5 });
  });

  it("/readyz says 503, and why, when the index lags", async () => {
    served.book.checkpoint({ ahead: 6 });
    const answer = await ready();
    expect(answer).to.include({ code: 503, status: "not ready", lag: 6 });
    expect(answer.reason).to.equal("The index is at block 30, 6 behind the head 36 (limit 5)");
  });

  it("/readyz says 503 when the node is silent, and the rest is served all the same", async () => {
    served.book.checkpoint({ seenAt: Date.now() - 15_000 });
    const answer = await ready();
    expect(answer.code).to.equal(503);
    expect(answer.reason).to.match(/node has not answered the indexer for 15 s \(limit 10 s\)/);
    expect((await served.ask("{ certificates { totalCount } }")).errors).to.equal(undefined);
    const { _meta: meta } = await served.data<{ _meta: { nodeSeenAt: string } }>(
      "{ _meta { nodeSeenAt } }",
    );
    expect(Date.now() - Date.parse(meta.nodeSeenAt)).to.be.within(15_000, 16_000);
    served.book.checkpoint();
    expect((await ready()).code).to.equal(200);
  });

  it("before anything is indexed: not ready, and GraphQL says so", async () => {
    const empty = await Served.start(() => undefined);
    const response = await fetch(`${empty.url}/readyz`);
    expect(response.status).to.equal(503);
    expect(await response.json()).to.deep.equal({
      status: "not ready",
      reason: "Nothing is indexed yet",
    });
    expect(await empty.code("{ events { totalCount } }")).to.equal("INDEX_UNAVAILABLE");
    expect((await fetch(`${empty.url}/metrics`)).status).to.equal(200);
    writeHistory(empty.book, 5, seeded(1));
    expect((await fetch(`${empty.url}/readyz`)).status).to.equal(200);
    await empty.close();
  });

  it("/metrics counts requests by root field and outcome, and tells where the index stands", async () => {
    const { url } = served;
    served.book.checkpoint({ ahead: 4 });
    await served.ask("{ licenses { totalCount } }");
    await served.ask("{ licenses { totalCount } }");
    await served.ask("{ licenses(first: 1000) { totalCount } }");
    await served.ask("{ a: licenses { totalCount } assets { totalCount } }");
    await served.ask("{ nonsense }");
    await post(url, "{");
    const text = await (await fetch(`${url}/metrics`)).text();
    const count = (operation: string, field: string, outcome: string) =>
      text.includes(
        `rights_graphql_requests_total{operation="${operation}",field="${field}",outcome="${outcome}"}`,
      );
    expect(text).to.include(
      'rights_graphql_requests_total{operation="query",field="licenses",outcome="ok"} 2',
    );
    expect(text).to.include(
      'rights_graphql_requests_total{operation="query",field="licenses",outcome="client_error"} 1',
    );
    expect(text).to.include(
      'rights_graphql_requests_total{operation="none",field="none",outcome="client_error"} 2',
    );
    expect(count("query", "several", "ok")).to.equal(true);
    expect(text).not.to.include("nonsense");
    expect(text).to.match(
      /rights_graphql_duration_seconds_bucket\{le="0.1",operation="query",field="licenses"\} 3/,
    );
    expect(text).to.match(/^rights_index_block 30$/m);
    expect(text).to.match(/^rights_index_head 34$/m);
    expect(text).to.match(/^rights_index_lag_blocks 4$/m);
    expect(text).to.match(/^rights_index_events [1-9]\d*$/m);
    expect(text).to.match(/^rights_node_silence_seconds \d/m);
    expect(text).to.include("process_resident_memory_bytes");
  });

  it("other paths and methods are refused in words", async () => {
    const missing = await fetch(`${served.url}/nothing`);
    expect(missing.status).to.equal(404);
    expect(await missing.json()).to.deep.equal({ error: "Nothing is at /nothing" });
    const posted = await fetch(`${served.url}/healthz`, { method: "POST" });
    expect(posted.status).to.equal(405);
    expect(posted.headers.get("allow")).to.equal("GET, HEAD");
    const head = await fetch(`${served.url}/healthz`, { method: "HEAD" });
    expect(head.status).to.equal(200);
  });

  it("a browser of any origin may ask", async () => {
    const preflight = await fetch(`${served.url}/graphql`, {
      method: "OPTIONS",
      headers: {
        origin: "https://example.org",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    const allowed = ["*", "https://example.org"];
    expect(preflight.headers.get("access-control-allow-origin")).to.be.oneOf(allowed);
    expect(preflight.headers.get("access-control-allow-headers")).to.equal("content-type");
    const answer = await fetch(`${served.url}/graphql?query={__typename}`, {
      headers: { origin: "https://example.org" },
    });
    expect(answer.headers.get("access-control-allow-origin")).to.be.oneOf(allowed);
    // Nobody is known here by a cookie.
    expect(answer.headers.get("access-control-allow-credentials")).not.to.equal("true");
  });
});

describe("Serving: documents", () => {
  const text = JSON.stringify({ title: "A description" });
  const name = createHash("sha256").update(text).digest("hex");
  const secret = "f".repeat(64);
  let folder: string;
  let served: Served;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "documents-"));
    const documents = path.join(folder, "documents");
    mkdirSync(documents);
    writeFileSync(path.join(documents, name), text);
    writeFileSync(path.join(documents, "0".repeat(64)), "%PDF-1.7");
    writeFileSync(path.join(documents, "1".repeat(64)), "<script>alert(1)</script>");
    writeFileSync(path.join(documents, "2".repeat(64)), "");
    writeFileSync(path.join(folder, "secret"), "secret");
    symlinkSync(path.join(folder, "secret"), path.join(documents, secret));
    mkdirSync(path.join(documents, "3".repeat(64)));
    served = await Served.start((book) => writeHistory(book, 3, seeded(1)), { documents });
  });

  after(async () => {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends a path exactly as given: `fetch` would tidy it up first. */
  function rawGet(target: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(served.url).port), "127.0.0.1", () => {
        socket.end(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      });
      let answer = "";
      socket.on("data", (chunk) => (answer += String(chunk)));
      socket.on("end", () => resolve(answer));
      socket.on("error", reject);
    });
  }

  it("are served by their hash, for good", async () => {
    const response = await fetch(`${served.url}/documents/${name}`);
    expect(response.status).to.equal(200);
    expect(await response.text()).to.equal(text);
    expect(response.headers.get("content-type")).to.equal("application/json; charset=utf-8");
    expect(response.headers.get("content-length")).to.equal(String(text.length));
    expect(response.headers.get("cache-control")).to.include("immutable");
    expect(response.headers.get("access-control-allow-origin")).to.equal("*");
    const headers = { "if-none-match": response.headers.get("etag") ?? "" };
    const again = await fetch(`${served.url}/documents/${name}`, { headers });
    expect(again.status).to.equal(304);
    const head = await fetch(`${served.url}/documents/${name}`, { method: "HEAD" });
    expect(head.headers.get("content-length")).to.equal(String(text.length));
    expect(await head.text()).to.equal("");
  });

  it("are never run by a browser", async () => {
    const type = async (digit: string) => {
      const response = await fetch(`${served.url}/documents/${digit.repeat(64)}`);
      expect(response.headers.get("x-content-type-options")).to.equal("nosniff");
      expect(response.headers.get("content-security-policy")).to.include("sandbox");
      return response.headers.get("content-type");
    };
    expect(await type("0")).to.equal("application/pdf");
    expect(await type("1")).to.equal("application/octet-stream");
    expect(await type("2")).to.equal("application/octet-stream");
  });

  it("unknown ones, links and folders are not there", async () => {
    for (const other of ["a".repeat(64), secret, "3".repeat(64)]) {
      const response = await fetch(`${served.url}/documents/${other}`);
      expect(response.status, other).to.equal(404);
      expect(await response.json()).to.deep.equal({ error: `No document ${other} is kept here` });
    }
  });

  it("nothing outside the folder can be reached", async () => {
    const targets = [
      "/documents/../secret",
      "/documents/..%2fsecret",
      "/documents/%2e%2e/secret",
      "/documents/%2e%2e%2fsecret",
      "/documents/..\\secret",
      "/documents//etc/passwd",
      `/documents/${name}/../../secret`,
      `/documents/${name}%00`,
      `/documents/${name.toUpperCase()}`,
      "/documents/",
      "//documents/../secret",
      "/documents/../../../../../../etc/passwd",
    ];
    for (const target of targets) {
      const answer = await rawGet(target);
      expect(answer, target).to.match(/^HTTP\/1\.1 40[04] /);
      expect(answer, target).not.to.match(/\r\n\r\nsecret|root:/);
    }
  });

  it("are not there at all without a folder", async () => {
    const bare = await Served.start((book) => writeHistory(book, 3, seeded(1)));
    expect((await fetch(`${bare.url}/documents/${name}`)).status).to.equal(404);
    await bare.close();
  });
});

describe("Serving: the database file", () => {
  let folder: string;
  let database: string;
  const { logger, logged } = memoryLogger();

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "serving-"));
    database = path.join(folder, "index.sqlite");
    logged.splice(0);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const start = (options: Partial<ServerOptions> = {}) =>
    startServer({
      database,
      deployment: DEPLOYMENT,
      host: "127.0.0.1",
      port: 0,
      logger,
      patience: 300,
      ...options,
    });

  const failure = (starting: Promise<unknown>) =>
    starting.then(
      () => expect.fail("It started"),
      (error: unknown) => error,
    );

  function write(file: string, blocks: number, deployment = DEPLOYMENT): void {
    const book = new Book(file, deployment);
    writeHistory(book, blocks, seeded(2));
    book.close();
  }

  const blockAt = async (url: string) => {
    const { data } = await post(url, { query: "{ meta: _meta { block { number } } }" });
    return (data as { meta: { block: { number: number } } }).meta.block.number;
  };

  it("not there yet: waits for it, with a word", async () => {
    const starting = start({ patience: 10_000 });
    await sleep(150);
    expect(logged.join()).to.include(`Waiting for an indexer to make the index at ${database}`);
    write(database, 4);
    const server = await starting;
    expect(await blockAt(server.url)).to.equal(4);
    await server.close();
  });

  it("never there: gives up, and says what to run", async () => {
    const error = await failure(start());
    expect(error).to.be.instanceOf(StoreMissingError);
    expect(String(error)).to.include(database);
  });

  it("of another deployment, or no index at all: refused", async () => {
    write(database, 2, { ...DEPLOYMENT, genesisHash: `0x${"77".repeat(32)}` });
    const begun = performance.now();
    expect(await failure(start({ patience: 60_000 }))).to.be.instanceOf(StoreDeploymentError);
    expect(performance.now() - begun).to.be.below(1000);
    const other = path.join(folder, "other.sqlite");
    writeFileSync(other, "not a database, but a text of some length that is none of ours");
    expect(await failure(start({ database: other }))).to.be.instanceOf(StoreSchemaError);
  });

  it("replaced underneath: the new one is served, subscriptions go on", async () => {
    write(database, 4);
    const server = await start();
    expect(await blockAt(server.url)).to.equal(4);
    const stream = await fetch(
      `${server.url}/graphql?query=${encodeURIComponent("subscription { meta { block { number } } }")}`,
      { headers: { accept: "text/event-stream" } },
    );
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const until = async (part: string) => {
      while (!text.includes(part)) text += (await reader?.read())?.value ?? expect.fail("Ended");
    };
    await until('"number":4');

    const next = path.join(folder, "next.sqlite");
    write(next, 9);
    for (const suffix of ["-wal", "-shm", ""]) rmSync(`${database}${suffix}`, { force: true });
    renameSync(next, database);
    await until('"number":9');
    expect(await blockAt(server.url)).to.equal(9);
    expect(logged.join()).to.include("was replaced");
    await reader?.cancel();
    await server.close();
  });

  it("taken away, or replaced by one of another deployment: the old one is served on", async () => {
    write(database, 4);
    const server = await start();
    for (const suffix of ["-wal", "-shm", ""]) rmSync(`${database}${suffix}`, { force: true });
    expect(await blockAt(server.url)).to.equal(4);
    write(database, 9, { ...DEPLOYMENT, chainId: 5 });
    expect(await blockAt(server.url)).to.equal(4);
    expect(await blockAt(server.url)).to.equal(4);
    expect(logged.filter((line) => line.includes("cannot be read yet"))).to.have.length(1);
    await server.close();
  });

  it("several servers over one file", async () => {
    write(database, 6);
    const servers = await Promise.all([start(), start(), start()]);
    for (const { url } of servers) expect(await blockAt(url)).to.equal(6);
    await Promise.all(servers.map((server) => server.close()));
  });

  it("a port that is taken: refused, and the file let go", async () => {
    write(database, 2);
    const first = await start();
    const error = await failure(start({ port: Number(new URL(first.url).port) }));
    expect(error).to.be.instanceOf(ListenError);
    expect(String(error)).to.match(/port \d+ is in use: end what listens there, or set PORT/);
    await first.close();
  });

  it("closes when its signal aborts, and closing again is harmless", async () => {
    write(database, 2);
    const ending = new AbortController();
    const server = await start({ signal: ending.signal });
    ending.abort();
    await server.close();
    await server.close();
    expect(String(await failure(fetch(server.url)))).to.include("fetch failed");
  });
});

import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

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
import { memoryLogger, post } from "./fixture/serve.ts";

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

import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "chai";

import { WrongChainError, WrongDeploymentError } from "../../indexer/src/index.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import { Follower, indexAll, memoryLogger, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import { Registry } from "./fixture/registry.ts";
import { hashTables } from "./fixture/tables.ts";

describe("an index whose node is not as it should be", () => {
  const scratch = new Scratch();
  let anvil: Anvil;
  let registry: Registry;
  let life: Life;
  let proxy: Server | undefined;

  before(async () => {
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    life = new Life(registry, 17);
    await life.begin();
    await life.go(40);
  });
  afterEach(() => close());
  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  /** Opens the way to the node, on a port that is free or the one given. */
  async function open(port = 0): Promise<number> {
    const server = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const headers = { "content-type": "application/json" };
        const body = Buffer.concat(chunks);
        const answer = await fetch(anvil.url, { method: "POST", headers, body });
        response.setHeader("content-type", "application/json").end(await answer.text());
      })();
    });
    server.listen(port, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    proxy = server;
    return (server.address() as AddressInfo).port;
  }

  function close(): void {
    proxy?.closeAllConnections();
    proxy?.close();
    proxy = undefined;
  }

  async function undisturbed(): Promise<ReturnType<typeof hashTables>> {
    const database = scratch.database();
    await indexAll(anvil.url, registry.deployment, database);
    return hashTables(database, registry.deployment);
  }

  const at = (port: number): string => `http://127.0.0.1:${port}`;

  it("gives up on one that is down at the start, after saying so", async () => {
    const port = await open();
    close();
    const { logger, lines } = memoryLogger();
    const database = scratch.database();
    const indexing = indexAll(at(port), registry.deployment, database, { logger, patience: 800 });
    const error = (await indexing.catch((caught: unknown) => caught)) as Error & { code: string };
    expect(error.code).to.equal("NODE_UNREACHABLE");
    expect(error.message).to.include(at(port));
    expect(lines.length).to.be.above(1);
  });

  it("waits for one that comes up late", async () => {
    const port = await open();
    close();
    const database = scratch.database();
    const indexing = indexAll(at(port), registry.deployment, database);
    setTimeout(() => void open(port), 500);
    await indexing;
    expect(hashTables(database, registry.deployment)).to.deep.equal(await undisturbed());
  });

  it("goes on when one that went down is back, however often", async () => {
    const database = scratch.database();
    const port = await open();
    const follower = new Follower(at(port), registry.deployment, database);
    await follower.catchUp(anvil);
    for (let outage = 0; outage < 3; outage++) {
      close();
      await life.go(8);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await open(port);
      await follower.catchUp(anvil);
    }
    await follower.stop();
    expect(hashTables(database, registry.deployment)).to.deep.equal(await undisturbed());
  });

  it("refuses one on another chain, and writes nothing", async () => {
    const deployment = { ...registry.deployment, chainId: 1337 };
    const database = scratch.database();
    const refused = await indexAll(anvil.url, deployment, database).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(WrongChainError);
  });

  it("refuses one whose chain began otherwise, and writes nothing", async () => {
    const deployment = { ...registry.deployment, genesisHash: `0x${"11".repeat(32)}` };
    const database = scratch.database();
    const refused = await indexAll(anvil.url, deployment, database).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(WrongDeploymentError);
  });
});

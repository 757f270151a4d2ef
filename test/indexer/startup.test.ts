import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

import { expect } from "chai";

import type { IndexedDeployment, IndexerOptions } from "../../indexer/src/index.ts";
import {
  BadDeploymentError,
  NodeError,
  NodeUnreachableError,
  runIndexer,
  StoreLockedError,
  WrongChainError,
  WrongDeploymentError,
} from "../../indexer/src/index.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import { Follower, indexAll, memoryLogger, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import { Proxy } from "./fixture/proxy.ts";
import { Registry } from "./fixture/registry.ts";
import { hashTables } from "./fixture/tables.ts";

describe("starting the indexer", () => {
  const scratch = new Scratch();
  let anvil: Anvil;
  let deployment: IndexedDeployment;
  let database: string;

  before(async () => {
    anvil = await startAnvil();
    ({ deployment } = await Registry.deploy(anvil));
  });

  beforeEach(() => {
    database = scratch.database();
  });

  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  it("gives up on a node that is down after a while, a line for every try", async () => {
    const rpc = `http://127.0.0.1:${await freePort()}`;
    const { logger, lines } = memoryLogger();
    const started = Date.now();
    const error = await failure({ rpc, logger, patience: 1500 });
    expect(Date.now() - started).to.be.within(700, 4000);
    expect(error).to.be.instanceOf(NodeUnreachableError);
    expect((error as Error).message).to.equal(`The node at ${rpc} does not answer: ECONNREFUSED`);
    expect(lines.length).to.be.within(3, 8);
    for (const line of lines)
      expect(line).to.match(/does not answer \(ECONNREFUSED\): next try in/);
    expect(existsSync(database)).to.equal(false);
  });

  it("waits for a node that is late", async () => {
    const port = await freePort();
    const late = sleep(700).then(() => startAnvil({ port, timestamp: 1_700_000_000 }));
    const error = await failure({ rpc: `http://127.0.0.1:${port}`, patience: 20_000 });
    await (await late).stop();
    // It was reached: what it has is another matter.
    expect(error).to.be.instanceOf(WrongDeploymentError);
  });

  it("ends at once when told to while it waits", async () => {
    const rpc = `http://127.0.0.1:${await freePort()}`;
    const started = Date.now();
    await indexAll(rpc, deployment, database, { signal: AbortSignal.timeout(300) });
    expect(Date.now() - started).to.be.below(2000);
  });

  it("refuses another chain id", async () => {
    const error = await failure({ deployment: { ...deployment, chainId: 7 } });
    expect(error).to.be.instanceOf(WrongChainError);
    expect((error as Error).message).to.include("serves chain 31337; the deployment is on chain 7");
  });

  it("refuses another chain of the same id", async () => {
    const genesisHash = `0x${"12".repeat(32)}`;
    const error = await failure({ deployment: { ...deployment, genesisHash } });
    expect(error).to.be.instanceOf(WrongDeploymentError);
    expect((error as Error).message).to.include(`not ${genesisHash}`);
  });

  it("refuses a deployment whose contracts are not there", async () => {
    const contracts = { ...deployment.contracts, Licenses: `0x${"34".repeat(20)}` };
    const error = await failure({ deployment: { ...deployment, contracts } });
    expect(error).to.be.instanceOf(WrongDeploymentError);
    expect((error as Error).message).to.include("there is no Licenses at 0x3434");
  });

  it("refuses a deployment of other contracts", async () => {
    const contracts = { ...deployment.contracts, Escrow: `0x${"34".repeat(20)}` };
    const error = await failure({ deployment: { ...deployment, contracts } });
    expect(error).to.be.instanceOf(BadDeploymentError);
  });

  it("tells what a node says that refuses to answer", async () => {
    const proxy = await Proxy.before(anvil.url);
    proxy.treat = async (calls) =>
      calls.map(({ id }) => ({ id, error: { code: -32601, message: "no such method" } }));
    const error = await failure({ rpc: proxy.url, patience: 500 });
    await proxy.close();
    expect(error).to.be.instanceOf(NodeError);
    expect((error as Error).message).to.include("refused eth_chainId: no such method");
  });

  it("refuses a database that another indexer writes", async () => {
    const follower = new Follower(anvil.url, deployment, database);
    await follower.catchUp(anvil);
    const error = await failureOf(runIndexer(optionsOf({})));
    await follower.stop();
    expect(error).to.be.instanceOf(StoreLockedError);
  });

  function optionsOf(changes: Partial<IndexerOptions>): IndexerOptions {
    const { signal } = new AbortController();
    const { logger } = memoryLogger();
    const rpc = anvil.url;
    return { deployment, rpc, database, follow: false, signal, logger, patience: 1000, ...changes };
  }

  /** What it fails with, before it has written anything. */
  async function failure(changes: Partial<IndexerOptions>): Promise<unknown> {
    const error = await failureOf(runIndexer(optionsOf(changes)));
    expect(existsSync(database)).to.equal(false);
    return error;
  }
});

describe("an indexer whose node goes away", () => {
  const scratch = new Scratch();

  after(() => scratch.dispose());

  it("waits for it as long as it takes, and goes on", async function () {
    this.timeout(60_000);
    const first = await startAnvil();
    const registry = await Registry.deploy(first);
    const life = new Life(registry, 3);
    await life.begin();
    const database = scratch.database();
    const { deployment } = registry;
    const follower = new Follower(first.url, deployment, database, { patience: 100 });
    const before = await follower.catchUp(first);
    const loadState = await dump(first);
    await first.stop();
    await sleep(2500);
    const during = follower.checkpoint();
    expect(during?.block).to.equal(before.block);
    expect(Date.now() - (during?.seen_at ?? 0)).to.be.above(2000);
    expect(follower.lines.at(-1)).to.include("does not answer");

    const second = await startAnvil({ port: first.port, loadState });
    const resumed = await Registry.at(second, deployment);
    await resumed.send(
      resumed.call(resumed.registrar, "Participants", "updateCredential", [
        1,
        `0x${"77".repeat(32)}`,
      ]),
    );
    const after = await follower.catchUp(second);
    expect(after.events).to.equal(before.events + 1);
    expect(Date.now() - after.seen_at).to.be.below(2000);
    await follower.stop();

    const fresh = scratch.database();
    await indexAll(second.url, deployment, fresh);
    expect(hashTables(database, deployment)).to.deep.equal(hashTables(fresh, deployment));
    await second.stop();
  });

  it("notes that an idle node answers", async () => {
    const anvil = await startAnvil();
    const { deployment } = await Registry.deploy(anvil);
    const follower = new Follower(anvil.url, deployment, scratch.database());
    const { seen_at: seenAt } = await follower.catchUp(anvil);
    await follower.until((checkpoint) => checkpoint.seen_at > seenAt + 500);
    await follower.stop();
    await anvil.stop();
  });

  it("ends if another chain comes in its place", async function () {
    this.timeout(60_000);
    const first = await startAnvil();
    const { deployment } = await Registry.deploy(first);
    const database = scratch.database();
    const follower = new Follower(first.url, deployment, database);
    await follower.catchUp(first);
    await first.stop();
    const second = await startAnvil({ port: first.port, timestamp: 1_700_000_000 });
    const error = await failureOf(follower.until(() => false));
    await second.stop();
    expect(error).to.be.instanceOf(WrongDeploymentError);
    expect((error as Error).message).to.include("none of the blocks that are indexed");
  });

  async function dump(anvil: Anvil): Promise<string> {
    const state = await anvil.rpc<string>("anvil_dumpState");
    const file = path.join(scratch.folder, "state.json");
    writeFileSync(file, gunzipSync(Buffer.from(state.slice(2), "hex")));
    return file;
  }
});

async function failureOf(run: Promise<unknown>): Promise<unknown> {
  try {
    await run;
  } catch (error) {
    return error;
  }
  return expect.fail("It succeeded");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

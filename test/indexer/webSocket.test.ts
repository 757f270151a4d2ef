import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "chai";

import { Telemetry } from "../../indexer/src/telemetry.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import type { Extra } from "./fixture/indexing.ts";
import { Follower, indexAll, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import type { Line } from "./fixture/line.ts";
import { layLine } from "./fixture/line.ts";
import { Registry } from "./fixture/registry.ts";
import { hashTables } from "./fixture/tables.ts";

const TELLS = /tells of new blocks/;
const TELLS_NOT = /does not tell of new blocks/;

describe("an index over a WebSocket", function () {
  this.timeout(60_000);
  const scratch = new Scratch();
  const running: Follower[] = [];
  let anvil: Anvil;
  let line: Line;
  let registry: Registry;
  let life: Life;

  beforeEach(async () => {
    anvil = await startAnvil();
    line = await layLine(anvil.url);
    registry = await Registry.deploy(anvil);
    life = new Life(registry, 41);
    await life.begin();
    await life.go(40);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((follower) => follower.stop()));
    await line.close();
    await anvil.stop();
  });

  after(() => scratch.dispose());

  for (const verify of ["receipts", "logs"] as const) {
    it(`says what one over HTTP does, with ${verify}`, async () => {
      const database = scratch.database();
      await indexAll(`ws://${line.host}`, registry.deployment, database, { verify });
      await expectWhole(database);
    });

    it(`takes in each block when the node tells of it, with ${verify}`, async function () {
      // Were the blocks looked for, once a second, this would take twice as long.
      this.timeout(15_000);
      const database = scratch.database();
      const telemetry = new Telemetry();
      const follower = follow(database, { verify, telemetry });
      await follower.until(() => count(follower, TELLS) === 1);
      await follower.catchUp(anvil);
      for (let i = 0; i < 30; i++) {
        await life.go(1);
        await follower.catchUp(anvil);
      }
      const names = telemetry.snapshot().map(({ name }) => name);
      expect(names).to.include("rights_index_head_lag_seconds");
      await follower.stop();
      await expectWhole(database);
    });
  }

  it("is connected again after it was cut off, and takes in what came meanwhile", async () => {
    const database = scratch.database();
    const follower = follow(database);
    for (let times = 1; times <= 2; times++) {
      await follower.until(() => count(follower, TELLS) === times);
      await follower.catchUp(anvil);
      line.cut();
      await follower.until(() => count(follower, TELLS_NOT) === times);
      const { block } = await follower.until(() => true);
      await life.go(5);
      await follower.until(() => count(follower, /does not answer/) > 0);
      expect(follower.checkpoint()?.block).to.equal(block);
      line.mend();
      await follower.catchUp(anvil);
    }
    await follower.stop();
    await expectWhole(database);
  });

  it("asks anew for logs of which one lacks what it must have", async () => {
    const database = scratch.database();
    line.spoil('"data"', '"date"');
    await indexAll(`ws://${line.host}`, registry.deployment, database, { verify: "logs" });
    expect(line.spoils).to.equal(false);
    await expectWhole(database);
  });

  it("is not lost by being cut off again and again while it is made", async () => {
    const database = scratch.database();
    let cuts = 0;
    const follower = follow(database, {
      maxRange: 4,
      onProgress: ({ block }) => {
        if (block < 12 * (cuts + 1) || cuts === 4) return;
        cuts++;
        line.cut();
        setTimeout(() => line.mend(), 50);
      },
    });
    await follower.catchUp(anvil);
    await follower.stop();
    expect(cuts).to.be.above(1);
    await expectWhole(database);
  });

  it("follows reorganisations", async () => {
    const database = scratch.database();
    const follower = follow(database);
    await follower.until(() => count(follower, TELLS) === 1);
    await follower.catchUp(anvil);
    for (const depth of [1, 5, 12]) {
      await anvil.rpc("anvil_reorg", depth, []);
      await life.go(1).catch(() => {});
      await follower.catchUp(anvil);
    }
    await follower.stop();
    await expectWhole(database);
  });

  it("closes its connection when it ends", async () => {
    const follower = follow(scratch.database());
    await follower.until(() => count(follower, TELLS) === 1);
    expect(line.connections).to.equal(1);
    await follower.stop();
    await until(() => line.connections === 0);
  });

  it("goes on over HTTP where the node has no WebSocket", async () => {
    const deaf = createServer((_request, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", resolve));
    const { port } = deaf.address() as AddressInfo;
    const database = scratch.database();
    await indexAll([`ws://127.0.0.1:${port}`, anvil.url], registry.deployment, database);
    await expectWhole(database);
    await new Promise((resolve) => deaf.close(resolve));
  });

  function follow(database: string, extra: Extra = {}): Follower {
    const follower = new Follower(`ws://${line.host}`, registry.deployment, database, extra);
    running.push(follower);
    return follower;
  }

  async function expectWhole(database: string): Promise<void> {
    const quick = scratch.database();
    await indexAll(anvil.url, registry.deployment, quick);
    expect(hashTables(database, registry.deployment)).to.deep.equal(
      hashTables(quick, registry.deployment),
    );
  }
});

function count({ lines }: Follower, pattern: RegExp): number {
  return lines.filter((line) => pattern.test(line)).length;
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`It stays false: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

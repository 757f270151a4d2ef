import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import type { IndexProgress } from "../../indexer/src/index.ts";
import { UnknownEventError } from "../../indexer/src/index.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import type { ChildOptions } from "./fixture/child.ts";
import { indexAll, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import { Proxy } from "./fixture/proxy.ts";
import { Random } from "./fixture/random.ts";
import { Registry } from "./fixture/registry.ts";
import type { TableName } from "./fixture/tables.ts";
import { hashTables, readRows } from "./fixture/tables.ts";

const KILLS = 12;

describe("an index that is interrupted", () => {
  const scratch = new Scratch();
  const random = new Random(1125);
  let anvil: Anvil;
  let registry: Registry;
  let head: number;
  let undisturbed: Record<TableName, string>;

  before(async function () {
    this.timeout(120_000);
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    const life = new Life(registry, 7);
    await life.begin();
    await life.go(400);
    head = Number(await anvil.rpc("eth_blockNumber"));
    const database = scratch.database();
    await indexAll(anvil.url, registry.deployment, database);
    undisturbed = hashTables(database, registry.deployment);
  });

  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  it("asks nothing more of a node once it has failed", async () => {
    const proxy = await Proxy.before(anvil.url);
    const { startBlock } = registry.deployment;
    let requests = 0;
    proxy.treat = async (calls, forward, response) => {
      requests++;
      const logs = calls.find(({ method }) => method === "eth_getLogs");
      if (logs === undefined) return forward(calls);
      const [filter] = logs.params as [{ fromBlock: string }];
      // Ranges are asked for several at a time, and come in any order.
      if (Number(filter.fromBlock) > startBlock) {
        response.writeHead(503).end();
        return undefined;
      }
      const answers = await forward(calls);
      return answers.map((answer) => ({ ...answer, result: unknownEvents(answer.result) }));
    };
    const indexing = indexAll(proxy.url, registry.deployment, scratch.database(), { maxRange: 20 });
    const failure = await indexing.catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(UnknownEventError);
    await sleep(100);
    const asked = requests;
    await sleep(3000);
    await proxy.close();
    expect(requests).to.equal(asked);
  });

  for (const [maxRange, commitEvents] of [
    [1, 1],
    [2, 10],
    [7, 1],
    [50, 40],
    [500, 1],
  ] as const) {
    it(`is the same, read ${maxRange} blocks and written ${commitEvents} events at a time`, async () => {
      const database = scratch.database();
      const extra = { maxRange, commitEvents };
      await indexAll(anvil.url, registry.deployment, database, extra);
      expect(hashTables(database, registry.deployment)).to.deep.equal(undisturbed);
    });
  }

  it("is the same, stopped and started again and again", async () => {
    const database = scratch.database();
    let runs = 0;
    const reached = { block: 0 };
    while (reached.block < head) {
      runs++;
      const abort = new AbortController();
      const stopAt = reached.block + 1 + random.below(60);
      await indexAll(anvil.url, registry.deployment, database, {
        maxRange: 1 + random.below(12),
        commitEvents: 1 + random.below(30),
        signal: abort.signal,
        onProgress: (progress) => {
          reached.block = progress.block;
          if (progress.block >= stopAt) abort.abort();
        },
      });
    }
    expect(runs).to.be.above(5);
    expect(hashTables(database, registry.deployment)).to.deep.equal(undisturbed);
  });

  it(`is the same, killed ${KILLS} times`, async function () {
    this.timeout(180_000);
    const database = scratch.database();
    const options = {
      deployment: registry.deployment,
      rpc: anvil.url,
      database,
      maxRange: 2,
      commitEvents: 1,
    };
    const reached: number[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      await runAndKill(options, Math.floor((head * kill) / (KILLS + 2)));
      const [checkpoint] = readRows<{ block: number }>(
        database,
        registry.deployment,
        "SELECT block FROM checkpoint",
      );
      reached.push(checkpoint?.block ?? 0);
    }
    expect(reached).to.deep.equal(reached.toSorted((a, b) => a - b));
    expect(reached.at(-1)).to.be.below(head);
    await indexAll(anvil.url, registry.deployment, database);
    expect(hashTables(database, registry.deployment)).to.deep.equal(undisturbed);
  });

  /** Kills an indexer some moments after it has come to a block. */
  async function runAndKill(options: ChildOptions, block: number): Promise<void> {
    const program = path.join(import.meta.dirname, "fixture/child.ts");
    const child = fork(program, [JSON.stringify(options)]);
    const ended = once(child, "exit");
    child.on("message", (progress: IndexProgress) => {
      if (progress.block < block) return;
      child.removeAllListeners("message");
      void sleep(random.below(4)).then(() => child.kill("SIGKILL"));
    });
    const [code, signal] = (await ended) as [number | null, string | null];
    expect([code, signal]).to.deep.equal([null, "SIGKILL"]);
  }
});

/** The same logs, of an event that no contract has. */
function unknownEvents(result: unknown): unknown {
  if (!Array.isArray(result)) return result;
  return result.map((log: object) => ({ ...log, topics: [`0x${"ab".repeat(32)}`] }));
}

import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import type { RawLog } from "../../indexer/src/chain/log.ts";
import { MAX_RANGE_BYTES } from "../../indexer/src/chain/node.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import { Follower, indexAll, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import type { Answer, Call, Forward, Treatment } from "./fixture/proxy.ts";
import { blocksAsked, logFilter, newestAsked, Proxy } from "./fixture/proxy.ts";
import { Registry } from "./fixture/registry.ts";
import { hashTables } from "./fixture/tables.ts";

/** What nodes do with requests for too many logs. */
const REFUSALS: Record<string, Treatment> = {
  "too many results": async (calls) =>
    calls.map(({ id }) => ({ id, error: { code: -32005, message: "query returned too much" } })),
  "status 413": async (_calls, _forward, response) => {
    response.statusCode = 413;
    response.end();
    return undefined;
  },
  "an answer that is cut off": async (_calls, _forward, response) => {
    response.writeHead(200, { "content-length": 1000 });
    response.write("[");
    setTimeout(() => response.destroy(), 5);
    return undefined;
  },
};

describe("an index over a difficult node", () => {
  const scratch = new Scratch();
  const running: Follower[] = [];
  let anvil: Anvil;
  let proxy: Proxy;
  let registry: Registry;
  let life: Life;

  beforeEach(async () => {
    anvil = await startAnvil();
    proxy = await Proxy.before(anvil.url);
    registry = await Registry.deploy(anvil);
    life = new Life(registry, 23);
    await life.begin();
    await life.go(60);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((follower) => follower.stop()));
    await proxy.close();
    await anvil.stop();
  });

  after(() => scratch.dispose());

  for (const [how, refuse] of Object.entries(REFUSALS)) {
    it(`asks for fewer blocks at a time after ${how}`, async () => {
      const asked: number[] = [];
      proxy.treat = async (calls, forward, response) => {
        const blocks = blocksAsked(calls);
        if (blocks > 0) asked.push(blocks);
        return blocks > 5 ? refuse(calls, forward, response) : forward(calls);
      };
      await expectWhole(await indexThroughProxy());
      expect(Math.max(...asked)).to.be.above(20);
      const refused = asked.filter((blocks) => blocks > 5).length;
      expect(refused, "refusals").to.be.below(25);
      expect(Math.max(...asked.filter((blocks) => blocks <= 5)), "allowed ranges").to.be.within(
        4,
        5,
      );
    });
  }

  it("asks at once for as many blocks as fit, of an answer that is announced to be too long", async () => {
    const asked: number[] = [];
    proxy.treat = async (calls, forward, response) => {
      const blocks = blocksAsked(calls);
      if (blocks > 1) asked.push(blocks);
      if (blocks <= 8) return forward(calls);
      response.writeHead(200, { "content-length": Math.ceil((MAX_RANGE_BYTES * blocks) / 8) });
      response.write("[");
      return undefined;
    };
    await expectWhole(await indexThroughProxy());
    const refused = asked.findIndex((blocks) => blocks <= 8);
    expect(asked.slice(0, refused), "refused").to.have.lengthOf.within(1, 4);
    expect(asked[0], "refused first").to.equal(64);
    expect(asked[refused], "asked next").to.be.within(7, 8);
  });

  it("waits for a node that gives logs and is behind the one that gives the head", async () => {
    let behind = 40;
    proxy.treat = async (calls, forward) => {
      if (logFilter(calls) === undefined) return forward(calls);
      const head = Number(await anvil.rpc("eth_blockNumber")) - behind;
      return Promise.all(calls.map((call) => answerAsIfAt(head, call, forward)));
    };
    const database = scratch.database();
    const follower = follow(database);
    const head = Number(await anvil.rpc("eth_blockNumber"));
    await follower.until(({ block }) => block === head - 40);
    await sleep(300);
    expect(follower.checkpoint()?.block).to.equal(head - 40);
    behind = 0;
    await follower.catchUp(anvil);
    await follower.stop();
    await expectWhole(database);
  });

  it("waits for it, too, if each call of a request may go to another node", async () => {
    let behind = 8;
    proxy.treat = async (calls, forward) => {
      const head = Number(await anvil.rpc("eth_blockNumber")) - behind;
      return Promise.all(
        calls.map((call) =>
          answerAsIfAt(call.method === "eth_getLogs" ? head : Infinity, call, forward),
        ),
      );
    };
    const database = scratch.database();
    const follower = follow(database);
    const head = Number(await anvil.rpc("eth_blockNumber"));
    await follower.until(({ block }) => block === head - 8);
    await life.go(4);
    behind = 0;
    await follower.catchUp(anvil);
    await follower.stop();
    await expectWhole(database);
  });

  it("does not take an older head for a shorter chain", async () => {
    const database = scratch.database();
    const follower = follow(database);
    const { block } = await follower.catchUp(anvil);
    let answers = 0;
    proxy.treat = async (calls, forward) => {
      answers++;
      const late = Math.floor(answers / 4) % 2 === 0 ? block - 5 : Infinity;
      return Promise.all(calls.map((call) => answerAsIfAt(late, call, forward)));
    };
    await follower.until(() => answers > 24);
    expect(follower.checkpoint()?.block).to.equal(block);
    expect(follower.lines.join("; ")).not.to.include("rolled back");
  });

  it("does not take a node for a liar whose head is now and then an older one", async () => {
    const follower = follow(scratch.database());
    const { block } = await follower.catchUp(anvil);
    let older = 0;
    proxy.treat = async (calls, forward) => {
      if (!calls.some(({ params }) => params[0] === "latest") || older >= 8) return forward(calls);
      older++;
      return Promise.all(calls.map((call) => answerAsIfAt(block - 5, call, forward)));
    };
    await follower.until(() => older === 8);
    await life.go(1);
    await follower.catchUp(anvil);
    expect(follower.lines.join("; ")).not.to.match(/is not as the node|rolled back/);
  });

  it("asks again when blocks are replaced while it reads them", async () => {
    let replaced = 0;
    // Anvil itself does not bear two at a time.
    let turn: Promise<unknown> = Promise.resolve();
    proxy.treat = async (calls, forward) => {
      if (logFilter(calls) && replaced < 3) {
        const depth = 3 * ++replaced;
        turn = turn.then(() => anvil.rpc("anvil_reorg", depth, []));
      }
      await turn;
      return forward(calls);
    };
    const database = scratch.database();
    const follower = follow(database);
    await follower.until(() => replaced === 3);
    await turn;
    await follower.catchUp(anvil);
    await follower.stop();
    await expectWhole(database);
  });

  it("asks again when blocks are replaced while a request is answered", async () => {
    const depth = 30;
    const kept = Number(await anvil.rpc("eth_blockNumber")) - depth;
    let mixture: Promise<Answer[]> | undefined;
    proxy.treat = async (calls, forward) => {
      // What was read of the blocks before they are replaced would be rolled back, and rightly.
      if (newestAsked(calls) <= kept) return forward(calls);
      if (mixture === undefined && blocksAsked(calls) > 1) return (mixture = mix(calls, forward));
      await mixture;
      return forward(calls);
    };
    async function mix(calls: readonly Call[], forward: Forward): Promise<Answer[]> {
      const headers = await forward(calls.filter(({ method }) => method !== "eth_getLogs"));
      await anvil.rpc("anvil_reorg", depth, []);
      const logs = await forward(calls.filter(({ method }) => method === "eth_getLogs"));
      return [...headers, ...logs];
    }
    const database = scratch.database();
    const follower = follow(database);
    await follower.until(({ block }) => mixture !== undefined && block > kept);
    await follower.catchUp(anvil);
    await follower.stop();
    await expectWhole(database);
    // The mixture was not even taken in.
    expect(follower.lines.join("; ")).not.to.include("rolled back");
  });

  for (const [what, tamper] of Object.entries({
    "that are removed": (log: RawLog) => ({
      ...log,
      transactionHash: `0x${"ee".repeat(32)}`,
      removed: true,
    }),
    "of another block of the same number": (log: RawLog) => ({
      ...log,
      blockHash: `0x${"ee".repeat(32)}`,
    }),
    "of a block that was not asked for": (log: RawLog) => ({ ...log, blockNumber: "0xffff" }),
    "that are of no block yet": (log: RawLog) => ({ ...log, blockHash: null, blockNumber: null }),
    "without data": (log: RawLog) => ({ ...log, data: undefined }),
    "by half an address": (log: RawLog) => ({ ...log, address: log.address.slice(0, 22) }),
    "with a topic that is no hex": (log: RawLog) => ({ ...log, topics: [`0x${"no".repeat(32)}`] }),
    "with data that ends amid a byte": (log: RawLog) => ({ ...log, data: `${log.data}0` }),
  })) {
    it(`asks again when logs come ${what}`, async () => {
      let tampered = 0;
      proxy.treat = async (calls, forward) => {
        const answers = await forward(calls);
        if (logFilter(calls) === undefined || tampered >= 3) return answers;
        tampered++;
        return withLogs(calls, answers, (logs) =>
          logs.map((log, index) => (index === 0 ? tamper(log) : log)),
        );
      };
      await expectWhole(await indexThroughProxy());
      expect(tampered).to.equal(3);
    });
  }

  it("asks again when logs come of two transactions at one place of a block", async () => {
    let tampered = 0;
    proxy.treat = async (calls, forward) =>
      withLogs(calls, await forward(calls), (logs) => {
        const last = logs.at(-1);
        if (last === undefined || tampered++ > 2) return logs;
        const logIndex = `0x${(Number(last.logIndex) + 1).toString(16)}`;
        return [...logs, { ...last, logIndex, transactionHash: `0x${"ee".repeat(32)}` }];
      });
    await expectWhole(await indexThroughProxy());
    expect(tampered).to.be.above(3);
  });

  it("asks again when something else comes than logs", async () => {
    const others: unknown[] = [null, {}, "0x", [null], [[]]];
    proxy.treat = async (calls, forward) => {
      const answers = await forward(calls);
      if (logFilter(calls) === undefined || others.length === 0) return answers;
      const result = others.shift();
      return answers.map((answer) =>
        Array.isArray(answer.result) ? { ...answer, result } : answer,
      );
    };
    await expectWhole(await indexThroughProxy());
    expect(others).to.deep.equal([]);
  });

  it("asks for the times of blocks where logs do not say them", async () => {
    proxy.treat = async (calls, forward) =>
      withLogs(calls, await forward(calls), (logs) =>
        logs.map((log) => ({ ...log, blockTimestamp: undefined })),
      );
    await expectWhole(await indexThroughProxy());
  });

  it("reads an answer whose parts come in any order", async () => {
    proxy.treat = async (calls, forward) => (await forward(calls)).toReversed();
    await expectWhole(await indexThroughProxy());
  });

  async function indexThroughProxy(): Promise<string> {
    const database = scratch.database();
    await indexAll(proxy.url, registry.deployment, database);
    return database;
  }

  function follow(database: string): Follower {
    const follower = new Follower(proxy.url, registry.deployment, database);
    running.push(follower);
    return follower;
  }

  async function expectWhole(database: string): Promise<void> {
    const straight = scratch.database();
    await indexAll(anvil.url, registry.deployment, straight);
    expect(hashTables(database, registry.deployment)).to.deep.equal(
      hashTables(straight, registry.deployment),
    );
  }
});

/** What a node would say whose newest block is this one. */
async function answerAsIfAt(head: number, call: Call, forward: Forward): Promise<Answer> {
  const [answer = { id: call.id }] = await forward([call]);
  if (call.method === "eth_getBlockByNumber") {
    const block = answer.result as { number: string } | null;
    if (block === null || Number(block.number) <= head) return answer;
    if (call.params[0] !== "latest") return { id: call.id, result: null };
    return answerAsIfAt(head, { ...call, params: [`0x${head.toString(16)}`, false] }, forward);
  }
  if (call.method !== "eth_getLogs") return answer;
  const filter = logFilter([call]);
  const logs = answer.result as RawLog[];
  if (filter?.blockHash === undefined) {
    return { id: call.id, result: logs.filter((log) => Number(log.blockNumber) <= head) };
  }
  const [found] = await forward([
    { id: call.id, method: "eth_getBlockByHash", params: [filter.blockHash, false] },
  ]);
  const block = found?.result as { number: string } | null;
  if (block !== null && Number(block.number) <= head) return answer;
  return { id: call.id, error: { code: -32000, message: "unknown block" } };
}

function withLogs(
  calls: readonly Call[],
  answers: readonly Answer[],
  change: (logs: RawLog[]) => unknown[],
): Answer[] {
  return answers.map((answer) => {
    const call = calls.find(({ id }) => id === answer.id);
    if (call?.method !== "eth_getLogs" || answer.result === undefined) return answer;
    return { ...answer, result: change(answer.result as RawLog[]) };
  });
}

import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import { WrongChainError } from "../../indexer/src/index.ts";
import { endpointOf, Telemetry } from "../../indexer/src/telemetry.ts";
import type { MetricName } from "../../indexer/src/telemetry.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import type { Extra } from "./fixture/indexing.ts";
import { Follower, indexAll, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import type { Treatment } from "./fixture/proxy.ts";
import { Proxy } from "./fixture/proxy.ts";
import { Registry } from "./fixture/registry.ts";
import { hashTables } from "./fixture/tables.ts";

/** Ways in which a node does not serve. */
const FAILURES: Record<string, Treatment> = {
  "is asked too often": async (_calls, _forward, response) => {
    response.writeHead(429, { "retry-after": "0" }).end("slow down");
    return undefined;
  },
  "says so in JSON": async (calls) =>
    calls.map(({ id }) => ({ id, error: { code: -32005, message: "rate limit exceeded" } })),
  "is overloaded": async (_calls, _forward, response) => {
    response.writeHead(503).end();
    return undefined;
  },
  "answers in HTML": async (_calls, _forward, response) => {
    response.writeHead(200).end("<html>Sign in</html>");
    return undefined;
  },
  "hangs up": async (_calls, _forward, response) => {
    response.destroy();
    return undefined;
  },
};

describe("an index over several nodes", function () {
  this.timeout(60_000);
  const scratch = new Scratch();
  const running: Follower[] = [];
  let anvil: Anvil;
  let proxy: Proxy;
  let registry: Registry;
  let life: Life;

  before(async () => {
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    life = new Life(registry, 53);
    await life.begin();
    await life.go(60);
  });

  beforeEach(async () => {
    proxy = await Proxy.before(anvil.url);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((follower) => follower.stop()));
    await proxy.close();
  });

  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  for (const [how, fail] of Object.entries(FAILURES)) {
    it(`goes on with the next node when one ${how}`, async () => {
      let asked = 0;
      proxy.treat = (calls, forward, response) =>
        ++asked > 6 ? fail(calls, forward, response) : forward(calls);
      const telemetry = new Telemetry();
      const database = await index([proxy.url, anvil.url], { telemetry, verify: "receipts" });
      await expectWhole(database);
      expect(sum(telemetry, "rights_rpc_errors_total", proxy.url)).to.be.at.least(1);
      expect(sum(telemetry, "rights_rpc_errors_total", anvil.url)).to.equal(0);
      expect(sum(telemetry, "rights_rpc_failovers_total", proxy.url)).to.be.at.least(1);
      expect(sum(telemetry, "rights_rpc_requests_total", anvil.url)).to.be.above(1);
    });

    it(`asks the only node again when it ${how} for a while`, async () => {
      let asked = 0;
      proxy.treat = (calls, forward, response) =>
        ++asked % 3 === 0 ? fail(calls, forward, response) : forward(calls);
      await expectWhole(await index([proxy.url], { maxRange: 20, verify: "receipts" }));
    });
  }

  it("waits as long as a node asks for", async () => {
    let refusedAt = 0;
    let early = 0;
    proxy.treat = async (calls, forward, response) => {
      if (refusedAt === 0) {
        refusedAt = performance.now();
        response.writeHead(429, { "retry-after": "1" }).end();
        return undefined;
      }
      if (performance.now() - refusedAt < 990) early++;
      return forward(calls);
    };
    await expectWhole(await index([proxy.url]));
    expect(early).to.equal(0);
  });

  it("does not call a node more often than allowed", async () => {
    let calls = 0;
    const began = performance.now();
    proxy.treat = (asked, forward) => {
      calls += asked.length;
      return forward(asked);
    };
    await expectWhole(await index([proxy.url], { rpcRate: 100 }));
    // The first request is made at once, whatever its calls.
    expect(performance.now() - began).to.be.above((calls - 12) * 10);
    expect(calls).to.be.above(40);
  });

  it("begins with whichever node is there", async () => {
    const gone = await Proxy.before(anvil.url);
    await gone.close();
    await expectWhole(await index([gone.url, anvil.url]));
  });

  it("asks a node of another chain nothing more", async () => {
    const other = await startAnvil({ chainId: 9 });
    const telemetry = new Telemetry();
    await expectWhole(await index([other.url, anvil.url], { telemetry }));
    expect(sum(telemetry, "rights_rpc_requests_total", other.url)).to.equal(1);
    const error = await index([other.url, other.url]).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(WrongChainError);
    await other.stop();
  });

  it("asks again when a node does not say of which chain it is", async () => {
    const others: unknown[] = [null, {}, "0x"];
    proxy.treat = async (calls, forward) => {
      const answers = await forward(calls);
      const asked = calls.find(({ method }) => method === "eth_chainId");
      if (asked === undefined || others.length === 0) return answers;
      const result = others.shift();
      return answers.map((answer) => (answer.id === asked.id ? { ...answer, result } : answer));
    };
    await expectWhole(await index([proxy.url]));
    expect(others).to.deep.equal([]);
  });

  it("undoes nothing that another node still has", async () => {
    const database = scratch.database();
    const follower = new Follower([proxy.url, anvil.url], registry.deployment, database);
    running.push(follower);
    const { block } = await follower.catchUp(anvil);
    proxy.treat = async (calls, forward) => {
      const old = { method: "eth_getBlockByNumber", params: [hex(block - 20), false] };
      const answers = await forward(
        calls.map((call) => (call.params[0] === "latest" ? { ...call, ...old } : call)),
      );
      return answers.map((answer) => {
        const number = Number((answer.result as { number?: string } | null)?.number ?? 0);
        return number > block - 20 ? { ...answer, result: null } : answer;
      });
    };
    await follower.until(() => follower.lines.some((line) => line.includes("another one has")));
    await sleep(300);
    expect(follower.checkpoint()?.block).to.equal(block);
    await life.go(3);
    await follower.catchUp(anvil);
    expect(follower.lines.some((line) => line.includes("rolled back"))).to.equal(false);
    await follower.stop();
    await expectWhole(database);
  });

  it("keeps what is secret in a URL out of its log, its metrics and its errors", async () => {
    const { host } = new URL(proxy.url);
    const secret = `http://user:hidden@${host}/hidden?key=hidden`;
    proxy.treat = async (_calls, _forward, response) => {
      response.writeHead(503).end();
      return undefined;
    };
    const telemetry = new Telemetry();
    const database = scratch.database();
    const follower = new Follower([secret], registry.deployment, database, {
      telemetry,
      patience: 300,
    });
    const error = await follower.until(() => false).catch((thrown: unknown) => thrown);
    await follower.stop().catch(() => {});
    const said = [JSON.stringify(telemetry.snapshot()), String(error), ...follower.lines].join();
    expect(said).to.include(host);
    expect(said).not.to.include("hidden");
  });

  async function index(rpc: readonly string[], extra: Extra = {}): Promise<string> {
    const database = scratch.database();
    await indexAll(rpc, registry.deployment, database, extra);
    return database;
  }

  async function expectWhole(database: string): Promise<void> {
    const quick = await index([anvil.url]);
    expect(hashTables(database, registry.deployment)).to.deep.equal(
      hashTables(quick, registry.deployment),
    );
  }
});

/** What was counted of a node. */
function sum(telemetry: Telemetry, name: MetricName, url: string): number {
  const samples = telemetry.snapshot().filter((sample) => sample.name === name);
  return samples.find(({ labels }) => labels.endpoint === endpointOf(url))?.value ?? 0;
}

function hex(number: number): string {
  return `0x${number.toString(16)}`;
}

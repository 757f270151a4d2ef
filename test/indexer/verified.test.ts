import { expect } from "chai";

import { BlockNotProvedError } from "../../indexer/src/index.ts";
import { decodeRlp } from "../../indexer/src/proof/rlp.ts";
import { keccak256 } from "../../indexer/src/proof/keccak.ts";
import { endpointOf, Telemetry } from "../../indexer/src/telemetry.ts";
import type { RpcLog } from "../../indexer/src/proof/index.ts";
import type { Told } from "../proof/fixture/chain.ts";
import {
  fitBlooms,
  fitHash,
  fitRoots,
  withHeader,
  withLog,
  withLogs,
} from "../proof/fixture/lie.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import type { Extra } from "./fixture/indexing.ts";
import { Follower, indexAll, Scratch } from "./fixture/indexing.ts";
import type { Lie } from "./fixture/liar.ts";
import { lyingAbout, tell } from "./fixture/liar.ts";
import { Life } from "./fixture/life.ts";
import type { Treatment } from "./fixture/proxy.ts";
import { Proxy } from "./fixture/proxy.ts";
import { Registry } from "./fixture/registry.ts";
import { hashTables, readRows } from "./fixture/tables.ts";

const BLOCKS = 60;
const INVENTED: RpcLog = { address: `0x${"ee".repeat(20)}`, topics: [], data: "0x" };

const drop: Lie = (told) => withLogs(told, 0, (logs) => logs.slice(1));
const alter: Lie = (told) => {
  const [log] = told.receipts[0]?.logs ?? [];
  return withLog(told, 0, 0, { data: `${log?.data.slice(0, -2)}ab` });
};
const invent: Lie = (told) => withLogs(told, 0, (logs) => [...logs, INVENTED]);

/** Every lie with the word for what gives it away. */
const LIES: Record<string, [lie: Lie, reason: string]> = {
  "drops a log": [drop, "LOGS_BLOOM"],
  "drops a log and its bits in the receipt": [(told) => fitBlooms(drop(told)), "RECEIPTS_ROOT"],
  "drops a log and makes the header fit": [
    (told) => fitRoots(fitBlooms(drop(told))),
    "HEADER_HASH",
  ],
  "alters a log's data": [alter, "RECEIPTS_ROOT"],
  "invents a log": [(told) => fitBlooms(invent(told)), "RECEIPTS_ROOT"],
  "leaves out a receipt": [
    (told) => ({ ...told, receipts: told.receipts.slice(1) }),
    "RECEIPT_COUNT",
  ],
  "alters the receipts' root": [
    (told) => withHeader(told, { receiptsRoot: `0x${"12".repeat(32)}` }),
    "HEADER_HASH",
  ],
  "gives another block": [(told) => withHeader(told, { number: "0x1" }), "WRONG_BLOCK"],
  "breaks the link to the parent": [
    (told) => fitHash(withHeader(told, { parentHash: `0x${"12".repeat(32)}` })),
    "PARENT_LINK",
  ],
  "makes another block of it": [(told) => fitHash(fitRoots(fitBlooms(drop(told)))), "PARENT_LINK"],
};

describe("an index proved by receipts", function () {
  this.timeout(60_000);
  const scratch = new Scratch();
  const running: Follower[] = [];
  let anvil: Anvil;
  let proxy: Proxy;
  let registry: Registry;
  let life: Life;
  let truth: Told;
  let number: number;

  before(async () => {
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    life = new Life(registry, 31);
    await life.begin();
    await life.go(BLOCKS);
    await anvil.rpc("anvil_mine", 5);
    await life.go(5);
    const head = Number(await anvil.rpc("eth_blockNumber"));
    for (number = head - 20; ; number--) {
      truth = await tell(anvil, number);
      if ((truth.receipts[0]?.logs[0]?.data ?? "0x") !== "0x") break;
    }
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

  it("says what one does that believes the node", async () => {
    const methods = count(proxy);
    await expectWhole(await indexProved(proxy.url));
    expect(methods.get("eth_getLogs")).to.equal(undefined);
    expect(methods.get("eth_getBlockReceipts")).to.be.above(BLOCKS / 2);
    expect(methods.get("eth_getTransactionReceipt")).to.equal(undefined);
  });

  it("does without receipts of blocks that have no transactions", async () => {
    const methods = count(proxy);
    await indexProved(proxy.url);
    const head = Number(await anvil.rpc("eth_blockNumber"));
    expect(methods.get("eth_getBlockReceipts")).to.be.below(head - registry.deployment.startBlock);
  });

  it("is the same over a node that gives receipts one by one only", async () => {
    const methods = count(proxy, withoutBlockReceipts);
    await expectWhole(await indexProved(proxy.url));
    expect(methods.get("eth_getTransactionReceipt")).to.be.above(BLOCKS / 2);
    expect(methods.get("eth_getBlockReceipts")).to.be.below(200);
  });

  it("keeps the headers of blocks that hold events", async () => {
    const database = await indexProved(anvil.url);
    const rows = readRows<{ rlp: Buffer; hash: Buffer }>(
      database,
      registry.deployment,
      `SELECT rlp, hash FROM blocks LEFT JOIN headers USING (number) WHERE events > 0`,
    );
    expect(rows.length).to.be.above(BLOCKS / 2);
    for (const { rlp, hash } of rows) {
      expect(hash.equals(keccak256(rlp))).to.equal(true);
      expect(decodeRlp(rlp)).to.have.length.above(15);
    }
  });

  for (const [what, [lie, reason]] of Object.entries(LIES)) {
    it(`stops before the block of which the only node ${what}`, async () => {
      proxy.treat = lyingAbout(truth, lie);
      const database = scratch.database();
      const error = await failureOf(
        indexAll(proxy.url, registry.deployment, database, { verify: "receipts" }),
      );
      expect(error).to.be.instanceOf(BlockNotProvedError);
      const { block, endpoint, reason: told } = error as BlockNotProvedError;
      expect(told, (error as Error).message).to.equal(reason);
      expect(endpoint).to.equal(endpointOf(proxy.url));
      expect(block).to.be.within(number, number + 1);
      expectNothingSince(database);
    });

    it(`turns to another node when one ${what}`, async () => {
      proxy.treat = lyingAbout(truth, lie);
      const telemetry = new Telemetry();
      const database = await indexProved([proxy.url, anvil.url], { telemetry });
      await expectWhole(database);
      const counts = telemetry.snapshot();
      const failures = counts.find(({ name }) => name === "rights_index_verify_failures_total");
      expect(failures?.labels.endpoint).to.equal(endpointOf(proxy.url));
      expect(failures?.value).to.be.at.least(1);
      expect(counts.some(({ name }) => name === "rights_rpc_failovers_total")).to.equal(true);
    });
  }

  it("takes in no other block that ends what is read at once", async () => {
    const [lie, reason] = LIES["makes another block of it"] as [Lie, string];
    proxy.treat = lyingAbout(truth, lie);
    const database = scratch.database();
    const error = await failureOf(
      indexAll(proxy.url, registry.deployment, database, { verify: "receipts", maxRange: 1 }),
    );
    expect((error as BlockNotProvedError).reason, (error as Error).message).to.equal(reason);
    expectNothingSince(database);
  });

  it("is caught with receipts one by one, too", async () => {
    const lying = lyingAbout(truth, alter);
    proxy.treat = (calls, forward, response) =>
      withoutBlockReceipts(
        calls,
        async (rest) => (await lying(rest, forward, response)) ?? [],
        response,
      );
    const error = await failureOf(
      indexAll(proxy.url, registry.deployment, scratch.database(), { verify: "receipts" }),
    );
    expect((error as BlockNotProvedError).reason).to.equal("RECEIPTS_ROOT");
    expect((error as BlockNotProvedError).block).to.equal(number);
  });

  it("waits, while it follows, until one of the nodes tells the truth again", async () => {
    const other = await Proxy.before(anvil.url);
    proxy.treat = lyingAbout(truth, alter);
    other.treat = lyingAbout(truth, (told) => fitBlooms(invent(told)));
    const database = scratch.database();
    const follower = follow([proxy.url, other.url], database);
    const lines = (url: string) =>
      follower.lines.filter((line) => line.includes(`as the node at ${endpointOf(url)} tells it`));
    await follower.until(() => lines(proxy.url).length > 1 && lines(other.url).length > 1);
    expectNothingSince(database);
    other.treat = (calls, forward) => forward(calls);
    await follower.catchUp(anvil);
    await follower.stop();
    await expectWhole(database);
    await other.close();
  });

  for (const [what, lie] of Object.entries({
    "a lie about the newest block": alter,
    "another block for the newest": (_: Told, before: Told) => before,
  })) {
    it(`never takes in ${what}`, async () => {
      const database = scratch.database();
      const follower = follow(proxy.url, database);
      const { block } = await follower.catchUp(anvil);
      const before = await tell(anvil, block);
      proxy.treat = async (calls, forward, response) => {
        const next = await tell(anvil, block + 1);
        const tellsHead = calls.some(({ params }) => params[0] === "latest");
        if (next.block === null || tellsHead) return forward(calls);
        return lyingAbout(next, (told) => lie(told, before))(calls, forward, response);
      };
      const credential = [1, `0x${"77".repeat(32)}`];
      const { registrar } = registry;
      await registry.send(registry.call(registrar, "Participants", "updateCredential", credential));
      await follower.until(() => follower.lines.some((line) => line.includes("as the node at")));
      expect(follower.checkpoint()?.block).to.equal(block);
      proxy.treat = (calls, forward) => forward(calls);
      await follower.catchUp(anvil);
      await follower.stop();
      await expectWhole(database);
    });
  }

  it("is what is made by default on a chain that is not the embedded one", async function () {
    const chain = await startAnvil({ chainId: 7 });
    const { deployment } = await Registry.deploy(chain);
    const before = await Proxy.before(chain.url);
    const methods = count(before);
    await indexAll(before.url, deployment, scratch.database());
    await indexAll(before.url, deployment, scratch.database(), { verify: "logs" });
    expect(methods.get("eth_getBlockReceipts")).to.be.above(3);
    expect(methods.get("eth_getLogs")).to.be.above(0);
    await before.close();
    await chain.stop();
  });

  function follow(rpc: string | readonly string[], database: string): Follower {
    const follower = new Follower(rpc, registry.deployment, database, { verify: "receipts" });
    running.push(follower);
    return follower;
  }

  async function indexProved(rpc: string | readonly string[], extra: Extra = {}): Promise<string> {
    const database = scratch.database();
    await indexAll(rpc, registry.deployment, database, { verify: "receipts", ...extra });
    return database;
  }

  function expectNothingSince(database: string): void {
    const query = "SELECT max(block) AS last FROM events";
    const [row] = readRows<{ last: number | null }>(database, registry.deployment, query);
    expect(row?.last ?? 0).to.be.below(number);
  }

  async function expectWhole(database: string): Promise<void> {
    const quick = scratch.database();
    await indexAll(anvil.url, registry.deployment, quick, { verify: "logs" });
    expect(hashTables(database, registry.deployment)).to.deep.equal(
      hashTables(quick, registry.deployment),
    );
  }
});

/** Counts what a proxy is asked. */
function count(
  proxy: Proxy,
  treat: Treatment = (calls, forward) => forward(calls),
): Map<string, number> {
  const methods = new Map<string, number>();
  proxy.treat = (calls, forward, response) => {
    for (const { method } of calls) methods.set(method, (methods.get(method) ?? 0) + 1);
    return treat(calls, forward, response);
  };
  return methods;
}

const withoutBlockReceipts: Treatment = async (calls, forward) => {
  const unknown = calls.filter(({ method }) => method === "eth_getBlockReceipts");
  const known = calls.filter(({ method }) => method !== "eth_getBlockReceipts");
  const error = { code: -32601, message: "the method eth_getBlockReceipts does not exist" };
  const answers = known.length === 0 ? [] : await forward(known);
  return [...answers, ...unknown.map(({ id }) => ({ id, error }))];
};

async function failureOf(run: Promise<unknown>): Promise<unknown> {
  try {
    await run;
  } catch (error) {
    return error;
  }
  return expect.fail("It succeeded");
}

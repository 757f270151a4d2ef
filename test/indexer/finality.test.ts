import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import { FinalBlockReplacedError } from "../../indexer/src/index.ts";
import { Telemetry } from "../../indexer/src/telemetry.ts";
import type { Anvil, AnvilOptions } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import type { Extra } from "./fixture/indexing.ts";
import { Follower, indexAll, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import { Proxy } from "./fixture/proxy.ts";
import { Registry } from "./fixture/registry.ts";
import { hashTables } from "./fixture/tables.ts";

/** Extra data of QBFT: vanity data, one validator, no vote, round 0, no seals. */
const QBFT = `0xf83aa0${"0".repeat(64)}d594${"ef".repeat(20)}c080c0`;

describe("an index whose blocks become final", function () {
  this.timeout(60_000);
  const scratch = new Scratch();
  const running: Follower[] = [];
  let anvil: Anvil;
  let proxy: Proxy;
  let registry: Registry;
  let life: Life;
  let database: string;

  beforeEach(() => {
    database = scratch.database();
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((follower) => follower.stop().catch(() => {})));
    await proxy.close();
    await anvil.stop();
  });

  after(() => scratch.dispose());

  async function begin(options: AnvilOptions = {}): Promise<void> {
    anvil = await startAnvil(options);
    proxy = await Proxy.before(anvil.url);
    registry = await Registry.deploy(anvil);
    life = new Life(registry, 67);
    await life.begin();
    await life.go(40);
  }

  it("goes back as far as the depth given, and counts it", async () => {
    await begin();
    const telemetry = new Telemetry();
    const follower = follow({ finalityDepth: 10, telemetry });
    await follower.catchUp(anvil);
    await anvil.rpc("anvil_reorg", 10, []);
    await follower.catchUp(anvil);
    await follower.stop();
    await expectWhole();
    const values = telemetry.snapshot().map(({ name, value }) => [name, value] as const);
    expect(Object.fromEntries(values)).to.include({
      rights_index_reorgs_total: 1,
      rights_index_rolled_back_blocks_total: 10,
      rights_index_reorg_depth_blocks: 10,
    });
  });

  it("ends when a block is replaced that was deeper, and changes nothing", async () => {
    await begin();
    const follower = follow({ finalityDepth: 10 });
    const { block } = await follower.catchUp(anvil);
    const before = hashTables(database, registry.deployment);
    await anvil.rpc("anvil_reorg", 11, []);
    const error = await failureOf(follower);
    expect(error).to.be.instanceOf(FinalBlockReplacedError);
    expect((error as Error).message).to.include(`after block ${block - 11}`);
    expect((error as Error).message).to.include(`block ${block - 10} was final`);
    expect((error as FinalBlockReplacedError).hint).to.include("`rights serve --rebuild`");
    expect(hashTables(database, registry.deployment)).to.deep.equal(before);
  });

  it("remembers what was final while it is away", async () => {
    await begin();
    await index({ finalityDepth: 10 });
    await anvil.rpc("anvil_reorg", 8, []);
    await anvil.rpc("anvil_mine", 100);
    // Blocks that were not final then are so now, as others.
    await index({ finalityDepth: 10 });
    await expectWhole();
    // Empty blocks of the same second would be the same blocks again.
    const other = registry.call(registry.admin, "AccessManager", "labelRole", [1, "OTHER"]);
    await anvil.rpc("anvil_reorg", 30, [[other, 0]]);
    const error = await index({ finalityDepth: 10 }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(FinalBlockReplacedError);
  });

  it("waits for a chain that ends before a final block", async () => {
    await begin();
    const follower = follow({ finalityDepth: 5 });
    const { block } = await follower.catchUp(anvil);
    await anvil.rpc("anvil_rollback", 12);
    await follower.until(() => follower.lines.some((line) => line.includes("waiting for it")));
    await sleep(200);
    expect(follower.checkpoint()?.block).to.equal(block);
  });

  it("takes the node's word for what is final", async () => {
    await begin({ chainId: 7 });
    await life.go(60);
    const follower = follow();
    const { block } = await follower.catchUp(anvil);
    const tag = await anvil.rpc<{ number: string }>("eth_getBlockByNumber", "finalized", false);
    expect(Number(tag.number)).to.be.within(1, block - 1);
    const { final } = await follower.until((checkpoint) => checkpoint.final > 0);
    expect(final).to.equal(Number(tag.number));
    await anvil.rpc("anvil_reorg", block - final, []);
    await follower.catchUp(anvil);
    // An empty block may be replaced by itself: deep enough for one that is not.
    await anvil.rpc("anvil_reorg", block - final + 5, []);
    expect(await failureOf(follower)).to.be.instanceOf(FinalBlockReplacedError);
  });

  it("takes blocks deeper than 64 for final where the node does not say", async () => {
    await begin({ chainId: 7 });
    await anvil.rpc("anvil_mine", 100);
    proxy.treat = async (calls, forward) => {
      const answers = await forward(calls);
      const asked = calls.find(({ params }) => params[0] === "finalized");
      const error = { code: -39001, message: "finalized block not found" };
      return answers.map((answer) => (answer.id === asked?.id ? { id: answer.id, error } : answer));
    };
    const follower = follow();
    const { block } = await follower.catchUp(anvil);
    const { final } = await follower.until((checkpoint) => checkpoint.final > 0);
    expect(final).to.equal(block - 64);
  });

  it("takes every block of QBFT for final", async () => {
    await begin({ chainId: 7 });
    proxy.treat = async (calls, forward) =>
      (await forward(calls)).map((answer) => {
        const block = answer.result as { extraData?: string } | null;
        if (typeof block?.extraData !== "string") return answer;
        return { ...answer, result: { ...block, extraData: QBFT } };
      });
    // The hashes are not QBFT's.
    const follower = follow({ verify: "logs" });
    const { block, final } = await follower.catchUp(anvil);
    expect(final).to.equal(block);
    await anvil.rpc("anvil_reorg", 1, []);
    expect(await failureOf(follower)).to.be.instanceOf(FinalBlockReplacedError);
  });

  function follow(extra: Extra = {}): Follower {
    const follower = new Follower(proxy.url, registry.deployment, database, extra);
    running.push(follower);
    return follower;
  }

  function index(extra: Extra): Promise<void> {
    return indexAll(proxy.url, registry.deployment, database, extra);
  }

  async function expectWhole(): Promise<void> {
    const fresh = scratch.database();
    await indexAll(anvil.url, registry.deployment, fresh);
    expect(hashTables(database, registry.deployment)).to.deep.equal(
      hashTables(fresh, registry.deployment),
    );
  }
});

async function failureOf(follower: Follower): Promise<unknown> {
  return follower.until(() => false).catch((error: unknown) => error);
}

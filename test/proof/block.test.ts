import { expect } from "chai";

import type { RawLog } from "../../indexer/src/chain/log.ts";
import type { ProvedBlock } from "../../indexer/src/proof/index.ts";
import { BlockProofError, proveBlock } from "../../indexer/src/proof/index.ts";
import type { Chain, Told } from "./fixture/chain.ts";
import { startChain } from "./fixture/chain.ts";
import { placeEmitters } from "./fixture/emitter.ts";
import { fitHash, fitRoots } from "./fixture/lie.ts";
import { emitting, mineEveryType, mixed } from "./fixture/told.ts";

describe("proof of a block", () => {
  let chain: Chain;

  before(async function () {
    this.timeout(30_000);
    chain = await startChain("prague");
    await placeEmitters(chain);
  });

  after(() => chain.stop());

  async function expectProved(told: Told): Promise<ProvedBlock> {
    const proved = proveBlock(told.block, told.receipts);
    const logs: readonly RawLog[] = proved.logs;
    const given = await chain.rpc("eth_getLogs", { blockHash: told.block.hash });
    expect(logs.map((log) => ({ ...log, removed: false }))).to.deep.equal(given);
    expect(proved).to.deep.include({
      number: Number(told.block.number),
      hash: told.block.hash,
      parentHash: told.block.parentHash,
      timestamp: Number(told.block.timestamp),
      receiptsRoot: told.block.receiptsRoot,
    });
    return proved;
  }

  for (const count of [0, 1, 2, 15, 16, 17, 127, 128, 129, 230]) {
    it(`of ${count} transactions gives the logs that the node has`, async () => {
      const told = await chain.mine(mixed(chain, count));
      expect(told.receipts).to.have.length(count);
      await expectProved(told);
    }).timeout(30_000);
  }

  it("of transactions of every type gives their logs", async () => {
    const told = await mineEveryType(chain);
    const types = told.receipts.map(({ type }) => Number(type)).toSorted();
    expect(types).to.deep.equal([0, 1, 2, 3, 4]);
    expect((await expectProved(told)).logs).to.have.length(5);
  }).timeout(60_000);

  it("of a transaction with hundreds of logs gives them", async () => {
    const [from] = chain.accounts as [string];
    const told = await chain.mine([emitting(from, 4, 300, 5)]);
    expect((await expectProved(told)).logs).to.have.length(300);
  });

  it("of block 0 is possible", async () => {
    await expectProved(await chain.tell(0));
  });

  it("follows the one before", async () => {
    const [first, second] = [await chain.mine(mixed(chain, 3)), await chain.mine([])];
    const parent = proveBlock(first.block, first.receipts);
    expect(proveBlock(second.block, second.receipts).parentHash).to.equal(parent.hash);
  });

  it("of a time before Byzantium takes state roots for outcomes", async () => {
    const told = await chain.mine(mixed(chain, 12));
    const root = `0x${"5a".repeat(32)}`;
    const receipts = told.receipts.map((receipt) => ({ ...receipt, status: null, root }));
    const early = fitHash(fitRoots({ ...told, receipts }));
    const { logs } = proveBlock(early.block, early.receipts);
    expect(logs.map(({ data }) => data)).to.deep.equal(
      proveBlock(told.block, told.receipts).logs.map(({ data }) => data),
    );
  });

  it("of a QBFT chain is of the hash that QBFT makes", async () => {
    const told = await chain.mine(mixed(chain, 12));
    const extraData = `0xe7a0${"0".repeat(64)}c0c002c281ff`;
    const sealed = fitHash({ ...told, block: { ...told.block, extraData } }, "qbft");
    expect(proveBlock(sealed.block, sealed.receipts, "qbft").hash).to.equal(sealed.block.hash);
    expect(() => proveBlock(sealed.block, sealed.receipts)).to.throw(BlockProofError);
  });

  it("takes what a node adds or leaves out, and hex in any case", async () => {
    const { block, receipts } = await chain.mine([emitting(chain.accounts[0] as string, 2, 2, 9)]);
    const shouting = receipts.map(({ logs, ...receipt }) => ({
      ...receipt,
      type: `0x0${Number(receipt.type)}`,
      status: "0x01",
      logs: logs.map(({ address, topics, data }) => ({
        address: `0x${address.slice(2).toUpperCase()}`,
        topics: topics.map((topic) => `0x${topic.slice(2).toUpperCase()}`),
        data,
        logIndex: "0x77",
      })),
    }));
    expect(proveBlock({ ...block, ...{ size: "0x1" } }, shouting)).to.deep.equal(
      proveBlock(block, receipts),
    );
  });
});

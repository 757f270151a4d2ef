import { expect } from "chai";

import type { RpcBlock } from "../../indexer/src/proof/index.ts";
import { headerHash } from "../../indexer/src/proof/index.ts";
import { FieldError } from "../../indexer/src/proof/hex.ts";
import { startChain } from "./fixture/chain.ts";

const NOTHING = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
const NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
const ZERO_HASH = `0x${"0".repeat(64)}`;

const MAINNET_GENESIS: RpcBlock = {
  hash: "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
  parentHash: ZERO_HASH,
  sha3Uncles: NO_UNCLES,
  miner: `0x${"0".repeat(40)}`,
  stateRoot: "0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544",
  transactionsRoot: NOTHING,
  receiptsRoot: NOTHING,
  logsBloom: `0x${"0".repeat(512)}`,
  difficulty: "0x400000000",
  number: "0x0",
  gasLimit: "0x1388",
  gasUsed: "0x0",
  timestamp: "0x0",
  extraData: "0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa",
  mixHash: ZERO_HASH,
  nonce: "0x0000000000000042",
  transactions: [],
};

const SEAL =
  "0469b43f8d873e7b3c54c0d2a606a37af533994653f077b234a563f00723641a" +
  "7ad56e6ba07d56fb38ec68bc9b6234d54fe62730f41118658a12c886fb783c3100";

const QBFT_BLOOM = [
  "0000000000000000000000000000000000000000000000000000008000010000",
  "2000000000000000000000000000000000000000000000000000000000000000",
  "0000000000000000000000080000000000000000000000000000000000000000",
  "0002000000000000000000000000000000000000000000000000001000800000",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0000000000000000000000202000000000000002040000000000000000000000",
  "0000000200000000000004000000000000000000000000000000000000000000",
  "0000000000000000000000000000000000000000000000404000000000000000",
];

/** A block that Besu made, with its validator's seal, of which Kaleido's FireFly connector has a copy. */
const QBFT_BLOCK: RpcBlock = {
  hash: "0xd33367228e0a0e3667c910c7d92d3f6e724e2b6e2f671b28823a22f82597d023",
  parentHash: "0x78ec31452f053f75665033d4957b8b33283c55e1c7239dc5facbb684a866492e",
  sha3Uncles: NO_UNCLES,
  miner: "0xef5880ec6b859b6949d88ddbd6ec18e96d0f14aa",
  stateRoot: "0xaebe1ab7b242b261b1aced1a1ed729c3d6436634ff656efecad4609b38ee63a3",
  transactionsRoot: "0x77c428651debcc42d181d9067386d807b204235ebb3e45dfa5f1e6e71c0b67de",
  receiptsRoot: "0x0946e4baf57a46888aa1a78dc974a01a56bb221ae8d6ee381942695596f976ec",
  logsBloom: `0x${QBFT_BLOOM.join("")}`,
  difficulty: "0x1",
  number: "0xe5f2",
  gasLimit: "0x2fefd800",
  gasUsed: "0x197b8",
  timestamp: "0x6849f937",
  extraData: qbftExtraData("80", SEAL),
  mixHash: "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365",
  nonce: "0x0000000000000000",
  baseFeePerGas: "0x0",
  transactions: [],
};

/** Vanity data, one validator, no vote, round, one seal or none. */
function qbftExtraData(round: string, seal: string): string {
  const validator = "ef5880ec6b859b6949d88ddbd6ec18e96d0f14aa";
  const seals = seal === "" ? "c0" : `f843b841${seal}`;
  const items = `a0${"0".repeat(64)}d594${validator}c0${round}${seals}`;
  const length = items.length / 2;
  return `0x${length > 55 ? "f8" : ""}${(length > 55 ? length : 0xc0 + length).toString(16)}${items}`;
}

describe("hash of a header", () => {
  it("of Ethereum's block 0 is as published", () => {
    expect(headerHash(MAINNET_GENESIS)).to.equal(MAINNET_GENESIS.hash);
  });

  for (const hardfork of ["london", "shanghai", "cancun", "prague"]) {
    it(`is anvil's, on a chain of ${hardfork}`, async function () {
      this.timeout(30_000);
      const chain = await startChain(hardfork);
      try {
        const [from] = chain.accounts as [string];
        for (const value of ["0x0", "0x1"]) {
          const { block } = await chain.mine([{ from, to: from, value }]);
          expect(headerHash(block)).to.equal(block.hash);
        }
      } finally {
        await chain.stop();
      }
    });
  }

  it("counts no field after the first that is absent", () => {
    const requestsHash = ZERO_HASH;
    expect(headerHash({ ...MAINNET_GENESIS, requestsHash })).to.equal(MAINNET_GENESIS.hash);
    const london = { ...MAINNET_GENESIS, baseFeePerGas: "0x7" };
    expect(headerHash(london)).not.to.equal(MAINNET_GENESIS.hash);
    expect(headerHash({ ...london, withdrawalsRoot: null, requestsHash })).to.equal(
      headerHash(london),
    );
  });

  it("is that of a number however it is written, and of bytes in any case", () => {
    const timestamp = "0x0000";
    const stateRoot = `0x${MAINNET_GENESIS.stateRoot.slice(2).toUpperCase()}`;
    const block = { ...MAINNET_GENESIS, timestamp, stateRoot };
    expect(headerHash(block)).to.equal(MAINNET_GENESIS.hash);
  });

  const malformed: Partial<Record<keyof RpcBlock, unknown>> = {
    stateRoot: "0x12",
    miner: "0xzz00000000000000000000000000000000000000",
    number: "12",
    gasUsed: "0x",
    gasLimit: `0x1${"0".repeat(64)}`,
    extraData: "0x123",
    nonce: null,
    logsBloom: 7,
  };
  for (const [field, value] of Object.entries(malformed)) {
    it(`refuses ${field} ${JSON.stringify(value)}, and names it`, () => {
      expect(() => headerHash({ ...MAINNET_GENESIS, [field]: value }))
        .to.throw(FieldError, `${field} is to be`)
        .with.property("field", field);
    });
  }
});

describe("hash of a QBFT header", () => {
  it("is Besu's, whoever sealed it", () => {
    expect(headerHash(QBFT_BLOCK, "qbft")).to.equal(QBFT_BLOCK.hash);
    const unsealed = { ...QBFT_BLOCK, extraData: qbftExtraData("80", "") };
    expect(headerHash(unsealed, "qbft")).to.equal(QBFT_BLOCK.hash);
    expect(headerHash(QBFT_BLOCK, "standard")).not.to.equal(QBFT_BLOCK.hash);
  });

  it("is the same in whatever round the block was agreed on", () => {
    const later = { ...QBFT_BLOCK, extraData: qbftExtraData("03", SEAL) };
    expect(headerHash(later, "qbft")).to.equal(QBFT_BLOCK.hash);
  });

  it("depends on the validators", () => {
    const extraData = QBFT_BLOCK.extraData.replace("ef5880", "ef5881");
    expect(headerHash({ ...QBFT_BLOCK, extraData }, "qbft")).not.to.equal(QBFT_BLOCK.hash);
  });

  for (const extraData of ["0x", "0xc0", "0x00", "0xc480808080", `${QBFT_BLOCK.extraData}00`]) {
    it(`refuses extra data ${extraData.slice(0, 12)} of ${extraData.length / 2 - 1} bytes`, () => {
      expect(() => headerHash({ ...QBFT_BLOCK, extraData }, "qbft"))
        .to.throw(FieldError)
        .with.property("field", "extraData");
    });
  }
});

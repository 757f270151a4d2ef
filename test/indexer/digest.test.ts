import { createHash } from "node:crypto";

import { expect } from "chai";

import type { BlockRow, CheckpointRow } from "../../indexer/src/store/schema.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import { indexAll, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import { Registry } from "./fixture/registry.ts";
import { readRows } from "./fixture/tables.ts";

interface Log {
  address: string;
  topics: string[];
  data: string;
  blockNumber: string;
  blockHash: string;
  logIndex: string;
}

describe("the digest", () => {
  const scratch = new Scratch();
  let anvil: Anvil;

  before(async () => {
    anvil = await startAnvil();
  });

  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  it("is what anybody can compute from the chain's logs", async function () {
    this.timeout(60_000);
    const registry = await Registry.deploy(anvil);
    const life = new Life(registry, 3);
    await life.begin();
    await life.go(60);
    const { deployment } = registry;
    const database = scratch.database();
    await indexAll(anvil.url, deployment, database);

    const address = Object.values(deployment.contracts);
    const filter = { fromBlock: "0x0", toBlock: "latest", address };
    const logs = await anvil.rpc<Log[]>("eth_getLogs", filter);
    const blocks = readRows<BlockRow>(
      database,
      deployment,
      "SELECT * FROM blocks WHERE events > 0 ORDER BY number",
    );
    let digest: Buffer = Buffer.alloc(32);
    for (const block of blocks) {
      const own = logs.filter(({ blockNumber }) => Number(blockNumber) === block.number);
      digest = digestAfter(digest, block.number, own);
      expect(block.digest.toString("hex")).to.equal(digest.toString("hex"));
      expect(block.events).to.equal(own.length);
    }
    const query = "SELECT * FROM checkpoint";
    const [checkpoint] = readRows<CheckpointRow>(database, deployment, query);
    expect(checkpoint?.digest.toString("hex")).to.equal(digest.toString("hex"));
    expect(checkpoint?.events).to.equal(logs.length);
  });
});

/** As `indexer/src/store/digest.ts` says it, in bytes. */
function digestAfter(before: Buffer, number: number, logs: Log[]): Buffer {
  const hash = createHash("sha256").update(before);
  const place = Buffer.alloc(8);
  place.writeBigUInt64BE(BigInt(number));
  hash.update(place).update(bytes(logs[0]?.blockHash ?? ""));
  for (const log of logs) {
    const data = bytes(log.data);
    hash.update(uint32(Number(log.logIndex))).update(bytes(log.address));
    hash.update(Buffer.from([log.topics.length]));
    for (const topic of log.topics) hash.update(bytes(topic));
    hash.update(uint32(data.length)).update(data);
  }
  return hash.digest();
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex.slice(2), "hex");
}

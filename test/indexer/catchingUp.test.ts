import { setImmediate as turn } from "node:timers/promises";

import { expect } from "chai";

import { openStore } from "../../indexer/src/index.ts";
import { Store } from "../../indexer/src/store/store.ts";
import { Scratch } from "./fixture/indexing.ts";

const DEPLOYMENT = {
  chainId: 31337,
  genesisHash: `0x${"ab".repeat(32)}`,
  startBlock: 1,
  contracts: {},
};
/** So many make several pieces of changes. */
const MANY = 20_000;
const NEVER = Number.POSITIVE_INFINITY;

describe("a store that catches up", () => {
  const scratch = new Scratch();
  let path: string;
  let store: Store;
  let threads: number;
  const count = () => threads++;

  before(() => process.on("worker", count));

  beforeEach(async () => {
    threads = 0;
    path = scratch.database();
    store = await Store.open(path, DEPLOYMENT, 0, NEVER);
  });

  afterEach(() => store.close());

  after(() => {
    process.off("worker", count);
    scratch.dispose();
  });

  /** Takes in one block of so many transactions. */
  async function takeIn(block: number, transactions: number, end = () => {}): Promise<void> {
    await store.takeIn(block, async () => {
      for (let index = 0; index < transactions; index++) {
        store.rows.addTransaction({ block, tx_index: index, hash: Buffer.alloc(32, index) });
      }
      end();
      return { ...store.checkpoint, block };
    });
  }

  /** What another connection sees. */
  function seen(): { transactions: number; block: number } {
    const database = openStore(path, DEPLOYMENT, { readonly: true });
    try {
      const query =
        "SELECT (SELECT count(*) FROM transactions) AS transactions, block FROM checkpoint";
      return database.prepare(query).get() as ReturnType<typeof seen>;
    } finally {
      database.close();
    }
  }

  it("leaves the writing to a thread from the first full piece on", async () => {
    await takeIn(1, MANY);
    await turn();
    expect(threads).to.equal(1);
    expect(seen().transactions).to.equal(0);
    await store.settle();
    expect(seen()).to.deep.equal({ transactions: MANY, block: 1 });
  });

  it("writes a little by itself", async () => {
    await takeIn(1, 10);
    await store.settle();
    expect(threads).to.equal(0);
    expect(seen()).to.deep.equal({ transactions: 10, block: 1 });
  });

  it("undoes all that a failed step wrote in pieces, and goes on", async () => {
    const fail = () => {
      throw new Error("the step failed");
    };
    const failure = await takeIn(1, MANY, fail).catch((error: unknown) => error);
    expect(failure).to.have.property("message", "the step failed");
    expect(seen().transactions).to.equal(0);
    await takeIn(1, MANY);
    await takeIn(2, 10);
    await store.settle();
    expect(seen()).to.deep.equal({ transactions: MANY + 10, block: 2 });
  });

  it("writes everything itself once it has caught up", async () => {
    await takeIn(1, MANY);
    await store.settle();
    await store.completeIndexes();
    await takeIn(2, MANY);
    await store.settle();
    expect(threads).to.equal(1);
    expect(seen()).to.deep.equal({ transactions: 2 * MANY, block: 2 });
  });
});

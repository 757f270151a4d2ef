import { expect } from "chai";

import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import { readEvents } from "./fixture/events.ts";
import type { Extra } from "./fixture/indexing.ts";
import { Follower, indexAll, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import { Random } from "./fixture/random.ts";
import type { Transaction } from "./fixture/registry.ts";
import { Registry } from "./fixture/registry.ts";
import { reorganise } from "./fixture/reorganise.ts";
import { hashTables } from "./fixture/tables.ts";

const DEEPEST = 20;

describe("an index whose chain is reorganised", () => {
  const scratch = new Scratch();
  const random = new Random(5);
  let anvil: Anvil;
  let registry: Registry;
  let life: Life;
  const running: Follower[] = [];

  beforeEach(async () => {
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    life = new Life(registry, 12);
    await life.begin();
    await life.go(30);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((follower) => follower.stop()));
    await anvil.stop();
  });

  after(() => scratch.dispose());

  it(`follows the new branch, at every depth from 1 to ${DEEPEST}`, async function () {
    this.timeout(180_000);
    const database = scratch.database();
    const follower = follow(database);
    for (let depth = 1; depth <= DEEPEST; depth++) {
      await life.go(depth);
      const before = await follower.catchUp(anvil);
      await reorganise(anvil, random, { depth });
      const after = await follower.catchUp(anvil);
      expect(after.block).to.equal(before.block);
      expect(after.hash.equals(before.hash)).to.equal(false);
      await expectWhatTheChainHolds(database);
    }
    await follower.stop();
    expect(follower.lines.filter((line) => line.includes("rolled back"))).to.have.length(DEEPEST);
  });

  it("keeps what the new branch holds again, and drops what it does not", async () => {
    const database = scratch.database();
    const follower = follow(database);
    await registry.send(...invitations());
    await follower.catchUp(anvil);
    const before = invited(database);
    await reorganise(anvil, random, { depth: 4, keep: [1, 3] });
    await follower.catchUp(anvil);
    await follower.stop();
    expect(before.slice(-4)).to.deep.equal([1, 2, 3, 4].map(stranger));
    expect(invited(database)).to.deep.equal([...before.slice(0, -4), stranger(2), stranger(4)]);
    await expectWhatTheChainHolds(database);
  });

  it("follows a branch that is shorter", async () => {
    const database = scratch.database();
    const follower = follow(database);
    await life.go(15);
    const { block } = await follower.catchUp(anvil);
    await anvil.rpc("anvil_rollback", 12);
    await registry.send(newcomer(1), newcomer(2));
    const after = await follower.catchUp(anvil);
    await follower.stop();
    expect(after.block).to.equal(block - 10);
    await expectWhatTheChainHolds(database);
  });

  it("goes back with a chain that only lost its newest blocks", async () => {
    const database = scratch.database();
    const follower = follow(database);
    await life.go(15);
    const { block } = await follower.catchUp(anvil);
    await anvil.rpc("anvil_rollback", 7);
    const after = await follower.catchUp(anvil);
    await follower.stop();
    expect(after.block).to.equal(block - 7);
    await expectWhatTheChainHolds(database);
  });

  it("finds out at its start what happened while it was away", async () => {
    const database = scratch.database();
    for (const depth of [3, 9, 25]) {
      await life.go(depth);
      await indexAll(anvil.url, registry.deployment, database);
      await reorganise(anvil, random, { depth });
      await life.go(random.below(5));
      await indexAll(anvil.url, registry.deployment, database);
      await expectWhatTheChainHolds(database);
    }
  });

  it("finds out while it is still catching up", async function () {
    this.timeout(60_000);
    const database = scratch.database();
    await life.go(140);
    let reorganisations = 0;
    let under = Promise.resolve();
    const follower = follow(database, {
      maxRange: 3,
      commitEvents: 1 + random.below(10),
      onProgress: ({ block, head }) => {
        if (block <= 80 + reorganisations * 10 || reorganisations === 4) return;
        reorganisations++;
        under = under.then(() =>
          reorganise(anvil, random, { depth: head - block + random.below(10) }),
        );
      },
    });
    await follower.until(() => reorganisations === 4);
    await under;
    await follower.catchUp(anvil);
    await follower.stop();
    await expectWhatTheChainHolds(database);
    expect(follower.lines.some((line) => line.includes("rolled back"))).to.equal(true);
  });

  it("does without blocks that it has no record of", async function () {
    this.timeout(60_000);
    const database = scratch.database();
    const follower = follow(database);
    await follower.catchUp(anvil);
    // Empty blocks, read many at a time: the journal has only the last of them.
    await anvil.rpc("anvil_mine", 150);
    await follower.catchUp(anvil);
    await reorganise(anvil, random, { depth: 100 });
    await registry.send(...invitations().slice(0, 1));
    await follower.catchUp(anvil);
    await follower.stop();
    await expectWhatTheChainHolds(database);
  });

  function follow(database: string, extra: Extra = {}): Follower {
    const follower = new Follower(anvil.url, registry.deployment, database, extra);
    running.push(follower);
    return follower;
  }

  /** By as many participants, so that each transaction can go without the others. */
  function invitations(): Transaction[] {
    const able = life.participants.filter(({ suspended }) => !suspended).slice(0, 4);
    return able.map(({ accounts: [account = ""] }, index) =>
      registry.call(account, "Participants", "inviteAccount", [stranger(index + 1)]),
    );
  }

  function newcomer(index: number): Transaction {
    const args = [1, 156, `0x${"1d".repeat(32)}`, stranger(index)];
    return registry.call(registry.registrar, "Participants", "register", args);
  }

  function invited(database: string): string[] {
    const events = readEvents(database, registry.deployment, "AccountInvited");
    return events.map(({ args }) => (args as { account: string }).account);
  }

  async function expectWhatTheChainHolds(database: string): Promise<void> {
    const fresh = scratch.database();
    await indexAll(anvil.url, registry.deployment, fresh);
    expect(hashTables(database, registry.deployment)).to.deep.equal(
      hashTables(fresh, registry.deployment),
    );
  }
});

function stranger(number: number): string {
  return `0x${String(number).padStart(40, "d")}`;
}

import path from "node:path";

import { expect } from "chai";

import type { Anvil } from "../../scripts/chain/anvil.ts";
import { startAnvil } from "../../scripts/chain/anvil.ts";
import { deployRegistry } from "../../scripts/deploy/deployRegistry.ts";
import { DEPLOYER, EXAMINER, REGISTRAR } from "../../scripts/start/accounts.ts";
import { readCatalogue } from "../../scripts/start/catalogue.ts";
import { hashByChunks, hashFiles } from "../../scripts/start/files.ts";
import type { Lifecycle } from "../../scripts/start/lifecycle/begin.ts";
import { beginLifecycle } from "../../scripts/start/lifecycle/begin.ts";
import { STORED } from "../../scripts/start/lifecycle/custody.ts";
import { SCHEDULE_DAYS } from "../../scripts/start/lifecycle/schedule.ts";
import type { Act } from "../../scripts/start/lifecycle/sender.ts";
import { freePort, temporaryFolder } from "./places.ts";

describe("lifecycle of the main job", function () {
  this.timeout(120_000);

  const folder = temporaryFolder();
  let anvil: Anvil;
  before(async () => {
    const genesisTime = Math.floor(Date.now() / 1000) - SCHEDULE_DAYS * 24 * 60 * 60;
    anvil = await startAnvil({ port: await freePort(), genesisTime });
  });
  after(() => {
    anvil.process.kill("SIGKILL");
    folder.remove();
  });

  it("goes on from the middle of every stage, and does none twice", async () => {
    const begin = await beginner();
    let lifecycle = await begin();
    let acts = 0;
    for (const i of lifecycle.stages.keys()) {
      const pending = await pendingOf(lifecycle, i);
      // The first half, and the process ends. A payment goes with its permit.
      const isPayment = pending.some((act) => "call" in act && act.call.method === "permit");
      const half = isPayment ? 0 : Math.floor(pending.length / 2);
      await lifecycle.sender.send(pending.slice(0, half));
      if (half > 0) lifecycle = await begin();
      const rest = await pendingOf(lifecycle, i);
      expect(rest, `stage ${i}`).to.have.length(pending.length - half);
      await lifecycle.sender.send(rest);
      await lifecycle.situation.book.refresh();
      expect(await pendingOf(lifecycle, i), `stage ${i}`).to.eql([]);
      acts += pending.length;
    }
    expect(acts).to.equal(455);
  });

  /** Makes lifecycles that know nothing but the chain, as those of new processes do. */
  async function beginner(): Promise<() => Promise<Lifecycle>> {
    const home = folder.path;
    const { rpc } = anvil;
    const { deployment } = await deployRegistry({
      rpc,
      home,
      deployerKey: DEPLOYER.privateKey,
      registrar: REGISTRAR.address,
      examiner: EXAMINER.address,
    });
    const hashed = await hashFiles(readCatalogue(), () => {});
    const files = [...hashed, await hashByChunks(hashed, STORED)];
    const config = { home, documents: path.join(home, "documents"), port: 4000 };
    return () => beginLifecycle(config, rpc, deployment, files);
  }

  async function pendingOf(lifecycle: Lifecycle, index: number): Promise<Act[]> {
    const { stages, situation, sender, clock } = lifecycle;
    const stage = stages[index];
    if (stage === undefined) throw new Error(`No stage ${index}`);
    const time = clock.timeOf(stage.day);
    await clock.reach(time);
    return stage.acts(situation, sender.calls, time, sender.desk);
  }
});

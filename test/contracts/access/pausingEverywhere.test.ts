import { expect } from "chai";
import type { BaseContract } from "ethers";

import type { DeployedName } from "../../../scripts/generate/contracts.ts";
import { certify, hashOf, license, openRegistry, terms } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture } from "../registry.ts";
import { everythingPossible, TABLE, type Row, type Stage } from "./permissionTable.ts";
import { accountOf, contractOf } from "./stage.ts";

const GUARDIAN = 6n;
const SETTLEMENT = 8n;

/**
 * What a pause stops, in each contract: what begins something. All else goes on: what people take back or give
 * up, what has a time limit, what records that something happened, and what ends things.
 */
const STOPPED: Partial<Record<DeployedName, readonly string[]>> = {
  Licenses: ["grant", "sublicense"],
  Custody: ["attest", "challenge"],
  Appraisals: ["record"],
  Offers: ["offer", "changePrice"],
  Compliance: ["approve"],
  Sandboxes: ["open", "admit"],
  Shares: ["propose", "agree"],
  Catalogues: ["file", "openNotice", "confirm", "claim"],
  Amendments: ["requestAmendment", "acceptAmendment", "correctRecord", "supersede"],
  Pledges: ["offerPledge", "acceptPledge"],
};

/** Everything possible, with one contract paused. */
async function pausedIn(name: DeployedName): Promise<Stage> {
  const stage = await loadFixture(everythingPossible);
  const { manager, examiner } = stage;
  await manager.grantRole(GUARDIAN, examiner, 0n);
  const contract = contractOf(stage, name).connect(examiner) as BaseContract;
  await contract.getFunction("setPaused")(true);
  return stage;
}

/** Tries a function as the first who may call it; undefined if that is no kind of caller here. */
function attempt(stage: Stage, name: DeployedName, signature: string, row: Row) {
  const [caller] = row.allowed;
  if (caller === undefined) return undefined;
  const contract = contractOf(stage, name).connect(accountOf(stage, caller, row)) as BaseContract;
  return () => contract.getFunction(signature).staticCall(...row.args(stage));
}

describe("An emergency pause", () => {
  for (const [name, stopped] of Object.entries(STOPPED) as [DeployedName, string[]][]) {
    it(`of ${name} stops ${stopped.join(", ")}, and nothing else`, async () => {
      const stage = await pausedIn(name);
      const told: string[] = [];
      for (const [signature, row] of Object.entries(TABLE[name])) {
        const call = attempt(stage, name, signature, row);
        if (call === undefined) continue;
        if (!stopped.includes(signature)) await call();
        else {
          await expectRefusal(call(), refusal(contractOf(stage, name), "Paused"));
          told.push(signature);
        }
      }
      expect(told.toSorted()).to.deep.equal(stopped.toSorted());
    });
  }

  it("of Licenses stops what is sold and handed on, until it is lifted", async () => {
    const registry = await openRegistry();
    const { licenses, manager, admin, alice, bob, carol, aliceId, bobId } = registry;
    const certificateId = await certify(registry, alice, { commitment: hashOf("licensed") });
    const changes = { transferable: true };
    const id = await license(registry, alice, certificateId, bobId, changes);
    await manager.grantRole(GUARDIAN, admin, 0n);
    await manager.grantRole(SETTLEMENT, admin, 0n);
    await licenses.connect(admin).setPaused(true);
    const paused = refusal(licenses, "Paused");
    const sold = async () =>
      licenses.connect(admin).grantSold(certificateId, aliceId, bobId, 0n, await terms());
    await expectRefusal(sold(), paused);
    await expectRefusal(licenses.connect(bob).transferFrom(bob, carol, id), paused);
    await licenses.connect(admin).setPaused(false);
    await sold();
    await licenses.connect(bob).transferFrom(bob, carol, id);
  });
});

import { expect } from "chai";
import { Contract, JsonRpcProvider } from "ethers";

import type { GovernedAct, Registry } from "../../sdk/src/index.ts";
import {
  abiOf,
  connect,
  ContractRevertError,
  devSigner,
  InvalidInputError,
  PAUSABLE_CONTRACTS,
} from "../../sdk/src/index.ts";
import type { RoleName } from "../../scripts/deploy/permissions.ts";
import { PERMISSIONS, ROLES } from "../../scripts/deploy/permissions.ts";
import { deployCompliancePolicy } from "./fixture/deploy.ts";
import { thrown } from "./fixture/thrown.ts";
import type { World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

const DELAY = 3 * 86_400;
const WEEK = 7 * 86_400;
const CNY = 156;

/** The name of the contract error that a promise is rejected with. */
async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await thrown(promise, ContractRevertError);
  expect(error.hint, `${error.errorName} has a hint`).to.be.a("string");
  return error.errorName;
}

describe("Governance", () => {
  let world: World;
  let governor: Registry;
  let guardian: Registry;
  let stranger: Registry;
  before(async () => {
    world = await createWorld();
    const { deployment } = world.registrar;
    // Relayed, since a governor's acts must reach the AccessManager on such a connection too.
    const relayed = { deployment, rpc: world.anvil.url, relayer: devSigner(3) };
    const direct = await connect({ deployment, rpc: world.anvil.url });
    governor = (await connect(relayed)).as(devSigner(5));
    guardian = direct.as(devSigner(6));
    stranger = direct.as(devSigner(7));
    await grant(world.anvil.url, deployment.contracts.AccessManager);
  });
  after(() => world.stop());

  const accept = (currency: number): GovernedAct => ({
    act: "setCurrency",
    currency,
    accepted: true,
  });

  it("does an act at once for a governor without a delay", async () => {
    const admin = stranger.as(devSigner(0));
    const act = accept(840);
    expect(await admin.governance.delayOf(act)).to.equal(0);
    await admin.governance.execute(act);
    expect(await admin.offers.accepts(840)).to.equal(true);
    expect(await refusal(admin.governance.schedule(act))).to.equal("AccessManagerUnauthorizedCall");
  });

  it("has an act wait for its delay, and be executed once", async () => {
    const { governance, offers } = governor;
    expect(await governance.delayOf(accept(CNY))).to.equal(DELAY);
    const scheduled = await governance.schedule(accept(CNY));
    const { operationId, readyAt, expiresAt } = scheduled;
    expect(scheduled).to.include({ state: "SCHEDULED", contract: "Offers", method: "setCurrency" });
    expect(scheduled.scheduledBy).to.equal(devSigner(5).address);
    expect(expiresAt.getTime() - readyAt.getTime()).to.equal(WEEK * 1000);
    expect(await refusal(governance.schedule(accept(CNY)))).to.equal(
      "AccessManagerAlreadyScheduled",
    );
    expect(await refusal(governance.execute(operationId))).to.equal("AccessManagerNotReady");

    await world.pass(DELAY);
    expect(await governance.get(operationId)).to.include({ state: "READY" });
    expect(await offers.accepts(CNY)).to.equal(false);
    await governance.execute(operationId);
    expect(await offers.accepts(CNY)).to.equal(true);
    expect(await governance.get(operationId)).to.include({ state: "EXECUTED" });
    expect(await refusal(governance.execute(operationId))).to.equal("AccessManagerNotScheduled");
  });

  it("has what is announced for a later day wait until then", async () => {
    const day = (
      await world.anvil.rpc<{ timestamp: string }>("eth_getBlockByNumber", "latest", false)
    ).timestamp;
    const at = new Date((Number(day) + 2 * DELAY) * 1000);
    const { readyAt } = await governor.governance.schedule(accept(978), { at });
    expect(readyAt).to.deep.equal(at);
  });

  it("lets a guardian cancel what was announced, and no stranger", async () => {
    const act: GovernedAct = { act: "setPeriods", delivery: 60, acceptance: 60 };
    const { operationId } = await governor.governance.schedule(act);
    const refused = await refusal(stranger.governance.cancel(operationId));
    expect(refused).to.equal("AccessManagerUnauthorizedCancel");
    await guardian.governance.cancel(operationId);
    expect(await governor.governance.get(operationId)).to.include({ state: "CANCELED" });
    await world.pass(DELAY);
    const late = await refusal(governor.governance.execute(operationId));
    expect(late).to.equal("AccessManagerNotScheduled");
  });

  it("lets what nobody executes expire after a week", async () => {
    const act: GovernedAct = { act: "setResponsePeriod", period: 60 };
    const { operationId } = await governor.governance.schedule(act);
    await world.pass(DELAY + WEEK);
    expect(await governor.governance.get(operationId)).to.include({ state: "EXPIRED" });
    const late = await refusal(governor.governance.execute(operationId));
    expect(late).to.equal("AccessManagerExpired");
  });

  it("reaches every governed function", async () => {
    const { contracts } = governor.deployment;
    const acts: readonly GovernedAct[] = [
      { act: "setRegistrationPolicy", policy: contracts.RegistrationPolicy },
      { act: "setRenderer", renderer: contracts.RightsRegistry },
      { act: "setCompliancePolicy", policy: contracts.CompliancePolicy },
      accept(392),
      { act: "setPeriods", delivery: 60, acceptance: 60 },
      { act: "setResponsePeriod", period: 60 },
      { act: "setRules", rules: [{ dataClass: "GENERAL", from: 156, to: null, rule: "ALLOWED" }] },
    ];
    const scheduled = [];
    for (const act of acts) {
      const { contract, method, operationId } = await governor.governance.schedule(act);
      scheduled.push(`${contract}.${method}`);
      await guardian.governance.cancel(operationId);
    }
    expect(scheduled).to.have.members(permitted("GOVERNOR"));
  });

  it("sets rules of the policy in force, whichever that is", async () => {
    const { AccessManager: manager, CompliancePolicy: former } = governor.deployment.contracts;
    const policy = await deployCompliancePolicy(world.anvil, manager);
    const admin = stranger.as(devSigner(0));
    const rule = { dataClass: "GENERAL", from: 156, to: 276, rule: "NEEDS_APPROVAL" } as const;
    const act: GovernedAct = { act: "setRules", rules: [rule] };
    await admin.governance.execute({ act: "setCompliancePolicy", policy });
    const without = await admin.compliance.ruleFor("GENERAL", 156, 276);
    await admin.governance.execute(act);
    expect(await admin.compliance.ruleFor("GENERAL", 156, 276)).to.equal("NEEDS_APPROVAL");
    expect(without).to.not.equal("NEEDS_APPROVAL");

    expect(await governor.governance.delayOf(act)).to.equal(DELAY);
    const { operationId, ...scheduled } = await governor.governance.schedule(act);
    expect(scheduled).to.include({ target: policy, contract: "CompliancePolicy" });
    await world.pass(DELAY);
    await admin.governance.execute({ act: "setCompliancePolicy", policy: former });
    expect(await admin.compliance.ruleFor("GENERAL", 156, 276)).to.not.equal("NEEDS_APPROVAL");
    // What was announced goes to the policy for which it was.
    expect(await governor.governance.get(operationId)).to.include({ contract: null });
    await governor.governance.execute(operationId);
    expect(await governor.governance.get(operationId)).to.include({ state: "EXECUTED" });
  });

  it("knows nothing of what was never scheduled, and refuses what is no id", async () => {
    const { governance } = governor;
    expect(await governance.get(digest("nothing"))).to.equal(null);
    const refused = await refusal(governance.cancel(digest("nothing")));
    expect(refused).to.equal("AccessManagerNotScheduled");
    await thrown(governance.get("0x12"), InvalidInputError);
    expect(await stranger.governance.delayOf(accept(CNY))).to.equal(null);
  });

  it("stops a contract by a pause, and lets it go on", async () => {
    const owner = await world.owner();
    const file = () => owner.registry.rights.file(filing("paused"));
    expect(await refusal(stranger.governance.pause("RightsRegistry"))).to.equal(
      "AccessManagedUnauthorized",
    );
    await guardian.governance.pause("RightsRegistry");
    expect(await guardian.governance.isPaused("RightsRegistry")).to.equal(true);
    expect(await refusal(file())).to.equal("Paused");
    await guardian.governance.unpause("RightsRegistry");
    expect(await guardian.governance.isPaused("RightsRegistry")).to.equal(false);
    expect(await file()).to.have.property("applicationId");
  });

  it("can pause every contract that a guardian may", () => {
    const pausable = PAUSABLE_CONTRACTS.map((contract) => `${contract}.setPaused`);
    expect(pausable).to.have.members(permitted("GUARDIAN"));
  });

  it("refuses to pause what cannot be paused", async () => {
    const pause = guardian.governance.pause as (contract: string) => Promise<unknown>;
    await thrown(pause("Courts"), InvalidInputError);
  });
});

/** What a role may call, as `Contract.method`. */
function permitted(role: RoleName): string[] {
  return PERMISSIONS.filter((permission) => permission.role === role).flatMap(
    ({ contract, functions }) => functions.map((method) => `${contract}.${method}`),
  );
}

async function grant(rpc: string, manager: string): Promise<void> {
  const provider = new JsonRpcProvider(rpc, undefined, { cacheTimeout: -1 });
  try {
    const access = new Contract(manager, abiOf("AccessManager"), devSigner(0).connect(provider));
    for (const [method, ...args] of [
      ["grantRole", ROLES.GOVERNOR, devSigner(5).address, DELAY],
      ["grantRole", ROLES.GUARDIAN, devSigner(6).address, 0],
      ["setRoleGuardian", ROLES.GOVERNOR, ROLES.GUARDIAN],
    ] as const) {
      const sent = (await access.getFunction(method)(...args)) as { wait(): Promise<unknown> };
      await sent.wait();
    }
  } finally {
    provider.destroy();
  }
}

import { expect } from "chai";
import { Contract, JsonRpcProvider } from "ethers";

import { abiOf, devSigner } from "../../sdk/src/index.ts";
import { ROLES } from "../../scripts/deploy/permissions.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { world } from "./fixture/world.ts";

const DELAY = 60;
const EUR = "978";
/** Has coins, and no role: a governor for the time of these tests. */
const RELAYER = 3;

interface Written {
  readonly id: string;
  readonly status: string;
  readonly readyAt?: string;
}

describe("rights, for governors and guardians", function () {
  this.timeout(120_000);
  let live: LiveRegistry;
  before(async () => {
    ({ live } = await world());
    await manage("grantRole", ROLES.GOVERNOR, devSigner(RELAYER).address, DELAY);
  });
  after(async () => {
    await manage("revokeRole", ROLES.GOVERNOR, devSigner(RELAYER).address);
  });

  async function manage(method: string, ...args: unknown[]): Promise<void> {
    const { AccessManager } = (await live.as(0)).deployment.contracts;
    const provider = new JsonRpcProvider(live.anvil.url, undefined, { cacheTimeout: -1 });
    try {
      const admin = devSigner(0).connect(provider);
      const manager = new Contract(AccessManager, abiOf("AccessManager"), admin);
      const sent = (await manager.getFunction(method)(...args)) as { wait(): Promise<unknown> };
      await sent.wait();
    } finally {
      provider.destroy();
    }
  }

  const asGovernor = ["--as", "relayer"];
  const accepts = async (currency: string) => (await live.as(0)).offers.accepts(Number(currency));

  it("does it at once for who governs without a delay", async () => {
    const accepted = await live.json<Written>("set-currency", EUR);
    expect(accepted).to.include({ id: "setCurrency", status: "DONE" });
    expect(await accepts(EUR)).to.equal(true);
    await live.json("set-currency", EUR, "--refuse");
    expect(await accepts(EUR)).to.equal(false);
  });

  it("announces it for who governs with a delay, and says when and how it is done", async () => {
    const { stderr, stdout } = await live.run("set-currency", EUR, ...asGovernor);
    const id = /operation:0x[0-9a-f]{64}/.exec(stdout)?.[0] ?? "";
    expect(stdout).to.contain("SCHEDULED");
    expect(stderr).to.match(/From \d{4}-\S+Z on, or never:/);
    expect(stderr).to.contain(`rights execute ${id}`);
    expect(stderr).to.contain(`rights cancel-operation ${id}`);

    const early = await live.run("execute", id, ...asGovernor);
    expect(early.code).to.equal(1);
    expect(early.stderr).to.contain("has not passed yet");
    await live.pass(DELAY);
    expect(await live.json<Written>("show-operation", id)).to.include({
      ...{ id, status: "READY", contract: "Offers", method: "setCurrency" },
    });
    const done = await live.json<Written>("execute", id, ...asGovernor);
    expect(done).to.include({ id, status: "EXECUTED" });
    expect(await accepts(EUR)).to.equal(true);
    expect((await live.run("show-operation", id)).stdout).to.contain("EXECUTED");
    await live.indexed();
    const shown = await live.run("show", id);
    expect(shown.stdout).to.match(/EXECUTED\s+calls +Offers\.setCurrency/);
    expect(shown.stdout).to.contain("OperationScheduled").and.to.contain("OperationExecuted");
    await live.json("set-currency", EUR, "--refuse");
  });

  it("lets the guardian cancel it", async () => {
    const periods = ["--delivery", "60", "--acceptance", "60"];
    const { id } = await live.json<Written>("set-deal-periods", ...periods, ...asGovernor);
    const cancelled = await live.json<Written>("cancel-operation", id);
    expect(cancelled).to.include({ id, status: "CANCELED" });
    await live.pass(DELAY);
    const late = await live.run("execute", id, ...asGovernor);
    expect(late.code).to.equal(1);
    expect(late.stderr).to.contain("is not scheduled");
    await live.indexed();
    const listed = await live.run("list", "operations", "--where", "status=canceled");
    expect(listed.stdout).to.match(new RegExp(`${id} +Deals\\.setPeriods +CANCELED`));
    const { nodes } = await live.json<{ nodes: Written[] }>("list", "operations");
    const states = nodes.map(({ status }) => status);
    expect(states).to.include.members(["EXECUTED", "CANCELED"]);
  });

  it("announces everything else that is governed", async () => {
    const { contracts } = (await live.as(0)).deployment;
    const acts: readonly (readonly [method: string, ...args: string[]])[] = [
      ["RightsRegistry.setPolicy", "set-registration-policy", contracts.RegistrationPolicy],
      ["RightsRegistry.setRenderer", "set-renderer", contracts.RightsRegistry],
      ["Compliance.setPolicy", "set-compliance-policy", contracts.CompliancePolicy],
      ["Custody.setResponsePeriod", "set-response-period", "60"],
      ["CompliancePolicy.setRules", "set-rule", "none", "--class", "core", "--to", "276"],
    ];
    for (const [method, ...args] of acts) {
      const { id } = await live.json<Written>(...args, ...asGovernor);
      expect((await live.run("show-operation", id)).stdout).to.contain(method);
      await live.json("cancel-operation", id);
    }
  });

  it("refuses who does not govern, and what was never announced", async () => {
    const stranger = await live.run("set-response-period", "60", "--as", "examiner");
    expect(stranger.code).to.equal(1);
    expect(stranger.stderr).to.contain("lacks the role");
    const unknown = await live.run("show-operation", `0x${"00".repeat(32)}`);
    expect(unknown.code).to.equal(1);
    expect(unknown.stderr).to.contain("Nothing was ever announced");
    expect((await live.run("execute", "operation:12")).code).to.equal(2);
  });

  it("stops a contract, and lets it go on", async () => {
    const governance = async () => (await live.as(0)).governance;
    const paused = await live.json<Written>("pause", "appraisals");
    expect(paused).to.include({ id: "Appraisals", status: "PAUSED" });
    expect(await (await governance()).isPaused("Appraisals")).to.equal(true);
    const running = await live.json<Written>("unpause", "Appraisals");
    expect(running).to.include({ id: "Appraisals", status: "RUNNING" });
    expect(await (await governance()).isPaused("Appraisals")).to.equal(false);
    const wrong = await live.run("pause", "Courts");
    expect(wrong.code).to.equal(2);
    expect(wrong.stderr).to.contain("is not one of RightsRegistry");
  });
});

import { expect } from "chai";

import registryModule, {
  DEFAULT_GOVERNOR_DELAY,
} from "../../../scripts/deploy/modules/registry.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { connection, ethers, loadFixture, networkHelpers } from "../registry.ts";

const GOVERNOR = 5n;
const GUARDIAN = 6n;
const DELAY = BigInt(DEFAULT_GOVERNOR_DELAY);
const CNY = ethers.zeroPadValue(ethers.toBeHex(156), 20);

/** A registry as it is deployed by itself: the deployer is admin, others govern and guard. */
async function governed() {
  const [admin, registrar, examiner, governor, guardian, stranger] = await ethers.getSigners();
  if (!admin || !registrar || !examiner || !governor || !guardian || !stranger) {
    throw new Error("The chain has no accounts");
  }
  const deployed = await connection.ignition.deploy(registryModule, {
    parameters: {
      Registry: {
        registrar: registrar.address,
        examiner: examiner.address,
        governor: governor.address,
        guardian: guardian.address,
      },
    },
  });

  const manager = await ethers.getContractAt("AccessManager", deployed.accessManager, governor);
  const rights = await ethers.getContractAt("RightsRegistry", deployed.rightsRegistry, governor);
  const offers = await ethers.getContractAt("Offers", deployed.offers, governor);
  const policy = await ethers.deployContract("RegistrationPolicy", [
    rights.target,
    deployed.licenses.target,
    await periodsAt(await rights.policy()),
  ]);
  return {
    admin,
    registrar,
    governor,
    guardian,
    stranger,
    deployed,
    manager,
    rights,
    offers,
    policy,
  };
}

async function periodsAt(address: string) {
  const policy = await ethers.getContractAt("RegistrationPolicy", address);
  const { noticeGeneral, noticeImportant, noticeCore, noticeExtension, maxTerm, renewalWindow } =
    await policy.periods();
  return { noticeGeneral, noticeImportant, noticeCore, noticeExtension, maxTerm, renewalWindow };
}

/** The swap of a policy, announced by the governor. */
async function announced() {
  const stage = await governed();
  const { manager, rights, policy, governor } = stage;
  const data = rights.interface.encodeFunctionData("setPolicy", [await policy.getAddress()]);
  const operation = await manager.hashOperation(governor, rights, data);
  await manager.schedule(rights, data, 0n);
  return { ...stage, data, operation, due: await manager.getSchedule(operation) };
}

describe("Governance", () => {
  it("is in the hands of a governor, with a delay, and of a guardian, without", async () => {
    const { manager, governor, guardian } = await loadFixture(governed);
    expect(await manager.hasRole(GOVERNOR, governor)).to.deep.equal([true, DELAY]);
    expect(await manager.hasRole(GUARDIAN, guardian)).to.deep.equal([true, 0n]);
    expect(await manager.getRoleGuardian(GOVERNOR)).to.equal(GUARDIAN);
  });

  it("leaves no function of the governor to the admin alone", async () => {
    const { admin, deployed, rights, offers, policy } = await loadFixture(governed);
    const compliance = await ethers.getContractAt("Compliance", deployed.compliance, admin);
    const rules = await ethers.getContractAt("CompliancePolicy", deployed.compliancePolicy, admin);
    const custody = await ethers.getContractAt("Custody", deployed.custody, admin);
    const deals = await ethers.getContractAt("Deals", deployed.deals, admin);
    const periods = { delivery: 60n, acceptance: 60n };
    for (const [contract, call] of [
      [rights, () => rights.connect(admin).setPolicy(policy)],
      [rights, () => rights.connect(admin).setRenderer(policy)],
      [offers, () => offers.connect(admin).setCurrency(CNY, true)],
      [compliance, () => compliance.setPolicy(rules)],
      [rules, () => rules.setRules([])],
      [custody, () => custody.setResponsePeriod(60n)],
      [deals, () => deals.setPeriods(periods)],
    ] as const) {
      await expectRefusal(call(), refusal(contract, "AccessManagedUnauthorized", admin.address));
    }
  });

  it("lets nobody replace a policy that was not announced", async () => {
    const { manager, governor, rights, policy } = await loadFixture(governed);
    const data = rights.interface.encodeFunctionData("setPolicy", [await policy.getAddress()]);
    await expectRefusal(
      rights.setPolicy(policy),
      refusal(
        manager,
        "AccessManagerNotScheduled",
        await manager.hashOperation(governor, rights, data),
      ),
    );
    const tooSoon = (await networkHelpers.time.latest()) + DEFAULT_GOVERNOR_DELAY - 60;
    await expect(manager.schedule(rights, data, tooSoon)).to.be.revertedWithCustomError(
      manager,
      "AccessManagerUnauthorizedCall",
    );
  });

  it("replaces a policy after the delay, to the second, and once", async () => {
    const { manager, rights, policy, operation, due } = await loadFixture(announced);
    expect(due).to.equal(BigInt(await networkHelpers.time.latest()) + DELAY);
    await networkHelpers.time.setNextBlockTimestamp(due - 1n);
    await expectRefusal(
      rights.setPolicy(policy),
      refusal(manager, "AccessManagerNotReady", operation),
    );
    await networkHelpers.time.setNextBlockTimestamp(due);
    await expect(rights.setPolicy(policy))
      .to.emit(rights, "PolicyReplaced")
      .withArgs(policy.target);
    await expectRefusal(
      rights.setPolicy(policy),
      refusal(manager, "AccessManagerNotScheduled", operation),
    );
  });

  it("lets what was announced lapse when nobody carries it out within a week", async () => {
    const { manager, rights, policy, operation, due } = await loadFixture(announced);
    await networkHelpers.time.setNextBlockTimestamp(due + (await manager.expiration()));
    await expectRefusal(
      rights.setPolicy(policy),
      refusal(manager, "AccessManagerExpired", operation),
    );
  });

  it("lets the guardian cancel what was announced, and nobody else but the governor and the admin", async () => {
    const stage = await loadFixture(announced);
    const { manager, governor, guardian, registrar, stranger, rights, policy } = stage;
    const { data, operation, due } = stage;
    const selector = data.slice(0, 10);
    for (const who of [registrar, stranger]) {
      await expectRefusal(
        manager.connect(who).cancel(governor, rights, data),
        refusal(
          manager,
          "AccessManagerUnauthorizedCancel",
          ...[who.address, governor.address, rights.target, selector],
        ),
      );
    }
    await expect(manager.connect(guardian).cancel(governor, rights, data))
      .to.emit(manager, "OperationCanceled")
      .withArgs(operation, 1n);
    await networkHelpers.time.setNextBlockTimestamp(due);
    await expectRefusal(
      rights.setPolicy(policy),
      refusal(manager, "AccessManagerNotScheduled", operation),
    );
  });

  it("lets the guardian pause at once, and the governor not at all", async () => {
    const { rights, governor, guardian } = await loadFixture(governed);
    await expectRefusal(
      rights.connect(governor).setPaused(true),
      refusal(rights, "AccessManagedUnauthorized", governor.address),
    );
    await rights.connect(guardian).setPaused(true);
    expect(await rights.paused()).to.equal(true);
  });
});

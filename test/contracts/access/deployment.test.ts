import { expect } from "chai";

import handoverModule, { DEFAULT_ADMIN_DELAY } from "../../../scripts/deploy/modules/handover.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { connection, deployRegistry, ethers, loadFixture } from "../registry.ts";

const ADMIN = 0n;
const DELAY = BigInt(DEFAULT_ADMIN_DELAY);

/** A registry that its deployer handed over to an admin, with periods of its own. */
async function handedOver() {
  const [deployer, registrar, examiner, admin, governor] = await ethers.getSigners();
  if (!deployer || !registrar || !examiner || !admin || !governor)
    throw new Error("The chain has no accounts");
  const deployed = await connection.ignition.deploy(handoverModule, {
    parameters: {
      Registry: {
        registrar: registrar.address,
        examiner: examiner.address,
        governor: governor.address,
        guardian: registrar.address,
      },
      RegistrationPolicy: { noticeGeneral: 60, renewalWindow: 3600 },
      Handover: { admin: admin.address },
    },
  });
  const manager = await ethers.getContractAt("AccessManager", deployed.accessManager, admin);
  const rights = await ethers.getContractAt("RightsRegistry", deployed.rightsRegistry, admin);
  const policy = await ethers.getContractAt("RegistrationPolicy", deployed.registrationPolicy);
  return { deployer, admin, manager, rights, policy };
}

describe("Deployment", () => {
  it("leaves nothing to do: policy in force, roles labelled and granted", async () => {
    const { manager, rights, policy, deals, admin, registrar, examiner } =
      await loadFixture(deployRegistry);
    expect(await rights.policy()).to.equal(policy.target);
    expect(await manager.hasRole(0n, admin)).to.deep.equal([true, 0n]);
    expect(await manager.hasRole(1n, registrar)).to.deep.equal([true, 0n]);
    expect(await manager.hasRole(2n, examiner)).to.deep.equal([true, 0n]);
    expect(await manager.hasRole(8n, deals)).to.deep.equal([true, 0n]);
    const labels = await manager.queryFilter(manager.filters.RoleLabel());
    expect(labels.map(({ args }) => [...args])).to.have.deep.members([
      [1n, "REGISTRAR"],
      [2n, "EXAMINER"],
      [3n, "COURTS"],
      [4n, "PLEDGES"],
      [5n, "GOVERNOR"],
      [6n, "GUARDIAN"],
      [8n, "SETTLEMENT"],
      [9n, "CATALOGUES"],
    ]);
  });

  it("takes the periods it is given, and its own for the rest", async () => {
    const { policy } = await loadFixture(handedOver);
    const periods = await policy.periods();
    expect(periods.noticeGeneral).to.equal(60n);
    expect(periods.renewalWindow).to.equal(3600n);
    expect(periods.maxTerm).to.equal(1095n * 86_400n);
  });
});

describe("Handover to an admin", () => {
  it("leaves the deployer without power", async () => {
    const { deployer, admin, manager, rights, policy } = await loadFixture(handedOver);
    expect(await manager.hasRole(ADMIN, deployer)).to.deep.equal([false, 0n]);
    expect(await manager.hasRole(ADMIN, admin)).to.deep.equal([true, DELAY]);
    await expectRefusal(
      rights.connect(deployer).setPolicy(policy),
      refusal(rights, "AccessManagedUnauthorized", deployer.address),
    );
    await expectRefusal(
      manager.connect(deployer).grantRole(ADMIN, deployer, 0n),
      refusal(manager, "AccessManagerUnauthorizedAccount", deployer.address, ADMIN),
    );
  });

  it("binds the admin to a delay when granting roles", async () => {
    const { admin, manager } = await loadFixture(handedOver);
    const data = manager.interface.encodeFunctionData("grantRole", [1n, admin.address, 0n]);
    await expectRefusal(
      manager.grantRole(1n, admin, 0n),
      refusal(
        manager,
        "AccessManagerNotScheduled",
        await manager.hashOperation(admin, manager, data),
      ),
    );
  });
});

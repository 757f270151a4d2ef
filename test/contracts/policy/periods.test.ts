import { expect } from "chai";

import { DEFAULT_PERIODS } from "../../../scripts/deploy/modules/registrationPolicy.ts";
import { DECISION, EVIDENCE, file, fileInNotice, now, openRegistry } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture } from "../registry.ts";
import { DataClass, DAY } from "../words.ts";

const periodValues = (periods: typeof DEFAULT_PERIODS) => Object.values(periods).map(BigInt);

describe("RegistrationPolicy: periods", () => {
  it("are those of the deployment until others are set", async () => {
    const { policy } = await loadFixture(openRegistry);
    expect(await policy.periods()).to.deep.equal(periodValues(DEFAULT_PERIODS));
    const longer = { ...DEFAULT_PERIODS, noticeGeneral: 30 * 86_400, noticeExtension: 0 };
    await expect(policy.setPeriods(longer))
      .to.emit(policy, "PeriodsSet")
      .withArgs(periodValues(longer));
    expect(await policy.periods()).to.deep.equal(periodValues(longer));
    expect(await policy.noticePeriod(DataClass.General)).to.equal(30n * DAY);
    expect(await policy.noticePeriod(DataClass.Important)).to.equal(21n * DAY);
    expect(await policy.noticePeriod(DataClass.Core)).to.equal(30n * DAY);
  });

  for (const field of Object.keys(DEFAULT_PERIODS).filter((name) => name !== "noticeExtension")) {
    it(`cannot be without ${field}`, async () => {
      const { policy } = await loadFixture(openRegistry);
      await expectRefusal(
        policy.setPeriods({ ...DEFAULT_PERIODS, [field]: 0 }),
        refusal(policy, "InvalidPeriods"),
      );
    });
  }

  it("cannot be incomplete at deployment either", async () => {
    const { manager, rights, licenses, policy } = await loadFixture(openRegistry);
    const addresses = [manager, rights, licenses].map(({ target }) => target);
    await expectRefusal(
      ethers.deployContract("RegistrationPolicy", [
        ...addresses,
        { ...DEFAULT_PERIODS, maxTerm: 0 },
      ]),
      refusal(policy, "InvalidPeriods"),
    );
  });

  it("leave notices that are open as they are", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, policy, alice } = registry;
    const open = await fileInNotice(registry, alice);
    const { noticeEnd } = await rights.registration(open);
    await policy.setPeriods({ ...DEFAULT_PERIODS, noticeGeneral: 86_400 });
    expect((await rights.registration(open)).noticeEnd).to.equal(noticeEnd);
    const next = await fileInNotice(registry, alice);
    expect((await rights.registration(next)).noticeEnd).to.equal((await now()) + DAY);
  });
});

describe("RightsRegistry: its policy", () => {
  it("can be replaced by another contract", async () => {
    const registry = await loadFixture(openRegistry);
    const { manager, rights, licenses, admin, alice, bob } = registry;
    const addresses = [manager, rights, licenses].map(({ target }) => target);
    const quick = { ...DEFAULT_PERIODS, noticeGeneral: 60, noticeExtension: 30 };
    const policy = await ethers.deployContract("RegistrationPolicy", [...addresses, quick]);
    await expect(rights.connect(admin).setPolicy(policy))
      .to.emit(rights, "PolicyReplaced")
      .withArgs(policy.target);
    expect(await rights.policy()).to.equal(policy.target);

    const id = await file(registry, alice);
    await rights.openNotice(id);
    expect((await rights.registration(id)).noticeEnd).to.equal((await now()) + 60n);
    await rights.connect(bob).raiseObjection(id, EVIDENCE);
    await rights.dismissObjection(id, 1n, DECISION);
    expect((await rights.registration(id)).noticeEnd).to.be.lessThan((await now()) + 60n);
  });

  it("cannot be replaced by what is no contract", async () => {
    const { rights, admin, stranger } = await loadFixture(openRegistry);
    for (const nothing of [stranger.address, ethers.ZeroAddress]) {
      await expectRefusal(
        rights.connect(admin).setPolicy(nothing),
        refusal(rights, "InvalidPolicy", nothing),
      );
    }
  });
});

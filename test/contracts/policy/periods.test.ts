import { expect } from "chai";

import { DEFAULT_PERIODS } from "../../../scripts/deploy/modules/registrationPolicy.ts";
import { DECISION, EVIDENCE, file, fileInNotice, now, openRegistry, setPeriods } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture } from "../registry.ts";
import { DataClass, DAY } from "../words.ts";

const periodValues = (periods: typeof DEFAULT_PERIODS) => Object.values(periods).map(BigInt);

describe("RegistrationPolicy: periods", () => {
  it("are those of the deployment", async () => {
    const { policy } = await loadFixture(openRegistry);
    expect(await policy.periods()).to.deep.equal(periodValues(DEFAULT_PERIODS));
  });

  it("of notice depend on the class of the data", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice } = registry;
    const lengths: [bigint, bigint][] = [
      [DataClass.General, 14n * DAY],
      [DataClass.Important, 21n * DAY],
      [DataClass.Core, 30n * DAY],
    ];
    for (const [dataClass, length] of lengths) {
      const id = await fileInNotice(registry, alice, { dataClass });
      expect((await rights.registration(id)).noticeEnd).to.equal((await now()) + length);
    }
  });

  for (const field of Object.keys(DEFAULT_PERIODS).filter((name) => name !== "noticeExtension")) {
    it(`cannot be without ${field}`, async () => {
      const registry = await loadFixture(openRegistry);
      await expectRefusal(
        setPeriods(registry, { [field]: 0 }),
        refusal(registry.policy, "InvalidPeriods"),
      );
    });
  }

  it("leave notices that are open as they are", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice } = registry;
    const open = await fileInNotice(registry, alice);
    const { noticeEnd } = await rights.registration(open);
    await setPeriods(registry, { noticeGeneral: 86_400 });
    expect((await rights.registration(open)).noticeEnd).to.equal(noticeEnd);
    const next = await fileInNotice(registry, alice);
    expect((await rights.registration(next)).noticeEnd).to.equal((await now()) + DAY);
  });
});

describe("RightsRegistry: its policy", () => {
  it("can be replaced by another contract", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, licenses, admin, alice, bob } = registry;
    const addresses = [rights, licenses].map(({ target }) => target);
    const quick = { ...DEFAULT_PERIODS, noticeGeneral: 60, noticeExtension: 30 };
    const policy = await ethers.deployContract("RegistrationPolicy", [...addresses, quick]);
    const replaced = rights.connect(admin).setPolicy(policy);
    await expect(replaced).to.emit(rights, "PolicyReplaced").withArgs(policy.target);
    await expect(replaced).to.emit(rights, "PeriodsSet").withArgs(periodValues(quick));
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

import { expect } from "chai";

import { DEFAULT_PERIODS } from "../../../scripts/deploy/modules/registrationPolicy.ts";
import { DECISION, EVIDENCE, file, fileInNotice, now, openRegistry, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture, networkHelpers } from "../registry.ts";
import { DataClass } from "../words.ts";

const { time } = networkHelpers;

async function inNotice() {
  const registry = await openRegistry();
  const id = await fileInNotice(registry, registry.alice);
  const { noticeEnd } = await registry.rights.registration(id);
  return { ...registry, id, noticeEnd };
}

describe("RightsRegistry: public notice", () => {
  const periods = {
    General: DEFAULT_PERIODS.noticeGeneral,
    Important: DEFAULT_PERIODS.noticeImportant,
    Core: DEFAULT_PERIODS.noticeCore,
  };
  for (const [name, period] of Object.entries(periods)) {
    it(`of ${name} data runs for ${period / 86_400} days`, async () => {
      const registry = await loadFixture(openRegistry);
      const { rights, alice } = registry;
      const dataClass = DataClass[name as keyof typeof periods];
      const id = await file(registry, alice, { dataClass });
      const opened = (await now()) + 10n;
      await time.setNextBlockTimestamp(opened);
      await expect(rights.openNotice(id))
        .to.emit(rights, "NoticeOpened")
        .withArgs(id, opened + BigInt(period));
      expect((await rights.registration(id)).noticeEnd).to.equal(opened + BigInt(period));
    });
  }

  it("nothing is confirmed one second before it ends", async () => {
    const { rights, id, noticeEnd } = await loadFixture(inNotice);
    await time.setNextBlockTimestamp(noticeEnd - 1n);
    await expectRefusal(
      rights.confirm(id, DECISION),
      refusal(rights, "NoticeStillOpen", id, noticeEnd),
    );
  });

  it("a right can be confirmed in the second in which it ends", async () => {
    const { rights, id, noticeEnd } = await loadFixture(inNotice);
    await time.setNextBlockTimestamp(noticeEnd);
    await rights.confirm(id, DECISION);
  });

  it("anyone with standing can object until one second before it ends", async () => {
    const { rights, bob, id, noticeEnd } = await loadFixture(inNotice);
    await time.setNextBlockTimestamp(noticeEnd - 1n);
    await rights.connect(bob).raiseObjection(id, EVIDENCE);
  });

  it("nobody objects in the second in which it ends", async () => {
    const { rights, bob, id, noticeEnd } = await loadFixture(inNotice);
    await time.setNextBlockTimestamp(noticeEnd);
    await expectRefusal(
      rights.connect(bob).raiseObjection(id, EVIDENCE),
      refusal(rights, "NoticeClosed", id, noticeEnd),
    );
  });

  it("nothing is confirmed without a decision", async () => {
    const { rights, id, noticeEnd } = await loadFixture(inNotice);
    await time.setNextBlockTimestamp(noticeEnd);
    await expectRefusal(rights.confirm(id, ZERO_HASH), refusal(rights, "MissingDecision"));
  });
});

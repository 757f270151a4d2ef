import { expect } from "chai";

import { DEFAULT_PERIODS } from "../../../scripts/deploy/modules/registrationPolicy.ts";
import {
  CHINA,
  CREDENTIAL,
  DECISION,
  EVIDENCE,
  endNotice,
  file,
  fileInNotice,
  hashOf,
  now,
  openRegistry,
  ZERO_HASH,
} from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import { ApplicationStatus, DAY, Kind, ObjectionStatus } from "../words.ts";

const { time } = networkHelpers;
const EXTENSION = BigInt(DEFAULT_PERIODS.noticeExtension);

/** Alice's application with Bob's and Carol's objections, both open. */
async function twoObjections() {
  const registry = await openRegistry();
  const { rights, alice, bob, carol } = registry;
  const id = await fileInNotice(registry, alice);
  await rights.connect(bob).raiseObjection(id, EVIDENCE);
  await rights.connect(carol).raiseObjection(id, EVIDENCE);
  const { noticeEnd } = await rights.registration(id);
  return { ...registry, id, noticeEnd };
}

describe("RightsRegistry: objections", () => {
  it("are numbered within the application and announced with their evidence", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob, carol, bobId, carolId } = registry;
    const id = await fileInNotice(registry, alice);
    await expect(rights.connect(bob).raiseObjection(id, EVIDENCE))
      .to.emit(rights, "ObjectionRaised")
      .withArgs(id, 1n, bobId, EVIDENCE);
    await expect(rights.connect(carol).raiseObjection(id, hashOf("Carol's evidence")))
      .to.emit(rights, "ObjectionRaised")
      .withArgs(id, 2n, carolId, hashOf("Carol's evidence"));

    const record = await rights.registration(id);
    expect(record.status).to.equal(ApplicationStatus.Objected);
    expect(record.objectionCount).to.equal(2n);
    expect(record.openObjections).to.equal(2n);
    const claim = await rights.objection(id, 2n);
    expect(claim.objector).to.equal(carolId);
    expect(claim.status).to.equal(ObjectionStatus.Open);
  });

  it("are refused before notice, and after the application is decided", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob } = registry;
    const inNoticeOrObjected = 0b1100n;
    const id = await file(registry, alice);
    const object = () => rights.connect(bob).raiseObjection(id, EVIDENCE);
    const refused = (status: bigint) =>
      refusal(rights, "WrongApplicationStatus", id, status, inNoticeOrObjected);

    await expectRefusal(object(), refused(ApplicationStatus.Filed));
    await rights.rejectApplication(id, DECISION);
    await expectRefusal(object(), refused(ApplicationStatus.Rejected));
    await expectRefusal(
      rights.connect(bob).raiseObjection(99n, EVIDENCE),
      refusal(rights, "UnknownApplication", 99n),
    );
  });

  it("need standing: a participant, other than the applicant", async () => {
    const registry = await loadFixture(openRegistry);
    const { participants, rights, alice, aliceId, stranger } = registry;
    const id = await fileInNotice(registry, alice);
    await expectRefusal(
      rights.connect(alice).raiseObjection(id, EVIDENCE),
      refusal(rights, "ObjectorIsApplicant", id, aliceId),
    );
    await expectRefusal(
      rights.connect(stranger).raiseObjection(id, EVIDENCE),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
  });

  it("need evidence, and are raised once by each", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob, bobId } = registry;
    const id = await fileInNotice(registry, alice);
    await expectRefusal(
      rights.connect(bob).raiseObjection(id, ZERO_HASH),
      refusal(rights, "IncompleteFiling", "evidenceHash"),
    );
    await rights.connect(bob).raiseObjection(id, EVIDENCE);
    const again = refusal(rights, "AlreadyObjected", id, bobId);
    await expectRefusal(rights.connect(bob).raiseObjection(id, EVIDENCE), again);
    await rights.dismissObjection(id, 1n, DECISION);
    await expectRefusal(rights.connect(bob).raiseObjection(id, EVIDENCE), again);
  });

  it("are each dismissed before notice goes on", async () => {
    const { rights, id, noticeEnd } = await loadFixture(twoObjections);
    await expect(rights.dismissObjection(id, 2n, DECISION))
      .to.emit(rights, "ObjectionDismissed")
      .withArgs(id, 2n, DECISION, noticeEnd);
    expect((await rights.registration(id)).status).to.equal(ApplicationStatus.Objected);
    expect((await rights.objection(id, 2n)).status).to.equal(ObjectionStatus.Dismissed);

    await rights.dismissObjection(id, 1n, DECISION);
    const record = await rights.registration(id);
    expect(record.status).to.equal(ApplicationStatus.InNotice);
    expect(record.openObjections).to.equal(0n);
    expect(record.objectionCount).to.equal(2n);
  });

  it("leave notice its own length when dismissed early", async () => {
    const { rights, id, noticeEnd } = await loadFixture(twoObjections);
    await rights.dismissObjection(id, 1n, DECISION);
    await time.setNextBlockTimestamp(noticeEnd - EXTENSION);
    await rights.dismissObjection(id, 2n, DECISION);
    expect((await rights.registration(id)).noticeEnd).to.equal(noticeEnd);
  });

  it("extend notice when the last is dismissed late, so that others can still come", async () => {
    const { rights, id, noticeEnd } = await loadFixture(twoObjections);
    await rights.dismissObjection(id, 1n, DECISION);
    const late = noticeEnd + 3n * DAY;
    await time.setNextBlockTimestamp(late);
    await expect(rights.dismissObjection(id, 2n, DECISION))
      .to.emit(rights, "ObjectionDismissed")
      .withArgs(id, 2n, DECISION, late + EXTENSION);
    await expectRefusal(
      rights.confirm(id, DECISION),
      refusal(rights, "NoticeStillOpen", id, late + EXTENSION),
    );
  });

  it("hold a confirmation up for as long as they are open", async () => {
    const stage = await loadFixture(twoObjections);
    const { rights, id } = stage;
    await endNotice(stage, id);
    await expectRefusal(
      rights.confirm(id, DECISION),
      refusal(rights, "WrongApplicationStatus", id, ApplicationStatus.Objected, 0b100n),
    );
  });

  it("reject the application when one is upheld", async () => {
    const { rights, id } = await loadFixture(twoObjections);
    const upheld = rights.upholdObjection(id, 2n, DECISION);
    await expect(upheld).to.emit(rights, "ObjectionUpheld").withArgs(id, 2n, DECISION);
    await expect(upheld).to.emit(rights, "ApplicationRejected").withArgs(id, DECISION);
    expect((await rights.objection(id, 2n)).status).to.equal(ObjectionStatus.Upheld);
    expect((await rights.objection(id, 1n)).status).to.equal(ObjectionStatus.Open);
    expect((await rights.registration(id)).openObjections).to.equal(1n);
  });

  it("are decided once, with a decision, and only if they exist", async () => {
    const { rights, id } = await loadFixture(twoObjections);
    await rights.dismissObjection(id, 1n, DECISION);
    for (const decide of [rights.dismissObjection, rights.upholdObjection]) {
      await expectRefusal(
        decide(id, 1n, DECISION),
        refusal(rights, "ObjectionNotOpen", id, 1n, ObjectionStatus.Dismissed),
      );
      await expectRefusal(
        decide(id, 3n, DECISION),
        refusal(rights, "ObjectionNotOpen", id, 3n, ObjectionStatus.None),
      );
      await expectRefusal(decide(id, 2n, ZERO_HASH), refusal(rights, "MissingDecision"));
    }
  });

  it("are at most 255 at once", async () => {
    const registry = await loadFixture(openRegistry);
    const { participants, rights, alice, bob } = registry;
    const id = await fileInNotice(registry, alice);
    for (let n = 1; n <= 255; n += 1) {
      const address = ethers.dataSlice(hashOf(`objector ${n}`), 12);
      await participants.register(Kind.Enterprise, CHINA, CREDENTIAL, address);
      await networkHelpers.setBalance(address, 10n ** 18n);
      const objector = await ethers.getImpersonatedSigner(address);
      await rights.connect(objector).raiseObjection(id, EVIDENCE);
    }
    await expectRefusal(
      rights.connect(bob).raiseObjection(id, EVIDENCE),
      refusal(rights, "TooManyObjections", id, 255n),
    );
    await rights.dismissObjection(id, 7n, DECISION);
    await rights.connect(bob).raiseObjection(id, EVIDENCE);
    expect((await rights.registration(id)).openObjections).to.equal(255n);
  });

  it("can still be raised by others while notice runs after a dismissal", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob, carol } = registry;
    const id = await fileInNotice(registry, alice);
    await rights.connect(bob).raiseObjection(id, EVIDENCE);
    await rights.dismissObjection(id, 1n, DECISION);
    await rights.connect(carol).raiseObjection(id, EVIDENCE);
    expect((await rights.registration(id)).status).to.equal(ApplicationStatus.Objected);
    expect(await now()).to.be.lessThan((await rights.registration(id)).noticeEnd);
  });
});

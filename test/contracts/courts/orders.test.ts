import { expect } from "chai";

import { certify, openRegistry, REASON, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture, networkHelpers } from "../registry.ts";
import { CertificateStatus } from "../words.ts";
import { CASE, endAppeals, issue, OrderKind, pledge, seatCourts } from "./acts.ts";

/** Two courts, and Alice's certificate. */
async function judged() {
  const registry = await seatCourts(await openRegistry());
  const certificateId = await certify(registry, registry.alice);
  return { ...registry, certificateId };
}

/** An order by the first court, which the second confirms when it may. */
async function ordered(kind: bigint, to: (stage: Awaited<ReturnType<typeof judged>>) => bigint) {
  const stage = await loadFixture(judged);
  const id = await issue(stage, stage.court, kind, stage.certificateId, to(stage));
  return { ...stage, id };
}

const nobody = () => 0n;

describe("Courts: orders", () => {
  it("freeze and release at once", async () => {
    const { courts, rights, court, courtId, certificateId } = await loadFixture(judged);
    const order = (kind: bigint) =>
      courts.connect(court).issueOrder(kind, certificateId, 0n, CASE, REASON);
    await expect(order(OrderKind.Freeze))
      .to.emit(courts, "OrderIssued")
      .withArgs(1n, certificateId, courtId, OrderKind.Freeze, 0n, 0n, CASE, REASON)
      .and.to.emit(courts, "OrderExecuted")
      .withArgs(1n, courtId, REASON);
    expect(await rights.locked(certificateId)).to.equal(true);
    await order(OrderKind.Release);
    expect(await rights.locked(certificateId)).to.equal(false);
    expect(await courts.orderCount()).to.equal(2n);
  });

  it("transfer, once a second court confirms", async () => {
    const stage = await ordered(OrderKind.Transfer, ({ bobId }) => bobId);
    const { courts, rights, secondCourt, secondCourtId, bobId, certificateId, id } = stage;
    const { appealEnd } = await courts.order(id);
    await networkHelpers.time.setNextBlockTimestamp(appealEnd - 1n);
    await expectRefusal(
      courts.connect(secondCourt).confirmOrder(id, REASON),
      refusal(courts, "AppealStillOpen", id, appealEnd),
    );
    await networkHelpers.time.setNextBlockTimestamp(appealEnd);
    await expect(courts.connect(secondCourt).confirmOrder(id, REASON))
      .to.emit(courts, "OrderExecuted")
      .withArgs(id, secondCourtId, REASON);
    expect(await rights.holderOf(certificateId)).to.equal(bobId);
  });

  it("annul, once a second court confirms, even what is frozen", async () => {
    const stage = await ordered(OrderKind.Annul, nobody);
    const { courts, rights, court, secondCourt, certificateId, id } = stage;
    await issue(stage, court, OrderKind.Freeze, certificateId);
    await endAppeals(stage);
    await courts.connect(secondCourt).confirmOrder(id, REASON);
    expect(await rights.certificateStatus(certificateId)).to.equal(CertificateStatus.Annulled);
  });

  it("enforce a pledge, which ends it", async () => {
    const stage = await loadFixture(judged);
    const { courts, pledges, rights, court, secondCourt, certificateId, carolId } = stage;
    const pledgeId = await pledge(stage, certificateId);
    const id = await issue(stage, court, OrderKind.EnforcePledge, certificateId, carolId);
    await endAppeals(stage);
    await expect(courts.connect(secondCourt).confirmOrder(id, REASON))
      .to.emit(pledges, "PledgeEnforced")
      .withArgs(pledgeId, carolId, REASON);
    expect(await rights.holderOf(certificateId)).to.equal(carolId);
    expect(await rights.locked(certificateId)).to.equal(false);
    expect(await pledges.activePledge(certificateId)).to.equal(0n);
    expect((await pledges.pledge(pledgeId)).status).to.equal(5n);
  });

  it("enforce nothing where no pledge is active", async () => {
    const stage = await ordered(OrderKind.EnforcePledge, ({ bobId }) => bobId);
    await endAppeals(stage);
    await expectRefusal(
      stage.courts.connect(stage.secondCourt).confirmOrder(stage.id, REASON),
      refusal(stage.pledges, "NotPledged", stage.certificateId),
    );
  });

  it("are appealed once by the holder, in time, which stays them", async () => {
    const stage = await ordered(OrderKind.Annul, nobody);
    const { courts, rights, alice, bob, aliceId, bobId, secondCourt, id, certificateId } = stage;
    const { appealEnd } = await courts.order(id);
    await expectRefusal(
      courts.connect(bob).appealOrder(id, REASON),
      refusal(rights, "NotHolder", certificateId, aliceId, bobId),
    );
    await expect(courts.connect(alice).appealOrder(id, REASON))
      .to.emit(courts, "OrderAppealed")
      .withArgs(id, aliceId, REASON);
    await endAppeals(stage);
    await expectRefusal(
      courts.connect(secondCourt).confirmOrder(id, REASON),
      refusal(courts, "WrongOrderStatus", id, 2n),
    );
    await expect(courts.connect(secondCourt).decideAppeal(id, false, REASON))
      .to.emit(courts, "AppealDismissed")
      .withArgs(id, stage.secondCourtId, REASON);
    await expectRefusal(
      courts.connect(alice).appealOrder(id, REASON),
      refusal(courts, "AppealOver", id, appealEnd),
    );
    await courts.connect(secondCourt).confirmOrder(id, REASON);
  });

  it("cannot be appealed from the second in which they can be confirmed", async () => {
    const { courts, alice, id } = await ordered(OrderKind.Annul, nobody);
    const { appealEnd } = await courts.order(id);
    await networkHelpers.time.setNextBlockTimestamp(appealEnd);
    await expectRefusal(
      courts.connect(alice).appealOrder(id, REASON),
      refusal(courts, "AppealOver", id, appealEnd),
    );
  });

  it("name a kind, a case, a document, a certificate, and a receiver where one is needed", async () => {
    const { courts, rights, court, certificateId, bobId } = await loadFixture(judged);
    const order = (kind: bigint, to = 0n, caseHash = CASE, hash = REASON, id = certificateId) =>
      courts.connect(court).issueOrder(kind, id, to, caseHash, hash);
    const incomplete = (field: string) => refusal(courts, "IncompleteOrder", field);
    await expectRefusal(order(0n), incomplete("kind"));
    await expectRefusal(order(1n, 0n, ZERO_HASH), incomplete("caseHash"));
    await expectRefusal(order(1n, 0n, CASE, ZERO_HASH), incomplete("documentHash"));
    for (const kind of [OrderKind.Transfer, OrderKind.EnforcePledge]) {
      await expectRefusal(order(kind), refusal(courts, "WrongReceiver", kind, 0n));
    }
    for (const kind of [OrderKind.Freeze, OrderKind.Release, OrderKind.Annul]) {
      await expectRefusal(order(kind, bobId), refusal(courts, "WrongReceiver", kind, bobId));
    }
    await expectRefusal(
      order(1n, 0n, CASE, REASON, 99n),
      refusal(rights, "UnknownCertificate", 99n),
    );
  });

  it("are confirmed, revoked, appealed and heard by a document only", async () => {
    const stage = await ordered(OrderKind.Annul, nobody);
    const { courts, court, secondCourt, alice, id } = stage;
    const incomplete = refusal(courts, "IncompleteOrder", "documentHash");
    await expectRefusal(courts.connect(court).revokeOrder(id, ZERO_HASH), incomplete);
    await expectRefusal(courts.connect(alice).appealOrder(id, ZERO_HASH), incomplete);
    await courts.connect(alice).appealOrder(id, REASON);
    await expectRefusal(courts.connect(secondCourt).decideAppeal(id, true, ZERO_HASH), incomplete);
    await courts.connect(secondCourt).decideAppeal(id, false, REASON);
    await endAppeals(stage);
    await expectRefusal(courts.connect(secondCourt).confirmOrder(id, ZERO_HASH), incomplete);
  });

  it("are never stopped by a pause", async () => {
    const stage = await ordered(OrderKind.Transfer, ({ bobId }) => bobId);
    const { manager, rights, pledges, courts, registrar, secondCourt, id } = stage;
    await manager.grantRole(6n, registrar, 0n);
    await rights.connect(registrar).setPaused(true);
    await pledges.connect(registrar).setPaused(true);
    await endAppeals(stage);
    await courts.connect(secondCourt).confirmOrder(id, REASON);
    await issue(stage, stage.court, OrderKind.Freeze, stage.certificateId);
  });
});

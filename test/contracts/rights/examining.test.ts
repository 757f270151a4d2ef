import { expect } from "chai";

import {
  certify,
  DECISION,
  endNotice,
  EVIDENCE,
  file,
  fileInNotice,
  filing,
  hashOf,
  openRegistry,
  ZERO_HASH,
} from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture, type Account } from "../registry.ts";
import { ApplicationStatus } from "../words.ts";

/** Two examiners; Alice's applications, filed, ready and objected to, are assigned to the first. */
async function assigned() {
  const registry = await openRegistry();
  const { manager, rights, registrar, examiner, alice, bob, second: other } = registry;
  await manager.grantRole(2n, other, 0n);
  const ready = await fileInNotice(registry, alice);
  await endNotice(registry, ready);
  const filed = await file(registry, alice);
  const objected = await fileInNotice(registry, alice);
  await rights.connect(bob).raiseObjection(objected, EVIDENCE);
  const desk = rights.connect(registrar);
  for (const id of [filed, ready, objected]) await desk.assignExaminer(id, examiner);
  return { ...registry, other, desk, filed, ready, objected };
}

type Stage = Awaited<ReturnType<typeof assigned>>;

const DECISIONS: Record<string, (stage: Stage, by: Account) => Promise<unknown>> = {
  openNotice: ({ rights, filed }, by) => rights.connect(by).openNotice(filed),
  rejectApplication: ({ rights, filed }, by) =>
    rights.connect(by).rejectApplication(filed, DECISION),
  dismissObjection: ({ rights, objected }, by) =>
    rights.connect(by).dismissObjection(objected, 1n, DECISION),
  upholdObjection: ({ rights, objected }, by) =>
    rights.connect(by).upholdObjection(objected, 1n, DECISION),
  confirm: ({ rights, ready }, by) => rights.connect(by).confirm(ready, DECISION),
  confirmBatch: ({ rights, ready }, by) => rights.connect(by).confirmBatch([ready], DECISION),
};

describe("RightsRegistry: an assigned examiner", () => {
  it("is announced, known, and replaced or let go until the decision", async () => {
    const { rights, desk, filed, examiner, other } = await loadFixture(assigned);
    await expect(desk.assignExaminer(filed, other))
      .to.emit(rights, "ExaminerAssigned")
      .withArgs(filed, other.address);
    expect(await rights.examinerOf(filed)).to.equal(other.address);
    await desk.assignExaminer(filed, ethers.ZeroAddress);
    expect(await rights.examinerOf(filed)).to.equal(ethers.ZeroAddress);
    await rights.connect(examiner).rejectApplication(filed, DECISION);
    await expectRefusal(
      desk.assignExaminer(filed, examiner),
      refusal(rights, "WrongApplicationStatus", filed, ApplicationStatus.Rejected, 0b1110n),
    );
  });

  for (const [name, decide] of Object.entries(DECISIONS)) {
    it(`alone decides: ${name}`, async () => {
      const stage = await loadFixture(assigned);
      const { rights, examiner, other } = stage;
      const id = { openNotice: stage.filed, rejectApplication: stage.filed }[name];
      const subject = id ?? (name.startsWith("confirm") ? stage.ready : stage.objected);
      await expectRefusal(
        decide(stage, other),
        refusal(rights, "NotItsExaminer", subject, examiner.address, other.address),
      );
      await decide(stage, examiner);
    });
  }
});

describe("RightsRegistry: answers to objections", () => {
  it("come once from the applicant, with evidence, while the objection is open", async () => {
    const stage = await loadFixture(assigned);
    const { rights, alice, bob, aliceId, bobId, objected, ready } = stage;
    const answer = (id: bigint, n: bigint, hash = EVIDENCE) =>
      rights.connect(alice).answerObjection(id, n, hash);
    await expectRefusal(
      rights.connect(bob).answerObjection(objected, 1n, EVIDENCE),
      refusal(rights, "NotApplicant", objected, aliceId, bobId),
    );
    await expectRefusal(
      answer(ready, 1n),
      refusal(rights, "WrongApplicationStatus", ready, ApplicationStatus.InNotice, 0b1000n),
    );
    await expectRefusal(
      answer(objected, 2n),
      refusal(rights, "ObjectionNotOpen", objected, 2n, 0n),
    );
    await expectRefusal(
      answer(objected, 1n, ZERO_HASH),
      refusal(rights, "IncompleteFiling", "evidenceHash"),
    );
    await expect(answer(objected, 1n))
      .to.emit(rights, "ObjectionAnswered")
      .withArgs(objected, 1n, EVIDENCE);
    expect((await rights.objection(objected, 1n)).answered).to.equal(true);
    await expectRefusal(
      answer(objected, 1n),
      refusal(rights, "ObjectionAnsweredAlready", objected, 1n),
    );
  });
});

describe("RightsRegistry: batches of the desk", () => {
  it("enter applications in notice, and confirm them all by one decision", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, registrar, alice, aliceId } = registry;
    await file(registry, alice);
    const filings = ["a", "b", "c"].map((name) => filing({ commitment: hashOf(name) }));
    const desk = rights.connect(registrar);
    expect(await desk.fileBatch.staticCall(aliceId, filings)).to.equal(2n);
    const entered = desk.fileBatch(aliceId, filings);
    await expect(entered).to.emit(rights, "NoticeOpened");
    expect(await rights.applicationCount()).to.equal(4n);
    for (const id of [2n, 3n, 4n]) {
      const { status, applicant, commitment } = await rights.registration(id);
      expect([status, applicant]).to.deep.equal([ApplicationStatus.InNotice, aliceId]);
      expect(commitment).to.equal(filings[Number(id) - 2]?.commitment);
    }
    await endNotice(registry, 4n);
    await rights.confirmBatch([2n, 3n, 4n], DECISION);
    for (const id of [2n, 3n, 4n]) expect(await rights.holderOf(id)).to.equal(aliceId);
  });

  it("confirm all or none", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice } = registry;
    const certified = await certify(registry, alice);
    const ready = await fileInNotice(registry, alice, { right: 2n });
    await endNotice(registry, ready);
    await expectRefusal(
      rights.confirmBatch([ready, certified], DECISION),
      refusal(rights, "WrongApplicationStatus", certified, ApplicationStatus.Confirmed, 0b100n),
    );
    expect((await rights.registration(ready)).status).to.equal(ApplicationStatus.InNotice);
  });

  it("are entered for active participants only", async () => {
    const { rights, participants, registrar, bobId } = await loadFixture(openRegistry);
    await participants.suspend(bobId, DECISION);
    await expectRefusal(
      rights.connect(registrar).fileBatch(bobId, []),
      refusal(participants, "ParticipantNotActive", bobId, 2n),
    );
  });
});

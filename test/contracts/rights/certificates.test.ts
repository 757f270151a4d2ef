import { expect } from "chai";

import { DEFAULT_PERIODS } from "../../../scripts/deploy/modules/registrationPolicy.ts";
import {
  addAccount,
  certify,
  DECISION,
  endNotice,
  fileInNotice,
  filing,
  now,
  openRegistry,
  REASON,
  ZERO_HASH,
} from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import {
  Algorithm,
  ApplicationStatus,
  CertificateStatus,
  DataClass,
  DAY,
  Right,
} from "../words.ts";

const { time } = networkHelpers;
const MAX_TERM = BigInt(DEFAULT_PERIODS.maxTerm);
const { commitment } = filing();

/** Alice's application at the end of its notice. */
async function readyToConfirm() {
  const registry = await openRegistry();
  const id = await fileInNotice(registry, registry.alice);
  await endNotice(registry, id);
  return { ...registry, id };
}

describe("RightsRegistry: confirmation", () => {
  it("mints a certificate of the application's number to the applicant's primary account", async () => {
    const { rights, alice, aliceId, id } = await loadFixture(readyToConfirm);
    const confirmedAt = (await now()) + 10n;
    await time.setNextBlockTimestamp(confirmedAt);
    const confirmed = rights.confirm(id, DECISION);
    await expect(confirmed)
      .to.emit(rights, "CertificateConfirmed")
      .withArgs(id, aliceId, commitment, Right.Hold, confirmedAt + MAX_TERM, DECISION);
    await expect(confirmed)
      .to.emit(rights, "Transfer")
      .withArgs(ethers.ZeroAddress, alice.address, id);

    const record = await rights.registration(id);
    expect(record.status).to.equal(ApplicationStatus.Confirmed);
    expect(record.confirmedAt).to.equal(confirmedAt);
    expect(record.expiresAt).to.equal(confirmedAt + MAX_TERM);
    expect(await rights.certificateStatus(id)).to.equal(CertificateStatus.Active);
    expect(await rights.ownerOf(id)).to.equal(alice.address);
    expect(await rights.holderOf(id)).to.equal(aliceId);
    expect(await rights.certificateInForce(commitment, Right.Hold)).to.equal(id);
    expect(await rights.requireHolder(id, aliceId)).to.equal(record.expiresAt);
  });

  it("mints to the account that is primary by then", async () => {
    const stage = await loadFixture(readyToConfirm);
    const { participants, rights, alice, second, id } = stage;
    await addAccount(stage, alice, second);
    await participants.connect(alice).setPrimaryAccount(second);
    await rights.confirm(id, DECISION);
    expect(await rights.ownerOf(id)).to.equal(second.address);
  });

  it("gives no longer a term than the source agreement or policy", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice } = registry;
    const sooner = (await now()) + 100n * DAY;
    const bounded = await certify(registry, alice, { termEnd: sooner });
    expect((await rights.registration(bounded)).expiresAt).to.equal(sooner);

    const termEnd = (await now()) + 2n * MAX_TERM;
    const capped = await certify(registry, alice, { termEnd, right: Right.Process });
    const { expiresAt, confirmedAt } = await rights.registration(capped);
    expect(expiresAt).to.equal(confirmedAt + MAX_TERM);
  });

  it("is refused once the source agreement has ended", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice } = registry;
    const termEnd = (await now()) + 20n * DAY;
    const id = await fileInNotice(registry, alice, { termEnd });
    await time.setNextBlockTimestamp(termEnd);
    await expectRefusal(
      rights.confirm(id, DECISION),
      refusal(rights, "InvalidTermEnd", termEnd, termEnd),
    );
  });

  it("keeps three rights over one asset apart, each with its own holder", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob, carol, aliceId, bobId, carolId } = registry;
    const hold = await certify(registry, alice, { right: Right.Hold });
    const process = await certify(registry, bob, { right: Right.Process });
    const operate = await certify(registry, carol, { right: Right.Operate });

    expect(await rights.certificateInForce(commitment, Right.Hold)).to.equal(hold);
    expect(await rights.certificateInForce(commitment, Right.Process)).to.equal(process);
    expect(await rights.certificateInForce(commitment, Right.Operate)).to.equal(operate);
    expect(await rights.certificateInForce(commitment, Right.None)).to.equal(0n);
    expect(await rights.holderOf(hold)).to.equal(aliceId);
    expect(await rights.holderOf(process)).to.equal(bobId);
    expect(await rights.holderOf(operate)).to.equal(carolId);
  });

  for (const [name, right] of Object.entries(Right).slice(1)) {
    it(`refuses a second ${name} right over an asset, naming the certificate in the way`, async () => {
      const registry = await loadFixture(openRegistry);
      const { rights, alice, bob } = registry;
      const first = await certify(registry, alice, { right });
      const second = await fileInNotice(registry, bob, { right });
      await endNotice(registry, second);
      await expectRefusal(
        rights.confirm(second, DECISION),
        refusal(rights, "RightInForce", commitment, right, first),
      );
    });
  }

  it("refuses rights over one asset that disagree on its class or algorithm", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob } = registry;
    const first = await certify(registry, alice, { right: Right.Operate });
    const mismatch = refusal(
      rights,
      "AssetMismatch",
      commitment,
      DataClass.General,
      Algorithm.Sha256,
    );
    const otherClass = { right: Right.Process, dataClass: DataClass.Important };
    const byClass = await fileInNotice(registry, bob, otherClass);
    await endNotice(registry, byClass);
    await expectRefusal(rights.confirm(byClass, DECISION), mismatch);

    const otherAlgorithm = { right: Right.Hold, algorithm: Algorithm.RecordSetMerkle };
    const byAlgorithm = await fileInNotice(registry, bob, otherAlgorithm);
    await endNotice(registry, byAlgorithm);
    await expectRefusal(rights.confirm(byAlgorithm, DECISION), mismatch);

    await rights.connect(alice).surrender(first);
    await rights.confirm(byClass, DECISION);
    await expectRefusal(
      rights.confirm(byAlgorithm, DECISION),
      refusal(rights, "AssetMismatch", commitment, DataClass.Important, Algorithm.Sha256),
    );
  });
});

describe("RightsRegistry: the end of a certificate", () => {
  it("comes in the second in which it expires, and the right is free then", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob, aliceId } = registry;
    const termEnd = (await now()) + 60n * DAY;
    const id = await certify(registry, alice, { termEnd });
    const next = await fileInNotice(registry, bob);
    await time.increaseTo(termEnd - 1n);
    expect(await rights.certificateStatus(id)).to.equal(CertificateStatus.Active);
    expect(await rights.certificateInForce(commitment, Right.Hold)).to.equal(id);
    expect(await rights.requireHolder(id, aliceId)).to.equal(termEnd);

    await time.increaseTo(termEnd);
    expect(await rights.certificateStatus(id)).to.equal(CertificateStatus.Expired);
    expect(await rights.certificateInForce(commitment, Right.Hold)).to.equal(0n);
    await expectRefusal(
      rights.requireHolder(id, aliceId),
      refusal(rights, "CertificateNotActive", id, CertificateStatus.Expired),
    );
    await rights.confirm(next, DECISION);
    expect(await rights.certificateInForce(commitment, Right.Hold)).to.equal(next);
  });

  it("blocks another to the last second", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob } = registry;
    const termEnd = (await now()) + 60n * DAY;
    const id = await certify(registry, alice, { termEnd });
    const next = await fileInNotice(registry, bob);
    await time.increaseTo(termEnd - 2n);
    await time.setNextBlockTimestamp(termEnd - 1n);
    await expectRefusal(
      rights.confirm(next, DECISION),
      refusal(rights, "RightInForce", commitment, Right.Hold, id),
    );
  });

  it("by surrender frees the right", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob, aliceId } = registry;
    const id = await certify(registry, alice);
    const surrendered = rights.connect(alice).surrender(id);
    await expect(surrendered).to.emit(rights, "CertificateSurrendered").withArgs(id);
    await expect(surrendered).to.emit(rights, "MetadataUpdate").withArgs(id);
    expect(await rights.certificateInForce(commitment, Right.Hold)).to.equal(0n);
    expect(await rights.holderOf(id)).to.equal(aliceId);
    const next = await certify(registry, bob);
    expect(await rights.certificateInForce(commitment, Right.Hold)).to.equal(next);
  });

  it("by annulment needs a reason, and frees the right", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, registrar, alice } = registry;
    const id = await certify(registry, alice);
    await expectRefusal(
      rights.connect(registrar).annul(id, ZERO_HASH),
      refusal(rights, "MissingDecision"),
    );
    const annulled = rights.connect(registrar).annul(id, REASON);
    await expect(annulled).to.emit(rights, "CertificateAnnulled").withArgs(id, REASON);
    await expect(annulled).to.emit(rights, "MetadataUpdate").withArgs(id);
    expect(await rights.certificateInForce(commitment, Right.Hold)).to.equal(0n);
  });

  it("knows the holder of what was certified, and of nothing else", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, aliceId, bobId } = registry;
    const id = await certify(registry, alice);
    const pending = await fileInNotice(registry, alice);
    await expectRefusal(
      rights.requireHolder(id, bobId),
      refusal(rights, "NotHolder", id, aliceId, bobId),
    );
    const unknown = refusal(rights, "UnknownCertificate", pending);
    await expectRefusal(rights.requireHolder(pending, aliceId), unknown);
    await expectRefusal(rights.holderOf(pending), unknown);
    await expectRefusal(rights.registration(99n), refusal(rights, "UnknownApplication", 99n));
  });
});

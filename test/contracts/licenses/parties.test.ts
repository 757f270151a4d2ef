import { expect } from "chai";

import { addAccount, certify, license, now, openRegistry, REASON } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture, networkHelpers } from "../registry.ts";
import { DAY, LicenseStatus } from "../words.ts";

/** Alice's certificate, licensed to Bob. */
async function licensed() {
  const registry = await openRegistry();
  const termEnd = (await now()) + 60n * DAY;
  const certificateId = await certify(registry, registry.alice, { termEnd });
  const validUntil = termEnd;
  const changes = { validUntil };
  const id = await license(registry, registry.alice, certificateId, registry.bobId, changes);
  return { ...registry, certificateId, id, termEnd };
}

describe("Licenses: parties", () => {
  it("announce suspension, resumption and termination", async () => {
    const { licenses, alice, bob, bobId, id } = await loadFixture(licensed);
    await expect(licenses.connect(alice).suspend(id, REASON))
      .to.emit(licenses, "LicenseSuspended")
      .withArgs(id, REASON);
    expect((await licenses.license(id)).suspended).to.equal(true);
    await expect(licenses.connect(alice).resume(id))
      .to.emit(licenses, "LicenseResumed")
      .withArgs(id);
    await expect(licenses.connect(bob).terminate(id, REASON))
      .to.emit(licenses, "LicenseTerminated")
      .withArgs(id, bobId, REASON);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Terminated);
    expect((await licenses.license(id)).terminated).to.equal(true);
  });

  it("change with the holder of the certificate", async () => {
    const stage = await loadFixture(licensed);
    const { rights, licenses, alice, carol, aliceId, carolId, certificateId, id } = stage;
    await rights.connect(alice).transferFrom(alice, carol, certificateId);
    await expectRefusal(
      licenses.connect(alice).suspend(id, REASON),
      refusal(licenses, "NotLicensor", id, carolId, aliceId),
    );
    await expectRefusal(
      licenses.connect(alice).terminate(id, REASON),
      refusal(licenses, "NotParty", id, aliceId),
    );
    await licenses.connect(carol).suspend(id, REASON);
  });

  it("stay bound when the certificate is surrendered", async () => {
    const { rights, licenses, alice, certificateId, id } = await loadFixture(licensed);
    await rights.connect(alice).surrender(certificateId);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Active);
    await licenses.connect(alice).suspend(id, REASON);
  });

  it("are free when the certificate has ended, for the licence ends with it", async () => {
    const { licenses, id, termEnd } = await loadFixture(licensed);
    await networkHelpers.time.increaseTo(termEnd - 1n);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Active);
    await networkHelpers.time.increaseTo(termEnd);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Expired);
  });

  it("are free when the certificate is annulled", async () => {
    const { rights, licenses, registrar, certificateId, id } = await loadFixture(licensed);
    await rights.connect(registrar).annul(certificateId, REASON);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Terminated);
    expect((await licenses.license(id)).terminated).to.equal(false);
  });

  it("cannot hand a licence on, but keep it with any of their accounts", async () => {
    const stage = await loadFixture(licensed);
    const { licenses, bob, carol, second, stranger, id } = stage;
    await addAccount(stage, bob, second);
    const fixed = refusal(licenses, "LicenseNotTransferable", id);
    await licenses.connect(bob).approve(stranger, id);
    await expectRefusal(licenses.connect(bob).transferFrom(bob, carol, id), fixed);
    await expectRefusal(licenses.connect(stranger).transferFrom(bob, carol, id), fixed);
    await licenses.connect(bob).transferFrom(bob, second, id);
    expect((await licenses.license(id)).licensee).to.equal(stage.bobId);
  });
});

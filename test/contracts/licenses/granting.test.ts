import { expect } from "chai";

import {
  addAccount,
  certify,
  fileInNotice,
  hashOf,
  license,
  now,
  openRegistry,
  terms,
} from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import { CertificateStatus, DAY, LicenseStatus, Use } from "../words.ts";

const { time } = networkHelpers;

/** Alice holds a certificate. */
async function certified() {
  const registry = await openRegistry();
  const id = await certify(registry, registry.alice);
  const { expiresAt } = await registry.rights.registration(id);
  return { ...registry, id, expiresAt };
}

describe("Licenses: granting", () => {
  it("records the licence, announces all of it and mints it to the licensee", async () => {
    const { licenses, alice, bob, aliceId, bobId, id } = await loadFixture(certified);
    const granted = await terms({
      permittedUses: Use.Train | Use.Commercialize,
      prohibitedUses: Use.Distribute,
      units: 1_000n,
      sublicensing: true,
      derivatives: true,
      territory: ethers.toBeHex((702n << 16n) | 156n, 32),
    });
    const transaction = licenses.connect(alice).grant(id, bobId, granted);
    await expect(transaction)
      .to.emit(licenses, "Transfer")
      .withArgs(ethers.ZeroAddress, bob.address, 1n);
    await expect(transaction)
      .to.emit(licenses, "LicenseGranted")
      .withArgs(1n, id, bobId, aliceId, 0n, 0n, Object.values(granted));

    const record = await licenses.license(1n);
    expect(record.certificateId).to.equal(id);
    expect(record.parentId).to.equal(0n);
    expect(record.sandboxId).to.equal(0n);
    expect(record.level).to.equal(1n);
    expect(record.licensee).to.equal(bobId);
    expect(record.grantedAt).to.equal(await now());
    expect(record.terminated).to.equal(false);
    expect(record.suspended).to.equal(false);
    expect([...record.terms]).to.deep.equal(Object.values(granted));
    expect(await licenses.licenseCount()).to.equal(1n);
    expect(await licenses.ownerOf(1n)).to.equal(bob.address);
    expect(await licenses.licenseStatus(1n)).to.equal(LicenseStatus.Active);
  });

  it("is open to any account of the holder, to any number of licensees", async () => {
    const registry = await loadFixture(certified);
    const { licenses, alice, second, bobId, carolId, id } = registry;
    await addAccount(registry, alice, second);
    expect(await license(registry, second, id, bobId)).to.equal(1n);
    expect(await license(registry, alice, id, carolId)).to.equal(2n);
    expect(await license(registry, alice, id, bobId)).to.equal(3n);
    expect(await licenses.licenseStatus(3n)).to.equal(LicenseStatus.Active);
  });

  it("is refused to all but the holder", async () => {
    const registry = await loadFixture(certified);
    const { participants, rights, licenses, bob, stranger, id } = registry;
    const { aliceId, bobId, carolId } = registry;
    await expectRefusal(
      licenses.connect(bob).grant(id, carolId, await terms()),
      refusal(rights, "NotHolder", id, aliceId, bobId),
    );
    await expectRefusal(
      licenses.connect(stranger).grant(id, carolId, await terms()),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
  });

  it("needs a certificate in force", async () => {
    const registry = await loadFixture(certified);
    const { rights, licenses, alice, bobId, id } = registry;
    const pending = await fileInNotice(registry, alice, { commitment: hashOf("pending") });
    await expectRefusal(
      licenses.connect(alice).grant(pending, bobId, await terms()),
      refusal(rights, "UnknownCertificate", pending),
    );
    await rights.connect(alice).surrender(id);
    await expectRefusal(
      licenses.connect(alice).grant(id, bobId, await terms()),
      refusal(rights, "CertificateNotActive", id, CertificateStatus.Surrendered),
    );
  });

  it("needs a licensee, other than the licensor", async () => {
    const { participants, licenses, alice, aliceId, id } = await loadFixture(certified);
    await expectRefusal(
      licenses.connect(alice).grant(id, aliceId, await terms()),
      refusal(licenses, "LicenseeIsLicensor", id, aliceId),
    );
    await expectRefusal(
      licenses.connect(alice).grant(id, 99n, await terms()),
      refusal(participants, "UnknownParticipant", 99n),
    );
  });

  it("lasts to the certificate's last second, and not one longer", async () => {
    const { licenses, alice, bobId, id, expiresAt } = await loadFixture(certified);
    const validUntil = expiresAt + 1n;
    await expectRefusal(
      licenses.connect(alice).grant(id, bobId, await terms({ validUntil })),
      refusal(licenses, "TermsOutliveCertificate", id, expiresAt, validUntil),
    );
    await licenses.connect(alice).grant(id, bobId, await terms({ validUntil: expiresAt }));
  });

  it("ends by itself in the second in which its term ends", async () => {
    const registry = await loadFixture(certified);
    const { licenses, alice, bobId, id } = registry;
    const validUntil = (await now()) + DAY;
    const licenseId = await license(registry, alice, id, bobId, { validUntil });
    await time.increaseTo(validUntil - 1n);
    expect(await licenses.licenseStatus(licenseId)).to.equal(LicenseStatus.Active);
    await time.increaseTo(validUntil);
    expect(await licenses.licenseStatus(licenseId)).to.equal(LicenseStatus.Expired);
  });

  it("knows nothing of licences never granted", async () => {
    const { licenses } = await loadFixture(certified);
    expect(await licenses.licenseStatus(1n)).to.equal(LicenseStatus.None);
    expect(await licenses.licenseCount()).to.equal(0n);
    await expectRefusal(licenses.license(1n), refusal(licenses, "UnknownLicense", 1n));
  });
});

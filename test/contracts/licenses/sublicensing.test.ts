import { expect } from "chai";

import {
  certify,
  EVIDENCE,
  license,
  now,
  openRegistry,
  REASON,
  terms,
  type Terms,
} from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import { DAY, LicenseStatus, Use } from "../words.ts";

const CHINA_AND_SINGAPORE = ethers.toBeHex((702n << 16n) | 156n, 32);

type Stage = Awaited<ReturnType<typeof licensed>>;

/** Alice's licence to Bob, of 100 units, who may grant sub-licences. */
async function licensed() {
  const registry = await openRegistry();
  const certificateId = await certify(registry, registry.alice);
  const agreed = await terms({
    sublicensing: true,
    units: 100n,
    derivatives: true,
    royalty: 100n,
    transferable: false,
    meter: registry.aliceId,
    territory: CHINA_AND_SINGAPORE,
  });
  const id = await license(registry, registry.alice, certificateId, registry.bobId, agreed);
  return { ...registry, certificateId, id, agreed };
}

async function sublicense(stage: Stage, changes: Partial<Terms> = {}): Promise<bigint> {
  const { licenses, bob, carolId, id, agreed } = stage;
  await licenses.connect(bob).sublicense(id, carolId, { ...agreed, units: 10n, ...changes });
  return licenses.licenseCount();
}

describe("Licenses: sub-licences", () => {
  /** One clause wider than the parent's; the contract's number of the clause. */
  const wider: [clause: bigint, change: (stage: Stage) => Partial<Terms>][] = [
    [1n, () => ({ permittedUses: Use.Read | Use.Train })],
    [2n, () => ({ prohibitedUses: 0n })],
    [3n, ({ agreed }) => ({ validFrom: BigInt(agreed.validFrom) - 1n })],
    [4n, ({ agreed }) => ({ validUntil: BigInt(agreed.validUntil) + 1n })],
    [5n, () => ({ units: 0n })],
    [7n, () => ({ exclusive: true })],
    [8n, () => ({ attribution: false })],
    [9n, () => ({ royalty: 99n })],
    [10n, () => ({ transferable: true })],
    [11n, () => ({ meter: 0n })],
    [12n, () => ({ territory: ethers.ZeroHash })],
    [12n, () => ({ territory: ethers.toBeHex((840n << 16n) | 156n, 32) })],
  ];
  for (const [clause, change] of wider) {
    it(`refused: wider than the licence above in clause ${clause}`, async () => {
      const stage = await loadFixture(licensed);
      await expectRefusal(
        sublicense(stage, change(stage)),
        refusal(stage.licenses, "TermsExceedParent", stage.id, clause),
      );
    });
  }

  it("take their units from those left above, and give back what they leave", async () => {
    const stage = await loadFixture(licensed);
    const { licenses, alice, carol, id } = stage;
    const sub = await sublicense(stage, { units: 60n });
    await expectRefusal(
      sublicense(stage, { units: 41n }),
      refusal(licenses, "UnitsExceeded", id, 41n, 40n),
    );
    await licenses.connect(alice).recordUse(sub, 15n, EVIDENCE);
    await licenses.connect(alice).recordUse(id, 40n, EVIDENCE);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Exhausted);
    expect(await licenses.licenseStatus(sub)).to.equal(LicenseStatus.Active);
    await licenses.connect(carol).terminate(sub, REASON);
    expect((await licenses.license(id)).unitsGiven).to.equal(15n);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Active);
    await expectRefusal(
      licenses.connect(alice).recordUse(id, 46n, EVIDENCE),
      refusal(licenses, "UnitsExceeded", id, 46n, 45n),
    );
  });

  it("end with the licence above, and rest while it is suspended", async () => {
    const stage = await loadFixture(licensed);
    const { licenses, alice, bob, id } = stage;
    const sub = await sublicense(stage);
    await licenses.connect(alice).suspend(id, REASON);
    await expectRefusal(
      licenses.connect(alice).recordUse(sub, 1n, EVIDENCE),
      refusal(licenses, "LicenseOnHold", sub, id),
    );
    await licenses.connect(bob).terminate(id, REASON);
    expect(await licenses.licenseStatus(sub)).to.equal(LicenseStatus.Terminated);
    expect((await licenses.license(sub)).terminated).to.equal(false);
  });

  it("are the licensee's to grant, where the terms allow, eight levels deep", async () => {
    const stage = await loadFixture(licensed);
    const { licenses, bob, carol, aliceId, bobId, carolId, id, agreed } = stage;
    const narrow = { ...agreed, units: 90n };
    await expectRefusal(
      licenses.connect(carol).sublicense(id, aliceId, narrow),
      refusal(licenses, "NotLicensee", id, bobId, carolId),
    );
    const closed = await sublicense(stage, { sublicensing: false });
    await expectRefusal(
      licenses.connect(carol).sublicense(closed, aliceId, { ...agreed, units: 1n }),
      refusal(licenses, "SublicensingNotPermitted", closed),
    );
    let last = id;
    for (let level = 2n; level <= 8n; level += 1n) {
      const [by, to] = level % 2n === 0n ? [bob, carolId] : [carol, bobId];
      await licenses.connect(by).sublicense(last, to, { ...agreed, units: 20n - level });
      last = await licenses.licenseCount();
    }
    expect((await licenses.license(last)).level).to.equal(8n);
    expect(await licenses.licensorOf(last)).to.equal(bobId);
    await expectRefusal(
      licenses.connect(carol).sublicense(last, aliceId, { ...agreed, units: 1n }),
      refusal(licenses, "TooDeep", last, 8n),
    );
    expect(await licenses.licenseStatus(last)).to.equal(LicenseStatus.Active);
    await licenses.connect(bob).terminate(id, REASON);
    expect(await licenses.licenseStatus(last)).to.equal(LicenseStatus.Terminated);
  });
});

describe("Licenses: decisions", () => {
  const REASONS = {
    Held: 1n,
    Licensed: 2n,
    Malformed: 3n,
    ParticipantNotActive: 4n,
    UnknownCertificate: 5n,
    UnknownLicense: 7n,
    NoLicense: 8n,
    NotLicensee: 9n,
    LicenseTerminated: 10n,
    LicenseExpired: 11n,
    LicenseNotBegun: 12n,
    LicenseSuspended: 13n,
    UseProhibited: 15n,
    UseNotPermitted: 16n,
    OutsideTerritory: 17n,
  } as const;

  it("say whether, why, and what decides it", async () => {
    const stage = await loadFixture(licensed);
    const { licenses, participants, registrar, alice, bob } = stage;
    const { aliceId, bobId, carolId, certificateId, id } = stage;
    const time = await now();
    const sub = await sublicense(stage);
    const byLicense = (who: bigint, which: bigint, use = Use.Read, country = 156n, when = time) =>
      licenses.decideByLicense(who, which, use, country, when);
    const byCertificate = (who: bigint, which: bigint, use = Use.Read) =>
      licenses.decide(who, which, use, 156n, time);
    const expectReason = async (
      answer: Promise<{ allowed: boolean; reason: bigint; decidingId: bigint }>,
      reason: keyof typeof REASONS,
      decidingId: bigint,
    ) => {
      const found = await answer;
      expect([found.reason, found.decidingId]).to.deep.equal([REASONS[reason], decidingId]);
      expect(found.allowed).to.equal(reason === "Held" || reason === "Licensed");
    };

    await expectReason(byCertificate(aliceId, certificateId), "Held", certificateId);
    await expectReason(byCertificate(bobId, certificateId), "Licensed", id);
    await expectReason(byCertificate(carolId, certificateId), "Licensed", sub);
    await expectReason(byCertificate(bobId, 99n), "UnknownCertificate", 99n);
    await expectReason(byLicense(bobId, 99n), "UnknownLicense", 99n);
    await expectReason(byLicense(carolId, id), "NotLicensee", id);
    await expectReason(byLicense(bobId, id, 0n), "Malformed", 0n);
    await expectReason(byLicense(bobId, id, Use.Read, 1000n), "Malformed", 0n);
    await expectReason(byLicense(99n, id), "ParticipantNotActive", 99n);
    await expectReason(byLicense(bobId, id, Use.Distribute), "UseProhibited", id);
    await expectReason(byLicense(bobId, id, Use.Train), "UseNotPermitted", id);
    await expectReason(byLicense(bobId, id, Use.Read, 840n), "OutsideTerritory", id);
    await expectReason(byLicense(bobId, id, Use.Read, 156n, time - DAY), "LicenseNotBegun", id);
    const after = time + 31n * DAY;
    await expectReason(byLicense(bobId, id, Use.Read, 156n, after), "LicenseExpired", id);

    await licenses.connect(alice).suspend(id, REASON);
    await expectReason(byCertificate(carolId, certificateId), "LicenseSuspended", id);
    await licenses.connect(bob).terminate(id, REASON);
    await expectReason(byCertificate(carolId, certificateId), "LicenseTerminated", id);
    const other = await certify(stage, alice, { right: 2n });
    await expectReason(byCertificate(bobId, other), "NoLicense", other);
    await participants.connect(registrar).suspend(bobId, REASON);
    await expectReason(byLicense(bobId, id), "ParticipantNotActive", bobId);
  });

  it("find the licence that allows it among the four newest", async () => {
    const stage = await loadFixture(licensed);
    const { licenses, alice, bobId, certificateId } = stage;
    const train = await license(stage, alice, certificateId, bobId, { permittedUses: Use.Train });
    for (let n = 0; n < 3; n += 1) await license(stage, alice, certificateId, bobId);
    const time = await now();
    const found = () => licenses.decide(bobId, certificateId, Use.Train, 156n, time);
    expect((await found()).decidingId).to.equal(train);
    await license(stage, alice, certificateId, bobId);
    expect((await found()).allowed).to.equal(false);
    const named = await licenses.decideByLicense(bobId, train, Use.Train, 156n, time);
    expect(named.allowed).to.equal(true);
  });
});

describe("Licenses: handing on, and room for exclusive ones", () => {
  it("a licence passes to another participant where its terms allow, and not out of a breach", async () => {
    const stage = await loadFixture(licensed);
    const { licenses, alice, bob, carol, aliceId, bobId, carolId, certificateId } = stage;
    const id = await license(stage, alice, certificateId, bobId, { transferable: true });
    const cureUntil = (await now()) + 20n * DAY;
    await licenses.connect(alice).notifyBreach(id, cureUntil, REASON);
    await expectRefusal(
      licenses.connect(bob).transferFrom(bob, carol, id),
      refusal(licenses, "BreachOpen", id, cureUntil),
    );
    await licenses.connect(alice).acceptCure(id, EVIDENCE);
    await expectRefusal(
      licenses.connect(bob).transferFrom(bob, alice, id),
      refusal(licenses, "LicenseeIsLicensor", certificateId, aliceId),
    );
    await expect(licenses.connect(bob).transferFrom(bob, carol, id))
      .to.emit(licenses, "LicenseTransferred")
      .withArgs(id, bobId, carolId);
    expect((await licenses.license(id)).licensee).to.equal(carolId);
  });

  it("eight exclusive licences can be open; each that ends makes room", async () => {
    const stage = await openRegistry();
    const { licenses, alice, bob, bobId } = stage;
    const certificateId = await certify(stage, alice);
    const begin = (await now()) + 1_000n;
    const grant = (n: bigint) =>
      license(stage, alice, certificateId, bobId, {
        validFrom: begin + n * DAY,
        validUntil: begin + (n + 1n) * DAY,
        exclusive: true,
      });
    const ids: bigint[] = [];
    for (let n = 0n; n < 8n; n += 1n) ids.push(await grant(n));
    await expectRefusal(grant(8n), refusal(licenses, "TooManyExclusive", certificateId, 8n));
    await licenses.connect(bob).terminate(ids[3] ?? 0n, REASON);
    await grant(8n);
    await expectRefusal(grant(9n), refusal(licenses, "TooManyExclusive", certificateId, 8n));
    await networkHelpers.time.increaseTo(begin + DAY);
    await grant(9n);
  });
});

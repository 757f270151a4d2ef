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
import { loadFixture } from "../registry.ts";
import { DAY, Use } from "../words.ts";

const DERIVATIVES = 6n;
const VALID_UNTIL = 4n;
const CERTIFICATE_NOT_ACTIVE = 6n;
const LICENSE_EXHAUSTED = 14n;

/** Alice's licence to Bob, of 10 units, 4 of which are Carol's by a sub-licence. */
async function sublicensed() {
  const registry = await openRegistry();
  const { licenses, alice, bob, bobId, carolId } = registry;
  const certificateId = await certify(registry, alice);
  const agreed = await terms({ sublicensing: true, units: 10n });
  const id = await license(registry, alice, certificateId, bobId, agreed);
  const validUntil = BigInt(agreed.validUntil);
  const narrower = { ...agreed, units: 4n, validUntil: validUntil - DAY };
  await licenses.connect(bob).sublicense(id, carolId, narrower);
  return { ...registry, certificateId, id, sub: await licenses.licenseCount(), agreed, validUntil };
}

describe("Licenses: limits of licences and sub-licences", () => {
  it("no derivatives below a licence that allows none", async () => {
    const { licenses, bob, carolId, id, agreed } = await loadFixture(sublicensed);
    const wider: Terms = { ...agreed, units: 1n, derivatives: true };
    await expectRefusal(
      licenses.connect(bob).sublicense(id, carolId, wider),
      refusal(licenses, "TermsExceedParent", id, DERIVATIVES),
    );
  });

  it("a renewed sub-licence takes its units from above, and ends no later", async () => {
    const { licenses, bob, id, sub, validUntil } = await loadFixture(sublicensed);
    await expectRefusal(
      licenses.connect(bob).renew(sub, validUntil + 1n, 0n),
      refusal(licenses, "TermsExceedParent", id, VALID_UNTIL),
    );
    await expectRefusal(
      licenses.connect(bob).renew(sub, validUntil, 7n),
      refusal(licenses, "UnitsExceeded", id, 7n, 6n),
    );
    await licenses.connect(bob).renew(sub, validUntil, 6n);
    expect((await licenses.license(sub)).terms.units).to.equal(10n);
    expect((await licenses.license(id)).unitsGiven).to.equal(10n);
  });

  it("a licence is not renewed beyond the term of its certificate", async () => {
    const { licenses, rights, alice, certificateId, id } = await loadFixture(sublicensed);
    const { expiresAt } = await rights.registration(certificateId);
    await expectRefusal(
      licenses.connect(alice).renew(id, expiresAt + 1n, 0n),
      refusal(licenses, "TermsOutliveCertificate", certificateId, expiresAt, expiresAt + 1n),
    );
    await licenses.connect(alice).renew(id, expiresAt, 0n);
    expect((await licenses.license(id)).terms.validUntil).to.equal(expiresAt);
  });

  it("an exclusive licence is not renewed into the time of others", async () => {
    const registry = await loadFixture(openRegistry);
    const { licenses, alice, bobId } = registry;
    const certificateId = await certify(registry, alice);
    const end = (await now()) + 2n * DAY;
    const exclusive = { exclusive: true, validUntil: end };
    const id = await license(registry, alice, certificateId, bobId, exclusive);
    const later = { validFrom: end + DAY, validUntil: end + 2n * DAY };
    await license(registry, alice, certificateId, bobId, later);
    await expectRefusal(
      licenses.connect(alice).renew(id, end + DAY + 1n, 0n),
      refusal(licenses, "LicensesOpen", certificateId, 2n, later.validUntil),
    );
  });

  it("no use is recorded before the licence begins", async () => {
    const registry = await loadFixture(openRegistry);
    const { licenses, alice, bob, bobId } = registry;
    const certificateId = await certify(registry, alice);
    const validFrom = (await now()) + DAY;
    const id = await license(registry, alice, certificateId, bobId, { validFrom });
    await expectRefusal(
      licenses.connect(bob).recordUse(id, 1n, EVIDENCE),
      refusal(licenses, "LicenseNotBegun", id, validFrom),
    );
  });

  it("a decision by a licence knows used units and an annulled certificate", async () => {
    const stage = await loadFixture(sublicensed);
    const { licenses, rights, registrar, bob, bobId, certificateId, id } = stage;
    const decide = async () => {
      const answer = await licenses.decideByLicense(bobId, id, Use.Read, 156n, await now());
      return [answer.allowed, answer.reason, answer.decidingId];
    };
    await licenses.connect(bob).recordUse(id, 6n, EVIDENCE);
    expect(await decide()).to.deep.equal([false, LICENSE_EXHAUSTED, id]);
    await rights.connect(registrar).annul(certificateId, REASON);
    expect(await decide()).to.deep.equal([false, CERTIFICATE_NOT_ACTIVE, certificateId]);
  });
});

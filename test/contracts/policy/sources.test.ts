import { expect } from "chai";

import {
  certify,
  file,
  filing,
  hashOf,
  license,
  now,
  openRegistry,
  REASON,
  type Filing,
} from "../acts.ts";
import { expectRefusal, refusal, type Refusal } from "../expectations.ts";
import { loadFixture, networkHelpers } from "../registry.ts";
import { DAY, SourceKind } from "../words.ts";

const { time } = networkHelpers;

type Stage = Awaited<ReturnType<typeof sourced>>;

/** Alice's certificate, and her licence to Bob that permits derivatives. */
async function sourced() {
  const registry = await openRegistry();
  const { alice, bobId } = registry;
  const termEnd = (await now()) + 60n * DAY;
  const certificateId = await certify(registry, alice, { termEnd });
  const derivatives = { derivatives: true };
  const licenseId = await license(registry, alice, certificateId, bobId, derivatives);
  return { ...registry, certificateId, licenseId, termEnd };
}

const derived = (sources: Filing["sources"]): Partial<Filing> => ({
  commitment: hashOf("derived bytes"),
  sources,
});
const certificate = (id: bigint) => ({ kind: SourceKind.Certificate, id });
const licence = (id: bigint) => ({ kind: SourceKind.License, id });

/** Asserts that Bob's application from this source is refused. */
async function refusedToBob(
  { rights, bob }: Stage,
  source: Filing["sources"][number],
  refused: Refusal,
): Promise<void> {
  await expectRefusal(rights.connect(bob).fileApplication(filing(derived([source]))), refused);
}

describe("RegistrationPolicy: sources", () => {
  it("may be the applicant's own certificates", async () => {
    const stage = await loadFixture(sourced);
    const { rights, alice, certificateId } = stage;
    const sources = [certificate(certificateId)];
    const id = await file(stage, alice, derived(sources));
    const stored = await rights.sourcesOf(id);
    expect(stored.map(({ kind, id: source }) => ({ kind, id: source }))).to.deep.equal(sources);
  });

  it("may be licences that permit derivatives", async () => {
    const stage = await loadFixture(sourced);
    const { rights, bob, licenseId } = stage;
    const filed = filing(derived([licence(licenseId)]));
    await expect(rights.connect(bob).fileApplication(filed))
      .to.emit(rights, "ApplicationFiled")
      .withArgs(
        2n,
        stage.bobId,
        filed.commitment,
        filed.algorithm,
        filed.right,
        filed.dataClass,
        filed.termEnd,
        filed.descriptionHash,
        filed.descriptionURI,
        [[SourceKind.License, licenseId]],
      );
    expect(await rights.sourcesOf(2n)).to.deep.equal([[SourceKind.License, licenseId]]);
  });

  it("may be 32, in the order given, and not 33", async () => {
    const stage = await loadFixture(sourced);
    const { rights, alice, certificateId } = stage;
    const ids = [certificateId];
    for (let n = 1; n < 4; n += 1) {
      ids.push(await certify(stage, alice, { commitment: hashOf(`bytes ${n}`) }));
    }
    const sources = Array.from({ length: 32 }, (_, n) => certificate(ids[n % 4] ?? 0n));
    const id = await file(stage, alice, derived(sources));
    const stored = await rights.sourcesOf(id);
    expect(stored.map((source) => source.id)).to.deep.equal(sources.map((source) => source.id));

    await expectRefusal(
      rights.connect(alice).fileApplication(filing(derived([...sources, certificate(1n)]))),
      refusal(rights, "TooManySources", 33n, 32n),
    );
  });

  it("may not be certificates of others", async () => {
    const stage = await loadFixture(sourced);
    const { policy, aliceId, bobId, certificateId } = stage;
    await refusedToBob(
      stage,
      certificate(certificateId),
      refusal(policy, "SourceNotHeld", certificateId, aliceId, bobId),
    );
  });

  it("may not be certificates that are no longer, or not yet, in force", async () => {
    const stage = await loadFixture(sourced);
    const { rights, policy, alice, certificateId, termEnd } = stage;
    const apply = (id: bigint) =>
      rights.connect(alice).fileApplication(filing(derived([certificate(id)])));
    const pending = await file(stage, alice);
    const refused = (id: bigint) => refusal(policy, "SourceNotInForce", SourceKind.Certificate, id);

    await expectRefusal(apply(pending), refused(pending));
    await time.setNextBlockTimestamp(termEnd);
    await expectRefusal(apply(certificateId), refused(certificateId));
  });

  it("may not be licences of others", async () => {
    const stage = await loadFixture(sourced);
    const { rights, policy, carol, bobId, carolId, licenseId } = stage;
    await expectRefusal(
      rights.connect(carol).fileApplication(filing(derived([licence(licenseId)]))),
      refusal(policy, "SourceNotLicensed", licenseId, bobId, carolId),
    );
  });

  it("may not be licences that do not permit derivatives", async () => {
    const stage = await loadFixture(sourced);
    const { policy, alice, bobId, certificateId } = stage;
    const readOnly = await license(stage, alice, certificateId, bobId);
    await refusedToBob(
      stage,
      licence(readOnly),
      refusal(policy, "DerivativesNotPermitted", readOnly),
    );
  });

  const endings: Record<string, (stage: Stage) => Promise<unknown>> = {
    suspended: ({ licenses, alice, licenseId }) =>
      licenses.connect(alice).suspend(licenseId, REASON),
    terminated: ({ licenses, bob, licenseId }) =>
      licenses.connect(bob).terminate(licenseId, REASON),
    expired: async ({ licenses, licenseId }) =>
      time.increaseTo((await licenses.license(licenseId)).terms.validUntil),
    "of an annulled certificate": ({ rights, registrar, certificateId }) =>
      rights.connect(registrar).annul(certificateId, REASON),
  };
  for (const [name, end] of Object.entries(endings)) {
    it(`may not be licences that are ${name}`, async () => {
      const stage = await loadFixture(sourced);
      const { policy, licenseId } = stage;
      await end(stage);
      await refusedToBob(
        stage,
        licence(licenseId),
        refusal(policy, "SourceNotInForce", SourceKind.License, licenseId),
      );
    });
  }

  it("may be licences from the second in which they begin", async () => {
    const stage = await loadFixture(sourced);
    const { rights, policy, alice, bob, bobId, certificateId } = stage;
    const validFrom = (await now()) + DAY;
    const changes = { validFrom, derivatives: true };
    const id = await license(stage, alice, certificateId, bobId, changes);
    await time.setNextBlockTimestamp(validFrom - 1n);
    await refusedToBob(
      stage,
      licence(id),
      refusal(policy, "SourceNotInForce", SourceKind.License, id),
    );
    await time.setNextBlockTimestamp(validFrom);
    await rights.connect(bob).fileApplication(filing(derived([licence(id)])));
  });

  it("may not be of no kind, or of none that exists", async () => {
    const stage = await loadFixture(sourced);
    const { policy } = stage;
    await refusedToBob(stage, { kind: 0n, id: 1n }, refusal(policy, "InvalidSource", 1n));
    for (const kind of [SourceKind.Certificate, SourceKind.License]) {
      await refusedToBob(stage, { kind, id: 99n }, refusal(policy, "SourceNotInForce", kind, 99n));
    }
  });
});

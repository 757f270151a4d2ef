import { expect } from "chai";

import { certify, EVIDENCE, license, now, REASON, terms, type Terms } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { openMarket, openSandbox, plainly } from "../market.ts";
import { loadFixture, networkHelpers, type Account } from "../registry.ts";
import { DAY, LicenseStatus, Use } from "../words.ts";

const { time } = networkHelpers;

const LICENSED = 2n;
const TERMINATED = 10n;
const EXPIRED = 11n;
const SANDBOX_CLOSED = 18n;

type Stage = Awaited<ReturnType<typeof sandboxed>>;

/** Alice and Bob are in a sandbox of twenty days; Alice holds a certificate. */
async function sandboxed() {
  const market = await openMarket();
  const { alice, aliceId, bobId } = market;
  const certificateId = await certify(market, alice);
  const end = (await now()) + 20n * DAY;
  const sandboxId = await openSandbox(market, [aliceId, bobId], { validUntil: end });
  return { ...market, certificateId, end, sandboxId };
}

/** Alice's licence to Bob, in the sandbox, to its end if the terms say nothing else; returns its id. */
async function sell(stage: Stage, changes: Partial<Terms> = {}): Promise<bigint> {
  const { licenses, settlement, certificateId, aliceId, bobId, sandboxId, end } = stage;
  const granted = await terms({ validUntil: end, ...changes });
  await licenses.connect(settlement).grantSold(certificateId, aliceId, bobId, sandboxId, granted);
  return licenses.licenseCount();
}

/** A sub-licence with all that the one above has; returns its id. */
async function pass(stage: Stage, from: Account, parent: bigint, to: bigint): Promise<bigint> {
  const { licenses } = stage;
  const { terms: above } = await licenses.license(parent);
  await licenses.connect(from).sublicense(parent, to, plainly(above) as unknown as Terms);
  return licenses.licenseCount();
}

const close = ({ sandboxes, regulator, sandboxId }: Stage) =>
  sandboxes.connect(regulator).close(sandboxId, REASON);

/** Why the participant may read by the licence at a time, now if none is given, or may not; and what decides it. */
async function reasonFor(stage: Stage, participantId: bigint, id: bigint, when?: bigint) {
  const asked = when ?? (await now());
  const { licenses } = stage;
  const answer = await licenses.decideByLicense(participantId, id, Use.Read, 156n, asked);
  expect(answer.allowed).to.equal(answer.reason === LICENSED);
  return [answer.reason, answer.decidingId];
}

describe("Licenses: in a sandbox", () => {
  it("end in the second in which it is closed, without a transaction", async () => {
    const stage = await loadFixture(sandboxed);
    const { licenses, alice, bob, bobId, sandboxId } = stage;
    const id = await sell(stage);
    const closedAt = (await now()) + 3n * DAY;
    await time.increaseTo(closedAt - 1n);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Active);
    expect(await reasonFor(stage, bobId, id)).to.deep.equal([LICENSED, id]);

    await time.setNextBlockTimestamp(closedAt);
    await expect(close(stage)).not.to.emit(licenses, "LicenseTerminated");
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Terminated);
    for (const when of [closedAt - 1n, closedAt, closedAt + 1n]) {
      expect(await reasonFor(stage, bobId, id, when)).to.deep.equal([SANDBOX_CLOSED, sandboxId]);
    }
    const ended = refusal(licenses, "LicenseNotActive", id, LicenseStatus.Terminated);
    await expectRefusal(licenses.connect(bob).recordUse(id, 1n, EVIDENCE), ended);
    await expectRefusal(licenses.connect(alice).renew(id, stage.end, 1n), ended);
  });

  it("end with all that was granted under them, at any depth", async () => {
    const stage = await loadFixture(sandboxed);
    const { licenses, bob, bobId, carol, carolId, sandboxId } = stage;
    const id = await sell(stage, { sublicensing: true });
    const sub = await pass(stage, bob, id, carolId);
    const subSub = await pass(stage, carol, sub, bobId);
    expect((await licenses.license(subSub)).sandboxId).to.equal(sandboxId);
    expect(await reasonFor(stage, bobId, subSub)).to.deep.equal([LICENSED, subSub]);
    await close(stage);
    for (const ended of [id, sub, subSub]) {
      expect(await licenses.licenseStatus(ended)).to.equal(LicenseStatus.Terminated);
    }
    expect(await reasonFor(stage, carolId, sub)).to.deep.equal([SANDBOX_CLOSED, sandboxId]);
    await licenses.connect(bob).terminate(id, REASON);
    expect(await reasonFor(stage, carolId, sub)).to.deep.equal([TERMINATED, id]);
  });

  it("that had expired before stay so, those that had a second left do not", async () => {
    const stage = await loadFixture(sandboxed);
    const { licenses, bobId } = stage;
    const validUntil = stage.end - DAY;
    const before = await sell(stage, { validUntil });
    const after = await sell(stage, { validUntil: validUntil + 1n });
    await time.setNextBlockTimestamp(validUntil);
    await close(stage);
    expect(await licenses.licenseStatus(before)).to.equal(LicenseStatus.Expired);
    expect(await reasonFor(stage, bobId, before)).to.deep.equal([EXPIRED, before]);
    expect(await licenses.licenseStatus(after)).to.equal(LicenseStatus.Terminated);
    await time.increaseTo(stage.end);
    expect(await licenses.licenseStatus(after)).to.equal(LicenseStatus.Terminated);
  });

  it("that runs out expire with it, and are not renewed beyond it", async () => {
    const stage = await loadFixture(sandboxed);
    const { licenses, alice, end, sandboxId } = stage;
    const id = await sell(stage, { validUntil: end - DAY });
    await expectRefusal(
      licenses.connect(alice).renew(id, end + 1n, 0n),
      refusal(licenses, "TermsOutliveSandbox", sandboxId, end, end + 1n),
    );
    await licenses.connect(alice).renew(id, end, 0n);
    await time.increaseTo(end - 1n);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Active);
    await time.increaseTo(end);
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Expired);
  });

  it("do not end with another sandbox, nor do those in none", async () => {
    const stage = await loadFixture(sandboxed);
    const { licenses, alice, bobId, certificateId } = stage;
    const id = await sell(stage);
    const inNone = await license(stage, alice, certificateId, bobId);
    await close({ ...stage, sandboxId: await openSandbox(stage, []) });
    expect(await licenses.licenseStatus(id)).to.equal(LicenseStatus.Active);
    await close(stage);
    expect(await licenses.licenseStatus(inNone)).to.equal(LicenseStatus.Active);
  });

  it("keep nobody out, though exclusive, once it is closed, and leave their place", async () => {
    const stage = await loadFixture(sandboxed);
    const { licenses, alice, bobId, certificateId } = stage;
    const from = await now();
    const days = (begin: bigint, exclusive = true) => ({
      validFrom: from + begin * DAY,
      validUntil: from + (begin + 1n) * DAY,
      exclusive,
    });
    for (let begin = 1n; begin <= 8n; begin++) await sell(stage, days(begin));
    const grant = async (changes: Partial<Terms>) =>
      licenses.connect(alice).grant(certificateId, bobId, await terms(changes));
    await expectRefusal(
      grant(days(1n, false)),
      refusal(licenses, "ExclusiveLicenseInForce", certificateId, 1n, from + 2n * DAY),
    );
    await expectRefusal(grant(days(9n)), refusal(licenses, "TooManyExclusive", certificateId, 8n));
    await close(stage);
    await grant(days(9n));
    await grant(days(1n, false));
  });

  it("make room for an exclusive one when a party strikes them out, or their sale is undone", async () => {
    const stage = await loadFixture(sandboxed);
    const { licenses, settlement, alice, aliceId, bobId, certificateId, end } = stage;
    const [first, second] = [await sell(stage), await sell(stage)];
    await close(stage);
    const exclusive = await terms({ exclusive: true });
    const grant = () => licenses.connect(alice).grant(certificateId, bobId, exclusive);
    await expectRefusal(grant(), refusal(licenses, "LicensesOpen", certificateId, 2n, end));
    const strikeOut = licenses.connect(alice).terminate(first, REASON);
    await expect(strikeOut).to.emit(licenses, "LicenseTerminated").withArgs(first, aliceId, REASON);
    await expectRefusal(grant(), refusal(licenses, "LicensesOpen", certificateId, 1n, end));
    await licenses.connect(settlement).endSold(second, aliceId, REASON);
    await expect(licenses.connect(settlement).endSold(second, aliceId, REASON)).not.to.emit(
      licenses,
      "LicenseTerminated",
    );
    await grant();
  });
});

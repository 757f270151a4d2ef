import { expect } from "chai";

import { certify, license, now, openRegistry, REASON, terms } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture, networkHelpers } from "../registry.ts";
import { DAY, LicenseStatus } from "../words.ts";

const { time } = networkHelpers;

type Stage = Awaited<ReturnType<typeof certified>>;

/** Alice holds a certificate; days are counted from `begin`. */
async function certified() {
  const registry = await openRegistry();
  const id = await certify(registry, registry.alice);
  return { ...registry, id, begin: (await now()) + 1_000n };
}

/** Terms from one day to another. */
const between = ({ begin }: Stage, from: number, until: number, exclusive = false) => ({
  validFrom: begin + BigInt(from) * DAY,
  validUntil: begin + BigInt(until) * DAY,
  exclusive,
});

const grant = (stage: Stage, from: number, until: number, exclusive = false) =>
  license(stage, stage.alice, stage.id, stage.bobId, between(stage, from, until, exclusive));

/** Asserts that the grant is refused for the exclusive licence, which ends on that day. */
async function refusedFor(
  stage: Stage,
  [from, until, exclusive]: [number, number, boolean],
  licenseId: bigint,
  endsOn: number,
): Promise<void> {
  const { licenses, alice, bobId, id, begin } = stage;
  await expectRefusal(
    licenses.connect(alice).grant(id, bobId, await terms(between(stage, from, until, exclusive))),
    refusal(licenses, "ExclusiveLicenseInForce", id, licenseId, begin + BigInt(endsOn) * DAY),
  );
}

/** Asserts that an exclusive grant is refused for others that are open. */
async function refusedForOpen(stage: Stage, from: number, count: bigint, latestEnd: number) {
  const { licenses, alice, bobId, id, begin } = stage;
  await expectRefusal(
    licenses.connect(alice).grant(id, bobId, await terms(between(stage, from, from + 5, true))),
    refusal(licenses, "LicensesOpen", id, count, begin + BigInt(latestEnd) * DAY),
  );
}

describe("Licenses: exclusivity", () => {
  it("an exclusive licence keeps all others out until it ends", async () => {
    const stage = await loadFixture(certified);
    const exclusive = await grant(stage, 0, 10, true);
    await refusedFor(stage, [0, 5, false], exclusive, 10);
    await refusedFor(stage, [9, 20, false], exclusive, 10);
    await refusedFor(stage, [9, 20, true], exclusive, 10);
    expect(await grant(stage, 10, 20)).to.equal(2n);
  });

  it("it keeps them out though suspended, and lets them in once terminated", async () => {
    const stage = await loadFixture(certified);
    const { licenses, alice, bob } = stage;
    const exclusive = await grant(stage, 0, 10, true);
    await licenses.connect(alice).suspend(exclusive, REASON);
    await refusedFor(stage, [0, 5, false], exclusive, 10);
    await licenses.connect(bob).terminate(exclusive, REASON);
    await grant(stage, 0, 5);
  });

  it("it lets them in once expired", async () => {
    const stage = await loadFixture(certified);
    const exclusive = await grant(stage, 0, 10, true);
    await time.increaseTo(stage.begin + 10n * DAY);
    expect(await stage.licenses.licenseStatus(exclusive)).to.equal(LicenseStatus.Expired);
    await grant(stage, 10, 20, true);
  });

  it("none is granted while others are open, but from their latest end", async () => {
    const stage = await loadFixture(certified);
    await grant(stage, 0, 10);
    await grant(stage, 0, 7);
    await refusedForOpen(stage, 0, 2n, 10);
    await refusedForOpen(stage, 9, 2n, 10);
    await grant(stage, 10, 20, true);
  });

  it("one is granted once all others are terminated", async () => {
    const stage = await loadFixture(certified);
    const { licenses, bob } = stage;
    const ids = [await grant(stage, 0, 10), await grant(stage, 0, 7)] as const;
    await licenses.connect(bob).terminate(ids[0], REASON);
    await refusedForOpen(stage, 0, 1n, 10);
    await licenses.connect(bob).terminate(ids[1], REASON);
    await grant(stage, 0, 5, true);
  });

  it("licences that were terminated do not stand in the way of the next exclusive one", async () => {
    const stage = await loadFixture(certified);
    const { licenses, bob } = stage;
    await licenses.connect(bob).terminate(await grant(stage, 0, 100), REASON);
    await grant(stage, 0, 10, true);
    await grant(stage, 10, 20, true);
  });

  it("one that begins later leaves the time before it to others", async () => {
    const stage = await loadFixture(certified);
    const later = await grant(stage, 10, 20, true);
    await refusedFor(stage, [0, 11, false], later, 20);
    await grant(stage, 0, 10);
  });

  it("an earlier exclusive licence still holds when a later one is terminated", async () => {
    const stage = await loadFixture(certified);
    const { licenses, bob } = stage;
    const first = await grant(stage, 0, 10, true);
    const second = await grant(stage, 10, 20, true);
    const third = await grant(stage, 20, 30, true);
    await licenses.connect(bob).terminate(second, REASON);
    await refusedFor(stage, [10, 21, false], third, 30);
    await licenses.connect(bob).terminate(third, REASON);
    await refusedFor(stage, [5, 8, false], first, 10);
    await refusedFor(stage, [5, 8, true], first, 10);
    await grant(stage, 10, 12);
  });

  it("is kept for each certificate apart", async () => {
    const stage = await loadFixture(certified);
    const { licenses, alice, bobId } = stage;
    await grant(stage, 0, 10, true);
    const other = await certify(stage, alice, { right: 2n });
    await license(stage, alice, other, bobId);
    expect(await licenses.licenseCount()).to.equal(2n);
  });
});

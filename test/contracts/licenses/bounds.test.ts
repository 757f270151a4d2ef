import { certify, EVIDENCE, license, now, openRegistry, REASON } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import { DAY } from "../words.ts";

/** Alice's licence to Bob, of 100 units. */
async function licensed() {
  const registry = await openRegistry();
  const { alice, bobId } = registry;
  const certificateId = await certify(registry, alice);
  const id = await license(registry, alice, certificateId, bobId, { units: 100n });
  const { validUntil } = (await registry.licenses.license(id)).terms;
  return { ...registry, certificateId, id, validUntil };
}

describe("Licenses: bounds of what is recorded", () => {
  it("a breach can be cured for ten days at least, to the second", async () => {
    const { licenses, alice, id } = await loadFixture(licensed);
    const at = (await now()) + 100n;
    const earliest = at + 10n * DAY;
    await networkHelpers.time.setNextBlockTimestamp(at);
    await expectRefusal(
      licenses.connect(alice).notifyBreach(id, earliest - 1n, REASON),
      refusal(licenses, "CurePeriodTooShort", id, earliest - 1n, earliest),
    );
    await networkHelpers.time.setNextBlockTimestamp(at + 1n);
    await licenses.connect(alice).notifyBreach(id, earliest + 1n, REASON);
  });

  it("use has units and evidence", async () => {
    const { licenses, bob, id } = await loadFixture(licensed);
    for (const [units, evidence] of [
      [0n, EVIDENCE],
      [1n, ethers.ZeroHash],
    ] as const) {
      await expectRefusal(
        licenses.connect(bob).recordUse(id, units, evidence),
        refusal(licenses, "IncompleteUse", id, units, evidence),
      );
    }
  });

  it("a renewal adds time or units, and units only where they are counted", async () => {
    const stage = await loadFixture(licensed);
    const { licenses, alice, bobId, certificateId, id, validUntil } = stage;
    const uncounted = await license(stage, alice, certificateId, bobId);
    const end = (await licenses.license(uncounted)).terms.validUntil;
    for (const [which, until, units] of [
      [id, validUntil, 0n],
      [id, validUntil - 1n, 5n],
      [id, validUntil, 2n ** 64n - 100n],
      [uncounted, end, 1n],
    ] as const) {
      await expectRefusal(
        licenses.connect(alice).renew(which, until, units),
        refusal(licenses, "InvalidRenewal", which, until, units),
      );
    }
    await licenses.connect(alice).renew(id, validUntil, 2n ** 64n - 101n);
  });
});

import { expect } from "chai";

import { certify, hashOf, openRegistry, REASON, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture, type Account } from "../registry.ts";
import { Right } from "../words.ts";

const ASSETS = ["2021", "2022", "2023", "2024", "2025"].map(hashOf);
const [FIRST = "", SECOND = "", THIRD = "", FOURTH = "", FIFTH = ""] = ASSETS;

/** Alice holds five assets. */
async function held() {
  const registry = await openRegistry();
  const ids: bigint[] = [];
  for (const commitment of ASSETS)
    ids.push(await certify(registry, registry.alice, { commitment }));
  const supersede = (asset: string, superseded: string, by: Account = registry.alice) =>
    registry.amendments.connect(by).supersede(asset, superseded);
  return { ...registry, ids, supersede };
}

describe("Amendments: revisions of assets", () => {
  it("name the asset that they take the place of", async () => {
    const { amendments, aliceId, ids, supersede } = await loadFixture(held);
    await expect(supersede(SECOND, FIRST))
      .to.emit(amendments, "AssetSuperseded")
      .withArgs(SECOND, FIRST, aliceId, ids[1], ids[0]);
    expect(await amendments.revisionOf(SECOND)).to.equal(FIRST);
    expect(await amendments.supersededBy(FIRST)).to.equal(SECOND);
    expect(await amendments.revisionOf(FIRST)).to.equal(ZERO_HASH);
    expect(await amendments.supersededBy(SECOND)).to.equal(ZERO_HASH);
  });

  it("branch neither forwards nor backwards", async () => {
    const { amendments, supersede } = await loadFixture(held);
    await supersede(SECOND, FIRST);
    await expectRefusal(
      supersede(THIRD, FIRST),
      refusal(amendments, "SupersededAlready", FIRST, SECOND),
    );
    await expectRefusal(
      supersede(SECOND, THIRD),
      refusal(amendments, "RevisionAlready", SECOND, FIRST),
    );
    await expectRefusal(
      supersede(SECOND, FIRST),
      refusal(amendments, "RevisionAlready", SECOND, FIRST),
    );
  });

  it("of an asset are never the asset itself", async () => {
    const { amendments, supersede } = await loadFixture(held);
    await expectRefusal(
      supersede(FIRST, FIRST),
      refusal(amendments, "CircularRevision", FIRST, FIRST),
    );
  });

  // In whatever order a line is put together, its last asset cannot be made the one that its first revises.
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [0, 3, 1, 2],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ]) {
    it(`close no circle, recorded in the order ${order.join()}`, async () => {
      const { amendments, supersede } = await loadFixture(held);
      for (const link of order) await supersede(ASSETS[link + 1] ?? "", ASSETS[link] ?? "");
      await expectRefusal(
        supersede(FIRST, FIFTH),
        refusal(amendments, "CircularRevision", FIRST, FIFTH),
      );
      const line: string[] = [];
      for (let at = FIFTH; at !== ZERO_HASH; at = await amendments.revisionOf(at)) line.push(at);
      expect(line.toReversed()).to.deep.equal(ASSETS);
    });
  }

  it("join two lines, whose ends are then known", async () => {
    const { amendments, supersede } = await loadFixture(held);
    await supersede(SECOND, FIRST);
    await supersede(FOURTH, THIRD);
    await expectRefusal(
      supersede(THIRD, FOURTH),
      refusal(amendments, "CircularRevision", THIRD, FOURTH),
    );
    await supersede(THIRD, SECOND);
    await expectRefusal(
      supersede(FIRST, FOURTH),
      refusal(amendments, "CircularRevision", FIRST, FOURTH),
    );
    await supersede(FIFTH, FOURTH);
  });

  it("are recorded by who holds both, under certificates of HOLD in force and free", async () => {
    const stage = await loadFixture(held);
    const { amendments, rights, participants, manager, alice, bob, stranger, aliceId, bobId } =
      stage;
    const { ids, supersede, spare } = stage;
    const [first = 0n, second = 0n, third = 0n] = ids;
    await expectRefusal(
      supersede(SECOND, FIRST, stranger),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
    await expectRefusal(
      supersede(SECOND, FIRST, bob),
      refusal(rights, "NotHolder", second, aliceId, bobId),
    );
    await rights.connect(alice).transferFrom(alice, bob, first);
    await expectRefusal(
      supersede(SECOND, FIRST),
      refusal(rights, "NotHolder", first, bobId, aliceId),
    );
    await certify(stage, alice, { commitment: hashOf("processed"), right: Right.Process });
    await expectRefusal(
      supersede(SECOND, hashOf("processed")),
      refusal(amendments, "AssetNotHeld", hashOf("processed")),
    );
    await rights.connect(alice).surrender(third);
    await expectRefusal(supersede(THIRD, SECOND), refusal(amendments, "AssetNotHeld", THIRD));
    const [court] = spare;
    if (!court) throw new Error("The chain has too few accounts");
    await manager.grantRole(3n, court, 0n);
    await rights.connect(court).setFrozen(second, true, REASON);
    await expectRefusal(
      supersede(FOURTH, SECOND),
      refusal(rights, "CertificateLocked", second, 1n),
    );
  });

  it("stay when the certificates end", async () => {
    const { amendments, rights, alice, ids, supersede } = await loadFixture(held);
    await supersede(SECOND, FIRST);
    for (const id of ids.slice(0, 2)) await rights.connect(alice).surrender(id);
    expect(await amendments.revisionOf(SECOND)).to.equal(FIRST);
  });
});

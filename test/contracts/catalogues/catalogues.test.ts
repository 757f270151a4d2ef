import { expect } from "chai";
import { AbiCoder } from "ethers";

import {
  atNextBlock,
  certify,
  DECISION,
  EVIDENCE,
  file as fileApplication,
  hashOf,
  now,
  openRegistry,
  REASON,
} from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { plainly } from "../market.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import { CertificateStatus, DataClass, DAY, Right } from "../words.ts";
import {
  CatalogueStatus,
  confirm,
  endNotice,
  entries,
  entry,
  file,
  fileInNotice,
  prove,
  treeRoot,
} from "./acts.ts";

const ZERO = `0x${"0".repeat(64)}`;

describe("Catalogues", () => {
  it("are filed, noticed and confirmed by one root, whatever their size", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, alice, aliceId, policy } = registry;
    const all = entries("data", 7);
    const filing = [treeRoot(all), 1n << 20n, DataClass.Important, hashOf("file"), "uri"] as const;
    await expect(catalogues.connect(alice).file(...filing))
      .to.emit(catalogues, "CatalogueFiled")
      .withArgs(1n, aliceId, ...filing);
    const { noticeImportant, maxTerm } = await policy.periods();
    const opened = (await now()) + 10n;
    const noticeEnd = opened + noticeImportant;
    await atNextBlock(opened);
    await expect(catalogues.openNotice(1n))
      .to.emit(catalogues, "CatalogueNoticeOpened")
      .withArgs(1n, noticeEnd);
    await atNextBlock(noticeEnd - 1n);
    await expectRefusal(
      catalogues.confirm(1n, DECISION),
      refusal(catalogues, "CatalogueNoticeOpen", 1n, noticeEnd),
    );
    await atNextBlock(noticeEnd);
    await expect(catalogues.confirm(1n, DECISION))
      .to.emit(catalogues, "CatalogueConfirmed")
      .withArgs(1n, noticeEnd + maxTerm, DECISION);
    expect(plainly(await catalogues.catalogue(1n))).to.deep.equal({
      applicant: aliceId,
      noticeEnd,
      confirmedAt: noticeEnd,
      expiresAt: noticeEnd + maxTerm,
      count: 1n << 20n,
      openObjections: 0n,
      status: CatalogueStatus.Confirmed,
      dataClass: DataClass.Important,
      root: treeRoot(all),
      decisionHash: DECISION,
    });
    await expectRefusal(catalogues.catalogue(9n), refusal(catalogues, "UnknownCatalogue", 9n));
  });

  it("of a million entries cost less than 10 gas an entry, from filing to confirmation", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, alice } = registry;
    const count = 1n << 20n;
    const filed = await catalogues
      .connect(alice)
      .file(hashOf("root"), count, DataClass.General, hashOf("file"), "https://example.org/file");
    const noticed = await catalogues.openNotice(1n);
    await endNotice(registry, 1n);
    const confirmed = await catalogues.confirm(1n, DECISION);
    let gas = 0n;
    for (const sent of [filed, noticed, confirmed]) gas += (await sent.wait())?.gasUsed ?? 0n;
    expect(gas).to.be.below(10n * count);
    expect(gas / count).to.equal(0n);
  });

  it("every entry, of any number, can be proved, and no other", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, alice } = registry;
    for (const count of [1, 2, 3, 5, 8, 13]) {
      const all = entries(`of ${count}`, count);
      const id = await file(registry, alice, all);
      for (let index = 0; index < count; index++) {
        const [leaf, proof] = prove(all, index);
        expect(await catalogues.hasEntry(id, index, leaf, proof)).to.equal(true);
        expect(await catalogues.hasEntry(id, index + 1, leaf, proof)).to.equal(false);
        expect(await catalogues.hasEntry(id, index, entry("other"), proof)).to.equal(false);
        expect(await catalogues.hasEntry(id, index, leaf, [...proof, ZERO])).to.equal(false);
      }
    }
    const [leaf, proof] = prove(entries("of 5", 5), 0);
    expect(await catalogues.hasEntry(99n, 0n, leaf, proof)).to.equal(false);
  });

  it("an entry becomes a certificate once, whoever claims it, with the catalogue's date", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, rights, alice, aliceId, stranger } = registry;
    const all = entries("data", 5);
    const id = await confirm(registry, alice, all);
    const { confirmedAt, expiresAt } = await catalogues.catalogue(id);
    await networkHelpers.time.increase(100n * DAY);
    await expect(catalogues.connect(stranger).claim(id, 3n, ...prove(all, 3)))
      .to.emit(catalogues, "EntryClaimed")
      .withArgs(id, 3n, 1n, confirmedAt)
      .and.to.emit(rights, "CertificateConfirmed")
      .withArgs(1n, aliceId, hashOf("data 3"), Right.Hold, expiresAt, DECISION);
    expect(await rights.ownerOf(1n)).to.equal(alice.address);
    expect(await rights.certificateInForce(hashOf("data 3"), Right.Hold)).to.equal(1n);
    const record = await rights.registration(1n);
    expect([record.confirmedAt, record.expiresAt]).to.deep.equal([confirmedAt, expiresAt]);
    expect(await catalogues.certificateOf(id, 3n)).to.equal(1n);
    expect(await catalogues.certificateOf(id, 2n)).to.equal(0n);
    await expectRefusal(
      catalogues.claim(id, 3n, ...prove(all, 3)),
      refusal(catalogues, "EntryAlreadyClaimed", id, 3n, 1n),
    );
    await expectRefusal(
      catalogues.claim(id, 2n, ...prove(all, 3)),
      refusal(catalogues, "NotAnEntry", id, 2n),
    );
  });

  it("a claimed entry is a certificate like any other: numbered, surrendered, claimed no more", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, rights, alice, bob } = registry;
    await fileApplication(registry, bob);
    const all = entries("data", 2);
    const id = await confirm(registry, alice, all);
    await catalogues.claim(id, 0n, ...prove(all, 0));
    await rights.connect(alice).surrender(2n);
    expect(await rights.certificateStatus(2n)).to.equal(CertificateStatus.Surrendered);
    await expectRefusal(
      catalogues.claim(id, 0n, ...prove(all, 0)),
      refusal(catalogues, "EntryAlreadyClaimed", id, 0n, 2n),
    );
  });

  it("an entry ends with its source agreement, if that is sooner, and is not claimed after", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, rights, alice } = registry;
    const termEnd = (await now()) + 60n * DAY;
    const all = [entry("short", { termEnd }), entry("long", { termEnd: 2n ** 39n })];
    const id = await confirm(registry, alice, all);
    await catalogues.claim(id, 1n, ...prove(all, 1));
    const { expiresAt } = await catalogues.catalogue(id);
    expect((await rights.registration(1n)).expiresAt).to.equal(expiresAt);
    await networkHelpers.time.increaseTo(termEnd - 2n);
    await catalogues.claim.staticCall(id, 0n, ...prove(all, 0));
    await networkHelpers.time.increaseTo(termEnd);
    await expectRefusal(
      catalogues.claim(id, 0n, ...prove(all, 0)),
      refusal(rights, "InvalidTermEnd"),
    );
  });

  it("an entry over which a right is in force already waits until it is not", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, rights, alice, bob } = registry;
    const all = entries("data", 2);
    const id = await confirm(registry, alice, all);
    const rival = await certify(registry, bob, { commitment: hashOf("data 1") });
    await expectRefusal(
      catalogues.claim(id, 1n, ...prove(all, 1)),
      refusal(rights, "RightInForce", hashOf("data 1"), Right.Hold, rival),
    );
    await rights.connect(bob).surrender(rival);
    await catalogues.claim(id, 1n, ...prove(all, 1));
  });

  it("an entry twice in a catalogue is one right", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, rights, alice } = registry;
    const all = [entry("same"), entry("same"), entry("other")];
    const id = await confirm(registry, alice, all);
    await catalogues.claim(id, 0n, ...prove(all, 0));
    await expectRefusal(
      catalogues.claim(id, 1n, ...prove(all, 1)),
      refusal(rights, "RightInForce", hashOf("same"), Right.Hold, 1n),
    );
  });

  it("objections to entries are heard before anything is confirmed; who loses is struck out", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, alice, aliceId, bob, bobId } = registry;
    const all = entries("data", 4);
    const id = await fileInNotice(registry, alice, all);
    const { noticeEnd } = await catalogues.catalogue(id);
    const object = (index: bigint, evidence = EVIDENCE) =>
      catalogues.connect(bob).object(id, index, evidence);
    await expectRefusal(
      catalogues.connect(alice).object(id, 0n, EVIDENCE),
      refusal(catalogues, "ObjectorOwnsCatalogue", id, aliceId),
    );
    await expectRefusal(object(4n), refusal(catalogues, "NotAnEntry", id, 4n));
    await expectRefusal(
      object(0n, ZERO),
      refusal(catalogues, "IncompleteCatalogue", "evidenceHash"),
    );
    await expect(object(0n)).to.emit(catalogues, "EntryObjected").withArgs(id, 0n, bobId, EVIDENCE);
    await expectRefusal(object(0n), refusal(catalogues, "EntryInQuestion", id, 0n));
    await object(1n);
    await expectRefusal(
      catalogues.hear(id, 2n, true, DECISION),
      refusal(catalogues, "EntryNotObjected", id, 2n),
    );
    await expectRefusal(
      catalogues.hear(id, 0n, true, ZERO),
      refusal(catalogues, "MissingCatalogueDecision"),
    );
    await atNextBlock(noticeEnd);
    await expectRefusal(object(2n), refusal(catalogues, "CatalogueNoticeOver", id, noticeEnd));
    await expectRefusal(
      catalogues.confirm(id, DECISION),
      refusal(catalogues, "ObjectionsOpen", id, 2n),
    );
    await expect(catalogues.hear(id, 0n, true, DECISION))
      .to.emit(catalogues, "EntryHeard")
      .withArgs(id, 0n, true, DECISION);
    await catalogues.hear(id, 1n, false, DECISION);
    await expectRefusal(
      catalogues.confirm(id, ZERO),
      refusal(catalogues, "MissingCatalogueDecision"),
    );
    await catalogues.confirm(id, DECISION);
    const [leaf, proof] = prove(all, 0);
    expect(await catalogues.hasEntry(id, 0n, leaf, proof)).to.equal(false);
    expect(await catalogues.certificateOf(id, 0n)).to.equal(0n);
    await expectRefusal(
      catalogues.claim(id, 0n, leaf, proof),
      refusal(catalogues, "EntryStruckOut", id, 0n),
    );
    await catalogues.claim(id, 1n, ...prove(all, 1));
  });

  it("are filed whole, by participants", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, alice, participants, stranger } = registry;
    const filing = (changes: { root?: string; count?: bigint; class?: bigint; hash?: string }) =>
      [
        changes.root ?? hashOf("root"),
        changes.count ?? 3n,
        changes.class ?? DataClass.General,
        changes.hash ?? hashOf("file"),
        "",
      ] as const;
    const cases = [
      [{ root: ZERO }, "IncompleteCatalogue", "root"],
      [{ class: 0n }, "IncompleteCatalogue", "dataClass"],
      [{ hash: ZERO }, "IncompleteCatalogue", "fileHash"],
      [{ count: 0n }, "WrongEntryCount", 0n, 1n << 20n],
      [{ count: (1n << 20n) + 1n }, "WrongEntryCount", (1n << 20n) + 1n, 1n << 20n],
    ] as const;
    for (const [changes, error, ...args] of cases) {
      await expectRefusal(
        catalogues.connect(alice).file(...filing(changes)),
        refusal(catalogues, error, ...args),
      );
    }
    await expectRefusal(
      catalogues.connect(stranger).file(...filing({})),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
  });

  it("go through their statuses in order, and end in one", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, alice, aliceId, bob, bobId } = registry;
    const all = entries("data", 2);
    const wrong = (id: bigint, status: bigint) =>
      refusal(catalogues, "WrongCatalogueStatus", id, status);
    const filed = await file(registry, alice, all);
    await expectRefusal(catalogues.confirm(filed, DECISION), wrong(filed, CatalogueStatus.Filed));
    await expectRefusal(
      catalogues.claim(filed, 0n, ...prove(all, 0)),
      wrong(filed, CatalogueStatus.Filed),
    );
    await expectRefusal(
      catalogues.connect(bob).withdraw(filed),
      refusal(catalogues, "NotItsApplicant", filed, aliceId, bobId),
    );
    await expect(catalogues.connect(alice).withdraw(filed))
      .to.emit(catalogues, "CatalogueWithdrawn")
      .withArgs(filed);
    const rejected = await fileInNotice(registry, alice, all);
    await expectRefusal(
      catalogues.reject(rejected, ZERO),
      refusal(catalogues, "MissingCatalogueDecision"),
    );
    await expect(catalogues.reject(rejected, REASON))
      .to.emit(catalogues, "CatalogueRejected")
      .withArgs(rejected, REASON);
    const confirmed = await confirm(registry, alice, all);
    for (const [id, status] of [
      [filed, CatalogueStatus.Withdrawn],
      [rejected, CatalogueStatus.Rejected],
      [confirmed, CatalogueStatus.Confirmed],
    ] as const) {
      await expectRefusal(catalogues.openNotice(id), wrong(id, status));
      await expectRefusal(catalogues.reject(id, REASON), wrong(id, status));
      await expectRefusal(catalogues.connect(alice).withdraw(id), wrong(id, status));
      await expectRefusal(catalogues.connect(bob).object(id, 0n, EVIDENCE), wrong(id, status));
    }
    await expectRefusal(catalogues.openNotice(99n), refusal(catalogues, "UnknownCatalogue", 99n));
    await expectRefusal(
      catalogues.reject(99n, REASON),
      refusal(catalogues, "UnknownCatalogue", 99n),
    );
  });

  it("an entry that says nothing of a right is no certificate", async () => {
    const registry = await loadFixture(openRegistry);
    const { catalogues, rights, alice } = registry;
    const all = [entry("none", { right: 0n }), AbiCoder.defaultAbiCoder().encode(["uint8"], [7])];
    const id = await confirm(registry, alice, all);
    await expectRefusal(
      catalogues.claim(id, 0n, ...prove(all, 0)),
      refusal(rights, "IncompleteFiling", "right"),
    );
    await expect(catalogues.claim(id, 1n, ...prove(all, 1))).to.revert(ethers);
  });
});

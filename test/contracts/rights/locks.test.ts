import { expect } from "chai";

import { certify, file, hashOf, license, openRegistry, REASON, terms, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture, networkHelpers, type Account } from "../registry.ts";
import { call, describeStates, type Call, type Transition } from "../states.ts";
import { CertificateStatus } from "../words.ts";

const FROZEN = 1n;
const PLEDGED = 2n;
const BOUND = 4n;

/** By name, the flags of a certificate. */
const LOCKS = {
  Free: 0n,
  Frozen: FROZEN,
  Pledged: PLEDGED,
  FrozenPledged: FROZEN | PLEDGED,
  Bound: BOUND,
  FrozenBound: FROZEN | BOUND,
} as const;

type Lock = keyof typeof LOCKS;
const STATUSES = Object.keys(LOCKS) as Lock[];
const CALLERS = ["admin", "registrar", "examiner", "court", "book", "holder", "stranger"] as const;
type Caller = (typeof CALLERS)[number];

/** One certificate of Alice's for each set of flags; `court` and `book` are what the contracts of orders and pledges are. */
async function lockedInEveryWay() {
  const registry = await openRegistry();
  const { manager, rights, registrar, alice, second: court, third: book } = registry;
  await manager.grantRole(3n, court, 0n);
  await manager.grantRole(4n, book, 0n);
  const ids = {} as Record<Lock, bigint>;
  for (const lock of STATUSES) {
    const id = await certify(registry, alice, { commitment: hashOf(lock) });
    const flags = LOCKS[lock];
    if (flags & PLEDGED) await rights.connect(book).setPledged(id, true, REASON);
    if (flags & BOUND) await rights.connect(registrar).setTransferable(id, false, REASON);
    if (flags & FROZEN) await rights.connect(court).setFrozen(id, true, REASON);
    ids[lock] = id;
  }
  return { ...registry, court, book, holder: alice, ids };
}

type Stage = Awaited<ReturnType<typeof lockedInEveryWay>>;
type Edges = Partial<Record<Lock, Lock>>;

/** A change of a flag: what is refused is refused because of other flags, or because nothing would change. */
function change(
  edges: Edges,
  by: Caller,
  unchanged: (flags: bigint) => boolean,
  make: (stage: Stage, id: bigint, account: Account) => Call,
): Transition<Stage, Lock, Caller> {
  return {
    edges,
    emits: "FlagsChanged",
    callers: [by],
    strangersTold: (stage, _subject, caller) =>
      refusal(stage.rights, "AccessManagedUnauthorized", stage[caller].address),
    wrongStatusTold: ({ rights, ids }, subject) => {
      const error = unchanged(LOCKS[subject]) ? "FlagUnchanged" : "CertificateLocked";
      return refusal(rights, error, ids[subject], LOCKS[subject]);
    },
    checkedFirst: () => "caller",
    call: (stage, subject, account) => make(stage, stage.ids[subject], account),
  };
}

const never = () => false;
const always = () => true;

describeStates<Stage, Lock, Caller>({
  title: "RightsRegistry: what locks a certificate",
  stage: lockedInEveryWay,
  statuses: STATUSES,
  callers: CALLERS,
  account: (stage, caller) => stage[caller],
  statusOf: async ({ rights, ids }, subject) => {
    const { flags } = await rights.registration(ids[subject]);
    return STATUSES.find((lock) => LOCKS[lock] === flags) ?? expect.fail();
  },
  transitions: {
    freeze: change(
      { Free: "Frozen", Pledged: "FrozenPledged", Bound: "FrozenBound" },
      "court",
      always,
      ({ rights }, id, by) => call(rights.connect(by).setFrozen, id, true, REASON),
    ),
    release: change(
      { Frozen: "Free", FrozenPledged: "Pledged", FrozenBound: "Bound" },
      "court",
      always,
      ({ rights }, id, by) => call(rights.connect(by).setFrozen, id, false, REASON),
    ),
    pledge: change({ Free: "Pledged" }, "book", never, ({ rights }, id, by) =>
      call(rights.connect(by).setPledged, id, true, REASON),
    ),
    endPledge: change(
      { Pledged: "Free", FrozenPledged: "Frozen" },
      "book",
      always,
      ({ rights }, id, by) => call(rights.connect(by).setPledged, id, false, REASON),
    ),
    bind: change(
      { Free: "Bound" },
      "registrar",
      (flags) => flags === BOUND,
      ({ rights }, id, by) => call(rights.connect(by).setTransferable, id, false, REASON),
    ),
    unbind: change(
      { Bound: "Free" },
      "registrar",
      (flags) => flags === 0n,
      ({ rights }, id, by) => call(rights.connect(by).setTransferable, id, true, REASON),
    ),
    enforcePledge: change(
      { Pledged: "Free", FrozenPledged: "Frozen" },
      "book",
      always,
      ({ rights, bobId }, id, by) => call(rights.connect(by).enforcePledge, id, bobId, REASON),
    ),
  },
});

describe("RightsRegistry: a locked certificate (ERC-5192)", () => {
  for (const lock of STATUSES.filter((name) => name !== "Free")) {
    it(`${lock}: its holder cannot move it`, async () => {
      const { rights, alice, bob, ids } = await loadFixture(lockedInEveryWay);
      const id = ids[lock];
      expect(await rights.locked(id)).to.equal(true);
      await expectRefusal(
        rights.connect(alice).transferFrom(alice, bob, id),
        refusal(rights, "CertificateLocked", id, LOCKS[lock]),
      );
    });
  }

  for (const lock of ["Frozen", "Pledged", "FrozenPledged"] as const) {
    it(`${lock}: its holder can neither surrender nor license it`, async () => {
      const stage = await loadFixture(lockedInEveryWay);
      const { rights, licenses, alice, bobId, ids } = stage;
      const locked = refusal(rights, "CertificateLocked", ids[lock], LOCKS[lock]);
      await expectRefusal(rights.connect(alice).surrender(ids[lock]), locked);
      await expectRefusal(licenses.connect(alice).grant(ids[lock], bobId, await terms()), locked);
    });
  }

  it("Bound: its holder can license it, and surrender it", async () => {
    const stage = await loadFixture(lockedInEveryWay);
    const { rights, alice, bobId, ids } = stage;
    await license(stage, alice, ids.Bound, bobId);
    await rights.connect(alice).surrender(ids.Bound);
  });

  it("tells wallets when it locks and unlocks, once", async () => {
    const { rights, court, book, ids } = await loadFixture(lockedInEveryWay);
    const id = ids.Free;
    await expect(rights.connect(court).setFrozen(id, true, REASON))
      .to.emit(rights, "FlagsChanged")
      .withArgs(id, FROZEN, REASON)
      .and.to.emit(rights, "Locked")
      .withArgs(id);
    await expect(rights.connect(court).setFrozen(ids.Pledged, true, REASON)).not.to.emit(
      rights,
      "Locked",
    );
    await expect(rights.connect(book).setPledged(ids.FrozenPledged, false, REASON)).not.to.emit(
      rights,
      "Unlocked",
    );
    await expect(rights.connect(court).setFrozen(id, false, REASON))
      .to.emit(rights, "Unlocked")
      .withArgs(id);
    expect(await rights.locked(id)).to.equal(false);
    await expectRefusal(rights.locked(99n), refusal(rights, "ERC721NonexistentToken", 99n));
  });

  it("begins so if its application was bound to the applicant", async () => {
    const stage = await loadFixture(openRegistry);
    const { rights, registrar, alice } = stage;
    const id = await file(stage, alice);
    await expect(rights.connect(registrar).setTransferable(id, false, REASON)).not.to.emit(
      rights,
      "Locked",
    );
    await rights.openNotice(id);
    await networkHelpers.time.increase(40n * 86_400n);
    await expect(rights.confirm(id, REASON)).to.emit(rights, "Locked").withArgs(id);
  });

  it("needs the document of each change", async () => {
    const { rights, court, ids } = await loadFixture(lockedInEveryWay);
    await expectRefusal(
      rights.connect(court).setFrozen(ids.Free, true, ZERO_HASH),
      refusal(rights, "MissingDecision"),
    );
  });

  it("is annulled by the registrar unless frozen, and by a court in any case", async () => {
    const { rights, registrar, court, ids } = await loadFixture(lockedInEveryWay);
    const desk = rights.connect(registrar);
    await expectRefusal(
      desk.annul(ids.Frozen, REASON),
      refusal(rights, "CertificateLocked", ids.Frozen, FROZEN),
    );
    await desk.annul(ids.Pledged, REASON);
    await expect(rights.connect(court).annulByOrder(ids.Frozen, REASON))
      .to.emit(rights, "CertificateAnnulled")
      .withArgs(ids.Frozen, REASON);
    expect(await rights.certificateStatus(ids.Frozen)).to.equal(CertificateStatus.Annulled);
    await rights.connect(court).setFrozen(ids.Frozen, false, REASON);
    await expectRefusal(
      rights.connect(court).setFrozen(ids.Frozen, true, REASON),
      refusal(rights, "CertificateNotActive", ids.Frozen, CertificateStatus.Annulled),
    );
    await expectRefusal(
      rights.connect(court).setFrozen(99n, false, REASON),
      refusal(rights, "UnknownCertificate", 99n),
    );
  });

  it("moves by order of a court, whatever locks it, and stays as it was", async () => {
    const { rights, court, bob, aliceId, bobId, ids } = await loadFixture(lockedInEveryWay);
    for (const lock of STATUSES) {
      await expect(rights.connect(court).moveByOrder(ids[lock], bobId))
        .to.emit(rights, "HolderChanged")
        .withArgs(ids[lock], aliceId, bobId);
      expect(await rights.ownerOf(ids[lock])).to.equal(bob.address);
      expect((await rights.registration(ids[lock])).flags).to.equal(LOCKS[lock]);
    }
    await expectRefusal(
      rights.connect(court).moveByOrder(ids.Free, bobId),
      refusal(rights, "AlreadyHolder", ids.Free, bobId),
    );
  });

  it("passes to another when its pledge is enforced", async () => {
    const { rights, book, carol, carolId, ids } = await loadFixture(lockedInEveryWay);
    await rights.connect(book).enforcePledge(ids.FrozenPledged, carolId, REASON);
    expect(await rights.ownerOf(ids.FrozenPledged)).to.equal(carol.address);
  });
});

import { expect } from "chai";

import {
  certify,
  DECISION,
  endNotice,
  EVIDENCE,
  file,
  fileInNotice,
  filing,
  hashOf,
  openRegistry,
  REASON,
} from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture } from "../registry.ts";

/** A registry that its guardian has paused, with something of each kind in it. */
async function paused() {
  const registry = await openRegistry();
  const { manager, rights, alice, bob, spare } = registry;
  const [guardian, court, book] = spare;
  if (!guardian || !court || !book) throw new Error("The chain has too few accounts");
  await manager.grantRole(6n, guardian, 0n);
  await manager.grantRole(3n, court, 0n);
  await manager.grantRole(4n, book, 0n);
  const certificateId = await certify(registry, alice, { commitment: hashOf("held") });
  const pledged = await certify(registry, alice, { commitment: hashOf("pledged") });
  await rights.connect(book).setPledged(pledged, true, REASON);
  const ready = await fileInNotice(registry, alice, { commitment: hashOf("ready") });
  await endNotice(registry, ready);
  const filed = await file(registry, alice);
  const inNotice = await fileInNotice(registry, alice);
  const objected = await fileInNotice(registry, alice);
  await rights.connect(bob).raiseObjection(objected, EVIDENCE);
  await rights.connect(guardian).setPaused(true);
  const ids = { certificateId, pledged, ready, filed, inNotice, objected };
  return { ...registry, ...ids, guardian, court, book };
}

type Stage = Awaited<ReturnType<typeof paused>>;
type Acts = Record<string, (stage: Stage) => Promise<unknown>>;

const STOPPED: Acts = {
  filing: ({ rights, alice }) => rights.connect(alice).fileApplication(filing()),
  "entering a batch": ({ rights, registrar, aliceId }) =>
    rights.connect(registrar).fileBatch(aliceId, [filing()]),
  "opening notice": ({ rights, filed }) => rights.openNotice(filed),
  confirming: ({ rights, ready }) => rights.confirm(ready, DECISION),
  "confirming a batch": ({ rights, ready }) => rights.confirmBatch([ready], DECISION),
  transferring: ({ rights, alice, bob, certificateId }) =>
    rights.connect(alice).transferFrom(alice, bob, certificateId),
  pledging: ({ rights, book, certificateId }) =>
    rights.connect(book).setPledged(certificateId, true, REASON),
};

/** What courts order, what people give up or take back, and what has a time limit. */
const NEVER_STOPPED: Acts = {
  "an order to freeze": ({ rights, court, certificateId }) =>
    rights.connect(court).setFrozen(certificateId, true, REASON),
  "an order to transfer": ({ rights, court, certificateId, bobId }) =>
    rights.connect(court).moveByOrder(certificateId, bobId),
  "an order to annul": ({ rights, court, certificateId }) =>
    rights.connect(court).annulByOrder(certificateId, REASON),
  "an order to enforce a pledge": ({ rights, book, pledged, bobId }) =>
    rights.connect(book).enforcePledge(pledged, bobId, REASON),
  "releasing a pledge": ({ rights, book, pledged }) =>
    rights.connect(book).setPledged(pledged, false, REASON),
  withdrawing: ({ rights, alice, filed }) => rights.connect(alice).withdrawApplication(filed),
  surrendering: ({ rights, alice, certificateId }) =>
    rights.connect(alice).surrender(certificateId),
  objecting: ({ rights, bob, inNotice }) => rights.connect(bob).raiseObjection(inNotice, EVIDENCE),
  answering: ({ rights, alice, objected }) =>
    rights.connect(alice).answerObjection(objected, 1n, EVIDENCE),
  "deciding an objection": ({ rights, objected }) =>
    rights.dismissObjection(objected, 1n, DECISION),
  rejecting: ({ rights, filed }) => rights.rejectApplication(filed, DECISION),
  annulling: ({ rights, registrar, certificateId }) =>
    rights.connect(registrar).annul(certificateId, REASON),
};

describe("RightsRegistry: an emergency pause", () => {
  it("is announced, seen, and lifted", async () => {
    const stage = await loadFixture(paused);
    const { rights, guardian } = stage;
    expect(await rights.paused()).to.equal(true);
    await expect(rights.connect(guardian).setPaused(false))
      .to.emit(rights, "PauseChanged")
      .withArgs(false);
    for (const act of Object.values(STOPPED).slice(0, 4)) await act(stage);
  });

  for (const [name, act] of Object.entries(STOPPED)) {
    it(`stops ${name}`, async () => {
      const stage = await loadFixture(paused);
      await expectRefusal(act(stage), refusal(stage.rights, "Paused"));
    });
  }

  for (const [name, act] of Object.entries(NEVER_STOPPED)) {
    it(`does not stop ${name}`, async () => {
      await act(await loadFixture(paused));
    });
  }
});

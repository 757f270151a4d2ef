import { expect } from "chai";

import {
  addAccount,
  certify,
  DECISION,
  EVIDENCE,
  endNotice,
  fileInNotice,
  filing,
  hashOf,
  license,
  openRegistry,
  REASON,
  terms,
} from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture } from "../registry.ts";
import { ParticipantStatus } from "../words.ts";

type Stage = Awaited<ReturnType<typeof suspendedParticipant>>;

/** Alice is suspended, with two accounts, a certificate, an application, and a licence as either party. */
async function suspendedParticipant() {
  const registry = await openRegistry();
  const { alice, bob, aliceId, bobId, participants, second, third } = registry;
  await addAccount(registry, alice, second);
  await participants.connect(alice).inviteAccount(third);
  const own = await certify(registry, alice);
  const bobs = await certify(registry, bob, { commitment: hashOf("Bob's bytes") });
  const application = await fileInNotice(registry, alice, { commitment: hashOf("more bytes") });
  const bobsApplication = await fileInNotice(registry, bob, { commitment: hashOf("the rest") });
  const granted = await license(registry, alice, own, bobId);
  const received = await license(registry, bob, bobs, aliceId);
  await participants.suspend(aliceId, REASON);
  return { ...registry, own, bobs, application, bobsApplication, granted, received };
}

/** Everything that a suspended participant, or anyone for it, can no longer do. */
const BARRED: Record<string, (stage: Stage) => Promise<unknown>> = {
  "invite an account": ({ participants, alice, stranger }) =>
    participants.connect(alice).inviteAccount(stranger),
  "be joined by an invited account": ({ participants, third, aliceId }) =>
    participants.connect(third).acceptInvitation(aliceId),
  "change its primary account": ({ participants, alice, second }) =>
    participants.connect(alice).setPrimaryAccount(second),
  "revoke an account": ({ participants, alice, second }) =>
    participants.connect(alice).revokeAccount(second),
  "file an application": ({ rights, alice }) => rights.connect(alice).fileApplication(filing()),
  "file by another of its accounts": ({ rights, second }) =>
    rights.connect(second).fileApplication(filing()),
  "withdraw an application": ({ rights, alice, application }) =>
    rights.connect(alice).withdrawApplication(application),
  "object to an application": ({ rights, alice, bobsApplication }) =>
    rights.connect(alice).raiseObjection(bobsApplication, EVIDENCE),
  "surrender a certificate": ({ rights, alice, own }) => rights.connect(alice).surrender(own),
  "transfer a certificate": ({ rights, alice, bob, own }) =>
    rights.connect(alice).transferFrom(alice, bob, own),
  "receive a certificate": ({ rights, alice, bob, bobs }) =>
    rights.connect(bob).transferFrom(bob, alice, bobs),
  "grant a licence": async ({ licenses, alice, own, carolId }) =>
    licenses.connect(alice).grant(own, carolId, await terms()),
  "be granted a licence": async ({ licenses, bob, bobs, aliceId }) =>
    licenses.connect(bob).grant(bobs, aliceId, await terms()),
  "suspend a licence": ({ licenses, alice, granted }) =>
    licenses.connect(alice).suspend(granted, REASON),
  "resume a licence": ({ licenses, alice, granted }) => licenses.connect(alice).resume(granted),
  "terminate a licence it granted": ({ licenses, alice, granted }) =>
    licenses.connect(alice).terminate(granted, REASON),
  "terminate a licence it holds": ({ licenses, alice, received }) =>
    licenses.connect(alice).terminate(received, REASON),
  "have a right confirmed": async (stage) => {
    await endNotice(stage, stage.application);
    return stage.rights.confirm(stage.application, DECISION);
  },
};

describe("Participants: suspension", () => {
  it("is announced with its reason, and so is reinstatement", async () => {
    const { participants, aliceId } = await loadFixture(openRegistry);
    await expect(participants.suspend(aliceId, REASON))
      .to.emit(participants, "ParticipantSuspended")
      .withArgs(aliceId, REASON);
    await expect(participants.reinstate(aliceId, DECISION))
      .to.emit(participants, "ParticipantReinstated")
      .withArgs(aliceId, DECISION);
  });

  for (const [name, act] of Object.entries(BARRED)) {
    it(`a suspended participant cannot ${name}`, async () => {
      const stage = await loadFixture(suspendedParticipant);
      const { participants, aliceId } = stage;
      await expectRefusal(
        act(stage),
        refusal(participants, "ParticipantNotActive", aliceId, ParticipantStatus.Suspended),
      );
    });
  }

  it("takes nothing away: certificates, licences and accounts are there on reinstatement", async () => {
    const { participants, rights, licenses, alice, aliceId, own, received } =
      await loadFixture(suspendedParticipant);
    expect(await rights.holderOf(own)).to.equal(aliceId);
    expect((await licenses.license(received)).licensee).to.equal(aliceId);
    await participants.reinstate(aliceId, REASON);
    await rights.connect(alice).surrender(own);
  });
});

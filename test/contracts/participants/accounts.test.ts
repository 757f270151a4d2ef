import { expect } from "chai";

import { addAccount, openRegistry, REASON } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture } from "../registry.ts";
import { AccountStatus, ParticipantStatus } from "../words.ts";

/** Alice's participant with a second account. */
async function twoAccounts() {
  const registry = await openRegistry();
  await addAccount(registry, registry.alice, registry.second);
  return registry;
}

describe("Participants: invitations", () => {
  it("an invited account acts once it has accepted, and not before", async () => {
    const { participants, alice, aliceId, second } = await loadFixture(openRegistry);
    await expect(participants.connect(alice).inviteAccount(second))
      .to.emit(participants, "AccountInvited")
      .withArgs(aliceId, second.address);
    expect(await participants.participantOf(second)).to.equal(0n);
    await expectRefusal(
      participants.requireActiveAccount(second),
      refusal(participants, "AccountNotActive", second.address, 0n),
    );

    await expect(participants.connect(second).acceptInvitation(aliceId))
      .to.emit(participants, "AccountAdded")
      .withArgs(aliceId, second.address);
    expect(await participants.requireActiveAccount(second)).to.equal(aliceId);
    expect(await participants.requireActive(aliceId)).to.equal(alice.address);
  });

  it("nobody joins a participant that has not invited them", async () => {
    const { participants, alice, bobId, aliceId, second } = await loadFixture(openRegistry);
    const join = (id: bigint) => participants.connect(second).acceptInvitation(id);
    await expectRefusal(
      join(aliceId),
      refusal(participants, "NotInvited", second.address, aliceId),
    );
    await participants.connect(alice).inviteAccount(second);
    await expectRefusal(join(bobId), refusal(participants, "NotInvited", second.address, bobId));
  });

  it("an account invited by two chooses one, and is then taken", async () => {
    const { participants, alice, bob, aliceId, bobId, second } = await loadFixture(openRegistry);
    await participants.connect(alice).inviteAccount(second);
    await participants.connect(bob).inviteAccount(second);
    await participants.connect(second).acceptInvitation(bobId);
    await expectRefusal(
      participants.connect(second).acceptInvitation(aliceId),
      refusal(participants, "AccountTaken", second.address, bobId),
    );
  });

  it("an invitation is good once", async () => {
    const { participants, aliceId, second } = await loadFixture(twoAccounts);
    await expectRefusal(
      participants.connect(second).acceptInvitation(aliceId),
      refusal(participants, "NotInvited", second.address, aliceId),
    );
  });

  it("an invitation lapses with the account that made it", async () => {
    const { participants, registrar, alice, aliceId, second, third, stranger } =
      await loadFixture(twoAccounts);
    await participants.connect(second).inviteAccount(third);
    await participants.connect(alice).revokeAccount(second);
    const lapsed = refusal(participants, "NotInvited", third.address, aliceId);
    await expectRefusal(participants.connect(third).acceptInvitation(aliceId), lapsed);

    await participants.connect(alice).inviteAccount(third);
    await participants.connect(registrar).recoverAccount(alice, stranger, REASON);
    await expectRefusal(participants.connect(third).acceptInvitation(aliceId), lapsed);

    await participants.connect(stranger).inviteAccount(third);
    await participants.connect(third).acceptInvitation(aliceId);
    expect(await participants.participantOf(third)).to.equal(aliceId);
  });

  it("invites neither the zero address nor an account that is taken", async () => {
    const { participants, alice, bob, bobId } = await loadFixture(openRegistry);
    await expectRefusal(
      participants.connect(alice).inviteAccount(ethers.ZeroAddress),
      refusal(participants, "InvalidAccount", ethers.ZeroAddress),
    );
    await expectRefusal(
      participants.connect(alice).inviteAccount(bob),
      refusal(participants, "AccountTaken", bob.address, bobId),
    );
  });

  it("nobody joins a suspended participant", async () => {
    const { participants, alice, aliceId, second } = await loadFixture(openRegistry);
    await participants.connect(alice).inviteAccount(second);
    await participants.suspend(aliceId, REASON);
    await expectRefusal(
      participants.connect(second).acceptInvitation(aliceId),
      refusal(participants, "ParticipantNotActive", aliceId, ParticipantStatus.Suspended),
    );
  });
});

describe("Participants: rotation of accounts", () => {
  it("rotates a key: a new primary account, then the old one revoked", async () => {
    const { participants, alice, aliceId, second } = await loadFixture(twoAccounts);
    await expect(participants.connect(alice).setPrimaryAccount(second))
      .to.emit(participants, "PrimaryAccountChanged")
      .withArgs(aliceId, second.address);
    expect(await participants.requireActive(aliceId)).to.equal(second.address);

    await expect(participants.connect(second).revokeAccount(alice))
      .to.emit(participants, "AccountRevoked")
      .withArgs(aliceId, alice.address);
    expect(await participants.accountStatus(alice)).to.equal(AccountStatus.Revoked);
    expect(await participants.participantOf(alice)).to.equal(aliceId);
  });

  it("an account may revoke itself, unless it is the primary one", async () => {
    const { participants, alice, aliceId, second } = await loadFixture(twoAccounts);
    await expectRefusal(
      participants.connect(second).revokeAccount(alice),
      refusal(participants, "PrimaryAccountNotRevocable", aliceId, alice.address),
    );
    await participants.connect(second).revokeAccount(second);
    expect(await participants.accountStatus(second)).to.equal(AccountStatus.Revoked);
  });

  it("a revoked account acts no more, and is nobody's ever after", async () => {
    const { participants, alice, bob, aliceId, second, third } = await loadFixture(twoAccounts);
    await participants.connect(alice).revokeAccount(second);

    const revoked = refusal(participants, "AccountNotActive", second.address, aliceId);
    await expectRefusal(participants.requireActiveAccount(second), revoked);
    await expectRefusal(participants.connect(second).inviteAccount(third), revoked);
    await expectRefusal(participants.connect(second).setPrimaryAccount(alice), revoked);
    await expectRefusal(participants.connect(second).revokeAccount(alice), revoked);
    await expectRefusal(participants.connect(alice).setPrimaryAccount(second), revoked);
    await expectRefusal(participants.connect(alice).revokeAccount(second), revoked);

    const taken = refusal(participants, "AccountTaken", second.address, aliceId);
    await expectRefusal(participants.connect(bob).inviteAccount(second), taken);
    await expectRefusal(participants.connect(alice).inviteAccount(second), taken);
  });

  it("nobody disposes of accounts of others", async () => {
    const { participants, alice, bob, bobId, stranger } = await loadFixture(openRegistry);
    const { setPrimaryAccount, revokeAccount } = participants.connect(alice);
    for (const dispose of [setPrimaryAccount, revokeAccount]) {
      await expectRefusal(
        dispose(bob),
        refusal(participants, "AccountNotActive", bob.address, bobId),
      );
      await expectRefusal(
        dispose(stranger),
        refusal(participants, "AccountNotActive", stranger.address, 0n),
      );
    }
  });
});

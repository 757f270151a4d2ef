import { expect } from "chai";

import { addAccount, certify, openRegistry, REASON } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture } from "../registry.ts";
import { AccountStatus } from "../words.ts";

describe("Participants: recovery of a lost account", () => {
  it("replaces a lost primary account", async () => {
    const { participants, alice, aliceId, second } = await loadFixture(openRegistry);
    const recovered = participants.recoverAccount(alice, second, REASON);
    await expect(recovered)
      .to.emit(participants, "AccountRecovered")
      .withArgs(aliceId, alice.address, second.address, REASON);
    await expect(recovered)
      .to.emit(participants, "PrimaryAccountChanged")
      .withArgs(aliceId, second.address);
    expect(await participants.accountStatus(alice)).to.equal(AccountStatus.Revoked);
    expect(await participants.requireActiveAccount(second)).to.equal(aliceId);
    expect(await participants.requireActive(aliceId)).to.equal(second.address);
  });

  it("leaves the primary account alone when another is lost", async () => {
    const registry = await loadFixture(openRegistry);
    const { participants, alice, aliceId, second, third } = registry;
    await addAccount(registry, alice, second);
    await expect(participants.recoverAccount(second, third, REASON)).not.to.emit(
      participants,
      "PrimaryAccountChanged",
    );
    expect(await participants.requireActive(aliceId)).to.equal(alice.address);
  });

  it("refuses to recover what is not an active account", async () => {
    const registry = await loadFixture(openRegistry);
    const { participants, alice, aliceId, second, third, stranger } = registry;
    await expectRefusal(
      participants.recoverAccount(stranger, third, REASON),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
    await participants.recoverAccount(alice, second, REASON);
    await expectRefusal(
      participants.recoverAccount(alice, third, REASON),
      refusal(participants, "AccountNotActive", alice.address, aliceId),
    );
  });

  it("refuses a replacement that is taken or nobody's", async () => {
    const { participants, alice, bob, aliceId, bobId } = await loadFixture(openRegistry);
    await expectRefusal(
      participants.recoverAccount(alice, bob, REASON),
      refusal(participants, "AccountTaken", bob.address, bobId),
    );
    await expectRefusal(
      participants.recoverAccount(alice, alice, REASON),
      refusal(participants, "AccountTaken", alice.address, aliceId),
    );
    await expectRefusal(
      participants.recoverAccount(alice, ethers.ZeroAddress, REASON),
      refusal(participants, "InvalidAccount", ethers.ZeroAddress),
    );
  });

  it("recovers an account of a suspended participant, who stays suspended", async () => {
    const { participants, alice, aliceId, second } = await loadFixture(openRegistry);
    await participants.suspend(aliceId, REASON);
    await participants.recoverAccount(alice, second, REASON);
    expect(await participants.isActive(aliceId)).to.equal(false);
    expect(await participants.accountStatus(second)).to.equal(AccountStatus.Active);
  });

  it("the holder goes on acting on certificates that sit in the lost account", async () => {
    const registry = await loadFixture(openRegistry);
    const { participants, rights, alice, bob, aliceId, bobId, second } = registry;
    const certificateId = await certify(registry, alice);
    await participants.recoverAccount(alice, second, REASON);

    expect(await rights.holderOf(certificateId)).to.equal(aliceId);
    await rights.connect(second).transferFrom(alice, bob, certificateId);
    expect(await rights.holderOf(certificateId)).to.equal(bobId);
  });

  it("the lost key can move nothing, by itself or through those it has approved", async () => {
    const registry = await loadFixture(openRegistry);
    const { participants, rights, alice, bob, second, third, stranger } = registry;
    const certificateId = await certify(registry, alice);
    await rights.connect(alice).setApprovalForAll(third, true);
    await rights.connect(alice).approve(stranger, certificateId);
    await participants.recoverAccount(alice, second, REASON);
    await rights.connect(alice).setApprovalForAll(bob, true);

    for (const thief of [alice, bob, third, stranger]) {
      await expectRefusal(
        rights.connect(thief).transferFrom(alice, bob, certificateId),
        refusal(rights, "ERC721InsufficientApproval", thief.address, certificateId),
      );
    }
  });
});

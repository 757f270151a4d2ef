import { expect } from "chai";

import { addAccount, certify, openRegistry } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture } from "../registry.ts";

/** Alice, with two accounts, holds a certificate in the first. */
async function certified() {
  const registry = await openRegistry();
  await addAccount(registry, registry.alice, registry.second);
  const id = await certify(registry, registry.alice);
  return { ...registry, id };
}

describe("RightsRegistry: transfer of certificates", () => {
  it("from one participant to another changes the holder", async () => {
    const { rights, alice, bob, aliceId, bobId, id } = await loadFixture(certified);
    const moved = rights.connect(alice).transferFrom(alice, bob, id);
    await expect(moved).to.emit(rights, "HolderChanged").withArgs(id, aliceId, bobId);
    await expect(moved).to.emit(rights, "Transfer").withArgs(alice.address, bob.address, id);
    expect(await rights.holderOf(id)).to.equal(bobId);
    expect((await rights.registration(id)).applicant).to.equal(aliceId);
  });

  it("between accounts of one participant changes no holder", async () => {
    const { rights, alice, second, aliceId, id } = await loadFixture(certified);
    await expect(rights.connect(alice).transferFrom(alice, second, id)).not.to.emit(
      rights,
      "HolderChanged",
    );
    expect(await rights.ownerOf(id)).to.equal(second.address);
    expect(await rights.holderOf(id)).to.equal(aliceId);
  });

  it("is open to any account of the holder, whichever account the token sits in", async () => {
    const { rights, alice, bob, second, bobId, id } = await loadFixture(certified);
    await rights.connect(second)["safeTransferFrom(address,address,uint256)"](alice, bob, id);
    expect(await rights.holderOf(id)).to.equal(bobId);
  });

  it("is closed to revoked accounts, and to those that were revoked accounts' own", async () => {
    const { participants, rights, alice, bob, second, id } = await loadFixture(certified);
    await participants.connect(alice).setPrimaryAccount(second);
    await participants.connect(second).revokeAccount(alice);
    await expectRefusal(
      rights.connect(alice).transferFrom(alice, bob, id),
      refusal(rights, "ERC721InsufficientApproval", alice.address, id),
    );
    await rights.connect(second).transferFrom(alice, bob, id);
  });

  it("goes to active accounts of participants only", async () => {
    const { participants, rights, alice, second, aliceId, stranger, id } =
      await loadFixture(certified);
    await participants.connect(alice).revokeAccount(second);
    await expectRefusal(
      rights.connect(alice).transferFrom(alice, stranger, id),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
    await expectRefusal(
      rights.connect(alice).transferFrom(alice, second, id),
      refusal(participants, "AccountNotActive", second.address, aliceId),
    );
  });

  it("is open to those the holder's account has approved", async () => {
    const { rights, alice, bob, second, stranger, third, id } = await loadFixture(certified);
    await rights.connect(alice).approve(stranger, id);
    await rights.connect(alice).setApprovalForAll(third, true);
    await rights.connect(third).transferFrom.staticCall(alice, bob, id);
    await rights.connect(stranger).transferFrom(alice, second, id);
    for (const former of [stranger, third]) {
      await expectRefusal(
        rights.connect(former).transferFrom(second, bob, id),
        refusal(rights, "ERC721InsufficientApproval", former.address, id),
      );
    }
  });

  it("passes the holder's acts on with the certificate", async () => {
    const { rights, alice, bob, aliceId, bobId, id } = await loadFixture(certified);
    await rights.connect(alice).transferFrom(alice, bob, id);
    await expectRefusal(
      rights.connect(alice).surrender(id),
      refusal(rights, "NotHolder", id, bobId, aliceId),
    );
    await rights.connect(bob).surrender(id);
  });
});

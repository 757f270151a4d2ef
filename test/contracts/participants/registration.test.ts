import { expect } from "chai";

import { CHINA, CREDENTIAL, now, openRegistry, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture } from "../registry.ts";
import { AccountStatus, Kind, ParticipantStatus } from "../words.ts";

describe("Participants: registration", () => {
  it("enters a participant with its first account, which is its primary one", async () => {
    const { participants, stranger } = await loadFixture(openRegistry);
    await expect(participants.register(Kind.Court, CHINA, CREDENTIAL, stranger))
      .to.emit(participants, "ParticipantRegistered")
      .withArgs(4n, stranger.address, Kind.Court, CHINA, CREDENTIAL);

    const record = await participants.participant(4n);
    expect(record.kind).to.equal(Kind.Court);
    expect(record.status).to.equal(ParticipantStatus.Active);
    expect(record.jurisdiction).to.equal(CHINA);
    expect(record.registeredAt).to.equal(await now());
    expect(record.primaryAccount).to.equal(stranger.address);
    expect(record.credentialHash).to.equal(CREDENTIAL);
    expect(await participants.participantCount()).to.equal(4n);
    expect(await participants.participantOf(stranger)).to.equal(4n);
    expect(await participants.accountStatus(stranger)).to.equal(AccountStatus.Active);
    expect(await participants.isActive(4n)).to.equal(true);
  });

  for (const [name, kind] of Object.entries(Kind)) {
    it(`enters a participant of kind ${name}`, async () => {
      const { participants, stranger } = await loadFixture(openRegistry);
      await participants.register(kind, CHINA, CREDENTIAL, stranger);
      expect((await participants.participant(4n)).kind).to.equal(kind);
    });
  }

  it("refuses a participant of no kind", async () => {
    const { participants, stranger } = await loadFixture(openRegistry);
    await expectRefusal(
      participants.register(0n, CHINA, CREDENTIAL, stranger),
      refusal(participants, "InvalidKind"),
    );
  });

  it("accepts jurisdictions 1 to 999 and no others", async () => {
    const { participants, stranger } = await loadFixture(openRegistry);
    for (const code of [0n, 1000n, 65535n]) {
      await expectRefusal(
        participants.register(Kind.Citizen, code, CREDENTIAL, stranger),
        refusal(participants, "InvalidJurisdiction", code),
      );
    }
    for (const code of [1n, 999n]) {
      await participants.register.staticCall(Kind.Citizen, code, CREDENTIAL, stranger);
    }
  });

  it("refuses a participant without a credential, then and later", async () => {
    const { participants, stranger, aliceId } = await loadFixture(openRegistry);
    const refused = refusal(participants, "MissingCredential");
    await expectRefusal(participants.register(Kind.Citizen, CHINA, ZERO_HASH, stranger), refused);
    await expectRefusal(participants.updateCredential(aliceId, ZERO_HASH), refused);
  });

  it("refuses the zero address and accounts that are taken", async () => {
    const { participants, alice, aliceId } = await loadFixture(openRegistry);
    await expectRefusal(
      participants.register(Kind.Citizen, CHINA, CREDENTIAL, ethers.ZeroAddress),
      refusal(participants, "InvalidAccount", ethers.ZeroAddress),
    );
    await expectRefusal(
      participants.register(Kind.Citizen, CHINA, CREDENTIAL, alice),
      refusal(participants, "AccountTaken", alice.address, aliceId),
    );
    expect(await participants.participantCount()).to.equal(3n);
  });

  it("records a credential verified anew", async () => {
    const { participants, aliceId } = await loadFixture(openRegistry);
    const renewed = ethers.id("renewed credential");
    await expect(participants.updateCredential(aliceId, renewed))
      .to.emit(participants, "CredentialUpdated")
      .withArgs(aliceId, renewed);
    expect((await participants.participant(aliceId)).credentialHash).to.equal(renewed);
  });

  it("knows nothing of ids and accounts never given", async () => {
    const { participants, stranger } = await loadFixture(openRegistry);
    expect(await participants.participantOf(stranger)).to.equal(0n);
    expect(await participants.accountStatus(stranger)).to.equal(AccountStatus.None);
    expect(await participants.isActive(99n)).to.equal(false);
    const unknown = refusal(participants, "UnknownParticipant", 99n);
    await expectRefusal(participants.participant(99n), unknown);
    await expectRefusal(participants.requireActive(99n), unknown);
    await expectRefusal(
      participants.requireActiveAccount(stranger),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
  });
});

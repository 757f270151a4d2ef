import { expect } from "chai";

import { certify, enroll, REASON } from "../acts.ts";
import { openExchange, shareOut, type Share } from "../deals/acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { plainly } from "../market.ts";
import { ethers, loadFixture, networkHelpers, type Account, type Registry } from "../registry.ts";

const Status = { None: 0n, Proposed: 1n, InForce: 2n, Superseded: 3n, Withdrawn: 4n } as const;

const part = (participantId: bigint, basisPoints: bigint): Share => ({
  participantId,
  basisPoints,
});

/** Alice's certificate, and what she would share it by with Bob and Carol. */
async function shared() {
  const exchange = await openExchange();
  const { aliceId, bobId, carolId } = exchange;
  const parts = [part(aliceId, 5000n), part(bobId, 3333n), part(carolId, 1667n)];
  return { ...exchange, parts };
}

interface Newcomer {
  readonly account: Account;
  readonly id: bigint;
}

/** So many participants whose accounts the chain signs for. */
async function newcomers(registry: Registry, count: number): Promise<Newcomer[]> {
  const made: Newcomer[] = [];
  for (let i = 0; i < count; ++i) {
    const account = await ethers.getImpersonatedSigner(ethers.Wallet.createRandom().address);
    await networkHelpers.setBalance(account.address, 10n ** 18n);
    made.push({ account, id: await enroll(registry, account) });
  }
  return made;
}

describe("Shares", () => {
  it("without a declaration the holder has all of a certificate", async () => {
    const { shares, aliceId, certificateId, rights } = await loadFixture(shared);
    expect(await shares.sharesOf(certificateId)).to.deep.equal([[aliceId], [10_000n]]);
    expect(await shares.inForce(certificateId)).to.equal(0n);
    await expectRefusal(shares.sharesOf(99n), refusal(rights, "UnknownCertificate", 99n));
  });

  it("are in force once everybody named has agreed", async () => {
    const { shares, alice, aliceId, bob, bobId, carol, carolId, certificateId, parts } =
      await loadFixture(shared);
    await expect(shares.connect(alice).propose(certificateId, parts))
      .to.emit(shares, "SharesProposed")
      .withArgs(1n, certificateId, aliceId, parts.map(Object.values), [aliceId, bobId, carolId])
      .and.to.emit(shares, "SharesAgreed")
      .withArgs(1n, certificateId, aliceId);
    await shares.connect(carol).agree(1n);
    expect(await shares.sharesOf(certificateId)).to.deep.equal([[aliceId], [10_000n]]);
    await expect(shares.connect(bob).agree(1n))
      .to.emit(shares, "SharesAgreed")
      .withArgs(1n, certificateId, bobId)
      .and.to.emit(shares, "SharesInForce")
      .withArgs(1n, certificateId);
    expect(await shares.sharesOf(certificateId)).to.deep.equal([
      [aliceId, bobId, carolId],
      [5000n, 3333n, 1667n],
    ]);
    expect(await shares.proposalCount()).to.equal(1n);
    const record = plainly(await shares.proposal(1n));
    expect(record).to.deep.include({ certificateId, proposer: aliceId, agreed: 7n, parties: 3n });
    expect(record.status).to.equal(Status.InForce);
  });

  it("change only when those who have shares agree too", async () => {
    const stage = await loadFixture(shared);
    const { shares, alice, aliceId, bob, bobId, carol, carolId, certificateId, parts } = stage;
    await shareOut(stage, certificateId, alice, parts, [bob, carol]);
    await expect(shares.connect(alice).propose(certificateId, [part(aliceId, 10_000n)]))
      .to.emit(shares, "SharesProposed")
      .withArgs(2n, certificateId, aliceId, [[aliceId, 10_000n]], [aliceId, bobId, carolId]);
    await shares.connect(bob).agree(2n);
    expect((await shares.proposal(1n)).status).to.equal(Status.InForce);
    expect((await shares.sharesOf(certificateId))[0]).to.have.length(3);
    await expect(shares.connect(carol).agree(2n))
      .to.emit(shares, "SharesSuperseded")
      .withArgs(1n, certificateId);
    expect(await shares.sharesOf(certificateId)).to.deep.equal([[aliceId], [10_000n]]);
    expect((await shares.proposal(1n)).status).to.equal(Status.Superseded);
  });

  it("of the holder pass with the certificate, and add to what the receiver has", async () => {
    const stage = await loadFixture(shared);
    const { shares, rights, alice, bob, bobId, carol, carolId, dora, doraId, certificateId } =
      stage;
    await shareOut(stage, certificateId, alice, stage.parts, [bob, carol]);
    await rights.connect(alice).transferFrom(alice, dora, certificateId);
    expect(await shares.sharesOf(certificateId)).to.deep.equal([
      [doraId, bobId, carolId],
      [5000n, 3333n, 1667n],
    ]);
    await rights.connect(dora).transferFrom(dora, carol, certificateId);
    expect(await shares.sharesOf(certificateId)).to.deep.equal([
      [carolId, bobId],
      [6667n, 3333n],
    ]);
    await shares.connect(carol).propose(certificateId, [part(carolId, 10_000n)]);
    await shares.connect(bob).agree(2n);
    expect(await shares.sharesOf(certificateId)).to.deep.equal([[carolId], [10_000n]]);
  });

  it("that are proposed anew take the place of those still open", async () => {
    const stage = await loadFixture(shared);
    const { shares, alice, bob, certificateId, parts } = stage;
    await shares.connect(alice).propose(certificateId, parts);
    await expect(shares.connect(alice).propose(certificateId, parts))
      .to.emit(shares, "SharesSuperseded")
      .withArgs(1n, certificateId);
    await expectRefusal(
      shares.connect(bob).agree(1n),
      refusal(shares, "ProposalNotOpen", 1n, Status.Superseded),
    );
  });

  it("are withdrawn by who proposed them, while they are open", async () => {
    const stage = await loadFixture(shared);
    const { shares, alice, aliceId, bob, bobId, carol, certificateId, parts } = stage;
    await shares.connect(alice).propose(certificateId, parts);
    await expectRefusal(
      shares.connect(bob).withdraw(1n),
      refusal(shares, "NotProposer", 1n, aliceId, bobId),
    );
    await expect(shares.connect(alice).withdraw(1n))
      .to.emit(shares, "SharesWithdrawn")
      .withArgs(1n, certificateId);
    await expectRefusal(
      shares.connect(bob).agree(1n),
      refusal(shares, "ProposalNotOpen", 1n, Status.Withdrawn),
    );
    await shareOut(stage, certificateId, alice, parts, [bob, carol]);
    await expectRefusal(
      shares.connect(alice).withdraw(2n),
      refusal(shares, "ProposalNotOpen", 2n, Status.InForce),
    );
    await expectRefusal(
      shares.connect(alice).withdraw(99n),
      refusal(shares, "UnknownProposal", 99n),
    );
    await expectRefusal(shares.proposal(99n), refusal(shares, "UnknownProposal", 99n));
  });

  it("are agreed to by parties alone, once each, while the proposer holds the certificate", async () => {
    const { shares, rights, alice, aliceId, bob, bobId, dora, doraId, certificateId, parts } =
      await loadFixture(shared);
    await shares.connect(alice).propose(certificateId, parts);
    await expectRefusal(shares.connect(dora).agree(1n), refusal(shares, "NotCoHolder", 1n, doraId));
    await expectRefusal(
      shares.connect(alice).agree(1n),
      refusal(shares, "AlreadyAgreed", 1n, aliceId),
    );
    await rights.connect(alice).transferFrom(alice, dora, certificateId);
    await expectRefusal(
      shares.connect(bob).agree(1n),
      refusal(rights, "NotHolder", certificateId, doraId, aliceId),
    );
    expect(bobId).to.not.equal(aliceId);
  });

  it("are proposed by the holder of an active certificate, to active participants", async () => {
    const { shares, rights, participants, alice, aliceId, bob, bobId, certificateId, parts } =
      await loadFixture(shared);
    await expectRefusal(
      shares.connect(bob).propose(certificateId, parts),
      refusal(rights, "NotHolder", certificateId, aliceId, bobId),
    );
    await expectRefusal(
      shares.connect(alice).propose(certificateId, [part(aliceId, 1n), part(99n, 9999n)]),
      refusal(participants, "UnknownParticipant", 99n),
    );
    await participants.suspend(bobId, REASON);
    await expectRefusal(
      shares.connect(alice).propose(certificateId, parts),
      refusal(participants, "ParticipantNotActive", bobId, 2n),
    );
    await rights.connect(alice).surrender(certificateId);
    await expectRefusal(
      shares.connect(alice).propose(certificateId, [part(aliceId, 10_000n)]),
      refusal(rights, "CertificateNotActive", certificateId, 3n),
    );
  });

  it("add up to the whole, one of each participant, in order, the holder's among them", async () => {
    const { shares, alice, aliceId, bobId, carolId, certificateId } = await loadFixture(shared);
    const cases: [Share[], string, ...bigint[]][] = [
      [[], "WrongShareCount", 0n, 16n],
      [[part(aliceId, 9999n)], "WrongShareSum", 9999n],
      [[part(aliceId, 9999n), part(bobId, 2n)], "WrongShareSum", 10_001n],
      [[part(aliceId, 0n), part(bobId, 10_000n)], "EmptyShare", aliceId],
      [[part(bobId, 5000n), part(aliceId, 5000n)], "SharesNotAscending", aliceId, bobId],
      [[part(aliceId, 5000n), part(aliceId, 5000n)], "SharesNotAscending", aliceId, aliceId],
      [[part(bobId, 5000n), part(carolId, 5000n)], "HolderWithoutShare", certificateId, aliceId],
    ];
    for (const [parts, error, ...args] of cases) {
      await expectRefusal(
        shares.connect(alice).propose(certificateId, parts),
        refusal(shares, error, ...args),
      );
    }
  });

  it("are of at most sixteen, who can be replaced by fifteen others", async () => {
    const stage = await loadFixture(shared);
    const { shares, alice, aliceId, certificateId } = stage;
    const first = await newcomers(stage, 15);
    const second = await newcomers(stage, 15);
    const among = (others: readonly Newcomer[]) => [
      part(aliceId, 8500n),
      ...others.map(({ id }) => part(id, 100n)),
    ];
    const accounts = (others: readonly Newcomer[]) => others.map(({ account }) => account);
    await shareOut(stage, certificateId, alice, among(first), accounts(first));
    const everybody = [...accounts(second), ...accounts(first)];
    const last = await shareOut(stage, certificateId, alice, among(second), everybody);
    expect(await shares.inForce(certificateId)).to.equal(last);
    expect((await shares.sharesOf(certificateId))[0]).to.deep.equal([
      aliceId,
      ...second.map(({ id }) => id),
    ]);
    await expectRefusal(
      shares.connect(alice).propose(certificateId, among([...first, ...second.slice(0, 1)])),
      refusal(shares, "WrongShareCount", 17n, 16n),
    );
  });

  it("of one certificate say nothing of another", async () => {
    const stage = await loadFixture(shared);
    const { shares, alice, aliceId, bob, carol, certificateId, parts } = stage;
    const other = await certify(stage, alice, { commitment: `0x${"77".repeat(32)}` });
    await shareOut(stage, certificateId, alice, parts, [bob, carol]);
    expect(await shares.sharesOf(other)).to.deep.equal([[aliceId], [10_000n]]);
  });
});

import { expect } from "chai";

import { atNextBlock, now } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import { AttestationStatus, DAY } from "../words.ts";
import { attest, commitTo, openCustody, rightAnswer, showChunk, someBytes } from "./acts.ts";

async function challenged() {
  const stage = await openCustody();
  const id = await attest(stage);
  await stage.custody.connect(stage.alice).challenge(id);
  return { ...stage, id, challengedAt: await now() };
}

describe("Custody: challenges", () => {
  it("ask for a chunk within the response period", async () => {
    const stage = await loadFixture(openCustody);
    const { custody, alice, aliceId } = stage;
    const id = await attest(stage);
    const challenge = await custody.connect(alice).challenge(id);
    const { chunk, challenger, challenges, answerBy } = await custody.attestation(id);
    expect([challenger, challenges, answerBy]).to.deep.equal([aliceId, 1n, (await now()) + DAY]);
    await expect(challenge)
      .to.emit(custody, "CustodyChallenged")
      .withArgs(id, 1n, aliceId, chunk, answerBy);
  });

  it("reach every chunk, and none beyond", async () => {
    const stage = await loadFixture(openCustody);
    const { custody, alice } = stage;
    const seen = new Set<bigint>();
    for (let i = 0; i < 60; i++) {
      const id = await attest(stage);
      await custody.connect(alice).challenge(id);
      seen.add((await custody.attestation(id)).chunk);
    }
    expect([...seen].toSorted()).to.deep.equal([0n, 1n, 2n, 3n, 4n, 5n]);
  });

  it("are answered by the chunk and its proof", async () => {
    const stage = await loadFixture(challenged);
    const { custody, custodian, id } = stage;
    const { chunk, proof } = await rightAnswer(stage, id);
    await expect(custody.connect(custodian).answer(id, chunk, proof))
      .to.emit(custody, "ChallengeAnswered")
      .withArgs(id, 1n);
    expect((await custody.attestation(id)).answerBy).to.equal(0n);
  });

  it("are answered in time to the second, or the attestation has failed for good", async () => {
    const stage = await loadFixture(challenged);
    const { custody, custodian, id, challengedAt } = stage;
    const { chunk, proof } = await rightAnswer(stage, id);
    const answer = custody.connect(custodian).answer;
    await atNextBlock(challengedAt + DAY - 1n);
    await answer.staticCall(id, chunk, proof, { blockTag: "pending" });
    await atNextBlock(challengedAt + DAY);
    await expectRefusal(
      answer(id, chunk, proof),
      refusal(custody, "WrongAttestationStatus", id, 3n, 2n),
    );
    await networkHelpers.mine();
    expect(await custody.attestationStatus(id)).to.equal(AttestationStatus.Failed);
  });

  it("made in the last moment are answered after the end", async () => {
    const stage = await loadFixture(openCustody);
    const { custody, custodian, alice } = stage;
    const end = (await now()) + DAY;
    await atNextBlock(end - 2n);
    const id = await attest(stage, end);
    await atNextBlock(end - 1n);
    await custody.connect(alice).challenge(id);
    await atNextBlock(end - 1n + DAY - 1n);
    const { chunk, proof } = await rightAnswer(stage, id);
    await custody.connect(custodian).answer(id, chunk, proof);
    expect(await custody.attestationStatus(id)).to.equal(AttestationStatus.Expired);
  });

  it("come from one participant once in a response period, and from others at any time", async () => {
    const stage = await loadFixture(challenged);
    const { custody, custodian, alice, aliceId, bob, id, challengedAt } = stage;
    const answerRightly = async () => {
      const { chunk, proof } = await rightAnswer(stage, id);
      await custody.connect(custodian).answer(id, chunk, proof);
    };
    await answerRightly();
    await atNextBlock(challengedAt + DAY - 1n);
    await expectRefusal(
      custody.connect(alice).challenge(id),
      refusal(custody, "ChallengedLately", id, aliceId, challengedAt + DAY),
    );
    await custody.connect(bob).challenge(id);
    await answerRightly();
    await custody.connect(alice).challenge(id);
    expect((await custody.attestation(id)).challenges).to.equal(3n);
  });

  it("are answered by nothing else", async () => {
    const stage = await loadFixture(challenged);
    const { custody, custodian, bytes, id } = stage;
    const { chunk, proof } = await rightAnswer(stage, id);
    const index = Number((await custody.attestation(id)).chunk);
    const other = showChunk(bytes, (index + 1) % 6);
    const longer = ethers.concat([chunk, "0x00"]);
    const wrong: [chunk: string, proof: string[]][] = [
      [other.chunk, other.proof],
      [other.chunk, proof],
      [chunk, other.proof],
      [chunk, proof.slice(1)],
      [chunk, [...proof, ethers.ZeroHash]],
      [chunk, [...proof].toReversed()],
      [longer, proof],
      [ethers.dataSlice(chunk, 1), proof],
      ["0x", []],
    ];
    for (const [wrongChunk, wrongProof] of wrong) {
      await expectRefusal(
        custody.connect(custodian).answer(id, wrongChunk, wrongProof),
        refusal(custody, "WrongChunk", id, index),
      );
    }
  });

  it("can be answered for every chunk of bytes of any length", async () => {
    const stage = await loadFixture(openCustody);
    const { custody, custodian, alice, validUntil } = stage;
    for (const length of [0, 1, 1023, 1024, 1025, 3 * 1024, 7 * 1024 + 1, 13 * 1024]) {
      const bytes = someBytes(length);
      const { commitment, root } = commitTo(bytes, validUntil);
      for (let round = 0; round < 3; round++) {
        await custody.connect(custodian).attest(commitment, length, root, validUntil);
        const id = await custody.attestationCount();
        await custody.connect(alice).challenge(id);
        const { chunk, proof } = await rightAnswer({ ...stage, bytes }, id);
        await custody.connect(custodian).answer(id, chunk, proof);
      }
    }
  });
});

describe("Custody: response period", () => {
  it("holds for challenges from then on", async () => {
    const stage = await loadFixture(challenged);
    const { custody, alice, id, challengedAt } = stage;
    await expect(custody.setResponsePeriod(60n))
      .to.emit(custody, "ResponsePeriodSet")
      .withArgs(60n);
    expect(await custody.responsePeriod()).to.equal(60n);
    expect((await custody.attestation(id)).answerBy).to.equal(challengedAt + DAY);
    const next = await attest(stage);
    await custody.connect(alice).challenge(next);
    expect((await custody.attestation(next)).answerBy).to.equal((await now()) + 60n);
  });

  it("is longer than zero", async () => {
    const { custody } = await loadFixture(openCustody);
    await expectRefusal(custody.setResponsePeriod(0n), refusal(custody, "InvalidResponsePeriod"));
  });
});

import { expect } from "chai";

import { atNextBlock, now, REASON, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture } from "../registry.ts";
import { AttestationStatus, Kind } from "../words.ts";
import { attest, commitTo, openCustody } from "./acts.ts";

describe("Custody: attesting", () => {
  it("is recorded whole, and told by an event", async () => {
    const stage = await loadFixture(openCustody);
    const { custody, custodian, custodianId, bytes, validUntil } = stage;
    const { commitment, size, root } = commitTo(bytes, validUntil);
    await expect(custody.connect(custodian).attest(commitment, size, root, validUntil))
      .to.emit(custody, "CustodyAttested")
      .withArgs(1n, custodianId, commitment, size, validUntil);
    expect(await custody.attestationCount()).to.equal(1n);
    const record = await custody.attestation(1n);
    expect([...record]).to.deep.equal([
      ...[custodianId, size, await now(), validUntil, false],
      ...[0n, 0n, 0n, 0n, commitment],
    ]);
  });

  it("is for custodians alone", async () => {
    const { custody, participants, alice, aliceId, bytes, validUntil } =
      await loadFixture(openCustody);
    const { commitment, size, root } = commitTo(bytes, validUntil);
    await expectRefusal(
      custody.connect(alice).attest(commitment, size, root, validUntil),
      refusal(custody, "WrongKind", aliceId, Kind.Enterprise, Kind.Custodian),
    );
    expect(await participants.isActive(aliceId)).to.equal(true);
  });

  it("is for active custodians alone", async () => {
    const stage = await loadFixture(openCustody);
    await stage.participants.suspend(stage.custodianId, REASON);
    await expectRefusal(
      attest(stage),
      refusal(stage.participants, "ParticipantNotActive", stage.custodianId, 2n),
    );
  });

  it("needs the size and root that the commitment was made of", async () => {
    const { custody, custodian, bytes, validUntil } = await loadFixture(openCustody);
    const { commitment, size, root } = commitTo(bytes, validUntil);
    for (const [wrongSize, wrongRoot] of [
      [size - 1n, root],
      [size, ZERO_HASH],
    ] as const) {
      await expectRefusal(
        custody.connect(custodian).attest(commitment, wrongSize, wrongRoot, validUntil),
        refusal(custody, "CommitmentMismatch", commitment, wrongSize, wrongRoot),
      );
    }
  });

  it("is of at most 2 TiB", async () => {
    const { custody, custodian, validUntil } = await loadFixture(openCustody);
    const limit = 2n ** 41n;
    const attestAs = (size: bigint) =>
      custody.connect(custodian).attest(ZERO_HASH, size, ZERO_HASH, validUntil);
    await expectRefusal(attestAs(limit + 1n), refusal(custody, "TooLong", limit + 1n, limit));
    await expectRefusal(
      attestAs(limit),
      refusal(custody, "CommitmentMismatch", ZERO_HASH, limit, ZERO_HASH),
    );
  });

  it("runs beyond the second in which it is made, and ends at its end", async () => {
    const stage = await loadFixture(openCustody);
    const { custody } = stage;
    const time = (await now()) + 100n;
    await atNextBlock(time);
    await expectRefusal(attest(stage, time), refusal(custody, "AlreadyPast", time));
    const id = await attest(stage, time + 10n);
    await atNextBlock(time + 9n);
    await attest(stage);
    expect(await custody.attestationStatus(id)).to.equal(AttestationStatus.Attested);
    await atNextBlock(time + 10n);
    await attest(stage);
    expect(await custody.attestationStatus(id)).to.equal(AttestationStatus.Expired);
  });

  it("is unknown before it is made", async () => {
    const { custody } = await loadFixture(openCustody);
    expect(await custody.attestationStatus(1n)).to.equal(AttestationStatus.None);
    await expectRefusal(custody.attestation(1n), refusal(custody, "UnknownAttestation", 1n));
  });
});

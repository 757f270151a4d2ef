import { expect } from "chai";

import {
  ContractRevertError,
  hashChunks,
  InvalidInputError,
  proveChunk,
} from "../../sdk/src/index.ts";
import { RESPONSE_PERIOD } from "./fixture/deploy.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest } from "./fixture/world.ts";

const DAY = 86_400_000;

describe("Verbs of custody", () => {
  // No two chunks are the same: a proof of one would answer for the other.
  const file = () => new Blob([new Uint8Array(5000).map((_, i) => (i ^ (i >> 8)) & 0xff)]);
  let world: World;
  let custodian: Owner;
  let challenger: Owner;
  before(async () => {
    world = await createWorld();
    custodian = await world.owner("CUSTODIAN");
    challenger = await world.owner();
  });
  after(() => world.stop());

  const until = new Date(Math.floor(Date.now() / 1000) * 1000 + 300 * DAY);
  const attest = async (): Promise<number> => {
    const { custody } = custodian.registry;
    return (await custody.attest({ ...(await hashChunks(file())), until })).attestationId;
  };

  it("attest, and read back", async () => {
    const attestationId = await attest();
    const { attestedAt, ...record } = await challenger.registry.custody.get(attestationId);
    expect(attestedAt).to.be.instanceOf(Date);
    expect(record).to.deep.equal({
      attestationId,
      custodian: custodian.participantId,
      commitment: (await hashChunks(file())).commitment,
      bytes: 5000,
      until,
      status: "ATTESTED",
      challenges: 0,
      open: null,
    });
  });

  it("challenge, and answer with the chunk that was asked for", async () => {
    const attestationId = await attest();
    const asked = await challenger.registry.custody.challenge(attestationId);
    expect(asked.challengeId).to.equal(1);
    expect(asked.chunk).to.be.within(0, 4);
    const { status, open } = await custodian.registry.custody.get(attestationId);
    expect(status).to.equal("CHALLENGED");
    expect(open).to.deep.equal({
      challenger: challenger.participantId,
      chunk: asked.chunk,
      answerBy: asked.answerBy,
    });
    const wrong = await proveChunk(file(), (asked.chunk + 1) % 5);
    const refused = await thrown(
      custodian.registry.custody.answer(attestationId, wrong),
      ContractRevertError,
    );
    expect(refused.errorName).to.equal("WrongChunk");
    const shown = await proveChunk(file(), asked.chunk);
    await custodian.registry.custody.answer(attestationId, shown);
    const after = await custodian.registry.custody.get(attestationId);
    expect(after).to.include({ status: "ATTESTED", challenges: 1, open: null });
  });

  it("fail a custodian who does not answer in time", async () => {
    const attestationId = await attest();
    await challenger.registry.custody.challenge(attestationId);
    await world.pass(await challenger.registry.custody.responsePeriod());
    const { status, open } = await challenger.registry.custody.get(attestationId);
    expect([status, open?.challenger]).to.deep.equal(["FAILED", challenger.participantId]);
  });

  it("withdraw", async () => {
    const attestationId = await attest();
    await custodian.registry.custody.withdraw(attestationId);
    const { status } = await challenger.registry.custody.get(attestationId);
    expect(status).to.equal("WITHDRAWN");
  });

  it("give the contract's reasons", async () => {
    const hashed = await hashChunks(file());
    const byOther = await thrown(
      challenger.registry.custody.attest({ ...hashed, until }),
      ContractRevertError,
    );
    expect(byOther.shortMessage).to.equal(
      `Participant ${challenger.participantId} is of the kind ENTERPRISE; this is for the kind CUSTODIAN.`,
    );
    const mismatch = await thrown(
      custodian.registry.custody.attest({ ...hashed, root: digest("another root"), until }),
      ContractRevertError,
    );
    expect(mismatch.errorName).to.equal("CommitmentMismatch");
    const unknown = await thrown(challenger.registry.custody.get(99), ContractRevertError);
    expect(unknown.shortMessage).to.equal("There is no custody attestation 99.");
  });

  it("reject bad input before anything is sent, and name the field", async () => {
    const hashed = await hashChunks(file());
    const { custody } = custodian.registry;
    const cases: [string, Promise<unknown>][] = [
      ["commitment", custody.attest({ ...hashed, commitment: "0x12", until })],
      ["bytes", custody.attest({ ...hashed, bytes: -1, until })],
      ["root", custody.attest({ ...hashed, root: "0x12", until })],
      ["until", custody.attest({ ...hashed, until: new Date(NaN) })],
      ["attestationId", custody.challenge(0)],
      ["chunk", custody.answer(1, { chunk: "0x1", proof: [] })],
      ["proof", custody.answer(1, { chunk: "0x", proof: ["0x12"] })],
    ];
    for (const [field, promise] of cases) {
      expect(await thrown(promise, InvalidInputError)).to.include({ field });
    }
    expect(await custody.responsePeriod()).to.equal(RESPONSE_PERIOD);
  });
});

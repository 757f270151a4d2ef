import { expect } from "chai";

import { file, filing, hashOf, now, openRegistry, ZERO_HASH, type Filing } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture, networkHelpers } from "../registry.ts";
import { Algorithm, ApplicationStatus, CertificateStatus, DataClass, Right } from "../words.ts";

const { time } = networkHelpers;

describe("RightsRegistry: filing", () => {
  it("records the application and announces all of it", async () => {
    const { rights, alice, aliceId } = await loadFixture(openRegistry);
    const filed = filing({
      algorithm: Algorithm.ChunkMerkle,
      right: Right.Process,
      dataClass: DataClass.Core,
      termEnd: 4_000_000_000n,
    });
    await expect(rights.connect(alice).fileApplication(filed))
      .to.emit(rights, "ApplicationFiled")
      .withArgs(
        1n,
        aliceId,
        filed.commitment,
        Algorithm.ChunkMerkle,
        Right.Process,
        DataClass.Core,
        4_000_000_000n,
        filed.descriptionHash,
        filed.descriptionURI,
        [],
      );

    const record = await rights.registration(1n);
    expect(record.applicant).to.equal(aliceId);
    expect(record.commitment).to.equal(filed.commitment);
    expect(record.algorithm).to.equal(Algorithm.ChunkMerkle);
    expect(record.right).to.equal(Right.Process);
    expect(record.dataClass).to.equal(DataClass.Core);
    expect(record.expiresAt).to.equal(4_000_000_000n);
    expect(record.status).to.equal(ApplicationStatus.Filed);
    expect(await rights.certificateStatus(1n)).to.equal(CertificateStatus.None);
    expect(await rights.sourcesOf(1n)).to.deep.equal([]);
  });

  it("numbers applications from 1, also those for the same asset", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice, bob } = registry;
    expect(await rights.applicationCount()).to.equal(0n);
    expect(await rights.connect(alice).fileApplication.staticCall(filing())).to.equal(1n);
    expect(await file(registry, alice)).to.equal(1n);
    expect(await file(registry, alice)).to.equal(2n);
    expect(await file(registry, bob)).to.equal(3n);
  });

  const incomplete: Record<string, Partial<Filing>> = {
    commitment: { commitment: ZERO_HASH },
    algorithm: { algorithm: Algorithm.None },
    right: { right: Right.None },
    dataClass: { dataClass: DataClass.None },
    descriptionHash: { descriptionHash: ZERO_HASH },
  };
  for (const [field, changes] of Object.entries(incomplete)) {
    it(`refuses a filing without ${field}`, async () => {
      const { rights, alice } = await loadFixture(openRegistry);
      await expectRefusal(
        rights.connect(alice).fileApplication(filing(changes)),
        refusal(rights, "IncompleteFiling", field),
      );
    });
  }

  it("accepts a filing whose description has no address", async () => {
    const registry = await loadFixture(openRegistry);
    expect(await file(registry, registry.alice, { descriptionURI: "" })).to.equal(1n);
  });

  it("refuses a term that has ended", async () => {
    const { rights, alice } = await loadFixture(openRegistry);
    const filedAt = (await now()) + 100n;
    await time.setNextBlockTimestamp(filedAt);
    await expectRefusal(
      rights.connect(alice).fileApplication(filing({ termEnd: filedAt })),
      refusal(rights, "InvalidTermEnd", filedAt, filedAt),
    );
    await time.setNextBlockTimestamp(filedAt + 1n);
    await rights.connect(alice).fileApplication(filing({ termEnd: filedAt + 2n }));
  });

  it("refuses those who are no participant", async () => {
    const { participants, rights, stranger } = await loadFixture(openRegistry);
    await expectRefusal(
      rights.connect(stranger).fileApplication(filing()),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
  });

  it("announces the withdrawal and the rejection of an application", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice } = registry;
    const withdrawn = await file(registry, alice);
    await expect(rights.connect(alice).withdrawApplication(withdrawn))
      .to.emit(rights, "ApplicationWithdrawn")
      .withArgs(withdrawn);
    const rejected = await file(registry, alice);
    await expectRefusal(
      rights.rejectApplication(rejected, ZERO_HASH),
      refusal(rights, "MissingDecision"),
    );
    await expect(rights.rejectApplication(rejected, hashOf("grounds")))
      .to.emit(rights, "ApplicationRejected")
      .withArgs(rejected, hashOf("grounds"));
  });
});

import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";

import {
  CHINA,
  CREDENTIAL,
  filing,
  hashOf,
  now,
  openRegistry,
  type OpenRegistry,
} from "../acts.ts";
import { expectRefusal, refusal, type Refusal } from "../expectations.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import { signRequest, withSender } from "../relay.ts";
import { Kind } from "../words.ts";

/** Two participants whose accounts never had a coin. */
async function unfunded() {
  const registry = await openRegistry();
  const { participants, rights } = registry;
  const [dora, emil] = [ethers.Wallet.createRandom(), ethers.Wallet.createRandom()] as const;
  await participants.register(Kind.Citizen, CHINA, CREDENTIAL, dora.address);
  await participants.register(Kind.Citizen, CHINA, CREDENTIAL, emil.address);
  const fileData = (name: string) =>
    rights.interface.encodeFunctionData("fileApplication", [filing({ commitment: hashOf(name) })]);
  return { ...registry, dora, emil, doraId: 4n, emilId: 5n, fileData };
}

/** The signature is another's than the sender's (whose it seems to be, nobody can say). */
const invalidSigner = ({ forwarder }: OpenRegistry, from: string): Refusal =>
  refusal(forwarder, "ERC2771ForwarderInvalidSigner", anyValue, from);

describe("Relaying (ERC-2771)", () => {
  it("acts for the signer, who has no coin; the relayer pays", async () => {
    const stage = await loadFixture(unfunded);
    const { forwarder, rights, relayer, dora, doraId, fileData } = stage;
    const request = await signRequest(stage, dora, rights, fileData("Dora's bytes"));
    expect(await forwarder.verify(request)).to.equal(true);
    await expect(forwarder.connect(relayer).execute(request))
      .to.emit(forwarder, "ExecutedForwardRequest")
      .withArgs(dora.address, 0n, true);
    expect((await rights.registration(1n)).applicant).to.equal(doraId);
    expect(await ethers.provider.getBalance(dora.address)).to.equal(0n);
  });

  it("carries many requests of many signers in one transaction", async () => {
    const stage = await loadFixture(unfunded);
    const { forwarder, rights, dora, emil, doraId, emilId, fileData } = stage;
    const requests = [
      await signRequest(stage, dora, rights, fileData("a")),
      await signRequest(stage, emil, rights, fileData("b")),
      await signRequest(stage, dora, rights, fileData("c"), { nonce: 1n }),
    ];
    await forwarder.executeBatch(requests, ethers.ZeroAddress);
    const applicants = [1n, 2n, 3n].map(async (id) => (await rights.registration(id)).applicant);
    expect(await Promise.all(applicants)).to.deep.equal([doraId, emilId, doraId]);
    expect(await forwarder.nonces(dora.address)).to.equal(2n);
  });

  it("reports a call that failed within a batch, and carries out the others", async () => {
    const stage = await loadFixture(unfunded);
    const { forwarder, rights, dora, emil, fileData } = stage;
    const bad = rights.interface.encodeFunctionData("withdrawApplication", [99n]);
    const requests = [
      await signRequest(stage, dora, rights, bad),
      await signRequest(stage, emil, rights, fileData("b")),
    ];
    const sent = forwarder.executeBatch(requests, ethers.ZeroAddress);
    await expect(sent)
      .to.emit(forwarder, "ExecutedForwardRequest")
      .withArgs(dora.address, 0n, false);
    await expect(sent)
      .to.emit(forwarder, "ExecutedForwardRequest")
      .withArgs(emil.address, 0n, true);
    expect(await rights.applicationCount()).to.equal(1n);
  });

  it("refuses a single request whose call fails", async () => {
    const stage = await loadFixture(unfunded);
    const { forwarder, rights, dora } = stage;
    const bad = rights.interface.encodeFunctionData("withdrawApplication", [99n]);
    await expectRefusal(
      forwarder.execute(await signRequest(stage, dora, rights, bad)),
      refusal(forwarder, "FailedCall"),
    );
  });

  it("is good until the deadline, in its last second too", async () => {
    const stage = await loadFixture(unfunded);
    const { forwarder, rights, dora, fileData } = stage;
    const deadline = (await now()) + 100n;
    const request = await signRequest(stage, dora, rights, fileData("a"), { deadline });
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
    await expectRefusal(
      forwarder.execute.staticCall(request, { blockTag: "pending" }),
      refusal(forwarder, "ERC2771ForwarderExpiredRequest", deadline),
    );
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    await forwarder.execute(request);
  });

  it("refuses a request that was carried out before", async () => {
    const stage = await loadFixture(unfunded);
    const { forwarder, rights, dora, fileData } = stage;
    const request = await signRequest(stage, dora, rights, fileData("a"));
    await forwarder.execute(request);
    await expectRefusal(forwarder.execute(request), invalidSigner(stage, dora.address));
    await expectRefusal(
      forwarder.executeBatch([request], ethers.ZeroAddress),
      invalidSigner(stage, dora.address),
    );
    expect(await rights.applicationCount()).to.equal(1n);
  });

  const domains = {
    "another chain": { chainId: 1n },
    "another forwarder": { verifyingContract: `0x${"11".repeat(20)}` },
    "another name": { name: "Some Other Registry" },
    "another version": { version: "2" },
  };
  for (const [name, domain] of Object.entries(domains)) {
    it(`refuses a request that was signed for ${name}`, async () => {
      const stage = await loadFixture(unfunded);
      const { forwarder, rights, dora, fileData } = stage;
      const request = await signRequest(stage, dora, rights, fileData("a"), { domain });
      expect(await forwarder.verify(request)).to.equal(false);
      await expectRefusal(forwarder.execute(request), invalidSigner(stage, dora.address));
    });
  }

  it("refuses a request in which anything was changed", async () => {
    const stage = await loadFixture(unfunded);
    const { forwarder, rights, licenses, dora, emil, fileData } = stage;
    const request = await signRequest(stage, dora, rights, fileData("a"));
    const changes = [
      { data: fileData("b") },
      { to: await licenses.getAddress() },
      { from: emil.address },
      { gas: 3_000_000n },
      { deadline: 2n ** 47n },
    ];
    for (const change of changes) {
      const changed = { ...request, ...change };
      await expectRefusal(forwarder.execute(changed), invalidSigner(stage, changed.from));
    }
  });

  it("refuses targets that do not trust the forwarder", async () => {
    const stage = await loadFixture(unfunded);
    const { forwarder, rights, policy, dora, fileData } = stage;
    await expectRefusal(
      forwarder.execute(await signRequest(stage, dora, policy, fileData("a"))),
      refusal(forwarder, "ERC2771UntrustfulTarget", policy.target, forwarder.target),
    );
    const other = await ethers.deployContract("ERC2771Forwarder", ["Data Rights Registry"]);
    const elsewhere = { ...stage, forwarder: other };
    await expectRefusal(
      other.execute(await signRequest(elsewhere, dora, rights, fileData("a"))),
      refusal(forwarder, "ERC2771UntrustfulTarget", rights.target, other.target),
    );
  });

  it("believes a sender appended to the call from the forwarder alone", async () => {
    const stage = await loadFixture(unfunded);
    const { participants, rights, stranger, dora, fileData } = stage;
    const spoofed = withSender(fileData("a"), dora);
    await expectRefusal(
      stranger.sendTransaction({ to: rights.target, data: spoofed }),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
  });

  it("carries acts of the desk: roles are those of the signer, not of the relayer", async () => {
    const stage = await loadFixture(unfunded);
    const { participants, forwarder, registrar, relayer, dora, stranger } = stage;
    const data = participants.interface.encodeFunctionData("register", [
      Kind.Citizen,
      CHINA,
      CREDENTIAL,
      stranger.address,
    ]);
    await forwarder
      .connect(relayer)
      .execute(await signRequest(stage, registrar, participants, data));
    expect(await participants.participantOf(stranger)).to.equal(6n);

    const from = await forwarder.getAddress();
    await expectRefusal(
      ethers.provider.call({ from, to: participants.target, data: withSender(data, dora) }),
      refusal(participants, "AccessManagedUnauthorized", dora.address),
    );
    const byDora = forwarder
      .connect(registrar)
      .execute(await signRequest(stage, dora, participants, data));
    await expectRefusal(byDora, refusal(forwarder, "FailedCall"));
  });

  it("is done by the forwarder of the deployment, in every contract", async () => {
    const { participants, rights, licenses, forwarder } = await loadFixture(unfunded);
    for (const contract of [participants, rights, licenses]) {
      expect(await contract.trustedForwarder()).to.equal(forwarder.target);
      expect(await contract.isTrustedForwarder(forwarder)).to.equal(true);
    }
  });
});

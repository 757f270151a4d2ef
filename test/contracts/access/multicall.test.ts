import { expect } from "chai";

import {
  certify,
  DECISION,
  endNotice,
  file,
  filing,
  hashOf,
  license,
  openRegistry,
  REASON,
  terms,
} from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture } from "../registry.ts";
import { signRequest, withSender } from "../relay.ts";
import { ApplicationStatus } from "../words.ts";

type Stage = Awaited<ReturnType<typeof openRegistry>>;

const fileData = ({ rights }: Stage, name: string) =>
  rights.interface.encodeFunctionData("fileApplication", [filing({ commitment: hashOf(name) })]);

const applicantOf = async ({ rights }: Stage, id: bigint) =>
  (await rights.registration(id)).applicant;

describe("Multicall", () => {
  it("files many applications in one transaction, for the caller", async () => {
    const stage = await loadFixture(openRegistry);
    const { rights, alice, aliceId } = stage;
    const calls = ["a", "b", "c"].map((name) => fileData(stage, name));
    const results = await rights.connect(alice).multicall.staticCall(calls);
    expect(results.map(BigInt)).to.deep.equal([1n, 2n, 3n]);
    await rights.connect(alice).multicall(calls);
    expect(await rights.applicationCount()).to.equal(3n);
    expect(await applicantOf(stage, 3n)).to.equal(aliceId);
  });

  it("does the desk's work in batches", async () => {
    const stage = await loadFixture(openRegistry);
    const { rights, alice } = stage;
    const filed = [
      await file(stage, alice, { commitment: hashOf("a") }),
      await file(stage, alice, { commitment: hashOf("b") }),
      await file(stage, alice, { commitment: hashOf("c") }),
    ] as const;
    const { interface: abi } = rights;
    await rights.multicall(filed.map((id) => abi.encodeFunctionData("openNotice", [id])));
    await endNotice(stage, filed[2]);
    await rights.multicall(filed.map((id) => abi.encodeFunctionData("confirm", [id, DECISION])));
    for (const id of filed) {
      expect((await rights.registration(id)).status).to.equal(ApplicationStatus.Confirmed);
    }
  });

  it("gives nobody a role", async () => {
    const stage = await loadFixture(openRegistry);
    const { rights, alice } = stage;
    const id = await file(stage, alice);
    const call = rights.interface.encodeFunctionData("openNotice", [id]);
    await expectRefusal(
      rights.connect(alice).multicall([call]),
      refusal(rights, "AccessManagedUnauthorized", alice.address),
    );
  });

  it("is all or nothing, and tells why", async () => {
    const stage = await loadFixture(openRegistry);
    const { rights, alice } = stage;
    const bad = rights.interface.encodeFunctionData("withdrawApplication", [99n]);
    await expectRefusal(
      rights.connect(alice).multicall([fileData(stage, "a"), bad]),
      refusal(rights, "UnknownApplication", 99n),
    );
    expect(await rights.applicationCount()).to.equal(0n);
  });

  it("serves participants and licences too", async () => {
    const stage = await loadFixture(openRegistry);
    const { participants, licenses, alice, bobId, carolId, aliceId, bob } = stage;
    const suspend = (id: bigint) =>
      participants.interface.encodeFunctionData("suspend", [id, REASON]);
    const certificateId = await certify(stage, alice);
    const id = await license(stage, alice, certificateId, bobId);
    const { interface: abi } = licenses;
    await licenses
      .connect(alice)
      .multicall([
        abi.encodeFunctionData("suspend", [id, REASON]),
        abi.encodeFunctionData("resume", [id]),
        abi.encodeFunctionData("grant", [certificateId, bobId, await terms()]),
      ]);
    expect(await licenses.licenseCount()).to.equal(2n);
    await participants.multicall([suspend(bobId), suspend(carolId)]);
    await expectRefusal(
      participants.connect(bob).multicall([suspend(aliceId)]),
      refusal(participants, "AccessManagedUnauthorized", bob.address),
    );
  });

  it("keeps the sender when relayed, also when nested", async () => {
    const stage = await loadFixture(openRegistry);
    const { rights, forwarder, alice, aliceId } = stage;
    const inner = rights.interface.encodeFunctionData("multicall", [[fileData(stage, "b")]]);
    const data = rights.interface.encodeFunctionData("multicall", [[fileData(stage, "a"), inner]]);
    await forwarder.execute(await signRequest(stage, alice, rights, data));
    expect(await rights.applicationCount()).to.equal(2n);
    expect(await applicantOf(stage, 1n)).to.equal(aliceId);
    expect(await applicantOf(stage, 2n)).to.equal(aliceId);
  });

  it("believes no sender appended to a call within it", async () => {
    const stage = await loadFixture(openRegistry);
    const { participants, rights, forwarder, alice, bob, bobId, stranger } = stage;
    const spoofed = withSender(fileData(stage, "a"), alice);
    await expectRefusal(
      rights.connect(stranger).multicall([spoofed]),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );

    const data = rights.interface.encodeFunctionData("multicall", [[spoofed]]);
    await forwarder.execute(await signRequest(stage, bob, rights, data));
    expect(await applicantOf(stage, 1n)).to.equal(bobId);

    const from = await forwarder.getAddress();
    await expectRefusal(
      ethers.provider.call({ from, to: rights.target, data: withSender(data, stranger) }),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
  });
});

import { expect } from "chai";

import { atNextBlock, now, REASON, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { bounds, openMarket, openSandbox, type Bounds, plainly } from "../market.ts";
import { ethers, loadFixture } from "../registry.ts";
import { DAY, Kind } from "../words.ts";

async function opened() {
  const market = await openMarket();
  return { ...market, id: await openSandbox(market, [market.aliceId]) };
}

describe("Sandboxes", () => {
  it("are recorded whole, and told by events", async () => {
    const { sandboxes, regulator, regulatorId, aliceId, bobId } = await loadFixture(openMarket);
    const limits = await bounds();
    const sent = sandboxes.connect(regulator).open(limits, [aliceId, bobId]);
    await expect(sent)
      .to.emit(sandboxes, "SandboxOpened")
      .withArgs(1n, regulatorId, Object.values(limits));
    await expect(sent).to.emit(sandboxes, "SandboxJoined").withArgs(1n, bobId);
    const record = plainly(await sandboxes.sandbox(1n));
    expect(record).to.deep.equal({
      regulator: regulatorId,
      volume: 0n,
      openedAt: await now(),
      closedAt: 0n,
      members: 2n,
      value: 0n,
      bounds: limits,
    });
    expect(await sandboxes.isMember(1n, aliceId)).to.equal(true);
    await expectRefusal(sandboxes.sandbox(2n), refusal(sandboxes, "UnknownSandbox", 2n));
  });

  it("are opened by regulators, within bounds", async () => {
    const stage = await loadFixture(openMarket);
    const { sandboxes, alice, aliceId } = stage;
    await expectRefusal(
      sandboxes.connect(alice).open(await bounds(), []),
      refusal(sandboxes, "WrongKind", aliceId, Kind.Enterprise, Kind.Regulator),
    );
    const cases: [string, Partial<Bounds>][] = [
      ["maxValue", { maxValue: 0n }],
      ["maxVolume", { maxVolume: 0n }],
      ["validUntil", { validUntil: (await now()) - DAY }],
      ["exemptions", { exemptions: 8n }],
      ["rulesHash", { rulesHash: ZERO_HASH }],
    ];
    for (const [field, changes] of cases) {
      const told = refusal(sandboxes, "InvalidBounds", field);
      await expectRefusal(openSandbox(stage, [], changes), told);
    }
    await expectRefusal(
      openSandbox(stage, [], { currency: ethers.ZeroAddress }),
      refusal(sandboxes, "InvalidCurrency", ethers.ZeroAddress),
    );
    await openSandbox(stage, [], { exemptions: 7n });
  });

  it("open with at most 64 participants, each once, all active", async () => {
    const stage = await loadFixture(openMarket);
    const { sandboxes, participants, aliceId, bobId } = stage;
    await expectRefusal(
      openSandbox(
        stage,
        Array.from({ length: 65 }, () => aliceId),
      ),
      refusal(sandboxes, "TooManyMembers", 65n, 64n),
    );
    await expectRefusal(
      openSandbox(stage, [aliceId, aliceId]),
      refusal(sandboxes, "AlreadyMember", 1n, aliceId),
    );
    await participants.suspend(bobId, REASON);
    await expectRefusal(
      openSandbox(stage, [bobId]),
      refusal(participants, "ParticipantNotActive", bobId, 2n),
    );
  });

  it("are left by members, who can be admitted again, and expelled", async () => {
    const { sandboxes, regulator, alice, aliceId, bob, bobId, id } = await loadFixture(opened);
    await expectRefusal(
      sandboxes.connect(bob).leaveSandbox(id),
      refusal(sandboxes, "NotMember", id, bobId),
    );
    await expect(sandboxes.connect(alice).leaveSandbox(id))
      .to.emit(sandboxes, "SandboxLeft")
      .withArgs(id, aliceId, false);
    expect((await sandboxes.sandbox(id)).members).to.equal(0n);
    await sandboxes.connect(regulator).admit(id, aliceId);
    await expect(sandboxes.connect(regulator).expel(id, aliceId))
      .to.emit(sandboxes, "SandboxLeft")
      .withArgs(id, aliceId, true);
    await expectRefusal(
      sandboxes.connect(regulator).expel(id, aliceId),
      refusal(sandboxes, "NotMember", id, aliceId),
    );
    await sandboxes.connect(regulator).close(id, REASON);
    await expectRefusal(
      sandboxes.connect(alice).leaveSandbox(id),
      refusal(sandboxes, "SandboxNotOpen", id, 2n),
    );
  });

  it("count members' trades against both caps, to the last unit", async () => {
    const { sandboxes, settlement, aliceId, bobId, id } = await loadFixture(opened);
    const consume = sandboxes.connect(settlement).consume;
    await expect(consume(id, aliceId, 60n, 400n))
      .to.emit(sandboxes, "SandboxUsed")
      .withArgs(id, aliceId, 60n, 400n, 60n, 400n);
    for (const [volume, value] of [
      [41n, 1n],
      [1n, 601n],
    ] as const) {
      await expectRefusal(
        consume(id, aliceId, volume, value),
        refusal(sandboxes, "CapExceeded", id, 40n, 600n),
      );
    }
    const { validUntil } = (await sandboxes.sandbox(id)).bounds;
    expect(await consume.staticCall(id, aliceId, 40n, 600n)).to.equal(validUntil);
    await consume(id, aliceId, 40n, 600n);
    const { volume, value } = await sandboxes.sandbox(id);
    expect([volume, value]).to.deep.equal([100n, 1000n]);
    await expectRefusal(consume(id, bobId, 0n, 0n), refusal(sandboxes, "NotMember", id, bobId));
    await expectRefusal(consume(99n, aliceId, 0n, 0n), refusal(sandboxes, "UnknownSandbox", 99n));
  });

  it("end in their last second, and exempt only members, from what they say, while open", async () => {
    const stage = await loadFixture(openMarket);
    const { sandboxes, settlement, aliceId, bobId } = stage;
    const end = (await now()) + DAY;
    const id = await openSandbox(stage, [aliceId], { validUntil: end, exemptions: 3n });
    const exempt = (participant: bigint, rules: bigint) =>
      sandboxes.isExempt(id, participant, rules);
    expect(await exempt(aliceId, 1n)).to.equal(true);
    expect(await exempt(aliceId, 3n)).to.equal(true);
    expect(await exempt(aliceId, 5n)).to.equal(false);
    expect(await exempt(bobId, 1n)).to.equal(false);
    await atNextBlock(end - 1n);
    await sandboxes.connect(settlement).consume(id, aliceId, 1n, 1n);
    await atNextBlock(end);
    await expectRefusal(
      sandboxes.connect(settlement).consume(id, aliceId, 1n, 1n),
      refusal(sandboxes, "SandboxNotOpen", id, 3n),
    );
    await atNextBlock(end + 1n);
    await openSandbox(stage, []);
    expect(await exempt(aliceId, 1n)).to.equal(false);
  });
});

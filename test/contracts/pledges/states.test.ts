import { expect } from "chai";

import { certify, hashOf, openRegistry, REASON, ZERO_HASH } from "../acts.ts";
import { AMOUNT, offerPledge, pledge } from "../courts/acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { CNY } from "../market.ts";
import { itMoves } from "../moves.ts";
import { loadFixture, type Account } from "../registry.ts";
import { call, describeStates, type Call, type Transition } from "../states.ts";

const STATUSES = ["None", "Offered", "Active", "Withdrawn", "Released", "Enforced"] as const;
type Status = (typeof STATUSES)[number];
const CALLERS = [
  "admin",
  "registrar",
  "examiner",
  "pledgor",
  "lender",
  "participant",
  "stranger",
] as const;
type Caller = (typeof CALLERS)[number];

/** One pledge of Alice's to Bob in every status. */
async function pledgesInEveryStatus() {
  const registry = await openRegistry();
  const { pledges, rights, manager, alice, bob, carol, carolId, spare } = registry;
  const about = async (name: string) => certify(registry, alice, { commitment: hashOf(name) });
  const certificateId = await about("offered");
  const withdrawn = await offerPledge(registry, certificateId);
  await pledges.connect(alice).withdrawPledge(withdrawn);
  const active = await pledge(registry, await about("active"));
  const released = await pledge(registry, await about("released"));
  await pledges.connect(bob).releasePledge(released, REASON);
  const enforcedOver = await about("enforced");
  const enforced = await pledge(registry, enforcedOver);
  const [court] = spare;
  if (!court) throw new Error("The chain has too few accounts");
  await manager.grantRole(3n, court, 0n);
  await pledges.connect(court).enforce(enforcedOver, carolId, REASON);
  const ids: Record<Status, bigint> = {
    None: 99n,
    Offered: await offerPledge(registry, certificateId),
    Active: active,
    Withdrawn: withdrawn,
    Released: released,
    Enforced: enforced,
  };
  const set = { ...registry, ids, certificateId, rights, court };
  return { ...set, pledgor: alice, lender: bob, participant: carol };
}

type Stage = Awaited<ReturnType<typeof pledgesInEveryStatus>>;

function by(
  who: "pledgor" | "lender",
  from: "Offered" | "Active",
  to: Status,
  emits: string,
  make: (stage: Stage, id: bigint, by: Account) => Call,
): Transition<Stage, Status, Caller> {
  return {
    edges: { [from]: to } as Partial<Record<Status, Status>>,
    emits,
    callers: [who],
    strangersTold: ({ pledges, participants, ...stage }, subject, caller) => {
      const { aliceId, bobId, carolId } = stage;
      const id = { pledgor: aliceId, lender: bobId, participant: carolId }[caller as "pledgor"];
      if (id === undefined) {
        return refusal(participants, "AccountNotActive", stage[caller].address, 0n);
      }
      return who === "lender"
        ? refusal(pledges, "NotLender", stage.ids[subject], bobId, id)
        : refusal(pledges, "NotPledgor", stage.ids[subject], aliceId, id);
    },
    wrongStatusTold: ({ pledges, ids }, subject) =>
      subject === "None"
        ? refusal(pledges, "UnknownPledge", ids.None)
        : refusal(
            pledges,
            "WrongPledgeStatus",
            ids[subject],
            BigInt(STATUSES.indexOf(subject)),
            BigInt(STATUSES.indexOf(from)),
          ),
    checkedFirst: () => "status",
    call: (stage, subject, account) => make(stage, stage.ids[subject], account),
  };
}

describeStates<Stage, Status, Caller>({
  title: "Pledges: states of a pledge",
  diagram: "PledgeStatus",
  stage: pledgesInEveryStatus,
  statuses: STATUSES,
  callers: CALLERS,
  account: (stage, caller) => stage[caller],
  statusOf: async ({ pledges, ids }, subject) => {
    if (subject === "None") return "None";
    return STATUSES[Number((await pledges.pledge(ids[subject])).status)] ?? "None";
  },
  transitions: {
    acceptPledge: by("lender", "Offered", "Active", "PledgeAccepted", ({ pledges }, id, account) =>
      call(pledges.connect(account).acceptPledge, id),
    ),
    withdrawPledge: by(
      "pledgor",
      "Offered",
      "Withdrawn",
      "PledgeWithdrawn",
      ({ pledges }, id, account) => call(pledges.connect(account).withdrawPledge, id),
    ),
    releasePledge: by(
      "lender",
      "Active",
      "Released",
      "PledgeReleased",
      ({ pledges }, id, account) => call(pledges.connect(account).releasePledge, id, REASON),
    ),
  },
});

describe("Pledges", () => {
  itMoves({
    diagram: "PledgeStatus",
    statuses: STATUSES,
    arrow: { from: "Active", to: "Enforced", by: "PledgeEnforced" },
    stage: pledgesInEveryStatus,
    statusOf: async ({ pledges, ids }) => (await pledges.pledge(ids.Active)).status,
    make: async ({ pledges, court, carolId, ids }) => {
      const { certificateId } = await pledges.pledge(ids.Active);
      return pledges.connect(court).enforce(certificateId, carolId, REASON);
    },
  });

  it("lock the certificate from acceptance to release", async () => {
    const { pledges, rights, alice, bob, aliceId, bobId, ids, certificateId } =
      await loadFixture(pledgesInEveryStatus);
    await expect(pledges.connect(alice).offerPledge(certificateId, bobId, CNY, AMOUNT, REASON))
      .to.emit(pledges, "PledgeOffered")
      .withArgs(6n, certificateId, bobId, aliceId, CNY, AMOUNT, REASON);
    expect(await rights.locked(certificateId)).to.equal(false);
    await expect(pledges.connect(bob).acceptPledge(ids.Offered))
      .to.emit(rights, "FlagsChanged")
      .withArgs(certificateId, 2n, REASON);
    expect(await pledges.activePledge(certificateId)).to.equal(ids.Offered);
    await expectRefusal(
      pledges.connect(bob).acceptPledge(6n),
      refusal(rights, "CertificateLocked", certificateId, 2n),
    );
    await pledges.connect(bob).releasePledge(ids.Offered, REASON);
    expect(await rights.locked(certificateId)).to.equal(false);
  });

  it("are released by a document only", async () => {
    const { pledges, bob, ids } = await loadFixture(pledgesInEveryStatus);
    await expectRefusal(
      pledges.connect(bob).releasePledge(ids.Active, ZERO_HASH),
      refusal(pledges, "IncompletePledge", "documentHash"),
    );
  });

  it("are offered by the holder, to another, for an amount and by an agreement", async () => {
    const { pledges, rights, alice, bob, aliceId, bobId, certificateId } =
      await loadFixture(pledgesInEveryStatus);
    const offer = (by: Account, to = bobId, amount = AMOUNT, hash = REASON) =>
      pledges.connect(by).offerPledge(certificateId, to, CNY, amount, hash);
    await expectRefusal(offer(alice, bobId, 0n), refusal(pledges, "IncompletePledge", "amount"));
    await expectRefusal(
      offer(alice, bobId, AMOUNT, ZERO_HASH),
      refusal(pledges, "IncompletePledge", "documentHash"),
    );
    await expectRefusal(offer(alice, aliceId), refusal(pledges, "LenderIsPledgor", aliceId));
    await expectRefusal(
      offer(bob, aliceId),
      refusal(rights, "NotHolder", certificateId, aliceId, bobId),
    );
  });

  it("are not made while the contract is paused, and released all the same", async () => {
    const stage = await loadFixture(pledgesInEveryStatus);
    const { manager, pledges, alice, bob, bobId, admin, ids, certificateId } = stage;
    await manager.grantRole(6n, admin, 0n);
    await pledges.setPaused(true);
    const paused = refusal(pledges, "Paused");
    await expectRefusal(pledges.connect(bob).acceptPledge(ids.Offered), paused);
    await expectRefusal(
      pledges.connect(alice).offerPledge(certificateId, bobId, CNY, AMOUNT, REASON),
      paused,
    );
    await pledges.connect(bob).releasePledge(ids.Active, REASON);
    await pledges.connect(alice).withdrawPledge(ids.Offered);
  });
});

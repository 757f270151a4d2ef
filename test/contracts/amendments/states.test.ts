import { expect } from "chai";

import { certify, DECISION, hashOf, now, openRegistry, REASON, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture, networkHelpers, type Account } from "../registry.ts";
import { call, describeStates, type Call, type Transition } from "../states.ts";
import { DAY } from "../words.ts";
import {
  amendedInEveryWay,
  AmendmentKind,
  NEW_DESCRIPTION,
  NEW_URI,
  requestAmendment,
} from "./acts.ts";

const STATUSES = ["None", "Requested", "Accepted", "Rejected", "Withdrawn"] as const;
type Status = (typeof STATUSES)[number];
const CALLERS = ["admin", "registrar", "examiner", "requester", "participant", "stranger"] as const;
type Caller = (typeof CALLERS)[number];

async function everyStatus() {
  const registry = await openRegistry();
  const { amended, amendmentsOf } = await amendedInEveryWay(registry);
  const ids: Record<Status, bigint> = {
    None: 99n,
    Requested: amendmentsOf.requested,
    Accepted: amendmentsOf.accepted,
    Rejected: amendmentsOf.rejected,
    Withdrawn: amendmentsOf.withdrawn,
  };
  return { ...registry, amended, ids, requester: registry.alice, participant: registry.bob };
}

type Stage = Awaited<ReturnType<typeof everyStatus>>;
type Told = Pick<
  Transition<Stage, Status, Caller>,
  "callers" | "strangersTold" | "wrongStatusTold" | "checkedFirst"
>;

const wrongStatusTold: Told["wrongStatusTold"] = ({ amendments, ids }, subject) =>
  subject === "None"
    ? refusal(amendments, "UnknownAmendment", ids.None)
    : refusal(amendments, "AmendmentNotOpen", ids[subject], BigInt(STATUSES.indexOf(subject)));

const BY_EXAMINER: Told = {
  callers: ["examiner"],
  strangersTold: (stage, _subject, caller) =>
    refusal(stage.amendments, "AccessManagedUnauthorized", stage[caller].address),
  wrongStatusTold,
  checkedFirst: () => "caller",
};

const BY_REQUESTER: Told = {
  callers: ["requester"],
  strangersTold: (stage, subject, caller) =>
    caller === "participant"
      ? refusal(stage.amendments, "NotRequester", stage.ids[subject], stage.aliceId, stage.bobId)
      : refusal(stage.participants, "AccountNotActive", stage[caller].address, 0n),
  wrongStatusTold,
  checkedFirst: () => "status",
};

function leading(
  to: Status,
  emits: string,
  told: Told,
  make: (stage: Stage, id: bigint, by: Account) => Call,
): Transition<Stage, Status, Caller> {
  return {
    ...told,
    edges: { Requested: to },
    emits,
    call: (stage, subject, account) => make(stage, stage.ids[subject], account),
  };
}

describeStates<Stage, Status, Caller>({
  title: "Amendments: states of an amendment",
  diagram: "AmendmentStatus",
  stage: everyStatus,
  statuses: STATUSES,
  callers: CALLERS,
  account: (stage, caller) => stage[caller],
  statusOf: async ({ amendments, ids }, subject) => {
    if (subject === "None") return "None";
    return STATUSES[Number((await amendments.amendment(ids[subject])).status)] ?? "None";
  },
  transitions: {
    acceptAmendment: leading(
      "Accepted",
      "AmendmentAccepted",
      BY_EXAMINER,
      ({ amendments }, id, by) => call(amendments.connect(by).acceptAmendment, id, DECISION),
    ),
    rejectAmendment: leading(
      "Rejected",
      "AmendmentRejected",
      BY_EXAMINER,
      ({ amendments }, id, by) => call(amendments.connect(by).rejectAmendment, id, DECISION),
    ),
    withdrawAmendment: leading(
      "Withdrawn",
      "AmendmentWithdrawn",
      BY_REQUESTER,
      ({ amendments }, id, by) => call(amendments.connect(by).withdrawAmendment, id),
    ),
  },
});

/** A certificate of Alice's, and what courts and lenders do to it (by accounts that stand for their contracts). */
async function certified() {
  const registry = await openRegistry();
  const [court, book] = registry.spare;
  if (!court || !book) throw new Error("The chain has too few accounts");
  await registry.manager.grantRole(3n, court, 0n);
  await registry.manager.grantRole(4n, book, 0n);
  const termEnd = (await now()) + 60n * DAY;
  const certificateId = await certify(registry, registry.alice, { termEnd });
  return { ...registry, court, book, certificateId, termEnd };
}

describe("Amendments", () => {
  it("are asked for with all that an index needs", async () => {
    const { amendments, alice, aliceId, certificateId } = await loadFixture(certified);
    const { Change } = AmendmentKind;
    await expect(
      amendments
        .connect(alice)
        .requestAmendment(certificateId, Change, NEW_DESCRIPTION, NEW_URI, REASON),
    )
      .to.emit(amendments, "AmendmentRequested")
      .withArgs(1n, certificateId, aliceId, Change, NEW_DESCRIPTION, NEW_URI, REASON);
    expect(await amendments.amendment(1n)).to.deep.equal([
      ...[certificateId, aliceId, 0n, Change, 1n, NEW_DESCRIPTION],
    ]);
    expect(await amendments.amendmentInForce(certificateId)).to.equal(0n);
  });

  it("form a list: the newest accepted is in force, and each names the one before", async () => {
    const stage = await loadFixture(certified);
    const { amendments, registrar, certificateId } = stage;
    const [first, second, third] = [
      await requestAmendment(stage, certificateId),
      await requestAmendment(stage, certificateId),
      await requestAmendment(stage, certificateId),
    ];
    // Not in the order in which they were asked for.
    await expect(amendments.acceptAmendment(second, DECISION))
      .to.emit(amendments, "AmendmentAccepted")
      .withArgs(second, certificateId, DECISION);
    await amendments.acceptAmendment(first, DECISION);
    await amendments.rejectAmendment(third, DECISION);
    await expect(
      amendments.connect(registrar).correctRecord(certificateId, NEW_DESCRIPTION, NEW_URI, REASON),
    )
      .to.emit(amendments, "RecordCorrected")
      .withArgs(4n, certificateId, NEW_DESCRIPTION, NEW_URI, REASON);

    expect(await amendments.amendmentInForce(certificateId)).to.equal(4n);
    const chain: bigint[] = [];
    for (let id = 4n; id !== 0n; id = (await amendments.amendment(id)).previous) chain.push(id);
    expect(chain).to.deep.equal([4n, first, second]);
    expect((await amendments.amendment(4n)).requester).to.equal(0n);
    expect((await amendments.amendment(4n)).kind).to.equal(AmendmentKind.Correction);
  });

  it("leave the registry's own record as it was", async () => {
    const stage = await loadFixture(certified);
    const { amendments, rights, certificateId } = stage;
    const before = await rights.registration(certificateId);
    await amendments.acceptAmendment(await requestAmendment(stage, certificateId), DECISION);
    expect(await rights.registration(certificateId)).to.deep.equal(before);
  });

  it("are complete, or not made", async () => {
    const stage = await loadFixture(certified);
    const { amendments, registrar, alice, certificateId } = stage;
    const ask = (kind: bigint, description = NEW_DESCRIPTION, reason = REASON) =>
      amendments.connect(alice).requestAmendment(certificateId, kind, description, "", reason);
    const correct = (description: string, document: string) =>
      amendments.connect(registrar).correctRecord(certificateId, description, "", document);
    const incomplete = (field: string) => refusal(amendments, "IncompleteAmendment", field);
    await expectRefusal(ask(AmendmentKind.None), incomplete("kind"));
    await expectRefusal(ask(1n, ZERO_HASH), incomplete("descriptionHash"));
    await expectRefusal(ask(1n, NEW_DESCRIPTION, ZERO_HASH), incomplete("reasonHash"));
    await expectRefusal(correct(ZERO_HASH, REASON), incomplete("descriptionHash"));
    await expectRefusal(correct(NEW_DESCRIPTION, ZERO_HASH), incomplete("documentHash"));
    const id = await requestAmendment(stage, certificateId);
    await expectRefusal(amendments.acceptAmendment(id, ZERO_HASH), incomplete("decisionHash"));
    await expectRefusal(amendments.rejectAmendment(id, ZERO_HASH), incomplete("decisionHash"));
  });

  it("are for the holder to ask for, and accepted only while it holds", async () => {
    const stage = await loadFixture(certified);
    const { amendments, rights, alice, bob, aliceId, bobId, certificateId } = stage;
    await expectRefusal(
      amendments.connect(bob).requestAmendment(certificateId, 1n, NEW_DESCRIPTION, "", REASON),
      refusal(rights, "NotHolder", certificateId, aliceId, bobId),
    );
    const id = await requestAmendment(stage, certificateId);
    await rights.connect(alice).transferFrom(alice, bob, certificateId);
    await expectRefusal(
      amendments.acceptAmendment(id, DECISION),
      refusal(rights, "NotHolder", certificateId, bobId, aliceId),
    );
    await amendments.rejectAmendment(id, DECISION);
  });

  it("wait while a court or a lender has a hand on the certificate", async () => {
    const stage = await loadFixture(certified);
    const { amendments, rights, registrar, court, book, certificateId } = stage;
    const id = await requestAmendment(stage, certificateId);
    const correct = () =>
      amendments.connect(registrar).correctRecord(certificateId, NEW_DESCRIPTION, "", REASON);

    await rights.connect(book).setPledged(certificateId, true, REASON);
    const pledged = refusal(rights, "CertificateLocked", certificateId, 2n);
    await expectRefusal(requestAmendment(stage, certificateId), pledged);
    await expectRefusal(amendments.acceptAmendment(id, DECISION), pledged);
    await correct();

    await rights.connect(court).setFrozen(certificateId, true, REASON);
    const frozen = refusal(rights, "CertificateLocked", certificateId, 3n);
    await expectRefusal(requestAmendment(stage, certificateId), frozen);
    await expectRefusal(amendments.acceptAmendment(id, DECISION), frozen);
    await expectRefusal(correct(), frozen);
  });

  it("end with the certificate, to the second, and can still be refused or taken back", async () => {
    const stage = await loadFixture(certified);
    const { amendments, rights, alice, registrar, certificateId, termEnd } = stage;
    const [first, second, third] = [
      await requestAmendment(stage, certificateId),
      await requestAmendment(stage, certificateId),
      await requestAmendment(stage, certificateId),
    ];
    await networkHelpers.time.setNextBlockTimestamp(termEnd - 1n);
    await amendments.acceptAmendment(first, DECISION);
    await networkHelpers.time.setNextBlockTimestamp(termEnd);
    const expired = refusal(rights, "CertificateNotActive", certificateId, 2n);
    await expectRefusal(amendments.acceptAmendment(second, DECISION), expired);
    const correct = (id: bigint) =>
      amendments.connect(registrar).correctRecord(id, NEW_DESCRIPTION, "", REASON);
    await expectRefusal(correct(certificateId), expired);
    await expectRefusal(correct(77n), refusal(rights, "UnknownCertificate", 77n));
    await amendments.rejectAmendment(second, DECISION);
    await amendments.connect(alice).withdrawAmendment(third);
  });

  it("are not made while the contract is paused, and refused or taken back all the same", async () => {
    const stage = await loadFixture(certified);
    const { amendments, manager, admin, alice, registrar, certificateId } = stage;
    const [first, second] = [
      await requestAmendment(stage, certificateId),
      await requestAmendment(stage, certificateId),
    ];
    await manager.grantRole(6n, admin, 0n);
    await amendments.connect(admin).setPaused(true);
    const paused = refusal(amendments, "Paused");
    await expectRefusal(requestAmendment(stage, certificateId), paused);
    await expectRefusal(amendments.acceptAmendment(first, DECISION), paused);
    await expectRefusal(
      amendments.connect(registrar).correctRecord(certificateId, NEW_DESCRIPTION, "", REASON),
      paused,
    );
    await expectRefusal(amendments.connect(alice).supersede(hashOf("a"), hashOf("b")), paused);
    await amendments.rejectAmendment(first, DECISION);
    await amendments.connect(alice).withdrawAmendment(second);
  });
});

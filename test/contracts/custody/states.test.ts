import { addAccount, now } from "../acts.ts";
import { refusal, type Refusal } from "../expectations.ts";
import { networkHelpers, type Account } from "../registry.ts";
import { call, describeStates, type Transition } from "../states.ts";
import { AttestationStatus, DAY } from "../words.ts";
import { attest, openCustody, rightAnswer, takeAccount } from "./acts.ts";

const STATUSES = ["None", "Attested", "Challenged", "Failed", "Withdrawn", "Expired"] as const;

const CALLERS = [
  "admin",
  "registrar",
  "examiner",
  "custodian",
  "custodiansOther",
  "challenger",
  "participant",
  "stranger",
] as const;

type Status = (typeof STATUSES)[number];
type Caller = (typeof CALLERS)[number];
type Stage = Awaited<ReturnType<typeof attestationsInEveryStatus>>;

/** The custodian's attestations, one in every status; Alice is the challenger. */
async function attestationsInEveryStatus() {
  const registry = await openCustody();
  const { custody, custodian, alice } = registry;
  const custodiansOther = takeAccount(registry, 1);
  await addAccount(registry, custodian, custodiansOther);

  const failed = await attest(registry);
  await custody.connect(alice).challenge(failed);
  await networkHelpers.time.increase(DAY);
  const expired = await attest(registry, (await now()) + DAY);
  await networkHelpers.time.increase(DAY);
  const withdrawn = await attest(registry);
  await custody.connect(custodian).withdraw(withdrawn);
  const challenged = await attest(registry);
  await custody.connect(alice).challenge(challenged);

  const ids: Record<Status, bigint> = {
    None: 99n,
    Attested: await attest(registry),
    Challenged: challenged,
    Failed: failed,
    Withdrawn: withdrawn,
    Expired: expired,
  };
  const callers: Record<Caller, Account> = {
    admin: registry.admin,
    registrar: registry.registrar,
    examiner: registry.examiner,
    custodian,
    custodiansOther,
    challenger: alice,
    participant: registry.bob,
    stranger: registry.stranger,
  };
  const participantIds: Partial<Record<Caller, bigint>> = {
    challenger: registry.aliceId,
    participant: registry.bobId,
  };
  const answer = await rightAnswer(registry, challenged);
  return { ...registry, ids, callers, participantIds, answer };
}

function wrongStatusTold(required: "Attested" | "Challenged") {
  return ({ custody, ids }: Stage, subject: Status): Refusal => {
    const id = ids[subject];
    if (subject === "None") return refusal(custody, "UnknownAttestation", id);
    const told = [id, AttestationStatus[subject], AttestationStatus[required]];
    return refusal(custody, "WrongAttestationStatus", ...told);
  };
}

function strangersTold(stage: Stage, subject: Status, caller: Caller): Refusal {
  const { participants, custody, callers, custodianId } = stage;
  const participantId = stage.participantIds[caller];
  if (participantId === undefined) {
    return refusal(participants, "AccountNotActive", callers[caller].address, 0n);
  }
  return refusal(custody, "NotItsCustodian", stage.ids[subject], custodianId, participantId);
}

function byCustodian(
  edge: { from: "Attested" | "Challenged"; to: Status; emits: string },
  move: (stage: Stage, id: bigint, account: Account) => ReturnType<typeof call>,
): Transition<Stage, Status, Caller> {
  return {
    edges: { [edge.from]: edge.to },
    emits: edge.emits,
    callers: ["custodian", "custodiansOther"],
    strangersTold,
    wrongStatusTold: wrongStatusTold(edge.from),
    checkedFirst: () => "status",
    call: (stage, subject, account) => move(stage, stage.ids[subject], account),
  };
}

describeStates<Stage, Status, Caller>({
  title: "Custody: states of an attestation",
  diagram: "AttestationStatus",
  stage: attestationsInEveryStatus,
  statuses: STATUSES,
  callers: CALLERS,
  account: ({ callers }, caller) => callers[caller],
  statusOf: async ({ custody, ids }, subject) =>
    STATUSES[Number(await custody.attestationStatus(ids[subject]))] ?? "None",
  transitions: {
    challenge: {
      edges: { Attested: "Challenged" },
      emits: "CustodyChallenged",
      callers: ["challenger", "participant"],
      strangersTold: (stage, subject, caller) =>
        caller === "custodian" || caller === "custodiansOther"
          ? refusal(stage.custody, "ChallengerIsCustodian", stage.ids[subject], stage.custodianId)
          : strangersTold(stage, subject, caller),
      wrongStatusTold: wrongStatusTold("Attested"),
      checkedFirst: () => "status",
      call: ({ custody, ids }, subject, account) =>
        call(custody.connect(account).challenge, ids[subject]),
    },
    answer: byCustodian(
      { from: "Challenged", to: "Attested", emits: "ChallengeAnswered" },
      ({ custody, answer }, id, account) =>
        call(custody.connect(account).answer, id, answer.chunk, answer.proof),
    ),
    withdraw: byCustodian(
      { from: "Attested", to: "Withdrawn", emits: "CustodyWithdrawn" },
      ({ custody }, id, account) => call(custody.connect(account).withdraw, id),
    ),
  },
});

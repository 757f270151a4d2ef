import { CREDENTIAL, openRegistry, REASON } from "../acts.ts";
import { refusal } from "../expectations.ts";
import type { Account } from "../registry.ts";
import { call, describeStates, type Transition } from "../states.ts";
import { ParticipantStatus } from "../words.ts";

type Status = keyof typeof ParticipantStatus;
const STATUSES = Object.keys(ParticipantStatus) as Status[];

const CALLERS = ["admin", "registrar", "examiner", "own", "participant", "stranger"] as const;

type Caller = (typeof CALLERS)[number];
type Stage = Awaited<ReturnType<typeof participantsInEveryStatus>>;

async function participantsInEveryStatus() {
  const registry = await openRegistry();
  await registry.participants.suspend(registry.bobId, REASON);
  const ids: Record<Status, bigint> = {
    None: 99n,
    Active: registry.aliceId,
    Suspended: registry.bobId,
  };
  const callers: Record<Exclude<Caller, "own">, Account> = {
    admin: registry.admin,
    registrar: registry.registrar,
    examiner: registry.examiner,
    participant: registry.carol,
    stranger: registry.stranger,
  };
  return { ...registry, ids, callers };
}

async function statusOf({ participants, ids }: Stage, subject: Status): Promise<Status> {
  if (ids[subject] > (await participants.participantCount())) return "None";
  const { status } = await participants.participant(ids[subject]);
  return STATUSES.find((name) => ParticipantStatus[name] === status) ?? "None";
}

const account = (stage: Stage, caller: Caller) =>
  caller === "own" ? stage.bob : stage.callers[caller];

function byRegistrar(
  edges: Partial<Record<Status, Status>>,
  emits: string,
  move: (stage: Stage, id: bigint, account: Account) => ReturnType<typeof call>,
): Transition<Stage, Status, Caller> {
  return {
    edges,
    emits,
    callers: ["registrar"],
    strangersTold: (stage, _subject, caller) =>
      refusal(stage.participants, "AccessManagedUnauthorized", account(stage, caller).address),
    wrongStatusTold: ({ participants, ids }, subject) => {
      if (subject === "None") return refusal(participants, "UnknownParticipant", ids.None);
      const required = subject === "Active" ? "Suspended" : "Active";
      return refusal(
        participants,
        "WrongParticipantStatus",
        ids[subject],
        ParticipantStatus[subject],
        ParticipantStatus[required],
      );
    },
    checkedFirst: () => "caller",
    call: (stage, subject, signer) => move(stage, stage.ids[subject], signer),
  };
}

describeStates<Stage, Status, Caller>({
  title: "Participants: states of a participant",
  diagram: "ParticipantStatus",
  stage: participantsInEveryStatus,
  statuses: STATUSES,
  callers: CALLERS,
  account,
  statusOf,
  transitions: {
    suspend: byRegistrar(
      { Active: "Suspended" },
      "ParticipantSuspended",
      ({ participants }, id, signer) => call(participants.connect(signer).suspend, id, REASON),
    ),
    reinstate: byRegistrar(
      { Suspended: "Active" },
      "ParticipantReinstated",
      ({ participants }, id, signer) => call(participants.connect(signer).reinstate, id, REASON),
    ),
    updateCredential: byRegistrar(
      { Active: "Active", Suspended: "Suspended" },
      "CredentialUpdated",
      ({ participants }, id, signer) =>
        call(participants.connect(signer).updateCredential, id, CREDENTIAL),
    ),
  },
});

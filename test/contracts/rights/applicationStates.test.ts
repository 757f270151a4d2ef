import {
  addAccount,
  DECISION,
  endNotice,
  EVIDENCE,
  file,
  fileInNotice,
  hashOf,
  openRegistry,
} from "../acts.ts";
import { refusal } from "../expectations.ts";
import type { Account } from "../registry.ts";
import { call, describeStates, type Transition } from "../states.ts";
import { ApplicationStatus, type ApplicationStatusName as Status } from "../words.ts";

const STATUSES = Object.keys(ApplicationStatus) as Status[];
const UNKNOWN_ID = 99n;

const CALLERS = [
  "admin",
  "registrar",
  "examiner",
  "applicant",
  "applicantsOther",
  "objector",
  "participant",
  "stranger",
] as const;

type Caller = (typeof CALLERS)[number];
type Stage = Awaited<ReturnType<typeof applicationsInEveryStatus>>;

/** One application in every status; public notice of all but the objected one has ended. */
async function applicationsInEveryStatus() {
  const registry = await openRegistry();
  const { alice, bob, carol, rights, second } = registry;
  await addAccount(registry, alice, second);

  const confirmed = await fileInNotice(registry, alice, { commitment: hashOf("confirmed") });
  const inNotice = await fileInNotice(registry, alice, { commitment: hashOf("in notice") });
  await endNotice(registry, inNotice);
  await rights.confirm(confirmed, DECISION);
  const rejected = await file(registry, alice);
  await rights.rejectApplication(rejected, DECISION);
  const withdrawn = await file(registry, alice);
  await rights.connect(alice).withdrawApplication(withdrawn);
  const objected = await fileInNotice(registry, alice, { commitment: hashOf("objected") });
  await rights.connect(bob).raiseObjection(objected, EVIDENCE);

  const ids: Record<Status, bigint> = {
    None: UNKNOWN_ID,
    Filed: await file(registry, alice),
    InNotice: inNotice,
    Objected: objected,
    Confirmed: confirmed,
    Rejected: rejected,
    Withdrawn: withdrawn,
  };
  const callers: Record<Caller, Account> = {
    admin: registry.admin,
    registrar: registry.registrar,
    examiner: registry.examiner,
    applicant: alice,
    applicantsOther: second,
    objector: bob,
    participant: carol,
    stranger: registry.stranger,
  };
  return { ...registry, ids, callers };
}

async function statusOf({ rights, ids }: Stage, subject: Status): Promise<Status> {
  if (ids[subject] > (await rights.applicationCount())) return "None";
  const { status } = await rights.registration(ids[subject]);
  return STATUSES.find((name) => ApplicationStatus[name] === status) ?? "None";
}

type Edges = Partial<Record<Status, Status>>;

function wrongStatusTold(edges: Edges) {
  const allowed = (Object.keys(edges) as Status[]).reduce(
    (mask, status) => mask | (1n << ApplicationStatus[status]),
    0n,
  );
  return ({ rights, ids }: Stage, subject: Status) =>
    subject === "None"
      ? refusal(rights, "UnknownApplication", UNKNOWN_ID)
      : refusal(
          rights,
          "WrongApplicationStatus",
          ids[subject],
          ApplicationStatus[subject],
          allowed,
        );
}

type Move = (stage: Stage, id: bigint, account: Account) => ReturnType<typeof call>;

function byExaminer(edges: Edges, emits: string, move: Move): Transition<Stage, Status, Caller> {
  return {
    edges,
    emits,
    callers: ["examiner"],
    strangersTold: ({ rights, callers }, _subject, caller) =>
      refusal(rights, "AccessManagedUnauthorized", callers[caller].address),
    wrongStatusTold: wrongStatusTold(edges),
    checkedFirst: () => "caller",
    call: (stage, subject, account) => move(stage, stage.ids[subject], account),
  };
}

function byApplicant(edges: Edges, emits: string, move: Move): Transition<Stage, Status, Caller> {
  return {
    edges,
    emits,
    callers: ["applicant", "applicantsOther"],
    strangersTold: ({ participants, rights, ...stage }, subject, caller) => {
      const { address } = stage.callers[caller];
      if (caller !== "objector" && caller !== "participant") {
        return refusal(participants, "AccountNotActive", address, 0n);
      }
      const id = caller === "objector" ? stage.bobId : stage.carolId;
      return refusal(rights, "NotApplicant", stage.ids[subject], stage.aliceId, id);
    },
    wrongStatusTold: wrongStatusTold(edges),
    checkedFirst: () => "status",
    call: (stage, subject, account) => move(stage, stage.ids[subject], account),
  };
}

describeStates<Stage, Status, Caller>({
  title: "RightsRegistry: states of an application",
  diagram: "ApplicationStatus",
  stage: applicationsInEveryStatus,
  statuses: STATUSES,
  callers: CALLERS,
  account: ({ callers }, caller) => callers[caller],
  statusOf,
  transitions: {
    withdrawApplication: byApplicant(
      { Filed: "Withdrawn", InNotice: "Withdrawn", Objected: "Withdrawn" },
      "ApplicationWithdrawn",
      ({ rights }, id, account) => call(rights.connect(account).withdrawApplication, id),
    ),
    openNotice: byExaminer({ Filed: "InNotice" }, "NoticeOpened", ({ rights }, id, account) =>
      call(rights.connect(account).openNotice, id),
    ),
    dismissObjection: byExaminer(
      { Objected: "InNotice" },
      "ObjectionDismissed",
      ({ rights }, id, account) => call(rights.connect(account).dismissObjection, id, 1n, DECISION),
    ),
    upholdObjection: byExaminer(
      { Objected: "Rejected" },
      "ObjectionUpheld",
      ({ rights }, id, account) => call(rights.connect(account).upholdObjection, id, 1n, DECISION),
    ),
    rejectApplication: byExaminer(
      { Filed: "Rejected", InNotice: "Rejected", Objected: "Rejected" },
      "ApplicationRejected",
      ({ rights }, id, account) => call(rights.connect(account).rejectApplication, id, DECISION),
    ),
    confirm: byExaminer(
      { InNotice: "Confirmed" },
      "CertificateConfirmed",
      ({ rights }, id, account) => call(rights.connect(account).confirm, id, DECISION),
    ),
  },
});

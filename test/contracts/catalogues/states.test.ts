import { DECISION, openRegistry } from "../acts.ts";
import { refusal } from "../expectations.ts";
import type { Account } from "../registry.ts";
import { call, describeStates, type Call, type Transition } from "../states.ts";
import { CatalogueStatus, confirm, endNotice, entries, file, fileInNotice } from "./acts.ts";

type Status = keyof typeof CatalogueStatus;
const STATUSES = Object.keys(CatalogueStatus) as Status[];
const CALLERS = ["admin", "registrar", "examiner", "applicant", "participant", "stranger"] as const;
type Caller = (typeof CALLERS)[number];
type Edges = Partial<Record<Status, Status>>;
type Move = (stage: Stage, id: bigint, by: Account) => Call;

/** One catalogue of Alice's in every status; public notice has ended. */
async function cataloguesInEveryStatus() {
  const registry = await openRegistry();
  const { catalogues, alice, bob } = registry;
  const listed = entries("listed", 3);
  const rejected = await file(registry, alice, listed);
  await catalogues.reject(rejected, DECISION);
  const withdrawn = await file(registry, alice, listed);
  await catalogues.connect(alice).withdraw(withdrawn);
  const ids: Record<Status, bigint> = {
    None: 99n,
    Filed: await file(registry, alice, listed),
    Confirmed: await confirm(registry, alice, listed),
    InNotice: await fileInNotice(registry, alice, listed),
    Rejected: rejected,
    Withdrawn: withdrawn,
  };
  await endNotice(registry, ids.InNotice);
  return { ...registry, ids, applicant: alice, participant: bob };
}

type Stage = Awaited<ReturnType<typeof cataloguesInEveryStatus>>;

function wrongStatusTold({ catalogues, ids }: Stage, subject: Status) {
  return subject === "None"
    ? refusal(catalogues, "UnknownCatalogue", ids.None)
    : refusal(catalogues, "WrongCatalogueStatus", ids[subject], CatalogueStatus[subject]);
}

function byExaminer(edges: Edges, emits: string, move: Move): Transition<Stage, Status, Caller> {
  return {
    edges,
    emits,
    callers: ["examiner"],
    strangersTold: (stage, _subject, caller) =>
      refusal(stage.catalogues, "AccessManagedUnauthorized", stage[caller].address),
    wrongStatusTold,
    checkedFirst: () => "caller",
    call: (stage, subject, account) => move(stage, stage.ids[subject], account),
  };
}

describeStates<Stage, Status, Caller>({
  title: "Catalogues: states of a catalogue",
  diagram: "CatalogueStatus",
  stage: cataloguesInEveryStatus,
  statuses: STATUSES,
  callers: CALLERS,
  account: (stage, caller) => stage[caller],
  statusOf: async ({ catalogues, ids }, subject) =>
    STATUSES[Number(await catalogues.catalogueStatus(ids[subject]))] ?? subject,
  transitions: {
    openNotice: byExaminer(
      { Filed: "InNotice" },
      "CatalogueNoticeOpened",
      ({ catalogues }, id, by) => call(catalogues.connect(by).openNotice, id),
    ),
    confirm: byExaminer({ InNotice: "Confirmed" }, "CatalogueConfirmed", ({ catalogues }, id, by) =>
      call(catalogues.connect(by).confirm, id, DECISION),
    ),
    reject: byExaminer(
      { Filed: "Rejected", InNotice: "Rejected" },
      "CatalogueRejected",
      ({ catalogues }, id, by) => call(catalogues.connect(by).reject, id, DECISION),
    ),
    withdraw: {
      edges: { Filed: "Withdrawn", InNotice: "Withdrawn" },
      emits: "CatalogueWithdrawn",
      callers: ["applicant"],
      strangersTold: ({ catalogues, participants, ids, ...stage }, subject, caller) =>
        caller === "participant"
          ? refusal(catalogues, "NotItsApplicant", ids[subject], stage.aliceId, stage.bobId)
          : refusal(participants, "AccountNotActive", stage[caller as "admin"].address, 0n),
      wrongStatusTold,
      checkedFirst: () => "status",
      call: ({ catalogues, ids }, subject, by) =>
        call(catalogues.connect(by).withdraw, ids[subject]),
    },
  },
});

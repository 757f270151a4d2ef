import { EVIDENCE, now, REASON } from "../acts.ts";
import { refusal, type Refusal } from "../expectations.ts";
import { networkHelpers } from "../registry.ts";
import { call, describeStates, type StateMachine, type Transition } from "../states.ts";
import { DAY, Kind } from "../words.ts";
import { conclude, DealStatus, deliver, dispute, openExchange, type Exchange } from "./acts.ts";

const STATUSES = ["None", "Concluded", "Delivered", "Disputed", "Settled", "Rescinded"] as const;
type Status = (typeof STATUSES)[number];

const CALLERS = [
  "admin",
  "registrar",
  "examiner",
  "relayer",
  "alice",
  "bob",
  "carol",
  "court",
  "exchange",
  "stranger",
] as const;
type Caller = (typeof CALLERS)[number];

interface Stage extends Exchange {
  readonly ids: Readonly<Record<Status, bigint>>;
}
type Edges = Partial<Record<Status, Status>>;

/** A deal in every status: Alice sells, Bob buys. */
async function inEveryStatus(): Promise<Stage> {
  const exchange = await openExchange();
  const { deals, alice, bob } = exchange;
  const made = async () => conclude(exchange);
  const [concluded, delivered, disputed, settled, rescinded] = [
    await made(),
    await made(),
    await made(),
    await made(),
    await made(),
  ];
  await deliver(exchange, delivered);
  await deliver(exchange, disputed);
  await dispute(exchange, disputed);
  await deals.connect(bob).acknowledge(settled);
  await deals.connect(alice).cancel(rescinded, REASON);
  return {
    ...exchange,
    ids: {
      None: 99n,
      Concluded: concluded,
      Delivered: delivered,
      Disputed: disputed,
      Settled: settled,
      Rescinded: rescinded,
    },
  };
}

async function afterAllPeriods(): Promise<Stage> {
  const stage = await inEveryStatus();
  await networkHelpers.time.increaseTo((await now()) + 8n * DAY);
  return stage;
}

/** Ids by caller, read once: what strangers are told names them. */
const IDS: Partial<Record<Caller, (stage: Stage) => bigint>> = {
  alice: ({ aliceId }) => aliceId,
  bob: ({ bobId }) => bobId,
  carol: ({ carolId }) => carolId,
  court: ({ courtId }) => courtId,
  exchange: ({ exchangeId }) => exchangeId,
};

function stranger(stage: Stage, caller: Caller, told: (id: bigint) => Refusal): Refusal {
  const id = IDS[caller]?.(stage);
  if (id !== undefined) return told(id);
  return refusal(stage.participants, "AccountNotActive", stage[caller].address, 0n);
}

const onlyBuyer = (stage: Stage, subject: Status, caller: Caller): Refusal =>
  stranger(stage, caller, (id) =>
    refusal(stage.deals, "NotDealBuyer", stage.ids[subject], stage.bobId, id),
  );
const onlySeller = (stage: Stage, subject: Status, caller: Caller): Refusal =>
  stranger(stage, caller, (id) =>
    refusal(stage.deals, "NotDealSeller", stage.ids[subject], stage.aliceId, id),
  );
const onlyArbiter = (stage: Stage, _: Status, caller: Caller): Refusal =>
  stranger(stage, caller, (id) => refusal(stage.deals, "NotArbiter", id, Kind.Enterprise));

function wrongStatus(stage: Stage, subject: Status): Refusal {
  const id = stage.ids[subject];
  if (subject === "None") return refusal(stage.deals, "UnknownDeal", id);
  return refusal(stage.deals, "WrongDealStatus", id, DealStatus[subject]);
}

type Step = Transition<Stage, Status, Caller>;
const byStatus = { wrongStatusTold: wrongStatus, checkedFirst: () => "status" as const };
const byBuyer = { callers: ["bob"] as const, strangersTold: onlyBuyer };
const bySeller = { callers: ["alice"] as const, strangersTold: onlySeller };
const byArbiter = { callers: ["court", "exchange"] as const, strangersTold: onlyArbiter };
const byAnyone = { callers: CALLERS, strangersTold: onlyBuyer };

const OPEN_TO = (status: Status): Edges => ({
  Concluded: status,
  Delivered: status,
  Disputed: status,
});

const anyTime: Readonly<Record<string, Step>> = {
  deliver: {
    ...byStatus,
    ...bySeller,
    edges: { Concluded: "Delivered" },
    emits: "DealDelivered",
    call: ({ deals, ids }, subject, by) => call(deals.connect(by).deliver, ids[subject], EVIDENCE),
  },
  acknowledge: {
    ...byStatus,
    ...byBuyer,
    edges: OPEN_TO("Settled"),
    emits: "DealSettled",
    call: ({ deals, ids }, subject, by) => call(deals.connect(by).acknowledge, ids[subject]),
  },
  cancel: {
    ...byStatus,
    ...bySeller,
    edges: OPEN_TO("Rescinded"),
    emits: "DealRescinded",
    call: ({ deals, ids }, subject, by) => call(deals.connect(by).cancel, ids[subject], REASON),
  },
  "resolve, the deal stands": {
    ...byStatus,
    ...byArbiter,
    edges: { Disputed: "Settled" },
    emits: "DealSettled",
    call: ({ deals, ids }, subject, by) =>
      call(deals.connect(by).resolve, ids[subject], 1n, false, REASON),
  },
  "resolve, the deal is undone": {
    ...byStatus,
    ...byArbiter,
    edges: { Disputed: "Rescinded" },
    emits: "DealRescinded",
    call: ({ deals, ids }, subject, by) =>
      call(deals.connect(by).resolve, ids[subject], 1n, true, REASON),
  },
};

const disputeCall: Step["call"] = ({ deals, ids }, subject, by) =>
  call(deals.connect(by).dispute, ids[subject], REASON);
const releaseCall: Step["call"] = ({ deals, ids }, subject, by) =>
  call(deals.connect(by).release, ids[subject]);
const reclaimCall: Step["call"] = ({ deals, ids }, subject, by) =>
  call(deals.connect(by).reclaim, ids[subject]);

/** The time is checked last. */
const exceptIn = (status: Status) => (subject: Status) =>
  subject === status ? ("caller" as const) : ("status" as const);

const machine: Omit<StateMachine<Stage, Status, Caller>, "title" | "stage" | "transitions"> = {
  diagram: "DealStatus",
  statuses: STATUSES,
  callers: CALLERS,
  account: (stage, caller) => stage[caller],
  statusOf: async ({ deals, ids }, subject) =>
    STATUSES[Number(await deals.dealStatus(ids[subject]))] ?? subject,
};

describeStates<Stage, Status, Caller>({
  ...machine,
  title: "Deals: states of a deal, in time",
  stage: inEveryStatus,
  transitions: {
    ...anyTime,
    dispute: {
      ...byStatus,
      ...byBuyer,
      edges: { Concluded: "Disputed", Delivered: "Disputed" },
      emits: "DealDisputed",
      call: disputeCall,
    },
    release: {
      ...byAnyone,
      edges: {},
      emits: "DealSettled",
      checkedFirst: () => "status",
      wrongStatusTold: (stage, subject) =>
        subject === "Delivered"
          ? refusal(stage.deals, "AcceptanceStillOpen")
          : wrongStatus(stage, subject),
      call: releaseCall,
    },
    reclaim: {
      ...byBuyer,
      edges: {},
      emits: "DealRescinded",
      checkedFirst: exceptIn("Concluded"),
      wrongStatusTold: (stage, subject) =>
        subject === "Concluded"
          ? refusal(stage.deals, "DeliveryNotDue")
          : wrongStatus(stage, subject),
      call: reclaimCall,
    },
  },
});

describeStates<Stage, Status, Caller>({
  ...machine,
  title: "Deals: states of a deal, after all periods",
  stage: afterAllPeriods,
  transitions: {
    ...anyTime,
    dispute: {
      ...byBuyer,
      edges: { Concluded: "Disputed" },
      emits: "DealDisputed",
      checkedFirst: exceptIn("Delivered"),
      wrongStatusTold: (stage, subject) =>
        subject === "Delivered"
          ? refusal(stage.deals, "AcceptanceOver")
          : wrongStatus(stage, subject),
      call: disputeCall,
    },
    release: {
      ...byStatus,
      ...byAnyone,
      edges: { Delivered: "Settled" },
      emits: "DealSettled",
      call: releaseCall,
    },
    reclaim: {
      ...byStatus,
      ...byBuyer,
      edges: { Concluded: "Rescinded" },
      emits: "DealRescinded",
      call: reclaimCall,
    },
  },
});

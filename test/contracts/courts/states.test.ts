import { certify, hashOf, openRegistry, REASON } from "../acts.ts";
import { refusal, type Refusal } from "../expectations.ts";
import { itMoves } from "../moves.ts";
import type { Account } from "../registry.ts";
import { call, describeStates, type Call, type Transition } from "../states.ts";
import { endAppeals, issue, OrderKind, seatCourts } from "./acts.ts";

const STATUSES = ["None", "Issued", "Appealed", "Executed", "Revoked"] as const;
type Status = (typeof STATUSES)[number];

const CALLERS = [
  "admin",
  "registrar",
  "examiner",
  "court",
  "secondCourt",
  "holder",
  "participant",
  "stranger",
] as const;
type Caller = (typeof CALLERS)[number];

/** One order in every status; the issued one can be appealed. Alice holds what they are about. */
async function ordersInEveryStatus() {
  const registry = await seatCourts(await openRegistry());
  const { courts, court, secondCourt, alice, bob, bobId } = registry;
  const about = async (name: string) => certify(registry, alice, { commitment: hashOf(name) });
  const [issuedAbout, appealedAbout, other] = [
    await about("a"),
    await about("b"),
    await about("c"),
  ];
  const issued = await issue(registry, court, OrderKind.Transfer, issuedAbout, bobId);
  const executed = await issue(registry, court, OrderKind.Freeze, other);
  const revoked = await issue(registry, court, OrderKind.Annul, other);
  await courts.connect(court).revokeOrder(revoked, REASON);
  const appealed = await issue(registry, court, OrderKind.Annul, appealedAbout);
  await courts.connect(alice).appealOrder(appealed, REASON);
  const ids: Record<Status, bigint> = {
    None: 99n,
    Issued: issued,
    Appealed: appealed,
    Executed: executed,
    Revoked: revoked,
  };
  return { ...registry, ids, holder: alice, participant: bob, secondCourt };
}

type Stage = Awaited<ReturnType<typeof ordersInEveryStatus>>;

/** The issued one can be confirmed. */
async function afterTheAppealPeriod(): Promise<Stage> {
  const stage = await ordersInEveryStatus();
  await endAppeals(stage);
  return stage;
}

function wrongStatusTold({ courts, ids }: Stage, subject: Status): Refusal {
  return subject === "None"
    ? refusal(courts, "UnknownOrder", ids.None)
    : refusal(courts, "WrongOrderStatus", ids[subject], BigInt(STATUSES.indexOf(subject)));
}

function byCourt(
  edges: Partial<Record<Status, Status>>,
  emits: string,
  who: "court" | "secondCourt",
  make: (stage: Stage, id: bigint, by: Account) => Call,
): Transition<Stage, Status, Caller> {
  return {
    edges,
    emits,
    callers: [who],
    strangersTold: (stage, subject, caller) => {
      const { courts, participants, ids, aliceId, bobId, courtId, secondCourtId } = stage;
      const id = ids[subject];
      if (caller === "court") return refusal(courts, "SecondCourtNeeded", id, courtId);
      if (caller === "secondCourt") {
        return refusal(courts, "NotItsCourt", id, courtId, secondCourtId);
      }
      if (caller === "holder" || caller === "participant") {
        // Enterprises (2), and no court (5).
        return refusal(courts, "WrongKind", caller === "holder" ? aliceId : bobId, 2n, 5n);
      }
      return refusal(participants, "AccountNotActive", stage[caller].address, 0n);
    },
    wrongStatusTold,
    checkedFirst: () => "status",
    call: (stage, subject, account) => make(stage, stage.ids[subject], account),
  };
}

describeStates<Stage, Status, Caller>({
  title: "Courts: states of an order",
  diagram: "OrderStatus",
  stage: afterTheAppealPeriod,
  statuses: STATUSES,
  callers: CALLERS,
  account: (stage, caller) => stage[caller],
  statusOf: async ({ courts, ids }, subject) => {
    if (subject === "None") return "None";
    return STATUSES[Number((await courts.order(ids[subject])).status)] ?? "None";
  },
  transitions: {
    confirmOrder: byCourt(
      { Issued: "Executed" },
      "OrderExecuted",
      "secondCourt",
      ({ courts }, id, by) => call(courts.connect(by).confirmOrder, id, REASON),
    ),
    revokeOrder: byCourt(
      { Issued: "Revoked", Appealed: "Revoked" },
      "OrderRevoked",
      "court",
      ({ courts }, id, by) => call(courts.connect(by).revokeOrder, id, REASON),
    ),
    dismissAppeal: byCourt(
      { Appealed: "Issued" },
      "AppealDismissed",
      "secondCourt",
      ({ courts }, id, by) => call(courts.connect(by).decideAppeal, id, false, REASON),
    ),
    upholdAppeal: byCourt(
      { Appealed: "Revoked" },
      "OrderRevoked",
      "secondCourt",
      ({ courts }, id, by) => call(courts.connect(by).decideAppeal, id, true, REASON),
    ),
  },
});

describe("Courts: an order in time to be appealed", () => {
  itMoves({
    diagram: "OrderStatus",
    statuses: STATUSES,
    arrow: { from: "Issued", to: "Appealed", by: "OrderAppealed" },
    stage: ordersInEveryStatus,
    statusOf: async ({ courts, ids }) => (await courts.order(ids.Issued)).status,
    make: ({ courts, holder, ids }) => courts.connect(holder).appealOrder(ids.Issued, REASON),
  });
});

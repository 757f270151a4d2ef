import { addAccount, certify, EVIDENCE, hashOf, license, now, REASON, terms } from "../acts.ts";
import { refusal } from "../expectations.ts";
import { openMarket, openSandbox } from "../market.ts";
import { itMoves } from "../moves.ts";
import { networkHelpers, type Account } from "../registry.ts";
import { call, describeStates, type Transition } from "../states.ts";
import { DAY, LicenseStatus } from "../words.ts";

/**
 * The contract's statuses, with the flags: `Breached`, of which notice was given; `Overdue`, not cured in
 * time. `Annulled` names what happened to the certificate, `Closed` to the sandbox.
 */
const CONTRACT_STATUS = {
  None: LicenseStatus.None,
  Active: LicenseStatus.Active,
  Suspended: LicenseStatus.Active,
  Breached: LicenseStatus.Active,
  Overdue: LicenseStatus.Active,
  Exhausted: LicenseStatus.Exhausted,
  Expired: LicenseStatus.Expired,
  Terminated: LicenseStatus.Terminated,
  Annulled: LicenseStatus.Terminated,
  Closed: LicenseStatus.Terminated,
} as const;

type Status = keyof typeof CONTRACT_STATUS;

const STATUSES = Object.keys(CONTRACT_STATUS) as Status[];

/** Statuses of licences that have not ended. */
const IN_FORCE: readonly Status[] = ["Active", "Suspended", "Breached", "Overdue", "Exhausted"];

const CALLERS = [
  "admin",
  "registrar",
  "examiner",
  "licensor",
  "licensorsOther",
  "licensee",
  "participant",
  "stranger",
] as const;

const LICENSOR = ["licensor", "licensorsOther"] as const;

type Caller = (typeof CALLERS)[number];
type Stage = Awaited<ReturnType<typeof licensesInEveryStatus>>;

/** Alice's licences to Bob, one in every status. */
async function licensesInEveryStatus() {
  const registry = await openMarket();
  const { alice, bob, carol, bobId, rights, licenses, registrar, second } = registry;
  await addAccount(registry, alice, second);
  const certificateId = await certify(registry, alice);
  const annulledCertificate = await certify(registry, alice, { commitment: hashOf("annulled") });

  const granted = () => license(registry, alice, certificateId, bobId);
  const soon = (await now()) + 11n * DAY;
  const expired = await license(registry, alice, certificateId, bobId, { validUntil: soon });
  const suspended = await granted();
  await licenses.connect(alice).suspend(suspended, REASON);
  const breached = await granted();
  await licenses.connect(alice).notifyBreach(breached, soon + DAY, REASON);
  const overdue = await granted();
  await licenses.connect(alice).notifyBreach(overdue, soon, REASON);
  const exhausted = await license(registry, alice, certificateId, bobId, { units: 5n });
  await licenses.connect(bob).recordUse(exhausted, 5n, EVIDENCE);
  const terminated = await granted();
  await licenses.connect(bob).terminate(terminated, REASON);
  const annulled = await license(registry, alice, annulledCertificate, bobId);
  await rights.connect(registrar).annul(annulledCertificate, REASON);
  const sandboxId = await openSandbox(registry, [registry.aliceId, bobId]);
  const { settlement, sandboxes, regulator } = registry;
  const sold = [
    certificateId,
    registry.aliceId,
    bobId,
    sandboxId,
    await terms({ validUntil: soon + DAY }),
  ] as const;
  await licenses.connect(settlement).grantSold(...sold);
  const closed = await licenses.licenseCount();
  await sandboxes.connect(regulator).close(sandboxId, REASON);
  const active = await granted();
  await networkHelpers.time.increaseTo(soon);

  const ids: Record<Status, bigint> = {
    None: 99n,
    Active: active,
    Suspended: suspended,
    Breached: breached,
    Overdue: overdue,
    Exhausted: exhausted,
    Expired: expired,
    Terminated: terminated,
    Annulled: annulled,
    Closed: closed,
  };
  const callers: Record<Caller, Account> = {
    admin: registry.admin,
    registrar,
    examiner: registry.examiner,
    licensor: alice,
    licensorsOther: second,
    licensee: bob,
    participant: carol,
    stranger: registry.stranger,
  };
  const participantIds: Partial<Record<Caller, bigint>> = {
    licensor: registry.aliceId,
    licensorsOther: registry.aliceId,
    licensee: bobId,
    participant: registry.carolId,
  };
  const ends = { overdue: soon, breached: soon + DAY, renewed: soon + 30n * DAY };
  return { ...registry, ids, callers, participantIds, ends };
}

async function statusOf({ licenses, ids }: Stage, subject: Status): Promise<Status> {
  const id = ids[subject];
  const status = await licenses.licenseStatus(id);
  if (status === LicenseStatus.None) return "None";
  if (status === LicenseStatus.Expired) return "Expired";
  const { terminated, suspended, cureUntil, sandboxId } = await licenses.license(id);
  if (status === LicenseStatus.Terminated) {
    if (terminated) return "Terminated";
    return sandboxId === 0n ? "Annulled" : "Closed";
  }
  if (suspended) return "Suspended";
  if (cureUntil !== 0n) return (await now()) < cureUntil ? "Breached" : "Overdue";
  return status === LicenseStatus.Exhausted ? "Exhausted" : "Active";
}

/** What those are told who meet a licence that has ended, or none. */
function endedTold({ licenses, ids }: Stage, subject: Status) {
  const id = ids[subject];
  return subject === "None"
    ? refusal(licenses, "UnknownLicense", id)
    : refusal(licenses, "LicenseNotActive", id, CONTRACT_STATUS[subject]);
}

const inForce = (subject: Status) => IN_FORCE.includes(subject);

function told(stage: Stage, caller: Caller, error: string, ...args: bigint[]) {
  const participantId = stage.participantIds[caller];
  return participantId === undefined
    ? refusal(stage.participants, "AccountNotActive", stage.callers[caller].address, 0n)
    : refusal(stage.licenses, error, ...args, participantId);
}

/** A transition that is the licensor's; `else` is what it is told of a licence in force in another status. */
function byLicensor(
  edges: Partial<Record<Status, Status>>,
  emits: string,
  otherwise: (stage: Stage, subject: Status) => ReturnType<typeof refusal>,
  move: (stage: Stage, id: bigint, account: Account) => ReturnType<typeof call>,
): Transition<Stage, Status, Caller> {
  return {
    edges,
    emits,
    callers: LICENSOR,
    strangersTold: (stage, subject, caller) =>
      told(stage, caller, "NotLicensor", stage.ids[subject], stage.aliceId),
    wrongStatusTold: (stage, subject) =>
      inForce(subject) ? otherwise(stage, subject) : endedTold(stage, subject),
    checkedFirst: (subject) => (inForce(subject) ? "caller" : "status"),
    call: (stage, subject, account) => move(stage, stage.ids[subject], account),
  };
}

const wrongSuspension =
  (suspended: boolean) =>
  ({ licenses, ids }: Stage, subject: Status) =>
    refusal(licenses, "WrongSuspension", ids[subject], suspended);

const breachOpen = ({ licenses, ids, ends }: Stage, subject: Status) =>
  refusal(
    licenses,
    "BreachOpen",
    ids[subject],
    subject === "Overdue" ? ends.overdue : ends.breached,
  );

const noBreach = ({ licenses, ids }: Stage, subject: Status) =>
  refusal(licenses, "NoBreachNotified", ids[subject]);

describeStates<Stage, Status, Caller>({
  title: "Licenses: states of a licence",
  diagram: "LicenseStatus",
  flagged: ["Suspended", "Breached", "Overdue", "Annulled", "Closed"],
  stage: licensesInEveryStatus,
  statuses: STATUSES,
  callers: CALLERS,
  account: ({ callers }, caller) => callers[caller],
  statusOf,
  transitions: {
    suspend: byLicensor(
      {
        Active: "Suspended",
        Breached: "Suspended",
        Overdue: "Suspended",
        Exhausted: "Suspended",
      },
      "LicenseSuspended",
      wrongSuspension(true),
      ({ licenses }, id, account) => call(licenses.connect(account).suspend, id, REASON),
    ),
    resume: byLicensor(
      { Suspended: "Active" },
      "LicenseResumed",
      wrongSuspension(false),
      ({ licenses }, id, account) => call(licenses.connect(account).resume, id),
    ),
    notifyBreach: byLicensor(
      { Active: "Breached", Suspended: "Suspended", Exhausted: "Breached" },
      "BreachNotified",
      breachOpen,
      ({ licenses, ends }, id, account) =>
        call(licenses.connect(account).notifyBreach, id, ends.renewed, REASON),
    ),
    acceptCure: byLicensor(
      { Breached: "Active", Overdue: "Active" },
      "BreachCured",
      noBreach,
      ({ licenses }, id, account) => call(licenses.connect(account).acceptCure, id, EVIDENCE),
    ),
    renew: byLicensor(
      Object.fromEntries(IN_FORCE.map((status) => [status, status])),
      "LicenseRenewed",
      endedTold,
      ({ licenses, ends }, id, account) =>
        call(licenses.connect(account).renew, id, ends.renewed, 0n),
    ),
    recordUse: {
      edges: { Active: "Active", Breached: "Breached", Overdue: "Overdue" },
      emits: "UseRecorded",
      callers: [...LICENSOR, "licensee"],
      strangersTold: (stage, subject, caller) =>
        told(stage, caller, "NotMeter", stage.ids[subject], 0n),
      wrongStatusTold: (stage, subject) => {
        const id = stage.ids[subject];
        return subject === "Suspended"
          ? refusal(stage.licenses, "LicenseOnHold", id, id)
          : endedTold(stage, subject);
      },
      checkedFirst: () => "status",
      call: ({ licenses, ids }, subject, account) =>
        call(licenses.connect(account).recordUse, ids[subject], 1n, EVIDENCE),
    },
    terminate: {
      // What ended with its sandbox is struck out of the book, by either party.
      edges: Object.fromEntries([...IN_FORCE, "Closed"].map((status) => [status, "Terminated"])),
      emits: "LicenseTerminated",
      callers: (from) =>
        from === "Overdue" || from === "Closed" ? [...LICENSOR, "licensee"] : ["licensee"],
      strangersTold: (stage, subject, caller) => {
        const licensor = caller === "licensor" || caller === "licensorsOther";
        if (!licensor) return told(stage, caller, "NotParty", stage.ids[subject]);
        return subject === "Breached" ? breachOpen(stage, subject) : noBreach(stage, subject);
      },
      wrongStatusTold: endedTold,
      checkedFirst: () => "status",
      call: ({ licenses, ids }, subject, account) =>
        call(licenses.connect(account).terminate, ids[subject], REASON),
    },
  },
});

describe("Licenses: units of a licence", () => {
  const bounded = {
    diagram: "LicenseStatus",
    statuses: Object.keys(LicenseStatus),
    statusOf: ({ licenses, licenseId }: Awaited<ReturnType<typeof fiveUnits>>) =>
      licenses.licenseStatus(licenseId),
  };
  itMoves({
    ...bounded,
    arrow: { from: "Active", to: "Exhausted", by: "UseRecorded" },
    stage: fiveUnits,
    make: ({ licenses, bob, licenseId }) =>
      licenses.connect(bob).recordUse(licenseId, 5n, EVIDENCE),
  });
  itMoves({
    ...bounded,
    arrow: { from: "Exhausted", to: "Active", by: "LicenseRenewed" },
    stage: noUnitsLeft,
    make: async ({ licenses, alice, licenseId }) => {
      const { terms } = await licenses.license(licenseId);
      return licenses.connect(alice).renew(licenseId, terms.validUntil, 1n);
    },
  });
  for (const [from, stage] of [
    ["Active", fiveUnits],
    ["Exhausted", noUnitsLeft],
  ] as const) {
    itMoves({
      ...bounded,
      arrow: { from, to: "Terminated", by: "SandboxClosed" },
      stage,
      make: ({ sandboxes, regulator, sandboxId }) =>
        sandboxes.connect(regulator).close(sandboxId, REASON),
    });
  }
});

/** Alice's licence to Bob, of five units, sold in a sandbox. */
async function fiveUnits() {
  const market = await openMarket();
  const { alice, aliceId, bobId, settlement, licenses } = market;
  const certificateId = await certify(market, alice);
  const sandboxId = await openSandbox(market, [aliceId, bobId]);
  const { validUntil } = (await market.sandboxes.sandbox(sandboxId)).bounds;
  const sold = await terms({ units: 5n, validUntil });
  await licenses.connect(settlement).grantSold(certificateId, aliceId, bobId, sandboxId, sold);
  return { ...market, sandboxId, licenseId: await licenses.licenseCount() };
}

async function noUnitsLeft() {
  const stage = await fiveUnits();
  await stage.licenses.connect(stage.bob).recordUse(stage.licenseId, 5n, EVIDENCE);
  return stage;
}

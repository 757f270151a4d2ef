import { addAccount, certify, hashOf, license, now, openRegistry, REASON } from "../acts.ts";
import { refusal } from "../expectations.ts";
import { networkHelpers, type Account } from "../registry.ts";
import { call, describeStates, type Transition } from "../states.ts";
import { DAY, LicenseStatus } from "../words.ts";

/** The contract's statuses, with the flag `Suspended`, and how a licence came to be terminated. */
const STATUSES = ["None", "Active", "Suspended", "Expired", "Terminated", "Annulled"] as const;

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

type Status = (typeof STATUSES)[number];
type Caller = (typeof CALLERS)[number];
type Stage = Awaited<ReturnType<typeof licensesInEveryStatus>>;

/** Alice's licences to Bob, one in every status; `Annulled` names what happened to the certificate. */
async function licensesInEveryStatus() {
  const registry = await openRegistry();
  const { alice, bob, carol, bobId, rights, licenses, registrar, second } = registry;
  await addAccount(registry, alice, second);
  const certificateId = await certify(registry, alice);
  const annulledCertificate = await certify(registry, alice, { commitment: hashOf("annulled") });

  const granted = () => license(registry, alice, certificateId, bobId);
  const validUntil = (await now()) + DAY;
  const expired = await license(registry, alice, certificateId, bobId, { validUntil });
  const suspended = await granted();
  await licenses.connect(alice).suspend(suspended, REASON);
  const terminated = await granted();
  await licenses.connect(bob).terminate(terminated, REASON);
  const annulled = await license(registry, alice, annulledCertificate, bobId);
  await rights.connect(registrar).annul(annulledCertificate, REASON);
  const active = await granted();
  await networkHelpers.time.increaseTo(validUntil);

  const ids: Record<Status, bigint> = {
    None: 99n,
    Active: active,
    Suspended: suspended,
    Expired: expired,
    Terminated: terminated,
    Annulled: annulled,
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
    licensee: bobId,
    participant: registry.carolId,
  };
  return { ...registry, ids, callers, participantIds };
}

async function statusOf({ licenses, ids }: Stage, subject: Status): Promise<Status> {
  const id = ids[subject];
  switch (await licenses.licenseStatus(id)) {
    case LicenseStatus.None:
      return "None";
    case LicenseStatus.Expired:
      return "Expired";
    case LicenseStatus.Terminated:
      return (await licenses.license(id)).terminated ? "Terminated" : "Annulled";
    default:
      return (await licenses.license(id)).suspended ? "Suspended" : "Active";
  }
}

const CONTRACT_STATUS: Record<Status, bigint> = {
  ...LicenseStatus,
  Suspended: LicenseStatus.Active,
  Annulled: LicenseStatus.Terminated,
};

/** What those told who are in the wrong status; `suspended` is what the caller wants to make of the flag. */
function wrongStatusTold(suspended: boolean) {
  return ({ licenses, ids }: Stage, subject: Status) => {
    const id = ids[subject];
    if (subject === "None") return refusal(licenses, "UnknownLicense", id);
    return subject === "Active" || subject === "Suspended"
      ? refusal(licenses, "WrongSuspension", id, suspended)
      : refusal(licenses, "LicenseNotActive", id, CONTRACT_STATUS[subject]);
  };
}

function told(stage: Stage, caller: Caller, error: string, ...args: bigint[]) {
  const participantId = stage.participantIds[caller];
  return participantId === undefined
    ? refusal(stage.participants, "AccountNotActive", stage.callers[caller].address, 0n)
    : refusal(stage.licenses, error, ...args, participantId);
}

function byLicensor(
  from: "Active" | "Suspended",
  to: "Active" | "Suspended",
  move: (stage: Stage, id: bigint, account: Account) => ReturnType<typeof call>,
): Transition<Stage, Status, Caller> {
  return {
    edges: { [from]: to },
    callers: ["licensor", "licensorsOther"],
    strangersTold: (stage, subject, caller) =>
      told(stage, caller, "NotLicensor", stage.ids[subject], stage.aliceId),
    wrongStatusTold: wrongStatusTold(to === "Suspended"),
    checkedFirst: (subject) => (subject === to ? "caller" : "status"),
    call: (stage, subject, account) => move(stage, stage.ids[subject], account),
  };
}

describeStates<Stage, Status, Caller>({
  title: "Licenses: states of a licence",
  stage: licensesInEveryStatus,
  statuses: STATUSES,
  callers: CALLERS,
  account: ({ callers }, caller) => callers[caller],
  statusOf,
  transitions: {
    suspend: byLicensor("Active", "Suspended", ({ licenses }, id, account) =>
      call(licenses.connect(account).suspend, id, REASON),
    ),
    resume: byLicensor("Suspended", "Active", ({ licenses }, id, account) =>
      call(licenses.connect(account).resume, id),
    ),
    terminate: {
      edges: { Active: "Terminated", Suspended: "Terminated" },
      callers: ["licensor", "licensorsOther", "licensee"],
      strangersTold: (stage, subject, caller) =>
        told(stage, caller, "NotParty", stage.ids[subject]),
      wrongStatusTold: wrongStatusTold(false),
      checkedFirst: () => "status",
      call: ({ licenses, ids }, subject, account) =>
        call(licenses.connect(account).terminate, ids[subject], REASON),
    },
  },
});

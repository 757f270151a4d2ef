import {
  addAccount,
  certify,
  DECISION,
  endNotice,
  fileInNotice,
  hashOf,
  now,
  openRegistry,
  REASON,
} from "../acts.ts";
import { refusal, type Refusal } from "../expectations.ts";
import { networkHelpers, type Account } from "../registry.ts";
import { call, describeStates, type Transition } from "../states.ts";
import { CertificateStatus, DAY, type CertificateStatusName as Status } from "../words.ts";

const STATUSES = Object.keys(CertificateStatus) as Status[];

const CALLERS = [
  "admin",
  "registrar",
  "examiner",
  "holder",
  "holdersOther",
  "approved",
  "operator",
  "participant",
  "stranger",
] as const;

type Caller = (typeof CALLERS)[number];
type Stage = Awaited<ReturnType<typeof certificatesInEveryStatus>>;

/** One certificate in every status; `None` is an application in notice. All are within the renewal window. */
async function certificatesInEveryStatus() {
  const registry = await openRegistry();
  const { alice, bob, rights, registrar, second, third } = registry;
  const [operator] = registry.spare;
  if (!operator) throw new Error("The chain has too few accounts");
  await addAccount(registry, alice, second);
  await rights.connect(alice).setApprovalForAll(operator, true);

  const certified = (name: string, termEnd: bigint) =>
    certify(registry, alice, { commitment: hashOf(name), termEnd });
  const begin = await now();
  const expired = await certified("expired", begin + 60n * DAY);
  const active = await certified("active", begin + 140n * DAY);
  const surrendered = await certified("surrendered", begin + 140n * DAY);
  const annulled = await certified("annulled", begin + 140n * DAY);
  for (const id of [expired, active, surrendered, annulled]) {
    await rights.connect(alice).approve(third, id);
  }
  await rights.connect(alice).surrender(surrendered);
  await rights.connect(registrar).annul(annulled, REASON);
  const inNotice = await fileInNotice(registry, alice, { commitment: hashOf("in notice") });
  await endNotice(registry, inNotice);
  await networkHelpers.time.increaseTo(begin + 75n * DAY);

  const ids: Record<Status, bigint> = {
    None: inNotice,
    Active: active,
    Expired: expired,
    Surrendered: surrendered,
    Annulled: annulled,
  };
  const callers: Record<Caller, Account> = {
    admin: registry.admin,
    registrar,
    examiner: registry.examiner,
    holder: alice,
    holdersOther: second,
    approved: third,
    operator,
    participant: bob,
    stranger: registry.stranger,
  };
  return { ...registry, ids, callers };
}

async function statusOf({ rights, ids }: Stage, subject: Status): Promise<Status> {
  const status = await rights.certificateStatus(ids[subject]);
  return STATUSES.find((name) => CertificateStatus[name] === status) ?? "None";
}

function wrongStatusTold({ rights, ids }: Stage, subject: Status): Refusal {
  return subject === "None"
    ? refusal(rights, "UnknownCertificate", ids.None)
    : refusal(rights, "CertificateNotActive", ids[subject], CertificateStatus[subject]);
}

type Move = (stage: Stage, id: bigint, account: Account) => ReturnType<typeof call>;

function byRegistrar(
  edges: Partial<Record<Status, Status>>,
  emits: string,
  move: Move,
): Transition<Stage, Status, Caller> {
  return {
    edges,
    emits,
    callers: ["registrar"],
    strangersTold: ({ rights, callers }, _subject, caller) =>
      refusal(rights, "AccessManagedUnauthorized", callers[caller].address),
    wrongStatusTold,
    checkedFirst: () => "caller",
    call: (stage, subject, account) => move(stage, stage.ids[subject], account),
  };
}

describeStates<Stage, Status, Caller>({
  title: "RightsRegistry: states of a certificate",
  diagram: "CertificateStatus",
  stage: certificatesInEveryStatus,
  statuses: STATUSES,
  callers: CALLERS,
  account: ({ callers }, caller) => callers[caller],
  statusOf,
  transitions: {
    renew: byRegistrar({ Active: "Active" }, "CertificateRenewed", ({ rights }, id, account) =>
      call(rights.connect(account).renew, id, 0n, DECISION),
    ),
    annul: byRegistrar({ Active: "Annulled" }, "CertificateAnnulled", ({ rights }, id, account) =>
      call(rights.connect(account).annul, id, REASON),
    ),
    surrender: {
      edges: { Active: "Surrendered" },
      emits: "CertificateSurrendered",
      callers: ["holder", "holdersOther"],
      strangersTold: (stage, subject, caller) =>
        caller === "participant"
          ? refusal(stage.rights, "NotHolder", stage.ids[subject], stage.aliceId, stage.bobId)
          : refusal(stage.participants, "AccountNotActive", stage.callers[caller].address, 0n),
      wrongStatusTold,
      checkedFirst: () => "status",
      call: ({ rights, ids }, subject, account) =>
        call(rights.connect(account).surrender, ids[subject]),
    },
    transferFrom: {
      edges: { Active: "Active" },
      emits: "HolderChanged",
      callers: ["holder", "holdersOther", "approved", "operator"],
      strangersTold: ({ rights, callers, ids }, subject, caller) =>
        subject === "None"
          ? refusal(rights, "ERC721NonexistentToken", ids.None)
          : refusal(rights, "ERC721InsufficientApproval", callers[caller].address, ids[subject]),
      wrongStatusTold: (stage, subject) =>
        subject === "None"
          ? refusal(stage.rights, "ERC721NonexistentToken", stage.ids.None)
          : wrongStatusTold(stage, subject),
      checkedFirst: () => "caller",
      call: ({ rights, ids, alice, bob }, subject, account) =>
        call(rights.connect(account).transferFrom, alice, bob, ids[subject]),
    },
  },
});

import type { DeployedName } from "../../../scripts/generate/contracts.ts";
import {
  addAccount,
  certify,
  CHINA,
  CREDENTIAL,
  DECISION,
  endNotice,
  EVIDENCE,
  file,
  fileInNotice,
  filing,
  hashOf,
  license,
  now,
  REASON,
  terms,
} from "../acts.ts";
import { decidedCatalogues, openCatalogues } from "../catalogues/acts.ts";
import {
  accept,
  acceptance,
  conclude,
  derive,
  openExchange,
  sell,
  type Exchange,
} from "../deals/acts.ts";
import { amendedInEveryWay } from "../amendments/acts.ts";
import { everythingJudged } from "../courts/acts.ts";
import { ethers, type Account } from "../registry.ts";
import { signRequest } from "../relay.ts";
import { attest, commitTo, rightAnswer } from "../custody/acts.ts";
import {
  appraise,
  bounds,
  CNY,
  exportGrant,
  finding,
  grantExport,
  makeOffer,
  openSandbox,
  price,
} from "../market.ts";
import { DAY, Kind } from "../words.ts";

export const CALLERS = ["admin", "registrar", "examiner", "participant", "stranger"] as const;

export type Caller = (typeof CALLERS)[number];
export type Stage = Awaited<ReturnType<typeof everythingPossible>>;

/** A registry in which each function can succeed for somebody who may call it. The participant is Alice. */
export async function everythingPossible() {
  const registry = await openExchange();
  const { alice, bob, aliceId, bobId, participants, rights, licenses } = registry;
  await addAccount(registry, alice, registry.second);
  await participants.suspend(registry.carolId, REASON);
  await participants.connect(alice).inviteAccount(registry.stranger);

  const amended = await amendedInEveryWay(registry);
  await certify(registry, alice, { commitment: hashOf("revised") });
  const { certificateId } = registry;
  const termEnd = (await now()) + 150n * DAY;
  const renewable = await certify(registry, alice, { commitment: hashOf("renewable"), termEnd });
  const bobs = await certify(registry, bob, { commitment: hashOf("Bob's") });
  const trades = await everythingTraded(registry, bobs);
  const decided = await decidedCatalogues(registry);
  const judged = await everythingJudged(registry);
  const ready = await fileInNotice(registry, alice, { commitment: hashOf("ready") });
  await endNotice(registry, ready);
  const filed = await file(registry, alice);
  const bobsInNotice = await fileInNotice(registry, bob);
  const objected = await fileInNotice(registry, alice);
  await rights.connect(bob).raiseObjection(objected, EVIDENCE);
  const granted = await license(registry, alice, certificateId, bobId);
  const suspended = await license(registry, alice, certificateId, bobId);
  await licenses.connect(alice).suspend(suspended, REASON);
  const received = await license(registry, bob, bobs, aliceId, { sublicensing: true });
  const breached = await license(registry, alice, certificateId, bobId);
  const month = (await now()) + 30n * DAY;
  await licenses.connect(alice).notifyBreach(breached, month, REASON);
  const attested = await attest(registry);
  const challenged = await attest(registry);
  await registry.custody.connect(alice).challenge(challenged);
  const appraised = await appraise(registry, certificateId);
  const offered = await makeOffer(registry, alice, certificateId);
  const approved = await grantExport(registry, aliceId, certificateId);
  const sandboxed = await openSandbox(registry, [aliceId]);
  const ids = { certificateId, renewable, filed, ready, objected, bobsInNotice };
  return {
    ...registry,
    ...ids,
    ...judged,
    ...amended,
    granted,
    suspended,
    received,
    breached,
    month,
    within: await termsWithin(registry, received),
    attested,
    challenged,
    appraised,
    offered,
    approved,
    sandboxed,
    bobs,
    ...trades,
    catalogued: { ...decided, ...(await openCatalogues(registry)) },
    bounds: await bounds(),
    finding: await finding(certificateId),
    grant: await exportGrant(aliceId, certificateId),
    bobsOffer: await sell(registry, {}, bobs, bob),
    offerEnd: (await now()) + DAY,
    proof: await rightAnswer(registry, challenged),
    terms: await terms(),
    request: await signRequest(
      registry,
      alice,
      rights,
      rights.interface.encodeFunctionData("fileApplication", [filing()]),
    ),
  };
}

/** Terms as good as a licence has, for as long as it has them. */
async function termsWithin({ licenses }: Exchange, id: bigint) {
  const { validFrom, validUntil } = (await licenses.license(id)).terms;
  return terms({ validFrom, validUntil });
}

/** Deals of Alice's, as buyer and as seller, past all periods; and proposals of shares. */
async function everythingTraded(exchange: Exchange, bobs: bigint) {
  const { alice, aliceId, bob, bobId, deals, shares, token, certificateId } = exchange;
  await accept(exchange, token, alice);
  await deals.setPeriods({ delivery: 1n, acceptance: 1n });
  const parts = [
    { participantId: aliceId, basisPoints: 6000n },
    { participantId: bobId, basisPoints: 4000n },
  ];
  await shares.connect(alice).propose(certificateId, parts);
  const proposed = await shares.proposalCount();
  await shares.connect(bob).propose(bobs, parts);
  const proposedToAlice = await shares.proposalCount();
  const buy = async (): Promise<bigint> => {
    await deals.connect(alice).conclude(acceptance(await sell(exchange, {}, bobs, bob)));
    return deals.dealCount();
  };
  const [bought, disputed, released] = [await buy(), await buy(), await buy()];
  await deals.connect(alice).dispute(disputed, REASON);
  await deals.connect(bob).deliver(released, EVIDENCE);
  const derived = { certificateId, holder: alice, royalty: 1000n };
  const bobsOwn = await derive(exchange, bob, derived, { commitment: hashOf("derived") });
  // A sale pays Alice's certificate a royalty; another, cancelled, refunds Alice.
  await deals.connect(alice).conclude(acceptance(await sell(exchange, {}, bobsOwn, bob)));
  await deals.connect(alice).acknowledge(await deals.dealCount());
  await deals.connect(bob).cancel(await buy(), REASON);
  const sold = await conclude(exchange);
  return { parts, proposed, proposedToAlice, bought, disputed, released, sold };
}

export interface Row {
  readonly args: (stage: Stage) => readonly unknown[];
  readonly allowed: readonly Caller[];
  /** Custom error that all others meet; none: they are refused without a reason. */
  readonly denied?: string;
  /** Who the participant is, if not Alice. */
  readonly who?: (stage: Stage) => Account;
  /** Custom error that the participant meets, where it differs. */
  readonly deniedToParticipant?: string;
}

const REGISTRAR = { allowed: ["registrar"], denied: "AccessManagedUnauthorized" } as const;
const EXAMINER = { allowed: ["examiner"], denied: "AccessManagedUnauthorized" } as const;
/** The admin is the governor too, in these tests. */
const GOVERNOR = { allowed: ["admin"], denied: "AccessManagedUnauthorized" } as const;
const NOBODY = { allowed: [], denied: "AccessManagedUnauthorized" } as const;
const MANAGER = { allowed: ["admin"], denied: "AccessManagerUnauthorizedAccount" } as const;
const PARTICIPANT = { allowed: ["participant"], denied: "AccountNotActive" } as const;
const CUSTODIAN = { ...PARTICIPANT, who: ({ custodian }: Stage) => custodian } as const;
const APPRAISER = { ...PARTICIPANT, who: ({ appraiser }: Stage) => appraiser } as const;
const COURT = { ...PARTICIPANT, who: ({ court }: Stage) => court } as const;
const REGULATOR = { ...PARTICIPANT, who: ({ regulator }: Stage) => regulator } as const;
const FIRST_COURT = { ...PARTICIPANT, who: ({ firstCourt }: Stage) => firstCourt } as const;
const SECOND_COURT = { ...PARTICIPANT, who: ({ secondCourt }: Stage) => secondCourt } as const;
const OWNER = { allowed: ["participant"], denied: "ERC721InsufficientApproval" } as const;
const ANYONE = { allowed: CALLERS } as const;

const setAuthority: Row = { args: ({ manager }) => [manager.target], ...NOBODY };
const multicall: Row = { args: () => [[]], ...ANYONE };
const setApprovalForAll: Row = { args: ({ bob }) => [bob.address, true], ...ANYONE };
const approve = (id: (stage: Stage) => bigint): Row => ({
  args: (stage) => [stage.bob.address, id(stage)],
  allowed: ["participant"],
  denied: "ERC721InvalidApprover",
});

/**
 * Every function that can change anything, and who may call it. The tests fail when a contract has a
 * function without a row here, or a row has no function.
 */
export const TABLE: Readonly<Record<DeployedName, Readonly<Record<string, Row>>>> = {
  Participants: {
    register: {
      args: ({ third }) => [Kind.Citizen, CHINA, CREDENTIAL, third.address],
      ...REGISTRAR,
    },
    suspend: { args: ({ aliceId }) => [aliceId, REASON], ...REGISTRAR },
    reinstate: { args: ({ carolId }) => [carolId, REASON], ...REGISTRAR },
    updateCredential: { args: ({ aliceId }) => [aliceId, CREDENTIAL], ...REGISTRAR },
    recoverAccount: {
      args: ({ alice, third }) => [alice.address, third.address, REASON],
      ...REGISTRAR,
    },
    inviteAccount: { args: ({ third }) => [third.address], ...PARTICIPANT },
    acceptInvitation: {
      args: ({ aliceId }) => [aliceId],
      allowed: ["stranger"],
      denied: "NotInvited",
    },
    setPrimaryAccount: { args: ({ second }) => [second.address], ...PARTICIPANT },
    revokeAccount: { args: ({ second }) => [second.address], ...PARTICIPANT },
    multicall,
    setAuthority,
  },
  RightsRegistry: {
    fileApplication: { args: () => [filing()], ...PARTICIPANT },
    fileBatch: { args: ({ aliceId }) => [aliceId, [filing()]], ...REGISTRAR },
    withdrawApplication: { args: ({ filed }) => [filed], ...PARTICIPANT },
    assignExaminer: { args: ({ filed, examiner }) => [filed, examiner.address], ...REGISTRAR },
    openNotice: { args: ({ filed }) => [filed], ...EXAMINER },
    raiseObjection: { args: ({ bobsInNotice }) => [bobsInNotice, EVIDENCE], ...PARTICIPANT },
    answerObjection: { args: ({ objected }) => [objected, 1n, EVIDENCE], ...PARTICIPANT },
    dismissObjection: { args: ({ objected }) => [objected, 1n, DECISION], ...EXAMINER },
    upholdObjection: { args: ({ objected }) => [objected, 1n, DECISION], ...EXAMINER },
    rejectApplication: { args: ({ filed }) => [filed, DECISION], ...EXAMINER },
    confirm: { args: ({ ready }) => [ready, DECISION], ...EXAMINER },
    confirmBatch: { args: ({ ready }) => [[ready], DECISION], ...EXAMINER },
    renew: { args: ({ renewable }) => [renewable, 0n, DECISION], ...REGISTRAR },
    annul: { args: ({ certificateId }) => [certificateId, REASON], ...REGISTRAR },
    surrender: { args: ({ certificateId }) => [certificateId], ...PARTICIPANT },
    setTransferable: {
      args: ({ certificateId }) => [certificateId, false, REASON],
      ...REGISTRAR,
    },
    setFrozen: { args: ({ certificateId }) => [certificateId, true, REASON], ...NOBODY },
    setPledged: { args: ({ certificateId }) => [certificateId, true, REASON], ...NOBODY },
    moveByOrder: { args: ({ certificateId, bobId }) => [certificateId, bobId], ...NOBODY },
    enforcePledge: {
      args: ({ certificateId, bobId }) => [certificateId, bobId, REASON],
      ...NOBODY,
    },
    annulByOrder: { args: ({ certificateId }) => [certificateId, REASON], ...NOBODY },
    setPolicy: { args: ({ policy }) => [policy.target], ...GOVERNOR },
    setRenderer: { args: ({ policy }) => [policy.target], ...GOVERNOR },
    setPaused: { args: () => [true], ...NOBODY },
    enter: {
      args: ({ aliceId }) => [aliceId, filing({ termEnd: 2n ** 39n }), 1n, DECISION],
      ...NOBODY,
    },
    approve: approve(({ certificateId }) => certificateId),
    setApprovalForAll,
    transferFrom: {
      args: ({ alice, bob, certificateId }) => [alice.address, bob.address, certificateId],
      ...OWNER,
    },
    "safeTransferFrom(address,address,uint256)": {
      args: ({ alice, bob, certificateId }) => [alice.address, bob.address, certificateId],
      ...OWNER,
    },
    "safeTransferFrom(address,address,uint256,bytes)": {
      args: ({ alice, bob, certificateId }) => [alice.address, bob.address, certificateId, "0x"],
      ...OWNER,
    },
    multicall,
    setAuthority,
  },
  Licenses: {
    grant: {
      args: ({ certificateId, bobId, terms: granted }) => [certificateId, bobId, granted],
      ...PARTICIPANT,
    },
    sublicense: {
      args: ({ received, bobId, within }) => [received, bobId, within],
      ...PARTICIPANT,
    },
    renew: { args: ({ granted, month }) => [granted, month + 10n * DAY, 0n], ...PARTICIPANT },
    recordUse: { args: ({ granted }) => [granted, 1n, EVIDENCE], ...PARTICIPANT },
    notifyBreach: { args: ({ granted, month }) => [granted, month, REASON], ...PARTICIPANT },
    acceptCure: { args: ({ breached }) => [breached, EVIDENCE], ...PARTICIPANT },
    suspend: { args: ({ granted }) => [granted, REASON], ...PARTICIPANT },
    grantSold: {
      args: ({ certificateId, aliceId, bobId, terms: granted }) => [
        certificateId,
        aliceId,
        bobId,
        0n,
        granted,
      ],
      ...NOBODY,
    },
    endSold: { args: ({ granted, aliceId }) => [granted, aliceId, REASON], ...NOBODY },
    resume: { args: ({ suspended }) => [suspended], ...PARTICIPANT },
    terminate: { args: ({ received }) => [received, REASON], ...PARTICIPANT },
    approve: approve(({ received }) => received),
    setApprovalForAll,
    transferFrom: {
      args: ({ alice, bob, received }) => [alice.address, bob.address, received],
      ...{ allowed: [], denied: OWNER.denied, deniedToParticipant: "LicenseNotTransferable" },
    },
    "safeTransferFrom(address,address,uint256)": {
      args: ({ alice, bob, received }) => [alice.address, bob.address, received],
      ...{ allowed: [], denied: OWNER.denied, deniedToParticipant: "LicenseNotTransferable" },
    },
    "safeTransferFrom(address,address,uint256,bytes)": {
      args: ({ alice, bob, received }) => [alice.address, bob.address, received, "0x"],
      ...{ allowed: [], denied: OWNER.denied, deniedToParticipant: "LicenseNotTransferable" },
    },
    multicall,
    setPaused: { args: () => [true], ...NOBODY },
    setAuthority,
  },
  RegistrationPolicy: {},
  Custody: {
    attest: {
      args: (stage) => Object.values(commitTo(stage.bytes, stage.validUntil)),
      ...CUSTODIAN,
    },
    challenge: { args: ({ attested }) => [attested], ...PARTICIPANT },
    answer: {
      args: ({ challenged, proof }) => [challenged, proof.chunk, proof.proof],
      ...CUSTODIAN,
    },
    withdraw: { args: ({ attested }) => [attested], ...CUSTODIAN },
    setResponsePeriod: { args: () => [60n], ...GOVERNOR },
    multicall,
    setPaused: { args: () => [true], ...NOBODY },
    setAuthority,
  },
  Appraisals: {
    record: { args: (stage) => [stage.finding], ...APPRAISER },
    revoke: { args: ({ appraised }) => [appraised, REASON], ...APPRAISER },
    multicall,
    setPaused: { args: () => [true], ...NOBODY },
    setAuthority,
  },
  Offers: {
    offer: {
      args: (stage) => [stage.certificateId, stage.offerEnd, price(), stage.terms],
      ...PARTICIPANT,
    },
    changePrice: { args: ({ offered }) => [offered, 7n], ...PARTICIPANT },
    withdraw: { args: ({ offered }) => [offered], ...PARTICIPANT },
    setCurrency: { args: () => [CNY, false], ...GOVERNOR },
    multicall,
    setPaused: { args: () => [true], ...NOBODY },
    setAuthority,
  },
  CompliancePolicy: { setRules: { args: () => [[]], ...GOVERNOR }, setAuthority },
  Compliance: {
    approve: { args: ({ grant }) => [grant, REASON], ...REGULATOR },
    recordExport: { args: ({ approved }) => [approved, 1n, EVIDENCE], ...PARTICIPANT },
    consume: { args: ({ approved }) => [approved, 1n], ...NOBODY },
    revoke: { args: ({ approved }) => [approved, REASON], ...REGULATOR },
    setPolicy: { args: ({ compliancePolicy }) => [compliancePolicy.target], ...GOVERNOR },
    multicall,
    setPaused: { args: () => [true], ...NOBODY },
    setAuthority,
  },
  Sandboxes: {
    open: { args: (stage) => [stage.bounds, []], ...REGULATOR },
    admit: { args: ({ sandboxed, bobId }) => [sandboxed, bobId], ...REGULATOR },
    leaveSandbox: { args: ({ sandboxed }) => [sandboxed], ...PARTICIPANT },
    expel: { args: ({ sandboxed, aliceId }) => [sandboxed, aliceId], ...REGULATOR },
    close: { args: ({ sandboxed }) => [sandboxed, REASON], ...REGULATOR },
    consume: { args: ({ sandboxed, aliceId }) => [sandboxed, aliceId, 1n, 1n], ...NOBODY },
    multicall,
    setPaused: { args: () => [true], ...NOBODY },
    setAuthority,
  },
  Shares: {
    propose: { args: ({ certificateId, parts }) => [certificateId, parts], ...PARTICIPANT },
    agree: { args: ({ proposedToAlice }) => [proposedToAlice], ...PARTICIPANT },
    withdraw: { args: ({ proposed }) => [proposed], ...PARTICIPANT },
    multicall,
    setPaused: { args: () => [true], ...NOBODY },
    setAuthority,
  },
  Deals: {
    conclude: { args: ({ bobsOffer }) => [acceptance(bobsOffer)], ...PARTICIPANT },
    // Nothing comes of a permit that nobody signed.
    permit: {
      args: ({ token }) => [token.target, 1n, 0n, 27n, REASON, REASON],
      ...ANYONE,
    },
    deliver: { args: ({ sold }) => [sold, EVIDENCE], ...PARTICIPANT },
    acknowledge: { args: ({ bought }) => [bought], ...PARTICIPANT },
    release: { args: ({ released }) => [released], ...ANYONE },
    reclaim: { args: ({ bought }) => [bought], ...PARTICIPANT },
    cancel: { args: ({ sold }) => [sold, REASON], ...PARTICIPANT },
    dispute: { args: ({ bought }) => [bought, REASON], ...PARTICIPANT },
    resolve: { args: ({ disputed }) => [disputed, 0n, false, REASON], ...COURT },
    withdraw: { args: ({ token }) => [token.target], ...PARTICIPANT },
    distribute: {
      args: ({ certificateId, token }) => [certificateId, token.target],
      ...ANYONE,
    },
    assess: { args: ({ bobs }) => [bobs], ...ANYONE },
    setPeriods: { args: () => [{ delivery: 1n, acceptance: 1n }], ...GOVERNOR },
    setPaused: { args: () => [true], ...NOBODY },
    multicall,
    setAuthority,
  },
  Catalogues: {
    file: { args: () => [REASON, 4n, 1n, REASON, ""], ...PARTICIPANT },
    withdraw: { args: ({ catalogued }) => [catalogued.filed], ...PARTICIPANT },
    openNotice: { args: ({ catalogued }) => [catalogued.filed], ...EXAMINER },
    object: { args: ({ catalogued }) => [catalogued.bobsInNotice, 1n, EVIDENCE], ...PARTICIPANT },
    hear: {
      args: ({ catalogued }) => [catalogued.objected, 0n, true, DECISION],
      ...EXAMINER,
    },
    confirm: { args: ({ catalogued }) => [catalogued.ready, DECISION], ...EXAMINER },
    reject: { args: ({ catalogued }) => [catalogued.filed, DECISION], ...EXAMINER },
    claim: {
      args: ({ catalogued }) => [catalogued.confirmed, 2n, ...catalogued.proof],
      ...ANYONE,
    },
    multicall,
    setPaused: { args: () => [true], ...NOBODY },
    setAuthority,
  },
  Pledges: {
    offerPledge: {
      args: ({ certificateId, bobId }) => [certificateId, bobId, CNY, 1n, REASON],
      ...PARTICIPANT,
    },
    acceptPledge: {
      args: ({ pledgesOf: { offered } }) => [offered],
      ...{ ...PARTICIPANT, who: ({ bob }: Stage) => bob },
    },
    withdrawPledge: { args: ({ pledgesOf: { offered } }) => [offered], ...PARTICIPANT },
    releasePledge: {
      args: ({ pledgesOf: { active } }) => [active, REASON],
      ...{ ...PARTICIPANT, who: ({ bob }: Stage) => bob },
    },
    enforce: { args: ({ pledged, bobId }) => [pledged, bobId, REASON], ...NOBODY },
    setPaused: { args: () => [true], ...NOBODY },
    multicall,
    setAuthority,
  },
  Courts: {
    issueOrder: {
      args: ({ certificateId }) => [1n, certificateId, 0n, REASON, REASON],
      ...FIRST_COURT,
    },
    confirmOrder: { args: ({ orders }) => [orders.due, REASON], ...SECOND_COURT },
    revokeOrder: { args: ({ orders }) => [orders.due, REASON], ...FIRST_COURT },
    appealOrder: { args: ({ orders }) => [orders.fresh, REASON], ...PARTICIPANT },
    decideAppeal: { args: ({ orders }) => [orders.appealed, true, REASON], ...SECOND_COURT },
    multicall,
    setAuthority,
  },
  Amendments: {
    requestAmendment: {
      args: ({ amended }) => [amended, 1n, hashOf("described"), "", REASON],
      ...PARTICIPANT,
    },
    acceptAmendment: {
      args: ({ amendmentsOf: { requested } }) => [requested, DECISION],
      ...EXAMINER,
    },
    rejectAmendment: {
      args: ({ amendmentsOf: { requested } }) => [requested, DECISION],
      ...EXAMINER,
    },
    withdrawAmendment: { args: ({ amendmentsOf: { requested } }) => [requested], ...PARTICIPANT },
    correctRecord: {
      args: ({ amended }) => [amended, hashOf("described"), "", REASON],
      ...REGISTRAR,
    },
    supersede: { args: () => [hashOf("revised"), hashOf("amended")], ...PARTICIPANT },
    setPaused: { args: () => [true], ...NOBODY },
    multicall,
    setAuthority,
  },
  AccessManager: {
    labelRole: { args: () => [1n, "REGISTRAR"], ...MANAGER },
    grantRole: { args: ({ bob }) => [1n, bob.address, 0n], ...MANAGER },
    revokeRole: { args: ({ registrar }) => [1n, registrar.address], ...MANAGER },
    renounceRole: {
      args: ({ registrar }) => [1n, registrar.address],
      allowed: ["registrar"],
      denied: "AccessManagerBadConfirmation",
    },
    setRoleAdmin: { args: () => [1n, 2n], ...MANAGER },
    setRoleGuardian: { args: () => [1n, 2n], ...MANAGER },
    setGrantDelay: { args: () => [1n, 60n], ...MANAGER },
    setTargetFunctionRole: {
      args: ({ rights }) => [rights.target, ["0x12345678"], 1n],
      ...MANAGER,
    },
    setTargetAdminDelay: { args: ({ rights }) => [rights.target, 60n], ...MANAGER },
    setTargetClosed: { args: ({ rights }) => [rights.target, true], ...MANAGER },
    updateAuthority: { args: ({ rights, manager }) => [rights.target, manager.target], ...MANAGER },
    execute: {
      args: ({ rights, policy }) => [
        rights.target,
        rights.interface.encodeFunctionData("setPolicy", [policy.target]),
      ],
      allowed: ["admin"],
      denied: "AccessManagerUnauthorizedCall",
    },
    // Nothing is scheduled while no role has a delay.
    schedule: {
      args: ({ rights }) => [rights.target, "0x12345678", 0n],
      ...{ allowed: [], denied: "AccessManagerUnauthorizedCall" },
    },
    cancel: {
      args: ({ admin, rights }) => [admin.address, rights.target, "0x12345678"],
      ...{ allowed: [], denied: "AccessManagerNotScheduled" },
    },
    // For contracts that are asked whether they are executing; an account cannot answer.
    consumeScheduledOp: { args: ({ admin }) => [admin.address, "0x12345678"], allowed: [] },
    multicall,
  },
  Forwarder: {
    execute: { args: ({ request }) => [request], ...ANYONE },
    executeBatch: { args: ({ request }) => [[request], ethers.ZeroAddress], ...ANYONE },
  },
};

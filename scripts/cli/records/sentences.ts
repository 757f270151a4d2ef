import { getAddress } from "ethers";

import type { EventFieldsFragment } from "../../../sdk/src/index.ts";
import { fromCode, KINDS, RIGHTS } from "../../../sdk/src/index.ts";
import { formatTime } from "../output/format.ts";
import { printable } from "../output/printable.ts";
import { formatCountry } from "../output/terms.ts";
import { CATALOGUE_SENTENCES } from "./catalogueSentences.ts";
import { COURT_SENTENCES } from "./courtSentences.ts";
import { MARKET_SENTENCES } from "./marketSentences.ts";

/** Arguments of an event: numbers as on chain, times in Unix seconds. */
type Args = Readonly<Record<string, unknown>>;
type Sentence = (args: Args) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ParticipantRegistered: (a) =>
    `registered as ${fromCode(KINDS, Number(a.kind))} in ${formatCountry(Number(a.jurisdiction))} with ${account(a.account)}`,
  ParticipantSuspended: () => "suspended",
  ParticipantReinstated: () => "reinstated",
  CredentialUpdated: (a) => `credential verified anew: ${a.credentialHash}`,
  AccountInvited: (a) => `${account(a.account)} invited`,
  AccountAdded: (a) => `${account(a.account)} acts for it`,
  AccountRevoked: (a) => `${account(a.account)} revoked`,
  PrimaryAccountChanged: (a) => `${account(a.account)} is the primary account`,
  AccountRecovered: (a) => `lost ${account(a.lost)} replaced by ${account(a.replacement)}`,

  ApplicationFiled: (a) =>
    `participant:${a.applicant} applied for ${right(a)} over asset:${a.commitment}${sources(a)}`,
  ApplicationWithdrawn: () => "withdrawn by the applicant",
  NoticeOpened: (a) => `public notice until ${time(a.noticeEnd)}`,
  ObjectionRaised: (a) =>
    `participant:${a.objector} objected: objection:${a.applicationId}-${a.objectionId}`,
  ObjectionDismissed: (a) =>
    `objection:${a.applicationId}-${a.objectionId} dismissed, notice until ${time(a.noticeEnd)}`,
  ObjectionUpheld: (a) => `objection:${a.applicationId}-${a.objectionId} upheld`,
  ApplicationRejected: () => "rejected",
  CertificateConfirmed: (a) =>
    `${right(a)} confirmed for participant:${a.holder} until ${time(a.expiresAt)}`,
  CertificateRenewed: (a) => `renewed until ${time(a.expiresAt)}`,
  CertificateSurrendered: () => "surrendered by the holder",
  CertificateAnnulled: () => "annulled by the registrar",
  HolderChanged: (a) => `passed from participant:${a.from} to participant:${a.to}`,

  LicenseGranted: (a) =>
    `granted by participant:${a.licensor} to participant:${a.licensee} under ${a.parentId ? `license:${a.parentId}` : `certificate:${a.certificateId}`}`,
  LicenseRenewed: (a) =>
    `renewed by participant:${a.by} until ${time(a.validUntil)}${a.units === "0" ? "" : `, ${a.units} units`}`,
  LicenseTransferred: (a) => `handed on by participant:${a.from} to participant:${a.to}`,
  UseRecorded: (a) => `participant:${a.by} recorded ${a.units} units used, ${a.unitsUsed} in all`,
  BreachNotified: (a) =>
    `participant:${a.by} gave notice of a breach, to be cured until ${time(a.cureUntil)}`,
  BreachCured: (a) => `participant:${a.by} accepted that the breach is cured`,
  LicenseSuspended: () => "suspended by the licensor",
  LicenseResumed: () => "resumed by the licensor",
  LicenseTerminated: (a) => `terminated by participant:${a.by}`,

  CustodyAttested: (a) =>
    `participant:${a.custodian} attested to hold the ${a.size} bytes of asset:${a.commitment} until ${time(a.validUntil)}`,
  CustodyChallenged: (a) =>
    `participant:${a.challenger} asked for chunk ${a.chunk} before ${time(a.answerBy)}: challenge:${a.attestationId}-${a.challengeId}`,
  ChallengeAnswered: (a) => `challenge:${a.attestationId}-${a.challengeId} answered`,
  CustodyWithdrawn: () => "withdrawn by the custodian",
  ResponsePeriodSet: (a) => `custodians have ${a.responsePeriod} s to answer a challenge`,

  SharesProposed: (a) => `participant:${a.proposer} proposed shares: proposal:${a.proposalId}`,
  SharesAgreed: (a) => `participant:${a.participantId} agreed to proposal:${a.proposalId}`,
  SharesInForce: (a) => `proposal:${a.proposalId} is in force`,
  SharesSuperseded: (a) => `proposal:${a.proposalId} was superseded`,
  SharesWithdrawn: (a) => `proposal:${a.proposalId} was withdrawn`,
  DealConcluded: (a) => `participant:${a.buyer} bought from participant:${a.seller}`,
  DealDelivered: (a) => `delivered; the buyer accepts or disputes before ${time(a.acceptBy)}`,
  DealDisputed: () => "disputed by the buyer",
  DealSettled: (a) => `settled${by(a)}: ${a.earned} earned, ${a.refunded} refunded`,
  DealRescinded: (a) => `rescinded${by(a)}: ${a.earned} earned, ${a.refunded} refunded`,
  BalanceCredited: (a) =>
    `credited ${a.amount} of ${token(a)}${Number(a.certificateId) === 0 ? "" : ` by certificate:${a.certificateId}`}`,
  BalanceWithdrawn: (a) => `was paid ${a.amount} of ${token(a)}`,
  RoyaltyAccrued: (a) => `is owed ${a.amount} of ${token(a)} by certificate:${a.fromCertificate}`,
  EarningsDistributed: (a) => `distributed its earnings in ${token(a)}`,
  BurdenAssessed: (a) => `its sources are owed ${a.basisPoints} basis points of what derives`,

  ...MARKET_SENTENCES,
  ...COURT_SENTENCES,
  ...CATALOGUE_SENTENCES,

  Transfer: (a) =>
    /^0x0+$/.test(String(a.from))
      ? `token minted to ${account(a.to)}`
      : `token passed from ${account(a.from)} to ${account(a.to)}`,
  MetadataUpdate: () => "token metadata changed",

  ExecutedForwardRequest: (a) =>
    `relayed request ${a.nonce} of ${account(a.signer)}${a.success === true ? "" : " failed"}`,
  PolicyReplaced: (a) => `the registration policy is ${getAddress(String(a.policy))}`,
  RoleGranted: (a) => `role ${a.roleId} granted to ${account(a.account)}`,
  RoleRevoked: (a) => `role ${a.roleId} revoked from ${account(a.account)}`,
};

/** What happened, in a few words; what it happened to is the event's subject. */
export function tellEvent({ name, args }: Pick<EventFieldsFragment, "name" | "args">): string {
  const given = (args ?? {}) as Args;
  return printable(
    SENTENCES[name]?.(given) ?? [name, ...Object.entries(given).map(show)].join(" "),
  );
}

function show([name, value]: [string, unknown]): string {
  return `${name}=${typeof value === "object" ? JSON.stringify(value) : String(value)}`;
}

function right(args: Args): string {
  return fromCode(RIGHTS, Number(args.right)) ?? "a right";
}

function account(address: unknown): string {
  return `account ${getAddress(String(address))}`;
}

function time(seconds: unknown): string {
  return formatTime(new Date(Number(seconds) * 1000));
}

function token(args: Args): string {
  return `token ${getAddress(String(args.currency))}`;
}

function by(args: Args): string {
  return Number(args.by) === 0 ? "" : ` by participant:${args.by}`;
}

function sources({ sources: given }: Args): string {
  if (!Array.isArray(given) || given.length === 0) return "";
  const ids = (given as { kind: number; id: number }[]).map(
    ({ kind, id }) => `${kind === 1 ? "certificate" : "license"}:${id}`,
  );
  return `, derived from ${ids.join(", ")}`;
}

import type { Moment } from "./asOf.ts";
import { AsOf, momentOf } from "./asOf.ts";
import { builder } from "./builder.ts";
import { enumeration, Use } from "./enums.ts";
import { userError } from "./errors.ts";
import { formatId, parseId } from "./ids.ts";
import type { Decision, Under } from "./licenseDecision.ts";
import { decide, REASONS } from "./licenseDecision.ts";

const DecisionReason = enumeration("DecisionReason", "Why data may be used, or may not.", {
  HELD: { value: REASONS.HELD, description: "It may: the participant holds the certificate." },
  LICENSED: { value: REASONS.LICENSED, description: "It may: by this licence." },
  MALFORMED: { value: REASONS.MALFORMED, description: "No use, or no country, was asked about." },
  PARTICIPANT_NOT_ACTIVE: { value: REASONS.PARTICIPANT_NOT_ACTIVE },
  UNKNOWN_CERTIFICATE: { value: REASONS.UNKNOWN_CERTIFICATE },
  CERTIFICATE_NOT_ACTIVE: {
    value: REASONS.CERTIFICATE_NOT_ACTIVE,
    description:
      "It is the participant's and has ended, or a licence rests on it and it is annulled.",
  },
  UNKNOWN_LICENSE: { value: REASONS.UNKNOWN_LICENSE },
  NO_LICENSE: {
    value: REASONS.NO_LICENSE,
    description: "None under this certificate ever came to the participant.",
  },
  NOT_LICENSEE: { value: REASONS.NOT_LICENSEE },
  LICENSE_TERMINATED: {
    value: REASONS.LICENSE_TERMINATED,
    description: "This licence, or the one above it that decides it.",
  },
  LICENSE_EXPIRED: { value: REASONS.LICENSE_EXPIRED },
  LICENSE_NOT_BEGUN: { value: REASONS.LICENSE_NOT_BEGUN },
  LICENSE_SUSPENDED: {
    value: REASONS.LICENSE_SUSPENDED,
    description: "This licence, or the one above it that decides it.",
  },
  LICENSE_EXHAUSTED: { value: REASONS.LICENSE_EXHAUSTED, description: "No units are left." },
  USE_PROHIBITED: { value: REASONS.USE_PROHIBITED },
  USE_NOT_PERMITTED: { value: REASONS.USE_NOT_PERMITTED },
  OUTSIDE_TERRITORY: { value: REASONS.OUTSIDE_TERRITORY },
  SANDBOX_CLOSED: {
    value: REASONS.SANDBOX_CLOSED,
    description: "The licence, or one above it, was granted in this sandbox, and ended with it.",
  },
});

interface LicenseDecision extends Decision {
  at: Moment;
}

const LicenseDecisionRef = builder.objectRef<LicenseDecision>("LicenseDecision").implement({
  description: "Whether a participant may use data, and what decides it.",
  fields: (t) => ({
    allowed: t.boolean({
      resolve: ({ reason }) => reason === REASONS.HELD || reason === REASONS.LICENSED,
    }),
    reason: t.expose("reason", { type: DecisionReason }),
    decidedBy: t.id({
      nullable: true,
      description:
        "The participant, certificate, licence or sandbox that decides it, such as `license:4`; null if the question was malformed.",
      resolve: ({ by }) => by && formatId(...by),
    }),
    block: t.int({
      description: "The book as it was after this block.",
      resolve: ({ at }) => at.block,
    }),
  }),
});

const LicenseQuestion = builder.inputType("LicenseQuestion", {
  description: "May this participant use this data so, there, then?",
  fields: (t) => ({
    participant: t.id({ required: true, description: "Who would use it." }),
    certificate: t.id({
      description:
        "What it is certified by: its holder may use it, others under one of the four licences that came to them last. This or `license`.",
    }),
    license: t.id({ description: "The one licence to go by. This or `certificate`." }),
    uses: t.field({ type: [Use], required: true, description: "All that are meant." }),
    country: t.int({ required: true, description: "Where: ISO 3166-1 numeric, 1 to 999." }),
    time: t.field({
      type: "DateTime",
      description: "When. Left out: at the moment that `asOf` names, or now.",
    }),
  }),
});

/** @throws BAD_USER_INPUT unless one of the two is given. */
function underWhat({ certificate, license }: typeof LicenseQuestion.$inferInput): Under {
  const given = [certificate ?? null, license ?? null];
  if (!given.includes(null) || given.every((id) => id === null)) {
    throw userError("BAD_USER_INPUT", "Ask about a `certificate` or a `license`: one of the two");
  }
  return certificate === null || certificate === undefined
    ? { license: parseId("license", license ?? "") }
    : { certificate: parseId("certificate", certificate) };
}

builder.queryFields((t) => ({
  decide: t.field({
    type: LicenseDecisionRef,
    description:
      "May a participant use data so, there, then, by what the book said at a moment? The same answer as the contract's, from the index alone. A freeze stops what is done with a certificate, not the use of the data.",
    args: {
      question: t.arg({ type: LicenseQuestion, required: true }),
      asOf: t.arg({ type: AsOf }),
    },
    resolve: (_root, { question, asOf }, context) => {
      const at = momentOf(context, asOf);
      const asked = {
        participant: parseId("participant", question.participant),
        uses: question.uses.reduce((set, use) => set | (1 << use), 0),
        country: question.country,
        time: Math.floor(question.time ?? at.time),
      };
      return { ...decide(context.reader, asked, underWhat(question), at), at };
    },
  }),
}));

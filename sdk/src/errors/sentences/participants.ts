import type { Sentences } from "./Sentence.ts";

export const participantsSentences: Sentences = {
  UnknownParticipant: (w) => [
    `There is no participant ${w.participantId}.`,
    "Participants count from 1; check the number.",
  ],
  ParticipantNotActive: (w) => [
    `Participant ${w.participantId} is ${w.status}: it can do nothing, and receive nothing, until it is reinstated.`,
    "Ask the registrar for the reasons of the suspension.",
  ],
  WrongParticipantStatus: (w) => [
    `Participant ${w.participantId} is ${w.status}; this needs one that is ${w.required}.`,
    "Suspend an active participant, reinstate a suspended one.",
  ],
  AccountNotActive: (w) =>
    w.participantId === "0"
      ? [
          `The account ${w.account} acts for no participant.`,
          "Have the registrar register its owner, or accept an invitation of a participant.",
        ]
      : [
          `The account ${w.account} is no active account of participant ${w.participantId}, or not of yours.`,
          "Use an account of the participant that was not revoked.",
        ],
  AccountTaken: (w) => [
    `The account ${w.account} belongs, or belonged, to participant ${w.participantId}; an account is never used twice.`,
    "Use a new account.",
  ],
  NotInvited: (w) => [
    `Participant ${w.participantId} has not invited the account ${w.account}.`,
    "Have an active account of the participant invite it first.",
  ],
  PrimaryAccountNotRevocable: (w) => [
    `${w.account} is the primary account of participant ${w.participantId}, which cannot be revoked.`,
    "Make another account the primary one first.",
  ],
  InvalidJurisdiction: (w) => [
    `${w.jurisdiction} is no ISO 3166-1 numeric code.`,
    "Give a code from 1 to 999, such as 156 for China.",
  ],
  InvalidKind: () => [
    "A participant must be of some kind.",
    "Give CITIZEN, ENTERPRISE, PUBLIC_BODY, EXCHANGE, COURT, REGULATOR, CUSTODIAN or APPRAISER.",
  ],
  InvalidAccount: (w) => [
    `${w.account} is nobody's account.`,
    "Give the address of an account whose key the participant holds.",
  ],
  WrongKind: (w) => [
    `Participant ${w.participantId} is of the kind ${w.kind}; this is for the kind ${w.required}.`,
    "Act for a participant that the registrar registered as such.",
  ],
  MissingCredential: () => [
    "The hash of the credential is zero.",
    "Give the SHA-256 of the credential document that was verified.",
  ],
};

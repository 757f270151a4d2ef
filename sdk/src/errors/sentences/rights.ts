import type { Sentences } from "./Sentence.ts";

export const rightsSentences: Sentences = {
  UnknownApplication: (w) => [
    `There is no application ${w.applicationId}.`,
    "Applications count from 1; check the number.",
  ],
  UnknownCertificate: (w) => [
    `There is no certificate ${w.certificateId}.`,
    "A certificate bears its application's number, once that is confirmed.",
  ],
  WrongApplicationStatus: (w) => [
    `Application ${w.applicationId} is ${w.status}; this needs one that is ${w.allowed}.`,
    "Look at the application: it may have been decided meanwhile.",
  ],
  CertificateNotActive: (w) => [
    `Certificate ${w.certificateId} is ${w.status}; this needs one that is ACTIVE.`,
    "A right that is not in force any more needs a new application.",
  ],
  RightInForce: (w) => [
    `The ${w.right} right over ${w.commitment} is in force under certificate ${w.certificateId}.`,
    "Ask its holder for a licence or a transfer; or object to it with the registrar.",
  ],
  AssetMismatch: (w) => [
    `Rights in force over ${w.commitment} record the class ${w.dataClass} and the algorithm ${w.algorithm}.`,
    "File with the same class and algorithm.",
  ],
  NotApplicant: (w) => [
    `Application ${w.applicationId} is that of participant ${w.applicant}; you act for participant ${w.participantId}.`,
    "Only the applicant may do this.",
  ],
  NotHolder: (w) => [
    `Certificate ${w.certificateId} is held by participant ${w.holder}; you act for participant ${w.participantId}.`,
    "Only the holder may do this.",
  ],
  NoticeStillOpen: (w) => [
    `Public notice of application ${w.applicationId} runs until ${w.noticeEnd}.`,
    "Confirm it after that time.",
  ],
  NoticeClosed: (w) => [
    `Public notice of application ${w.applicationId} ended at ${w.noticeEnd}.`,
    "A claim against it now goes to the registrar or to a court.",
  ],
  ObjectorIsApplicant: (w) => [
    `Application ${w.applicationId} is that of participant ${w.participantId} itself.`,
    "Withdraw the application instead of objecting to it.",
  ],
  AlreadyObjected: (w) => [
    `Participant ${w.participantId} has objected to application ${w.applicationId} already.`,
    "Hand further evidence to the examiner.",
  ],
  ObjectionNotOpen: (w) =>
    w.status === "NONE"
      ? [
          `Application ${w.applicationId} has no objection ${w.objectionId}.`,
          "Objections count from 1 within their application.",
        ]
      : [
          `Objection ${w.objectionId} against application ${w.applicationId} is ${w.status} already.`,
          "An objection is decided once.",
        ],
  RenewalNotOpen: (w) => [
    `Certificate ${w.certificateId} can be renewed from ${w.opensAt}.`,
    "Renew it between that time and its expiry.",
  ],
  InvalidTermEnd: (w) => [
    `The term would end at ${w.termEnd}, which is not after ${w.mustExceed}.`,
    "Give a later end, or none.",
  ],
  IncompleteFiling: (w) => [`The field ${w.field} is empty.`, `Give ${w.field}.`],
  TooManySources: (w) => [
    `The filing names ${w.count} sources; at most ${w.limit} are possible.`,
    "Register an intermediate asset that combines some of them.",
  ],
  InvalidPolicy: (w) => [
    `There is no contract at ${w.policy}.`,
    "Give the address of a deployed registration policy.",
  ],
  NotItsExaminer: (w) => [
    `Application ${w.applicationId} is assigned to the examiner ${w.examiner}; you are ${w.account}.`,
    "Its examiner decides it; or ask the registrar to assign it to you.",
  ],
  TooManyObjections: (w) => [
    `Application ${w.applicationId} has ${w.limit} open objections, which is the most there can be.`,
    "Object when some of them are decided.",
  ],
  ObjectionAnsweredAlready: (w) => [
    `Objection ${w.objectionId} against application ${w.applicationId} is answered already.`,
    "Hand further evidence to the examiner.",
  ],
  CertificateLocked: (w) => [
    `Certificate ${w.certificateId} is locked (flags ${w.flags}: 1 frozen, 2 pledged, 4 not transferable).`,
    "Wait until the court has released it, the pledge is released, or the registrar has made it transferable.",
  ],
  FlagUnchanged: (w) => [
    `Certificate ${w.certificateId} is so already (flags ${w.flags}: 1 frozen, 2 pledged, 4 not transferable).`,
    "Look at the certificate: it may have been changed meanwhile.",
  ],
  AlreadyHolder: (w) => [
    `Certificate ${w.certificateId} is held by participant ${w.participantId} already.`,
    "Name another participant.",
  ],
  InvalidRenderer: (w) => [
    `There is no contract at ${w.renderer}.`,
    "Give the address of a deployed certificate renderer.",
  ],
  MissingDecision: () => [
    "The hash of the decision is zero.",
    "Give the SHA-256 of the document that holds the decision and its reasons.",
  ],
};

import type { Sentences } from "./Sentence.ts";

export const sharesSentences: Sentences = {
  UnknownProposal: (w) => [
    `There is no proposal of shares ${w.proposalId}.`,
    "Proposals count from 1; check the number.",
  ],
  ProposalNotOpen: (w) => [
    `Proposal ${w.proposalId} is ${w.status}; this needs one that is PROPOSED.`,
    "Propose the shares anew.",
  ],
  NotCoHolder: (w) => [
    `Proposal ${w.proposalId} needs no consent of participant ${w.participantId}.`,
    "Only who is named in it, or has a share already, agrees to it.",
  ],
  AlreadyAgreed: (w) => [
    `Participant ${w.participantId} has agreed to proposal ${w.proposalId} already.`,
    "Nothing is to be done.",
  ],
  NotProposer: (w) => [
    `Proposal ${w.proposalId} was made by participant ${w.proposer}; you act for participant ${w.participantId}.`,
    "Only the proposer may do this.",
  ],
  WrongShareCount: (w) => [
    `A certificate cannot have ${w.count} co-holders.`,
    `Name 1 to ${w.limit}, the holder among them.`,
  ],
  SharesNotAscending: (w) => [
    `The share of participant ${w.participantId} comes after that of participant ${w.before}.`,
    "Name every participant once, in ascending order.",
  ],
  EmptyShare: (w) => [
    `The share of participant ${w.participantId} is nothing.`,
    "Leave the participant out, or give at least one basis point.",
  ],
  WrongShareSum: (w) => [
    `The shares add up to ${w.basisPoints} basis points.`,
    "Let them add up to 10,000.",
  ],
  HolderWithoutShare: (w) => [
    `Participant ${w.holder}, who holds certificate ${w.certificateId}, has no share.`,
    "Give the holder at least one basis point.",
  ],
};

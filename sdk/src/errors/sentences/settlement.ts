import type { Sentences } from "./Sentence.ts";

export const settlementSentences: Sentences = {
  NothingToWithdraw: (w) => [
    `Participant ${w.participantId} has no balance in ${w.currency}.`,
    "A certificate's earnings may still have to be distributed.",
  ],
  NothingToDistribute: (w) => [
    `No earnings in ${w.currency} wait with certificate ${w.certificateId}.`,
    "Nothing is to be done.",
  ],
  WrongAmountMoved: (w) => [
    `${w.moved} of ${w.currency} moved when ${w.asked} was asked for.`,
    "Tokens that take a fee of transfers are not taken: agree on another currency.",
  ],
  SourceNotAssessed: (w) => [
    `Certificate ${w.certificateId} derives from certificate ${w.source}, whose burden is not assessed.`,
    "Assess that certificate first; anybody may.",
  ],
  AlreadyAssessed: (w) => [
    `The burden of certificate ${w.certificateId} was assessed already.`,
    "Nothing is to be done: it never changes.",
  ],
  SafeERC20FailedOperation: (w) => [
    `The token ${w.token} did not do as it was told.`,
    "Check that the account has the amount, and allows the deals contract to take it.",
  ],
  ReentrancyGuardReentrantCall: () => [
    "The call came while another was being handled.",
    "A token that calls back cannot be paid with.",
  ],
};

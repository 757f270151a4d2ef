import type { Sentences } from "./Sentence.ts";

export const courtSentences: Sentences = {
  UnknownOrder: (w) => [
    `There is no order ${w.orderId}.`,
    "Orders count from 1; check the number.",
  ],
  WrongOrderStatus: (w) => [
    `Order ${w.orderId} is ${w.status}, which does not allow this.`,
    "Look at the order: it may have been decided meanwhile.",
  ],
  IncompleteOrder: (w) => [`The field ${w.field} is empty.`, `Give ${w.field}.`],
  WrongReceiver: (w) => [
    `An order to ${w.kind} cannot name the receiver ${w.to}.`,
    "Name a receiver for TRANSFER and ENFORCE_PLEDGE, and none for the others.",
  ],
  SecondCourtNeeded: (w) => [
    `Court ${w.court} issued order ${w.orderId} itself.`,
    "Another court must confirm it, and decide an appeal against it.",
  ],
  NotItsCourt: (w) => [
    `Order ${w.orderId} was issued by court ${w.court}; you act for participant ${w.participantId}.`,
    "Only the court that issued it takes it back.",
  ],
  AppealStillOpen: (w) => [
    `Order ${w.orderId} can be appealed until ${w.appealEnd}.`,
    "Confirm it after that time.",
  ],
  AppealOver: (w) => [
    `Order ${w.orderId} can be appealed no more: the time ended at ${w.appealEnd}, or there was an appeal.`,
    "Ask the court that issued it to take it back.",
  ],
};

export const pledgeSentences: Sentences = {
  UnknownPledge: (w) => [
    `There is no pledge ${w.pledgeId}.`,
    "Pledges count from 1; check the number.",
  ],
  WrongPledgeStatus: (w) => [
    `Pledge ${w.pledgeId} is ${w.status}; this needs one that is ${w.needed}.`,
    "Look at the pledge: it may have been changed meanwhile.",
  ],
  IncompletePledge: (w) => [`The field ${w.field} is empty.`, `Give ${w.field}.`],
  LenderIsPledgor: (w) => [
    `Participant ${w.participantId} would pledge to itself.`,
    "Name another participant as lender.",
  ],
  NotPledgor: (w) => [
    `Pledge ${w.pledgeId} was offered by participant ${w.pledgor}; you act for participant ${w.participantId}.`,
    "Only who offered it takes it back.",
  ],
  NotLender: (w) => [
    `The lender of pledge ${w.pledgeId} is participant ${w.lender}; you act for participant ${w.participantId}.`,
    "Only the lender may do this.",
  ],
  NotPledged: (w) => [
    `No pledge of certificate ${w.certificateId} is active.`,
    "Enforce a pledge that was accepted and not released.",
  ],
};

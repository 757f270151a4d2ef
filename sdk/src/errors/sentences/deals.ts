import type { Sentences } from "./Sentence.ts";

export const dealsSentences: Sentences = {
  UnknownDeal: (w) => [`There is no deal ${w.dealId}.`, "Deals count from 1; check the number."],
  WrongDealStatus: (w) => [
    `Deal ${w.dealId} is ${w.status}, which does not allow this.`,
    "Look at the deal before you go on with it.",
  ],
  NotDealBuyer: (w) => [
    `The buyer in deal ${w.dealId} is participant ${w.buyer}; you act for participant ${w.participantId}.`,
    "Only the buyer may do this.",
  ],
  NotDealSeller: (w) => [
    `The seller in deal ${w.dealId} is participant ${w.seller}; you act for participant ${w.participantId}.`,
    "Only the seller may do this.",
  ],
  NotArbiter: (w) => [
    `Participant ${w.participantId} is of kind ${w.kind}.`,
    "Disputes are decided by a court or an exchange.",
  ],
  ArbiterIsParty: (w) => [
    `Participant ${w.participantId} is a party to deal ${w.dealId}.`,
    "Have a court or an exchange decide that is not.",
  ],
  OfferNotStanding: (w) => [
    `Offer ${w.offerId} is ${w.status}.`,
    "Take one that is OPEN, or ask the seller for another.",
  ],
  OfferedToAnother: (w) => [
    `Offer ${w.offerId} was made to participant ${w.buyer}; you act for participant ${w.participantId}.`,
    "Ask the seller for an offer of your own.",
  ],
  InvalidQuantity: (w) => [
    `Offer ${w.offerId} cannot be taken ${w.quantity} times.`,
    `Take 1 to ${w.most} of it.`,
  ],
  AmountExceeded: (w) => [
    `Offer ${w.offerId} comes to ${w.amount}, more than the ${w.maxAmount} you would pay.`,
    "The price may have changed: look at the offer, and agree to more if it is worth it.",
  ],
  CurrencyNotPayable: (w) => [
    `Nothing can be paid in ${w.currency}.`,
    "Payments are made in accepted ERC-20 tokens: ask the seller for an offer in one.",
  ],
  WrongSandboxCurrency: (w) => [
    `Sandbox ${w.sandboxId} counts value in ${w.currency}.`,
    "Trade in that currency, or outside the sandbox.",
  ],
  ExportNotAllowed: (w) => [
    `The data of certificate ${w.certificateId} may not go to jurisdiction ${w.toJurisdiction}: ${w.verdict}.`,
    "The seller needs an export approval that covers the volume, where the law knows one.",
  ],
  IncompleteAcceptance: (w) => [
    `The acceptance lacks its ${w.field}.`,
    "Say how the data is delivered, and how many bytes.",
  ],
  DeliveryNotDue: (w) => [
    `The seller in deal ${w.dealId} can deliver until ${w.deliverBy}.`,
    "Wait until then, or dispute the deal.",
  ],
  AcceptanceStillOpen: (w) => [
    `The buyer in deal ${w.dealId} can dispute until ${w.acceptBy}.`,
    "Wait until then, or have the buyer acknowledge.",
  ],
  AcceptanceOver: (w) => [
    `Deal ${w.dealId} could be disputed until ${w.acceptBy}.`,
    "Settle it with the seller, or go to court.",
  ],
  RefundExceedsAmount: (w) => [
    `Deal ${w.dealId} is about ${w.amount}: ${w.refund} cannot be refunded.`,
    "Refund at most what was paid.",
  ],
  MissingDocument: () => [
    "The hash of the evidence, reasons or decision is zero.",
    "Give the SHA-256 of the document.",
  ],
  InvalidDealPeriods: () => [
    "A period of deals is zero.",
    "Give seconds above zero for delivery and for acceptance.",
  ],
};

import type { Sentences } from "./Sentence.ts";

export const pricingSentences: Sentences = {
  InvalidCurrency: (w) => [
    `${w.currency} is no currency.`,
    "Give the address of a token, or an ISO 4217 numeric code as an address.",
  ],
  UnknownAppraisal: (w) => [
    `There is no appraisal ${w.appraisalId}.`,
    "Appraisals count from 1; check the number.",
  ],
  AppraisalNotActive: (w) => [
    `Appraisal ${w.appraisalId} is ${w.status}; this needs one that is ACTIVE.`,
    "An appraisal that has ended needs a new one.",
  ],
  NotItsAppraiser: (w) => [
    `The appraiser of appraisal ${w.appraisalId} is participant ${w.appraiser}; you act for participant ${w.participantId}.`,
    "Only the appraiser who recorded it may do this.",
  ],
  CertificateNotInForce: (w) => [
    `Certificate ${w.certificateId} is not in force.`,
    "Only an active certificate can be appraised; check the number.",
  ],
  AppraiserIsHolder: (w) => [
    `Participant ${w.participantId} holds certificate ${w.certificateId} itself.`,
    "Have another appraiser appraise it.",
  ],
  InvalidAppraisalDates: (w) => [
    `The appraisal would be of ${w.appraisedAt} and valid until ${w.validUntil}.`,
    "It is of now or the past, and valid beyond now.",
  ],
  IncompleteFinding: (w) => [`The finding has no ${w.field}.`, "Give one."],
  UnknownOffer: (w) => [
    `There is no offer ${w.offerId}.`,
    "Offers count from 1; check the number.",
  ],
  OfferNotOpen: (w) => [
    `Offer ${w.offerId} is ${w.status}; this needs one that is OPEN.`,
    "An offer that has ended needs a new one.",
  ],
  NotSeller: (w) => [
    `The seller of offer ${w.offerId} is participant ${w.seller}; you act for participant ${w.participantId}.`,
    "Only the seller may do this.",
  ],
  CurrencyNotAccepted: (w) => [
    `Prices cannot be in the currency ${w.currency}.`,
    "Give a currency that the administrator has accepted.",
  ],
  InvalidPrice: (w) => [
    `A price of the kind ${w.model} cannot have the buyer ${w.buyer}, the period ${w.period} and ${w.units} units together.`,
    "Only NEGOTIATED names a buyer, only SUBSCRIPTION a period, and both must; PER_UNIT needs metered units.",
  ],
  SamePrice: (w) => [
    `The price of offer ${w.offerId} is ${w.amount} already.`,
    "Nothing is to be done.",
  ],
  BuyerIsSeller: (w) => [
    `Participant ${w.participantId} would sell to itself.`,
    "Name another participant as the buyer.",
  ],
  InvalidOfferEnd: (w) => [
    `The offer would end at ${w.validUntil}, the licences it offers at ${w.licensesEnd}.`,
    "Let the offer end in the future, and with the licences or before.",
  ],
  OfferOutlivesCertificate: (w) => [
    `The licences would run until ${w.licensesEnd}; certificate ${w.certificateId} expires at ${w.expiresAt}.`,
    "End them with the certificate, or have the certificate renewed first.",
  ],
};

import type { Sentences } from "./Sentence.ts";

export const cataloguesSentences: Sentences = {
  UnknownCatalogue: (w) => [
    `There is no catalogue ${w.catalogueId}.`,
    "Catalogues count from 1; check the number.",
  ],
  WrongCatalogueStatus: (w) => [
    `Catalogue ${w.catalogueId} is ${w.status}, which does not allow this.`,
    "Look at the catalogue before you go on with it.",
  ],
  NotItsApplicant: (w) => [
    `Catalogue ${w.catalogueId} was filed by participant ${w.applicant}; you act for participant ${w.participantId}.`,
    "Only the applicant may do this.",
  ],
  WrongEntryCount: (w) => [
    `A catalogue cannot have ${w.count} entries.`,
    `File 1 to ${w.limit} in one catalogue.`,
  ],
  IncompleteCatalogue: (w) => [
    `The catalogue's ${w.field} is empty.`,
    "Give the root, the class and the file's hash, and evidence with an objection.",
  ],
  CatalogueNoticeOpen: (w) => [
    `Catalogue ${w.catalogueId} is in public notice until ${w.noticeEnd}.`,
    "Confirm it then.",
  ],
  CatalogueNoticeOver: (w) => [
    `Public notice of catalogue ${w.catalogueId} ended at ${w.noticeEnd}.`,
    "Ask the registrar to annul, or a court to order, what is wrong.",
  ],
  ObjectionsOpen: (w) => [
    `${w.count} entries of catalogue ${w.catalogueId} are objected to.`,
    "Hear the objections first.",
  ],
  ObjectorOwnsCatalogue: (w) => [
    `Participant ${w.participantId} filed catalogue ${w.catalogueId} itself.`,
    "Withdraw it instead.",
  ],
  EntryInQuestion: (w) => [
    `Entry ${w.index} of catalogue ${w.catalogueId} is objected to already, or was struck out.`,
    "Nothing is to be done.",
  ],
  EntryNotObjected: (w) => [
    `Nobody objects to entry ${w.index} of catalogue ${w.catalogueId}.`,
    "Check the number of the entry.",
  ],
  NotAnEntry: (w) => [
    `Entry ${w.index} of catalogue ${w.catalogueId} is not this one.`,
    "Make the proof from the very file that was filed; entries count from 0.",
  ],
  EntryStruckOut: (w) => [
    `Entry ${w.index} of catalogue ${w.catalogueId} was struck out.`,
    "File an application of its own for it.",
  ],
  EntryAlreadyClaimed: (w) => [
    `Entry ${w.index} of catalogue ${w.catalogueId} is certificate ${w.certificateId}.`,
    "Use that certificate.",
  ],
  MissingCatalogueDecision: () => [
    "The hash of the decision is zero.",
    "Give the SHA-256 of the document that holds the decision.",
  ],
};

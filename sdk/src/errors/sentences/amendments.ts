import type { Sentences } from "./Sentence.ts";

export const amendmentsSentences: Sentences = {
  UnknownAmendment: (w) => [
    `There is no amendment ${w.amendmentId}.`,
    "Amendments count from 1; check the number.",
  ],
  AmendmentNotOpen: (w) => [
    `Amendment ${w.amendmentId} is ${w.status}.`,
    "Look at the amendment: it was decided or withdrawn meanwhile.",
  ],
  IncompleteAmendment: (w) => [`The field ${w.field} is empty.`, `Give ${w.field}.`],
  NotRequester: (w) => [
    `Amendment ${w.amendmentId} was asked for by participant ${w.requester}; you act for participant ${w.participantId}.`,
    "Only who asked for it takes it back.",
  ],
  AssetNotHeld: (w) => [
    `No right to hold the asset ${w.asset} is in force.`,
    "Have the right HOLD over both assets confirmed before recording a revision.",
  ],
  RevisionAlready: (w) => [
    `The asset ${w.asset} is recorded as the revision of ${w.superseded}.`,
    "An asset is the revision of one other; that is not taken back.",
  ],
  SupersededAlready: (w) => [
    `The asset ${w.superseded} was superseded by ${w.asset}.`,
    "Name the newest revision as what is superseded.",
  ],
  CircularRevision: (w) => [
    `The asset ${w.superseded} is ${w.asset} itself, or a later revision of it.`,
    "Name the revision first, and then what it takes the place of.",
  ],
};

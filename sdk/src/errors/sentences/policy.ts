import type { Sentences } from "./Sentence.ts";

export const policySentences: Sentences = {
  InvalidPeriods: () => [
    "A period of the policy is zero.",
    "Every period but the extension of notice must be longer than zero.",
  ],
  SourceNotInForce: (w) => [
    `The source ${w.kind} ${w.id} is not in force.`,
    "Name certificates that are active, and licences that are active, begun and not suspended.",
  ],
  SourceNotHeld: (w) => [
    `The source certificate ${w.certificateId} is held by participant ${w.holder}, not by the applicant, participant ${w.applicant}.`,
    "Name a licence under it, granted to the applicant, that permits derivatives.",
  ],
  SourceNotLicensed: (w) => [
    `The source licence ${w.licenseId} is that of participant ${w.licensee}, not of the applicant, participant ${w.applicant}.`,
    "Name a licence granted to the applicant.",
  ],
  DerivativesNotPermitted: (w) => [
    `The source licence ${w.licenseId} does not permit derivatives.`,
    "Ask the licensor for a licence whose terms do.",
  ],
  InvalidSource: (w) => [
    `The source ${w.id} is neither a certificate nor a licence.`,
    "Give each source the kind CERTIFICATE or LICENSE.",
  ],
};

import type { Sentences } from "./Sentence.ts";

export const licensesSentences: Sentences = {
  UnknownLicense: (w) => [
    `There is no licence ${w.licenseId}.`,
    "Licences count from 1; check the number.",
  ],
  LicenseNotActive: (w) => [
    `Licence ${w.licenseId} is ${w.status}; this needs one that is ACTIVE.`,
    "A licence that has ended needs a new grant.",
  ],
  WrongSuspension: (w) =>
    w.suspended === "true"
      ? [`Licence ${w.licenseId} is suspended already.`, "Nothing is to be done."]
      : [`Licence ${w.licenseId} is not suspended.`, "Nothing is to be done."],
  NotLicensor: (w) => [
    `The licensor of licence ${w.licenseId} is participant ${w.licensor}; you act for participant ${w.participantId}.`,
    "Only the present holder of its certificate may do this.",
  ],
  NotParty: (w) => [
    `Participant ${w.participantId} is neither the licensor nor the licensee of licence ${w.licenseId}.`,
    "Only a party may do this.",
  ],
  LicenseeIsLicensor: (w) => [
    `Participant ${w.participantId} holds certificate ${w.certificateId} itself.`,
    "Grant the licence to another participant.",
  ],
  TermsOutliveCertificate: (w) => [
    `The licence would run until ${w.validUntil}; certificate ${w.certificateId} expires at ${w.expiresAt}.`,
    "End the licence with the certificate, or have the certificate renewed first.",
  ],
  ExclusiveLicenseInForce: (w) => [
    `Licence ${w.licenseId} under certificate ${w.certificateId} is exclusive until ${w.validUntil}.`,
    "Let the new licence begin then, or end the exclusive one first.",
  ],
  LicensesOpen: (w) => [
    `Certificate ${w.certificateId} has ${w.count} open licence(s), the latest until ${w.latestEnd}: none can be exclusive.`,
    "Let the exclusive licence begin then, or end the others first.",
  ],
  LicenseNotTransferable: (w) => [
    `Licence ${w.licenseId} stays with its licensee.`,
    "End it and grant a new one.",
  ],
  InvalidUses: (w) => [
    `The terms permit [${w.permittedUses}] and prohibit [${w.prohibitedUses}].`,
    "Permit at least one use, and none that is prohibited too.",
  ],
  InvalidTerritory: (w) => [
    `[${w.territory}] is no territory.`,
    "Give ISO 3166-1 numeric codes from 1 to 999, in ascending order.",
  ],
  InvalidValidity: (w) => [
    `The licence would run from ${w.validFrom} until ${w.validUntil}.`,
    "Let it end after it begins, and in the future.",
  ],
  InvalidRoyalty: (w) => [
    `The terms ask for a royalty of ${w.royalty} basis points.`,
    "Ask for at most 10,000 basis points, and only where derivatives are permitted.",
  ],
  MissingTermsDocument: () => [
    "The hash of the terms document is zero.",
    "Give the SHA-256 of the document that holds the terms.",
  ],
};

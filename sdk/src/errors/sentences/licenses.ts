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
  TermsOutliveSandbox: (w) => [
    `The licence would run until ${w.validUntil}; sandbox ${w.sandboxId}, in which it was granted, ends at ${w.endsAt}.`,
    "End the licence with the sandbox.",
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
    `The terms of licence ${w.licenseId} leave it with its licensee.`,
    "End it and grant a new one.",
  ],
  LicenseOnHold: (w) => [
    `Licence ${w.licenseId} cannot be used while licence ${w.suspendedId} is suspended.`,
    "Have its licensor resume it first.",
  ],
  LicenseNotBegun: (w) => [
    `Licence ${w.licenseId} is good only from ${w.validFrom}.`,
    "Record use from then on.",
  ],
  NotLicensee: (w) => [
    `The licensee of licence ${w.licenseId} is participant ${w.licensee}; you act for participant ${w.participantId}.`,
    "Only the licensee may do this.",
  ],
  NotMeter: (w) => [
    w.meter === "0"
      ? `Use under licence ${w.licenseId} is recorded by its licensee and its licensor; you act for participant ${w.participantId}.`
      : `Use under licence ${w.licenseId} is recorded by participant ${w.meter}; you act for participant ${w.participantId}.`,
    "Ask who records it.",
  ],
  IncompleteUse: (w) => [
    `The record of use under licence ${w.licenseId} has ${w.units} units and evidence ${w.evidenceHash}.`,
    "Give one unit at least, and the SHA-256 of the evidence.",
  ],
  UnitsExceeded: (w) => [
    `Licence ${w.licenseId} has ${w.left} unit(s) left; this asks for ${w.units}.`,
    "Ask for no more than are left, or have the licence renewed with more.",
  ],
  TooManyExclusive: (w) => [
    `Certificate ${w.certificateId} has ${w.limit} exclusive licences open already.`,
    "Wait until one of them has ended, or end one.",
  ],
  SublicensingNotPermitted: (w) => [
    `The terms of licence ${w.licenseId} permit no sub-licences.`,
    "Ask its licensor for a licence that does.",
  ],
  TooDeep: (w) => [
    `Licence ${w.licenseId} lies ${w.limit} levels deep; sub-licences go no deeper.`,
    "Have one granted under a licence further up.",
  ],
  TermsExceedParent: (w) => [
    `The terms exceed those of licence ${w.parentId}, under which they fall, in ${w.clause}.`,
    "Grant what that licence grants, or less.",
  ],
  InvalidRenewal: (w) => [
    `A renewal of licence ${w.licenseId} until ${w.validUntil} with ${w.units} more unit(s) adds nothing that it can take.`,
    "Give a later end, or more units to a metered licence; never an earlier end.",
  ],
  CurePeriodTooShort: (w) => [
    `The breach of licence ${w.licenseId} could be cured until ${w.cureUntil} only.`,
    `Leave the licensee time until ${w.earliest} at least.`,
  ],
  BreachOpen: (w) => [
    `A notice of breach stands against licence ${w.licenseId}; it can be cured until ${w.cureUntil}.`,
    "Wait until then, or accept the cure.",
  ],
  NoBreachNotified: (w) => [
    `No notice of breach stands against licence ${w.licenseId}.`,
    "The licensor gives notice first, and may terminate once the time to cure is over.",
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

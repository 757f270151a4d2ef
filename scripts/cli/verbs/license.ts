import type { Command } from "commander";

import { actorFor } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument, storeDocument } from "../documents.ts";
import { numberOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import type { TermsOptions } from "../input/terms.ts";
import { agreedTerms, termsToGrant } from "../input/terms.ts";
import { suggest } from "../output/note.ts";
import { paint } from "../output/style.ts";
import { fields } from "../output/table.ts";
import { termsFields } from "../output/terms.ts";
import { formatTransaction } from "../output/written.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";
import { TERMS_NOTES, withTerms } from "./termsOptions.ts";

interface LicenseOptions extends SigningOptions, TermsOptions {
  readonly to: number;
  readonly document?: string;
}

export function addLicense(program: Command): void {
  const verb = addVerb(program, "license", "grant a licence under a certificate", {
    notes: () => TERMS_NOTES,
    examples: [
      [
        "license certificate:12 --to participant:5 --use read,analyze --until 2027-06-30",
        "to read and analyze",
      ],
      [
        "license 12 --to 5 --use derive --derivatives --territory 156,840 --until 2027-06-30T12:00:00Z",
        "to make a new asset, in China and the United States",
      ],
      [
        "license 12 --to 5 --use train --prohibit distribute --units 1000 --until 2027-06-30 --document terms.pdf",
        "metered, with a document of your own",
      ],
    ],
    json: `{ "id": "license:4", "licenseId": 4, "certificate": "certificate:12", "licensee": "participant:5",
  "terms": { "permittedUses", "prohibitedUses", "from", "until", "units", "sublicensing",
    "derivatives", "exclusive", "attribution", "royalty", "transferable", "meter",
    "territory", "documentHash" },
  "transaction": { "hash", "block", "gasUsed" } }`,
  })
    .argument("<certificate>", "the certificate it is granted under", numberOf("certificate"))
    .requiredOption("--to <participant>", "who gets it", numberOf("participant"));
  signing(withTerms(verb), "the holder of the certificate").action(answering(license));
}

async function license(options: LicenseOptions, certificateId: number): Promise<Answer> {
  const { to: licensee, document } = options;
  const ownDocument = document === undefined ? undefined : await hashOfDocument(document);
  const { registry, config } = await connectToWrite(options, async (reader) => {
    const { certificate } = await reader.rights.get(certificateId);
    return certificate === null ? undefined : actorFor(reader, certificate.holder);
  });
  const parties = {
    certificate: `certificate:${certificateId}`,
    licensee: `participant:${licensee}`,
  };
  const agreed = agreedTerms(options);
  const documentHash = ownDocument ?? storeDocument(config, { ...parties, terms: agreed }).hash;
  const { licenseId, transaction } = await registry.licenses.grant({
    certificateId,
    licensee,
    terms: termsToGrant(options, documentHash),
  });

  const id = `license:${licenseId}`;
  const terms = { ...agreed, documentHash };
  suggest(options, "Look at it:", [commandLine(`show ${id}`)]);
  return {
    json: { id, licenseId, ...parties, terms, transaction },
    text: () =>
      [
        `${paint("bold", id)}  ${paint("green", "ACTIVE")}`,
        "",
        fields([
          ["under", parties.certificate],
          ["licensee", parties.licensee],
          ...termsFields(terms),
          ["transaction", formatTransaction(transaction)],
        ]),
      ].join("\n"),
  };
}

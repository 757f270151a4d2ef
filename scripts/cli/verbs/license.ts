import type { Command } from "commander";

import { holderOf, licenseeOf } from "../connection/parties.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument, storeDocument } from "../documents.ts";
import type { NumberedId } from "../input/ids.ts";
import { numberOf, oneOf } from "../input/ids.ts";
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
  const verb = addVerb(program, "license", "grant a licence, or a sub-licence under one", {
    notes: () => [
      ...TERMS_NOTES,
      "No clause of a sub-licence may be wider than that of the licence above it.",
    ],
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
      ["license license:4 --to 9 --use read --until 2027-03-31", "a sub-licence under licence 4"],
    ],
    json: `{ "id": "license:4", "licenseId": 4, "certificate": "certificate:12", "parent": "license:3" | null,
  "licensee": "participant:5",
  "terms": { "permittedUses", "prohibitedUses", "from", "until", "units", "sublicensing",
    "derivatives", "exclusive", "attribution", "royalty", "transferable", "meter",
    "territory", "documentHash" },
  "transaction": { "hash", "block", "gasUsed" } }`,
  })
    .argument(
      "<id>",
      "the certificate, or the licence, that it is granted under",
      oneOf("certificate", "license"),
    )
    .requiredOption("--to <participant>", "who gets it", numberOf("participant"));
  signing(withTerms(verb), "the holder, or the licensee of the licence above").action(
    answering(license),
  );
}

async function license(
  options: LicenseOptions,
  under: NumberedId<"certificate" | "license">,
): Promise<Answer> {
  const { to: licensee, document } = options;
  const ownDocument = document === undefined ? undefined : await hashOfDocument(document);
  const { registry, config } = await connectToWrite(options, async (reader) => {
    if (under.type === "license") return licenseeOf(reader, under.number);
    return holderOf(reader, under.number);
  });
  const parent = under.type === "license" ? await registry.licenses.get(under.number) : null;
  const parties = {
    certificate: `certificate:${parent?.certificateId ?? under.number}`,
    parent: parent && `license:${parent.licenseId}`,
    licensee: `participant:${licensee}`,
  };
  const agreed = agreedTerms(options);
  const documentHash = ownDocument ?? storeDocument(config, { ...parties, terms: agreed }).hash;
  const granted = { licensee, terms: termsToGrant(options, documentHash) };
  const { licenseId, transaction } =
    under.type === "license"
      ? await registry.licenses.sublicense({ parentId: under.number, ...granted })
      : await registry.licenses.grant({ certificateId: under.number, ...granted });

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
          ["under", parties.parent ?? parties.certificate],
          ["licensee", parties.licensee],
          ...termsFields(terms),
          ["transaction", formatTransaction(transaction)],
        ]),
      ].join("\n"),
  };
}

import type { LicenseFieldsFragment } from "../../../sdk/src/index.ts";
import { formatCount, formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { table } from "../output/table.ts";
import { termsFields } from "../output/terms.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const licenses: ListKind<LicenseFieldsFragment> = {
  filter: "LicenseFilter",
  page: (registry, request) => registry.licenses.list(request),
  headings: ["license", "certificate", "licensee", "status", "until", "permitted uses"],
  row: (license) => [
    license.id,
    license.certificate.id,
    license.licensee.id,
    standing(license),
    formatTime(license.terms.until),
    license.terms.permittedUses.join(", "),
  ],
};

export const showLicense: Show = async ({ registry }, id, at) => {
  const record = await registry.licenses.find(id, at);
  if (record === null) return null;
  const { certificate, parent, sandboxNumber, licensor, grantedBy, licensee } = record;
  const { terms, grantedAt, terminatedAt } = record;
  const formerly = grantedBy.id === licensor.id ? "" : ` (granted by ${grantedBy.id})`;
  return {
    record,
    title: `${paint("bold", record.id)}  ${standing(record)}`,
    facts: [
      [
        "under",
        `${parent === null ? "" : `${parent.id}, `}${certificate.id} (${certificate.right})`,
      ],
      ["asset", certificate.asset.id],
      [
        "sandbox",
        sandboxNumber === null ? undefined : `sandbox:${sandboxNumber}, and ends with it`,
      ],
      ["licensor", `${licensor.id}${formerly}`],
      ["licensee", licensee.id],
      ["granted", formatTime(grantedAt)],
      ["terminated", terminatedAt === null ? undefined : formatTime(terminatedAt)],
      ["used", usage(record)],
      [
        "breach",
        record.cureUntil === null ? undefined : `cure until ${formatTime(record.cureUntil)}`,
      ],
      ...termsFields(terms),
      recordedIn(record),
    ],
    subjects: [id],
  };
};

function usage({ unitsUsed, unitsGiven, terms }: LicenseFieldsFragment): string | undefined {
  if (terms.units === null && unitsUsed === "0") return undefined;
  const of = terms.units === null ? "" : ` of ${formatCount(Number(terms.units))}`;
  const given = unitsGiven === "0" ? "" : `, ${formatCount(Number(unitsGiven))} given on`;
  return `${formatCount(Number(unitsUsed))}${of} units${given}`;
}

/** Licences in a table; nothing if there are none. */
export function licenseTable(nodes: readonly LicenseFieldsFragment[]): string {
  return nodes.length === 0 ? "" : table(licenses.headings, nodes.map(licenses.row));
}

function standing({ status, suspended }: LicenseFieldsFragment): string {
  return suspended ? `${paintStatus(status)} ${paintStatus("SUSPENDED")}` : paintStatus(status);
}

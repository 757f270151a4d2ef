import type { CertificateFieldsFragment } from "../../../sdk/src/index.ts";
import { formatOptionalTime, formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { table } from "../output/table.ts";
import { amendmentTable } from "./amendments.ts";
import { describedBy } from "./description.ts";
import type { ListKind, Show } from "./kind.ts";
import { SECTION } from "./kind.ts";
import { licenseTable } from "./licenses.ts";
import { recordedIn } from "./recordedIn.ts";
import { formatSources } from "./sources.ts";

export const certificates: ListKind<CertificateFieldsFragment> = {
  filter: "CertificateFilter",
  page: (registry, request) => registry.certificates.list(request),
  headings: ["certificate", "right", "status", "holder", "confirmed", "expires", "asset"],
  row: ({ id, right, status, holder, confirmedAt, expiresAt, asset }) => [
    id,
    right,
    paintStatus(status),
    holder.id,
    formatTime(confirmedAt),
    formatTime(expiresAt),
    asset.id,
  ],
};

export const showCertificate: Show = async ({ registry, documents }, id, at) => {
  const [record, licenses, amendments] = await Promise.all([
    registry.certificates.get(id, at),
    registry.licenses.list({ where: { certificate: id }, first: SECTION, ...at }),
    registry.amendments.list({ where: { certificate: id }, first: SECTION, ...at }),
  ]);
  if (record === null) return null;
  const { right, status, holder, asset, dataClass, holders } = record;
  return {
    record,
    title: `${paint("bold", record.id)}  ${right}  ${paintStatus(status)}`,
    facts: [
      ["holder", holder.id],
      ["asset", asset.id],
      ["class", dataClass],
      ["locked", lockOf(record)],
      ["confirmed", formatTime(record.confirmedAt)],
      ["expires", formatTime(record.expiresAt)],
      ["ended", record.endedAt === null ? undefined : formatTime(record.endedAt)],
      ["application", `application:${record.number}`],
      ["sources", formatSources(record.sources)],
      ...describedBy(record.description, documents),
      ["decision", record.decisionHash],
      recordedIn(record),
    ],
    sections: [
      ["Holders", holders.length > 1 ? holderTable(record) : ""],
      [`Licences (${licenses.totalCount})`, licenseTable(licenses.nodes)],
      [`Amendments (${amendments.totalCount})`, amendmentTable(amendments.nodes)],
    ],
    subjects: [id],
  };
};

/** What keeps the certificate where it is; nothing if it is free. */
function lockOf(record: CertificateFieldsFragment): string | undefined {
  const locks = [
    record.frozen ? "frozen by a court" : "",
    record.pledged ? "pledged" : "",
    record.transferable ? "" : "not transferable",
  ].filter(Boolean);
  return locks.length === 0 ? undefined : locks.join(", ");
}

/** Certificates in a table; nothing if there are none. */
export function certificateTable(nodes: readonly CertificateFieldsFragment[]): string {
  return nodes.length === 0 ? "" : table(certificates.headings, nodes.map(certificates.row));
}

function holderTable({ holders }: CertificateFieldsFragment): string {
  return table(
    ["holder", "from", "until"],
    holders.map(({ holder, from, until }) => [
      holder.id,
      formatTime(from),
      formatOptionalTime(until),
    ]),
  );
}

import type { AssetFieldsFragment } from "../../../sdk/src/index.ts";
import { formatTime } from "../output/format.ts";
import { paint } from "../output/style.ts";
import { applicationTable } from "./applications.ts";
import { certificateTable } from "./certificates.ts";
import { describedBy } from "./description.ts";
import type { ListKind, Show } from "./kind.ts";
import { SECTION } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const assets: ListKind<AssetFieldsFragment> = {
  filter: "AssetFilter",
  page: (registry, request) => registry.assets.list(request),
  headings: ["asset", "class", "first filed", "certificates"],
  row: ({ id, dataClass, firstFiledAt, certificates }) => [
    id,
    dataClass,
    formatTime(firstFiledAt),
    certificates.map((certificate) => `${certificate.id} ${certificate.right}`).join(", ") || "-",
  ],
};

export const showAsset: Show = async ({ registry, documents }, id, at) => {
  const [record, certificates, applications, derived] = await Promise.all([
    registry.assets.get(id, at),
    registry.certificates.list({ where: { asset: id }, first: SECTION, ...at }),
    registry.applications.list({ where: { asset: id }, first: SECTION, ...at }),
    registry.applications.list({ where: { derivedFrom: id }, first: SECTION, ...at }),
  ]);
  if (record === null) return null;
  return {
    record,
    title: `${paint("bold", record.id)}  ${record.dataClass}`,
    facts: [
      ["algorithm", record.algorithm],
      ["first filed", formatTime(record.firstFiledAt)],
      ["confirmed", record.confirmed ? "yes, at least once" : "never"],
      ["revision of", record.revisionOf?.superseded.id],
      ["superseded by", record.supersededBy?.asset.id],
      ...describedBy(record.description, documents),
      recordedIn(record),
    ],
    sections: [
      [`Certificates (${certificates.totalCount})`, certificateTable(certificates.nodes)],
      [`Applications (${applications.totalCount})`, applicationTable(applications.nodes)],
      [`Derived from it (${derived.totalCount})`, applicationTable(derived.nodes)],
    ],
    subjects: applications.nodes.map((application) => application.id),
  };
};

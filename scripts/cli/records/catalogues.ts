import type { CatalogueFieldsFragment } from "../../../sdk/src/index.ts";
import { formatCount, formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const catalogues: ListKind<CatalogueFieldsFragment> = {
  filter: "CatalogueFilter",
  page: (registry, request) => registry.catalogues.list(request),
  headings: ["catalogue", "status", "applicant", "entries", "claimed", "class", "filed"],
  row: ({ id, status, applicant, count, claimed, dataClass, filedAt }) => [
    id,
    paintStatus(status),
    applicant.id,
    formatCount(count),
    formatCount(claimed),
    dataClass,
    formatTime(filedAt),
  ],
};

export const showCatalogue: Show = async ({ registry }, id, at) => {
  const record = await registry.catalogues.find(id, at);
  if (record === null) return null;
  const { openObjections, struckOut } = record;
  const some = (count: number) => (count === 0 ? undefined : formatCount(count));
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["applicant", record.applicant.id],
      ["entries", formatCount(record.count)],
      ["class", record.dataClass],
      ["root", record.root],
      ["list", record.fileURI || undefined],
      ["hash of list", record.fileHash],
      ["filed", formatTime(record.filedAt)],
      ["notice until", record.noticeEnd === null ? undefined : formatTime(record.noticeEnd)],
      ["objected to", some(openObjections)],
      ["struck out", some(struckOut)],
      ["claimed", formatCount(record.claimed)],
      ["confirmed", record.confirmedAt === null ? undefined : formatTime(record.confirmedAt)],
      ["in force until", record.expiresAt === null ? undefined : formatTime(record.expiresAt)],
      ["decision", record.decisionHash ?? undefined],
      recordedIn(record),
    ],
    subjects: [id],
  };
};

import type { AmendmentFieldsFragment } from "../../../sdk/src/index.ts";
import { formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { table } from "../output/table.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const amendments: ListKind<AmendmentFieldsFragment> = {
  filter: "AmendmentFilter",
  page: (registry, request) => registry.amendments.list(request),
  headings: ["amendment", "what", "status", "certificate", "requester", "since"],
  row: ({ id, kind, status, certificate, requester, changedAt }) => [
    id,
    kind,
    paintStatus(status),
    certificate.id,
    requester?.id ?? "the registrar",
    formatTime(changedAt),
  ],
};

/** Amendments in a table; nothing if there are none. */
export function amendmentTable(nodes: readonly AmendmentFieldsFragment[]): string {
  return nodes.length === 0 ? "" : table(amendments.headings, nodes.map(amendments.row));
}

export const showAmendment: Show = async ({ registry }, id, at) => {
  const record = await registry.amendments.find(id, at);
  if (record === null) return null;
  const { description } = record;
  return {
    record,
    title: `${paint("bold", record.id)}  ${record.kind}  ${paintStatus(record.status)}`,
    facts: [
      ["of", record.certificate.id],
      ["in force", record.inForce ? "yes" : "no"],
      ["requester", record.requester?.id ?? "the registrar"],
      ["description", description.uri || description.hash],
      ["grounds", record.reasonHash ?? undefined],
      ["decision", record.decisionHash ?? undefined],
      ["asked for", formatTime(record.requestedAt)],
      ["since", formatTime(record.changedAt)],
      recordedIn(record),
    ],
    subjects: [id],
  };
};

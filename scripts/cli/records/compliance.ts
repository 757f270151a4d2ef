import type {
  ExportApprovalFieldsFragment,
  ExportRuleFieldsFragment,
} from "../../../sdk/src/index.ts";
import { formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { formatCountry } from "../output/terms.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const approvals: ListKind<ExportApprovalFieldsFragment> = {
  filter: "ExportApprovalFilter",
  page: (registry, request) => registry.compliance.list(request),
  headings: ["approval", "status", "of", "exporter", "to", "moved", "bytes", "until"],
  row: (approval) => [
    approval.id,
    paintStatus(approval.status),
    subjectOf(approval),
    approval.exporter.id,
    formatCountry(approval.toJurisdiction),
    approval.consumed,
    approval.volume,
    formatTime(approval.until),
  ],
};

export const exportRules: ListKind<ExportRuleFieldsFragment> = {
  filter: "ExportRuleFilter",
  page: (registry, request) => registry.exportRules.list(request),
  headings: ["class", "from", "to", "ruling"],
  row: ({ dataClass, fromJurisdiction, toJurisdiction, ruling }) => [
    dataClass,
    anyOr(fromJurisdiction),
    anyOr(toJurisdiction),
    ruling,
  ],
};

export const showApproval: Show = async ({ registry }, id, at) => {
  const record = await registry.compliance.find(id, at);
  if (record === null) return null;
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["of", subjectOf(record)],
      ["exporter", record.exporter.id],
      ["regulator", record.regulator.id],
      ["to", formatCountry(record.toJurisdiction)],
      ["moved", `${record.consumed} of ${record.volume} bytes`],
      ["granted", formatTime(record.grantedAt)],
      ["until", formatTime(record.until)],
      ["revoked", record.revokedAt === null ? undefined : formatTime(record.revokedAt)],
      ["document", record.documentHash],
      recordedIn(record),
    ],
    subjects: [id],
  };
};

function subjectOf({ certificate, asset }: ExportApprovalFieldsFragment): string {
  return certificate?.id ?? asset?.id ?? "";
}

function anyOr(country: number | null): string {
  return country === null ? "any" : formatCountry(country);
}

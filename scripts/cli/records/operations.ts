import type { OperationFieldsFragment } from "../../../sdk/src/index.ts";
import { governedMethod } from "../../../sdk/src/index.ts";
import { formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const operations: ListKind<OperationFieldsFragment> = {
  filter: "OperationFilter",
  page: (registry, request) => registry.governance.list(request),
  headings: ["operation", "calls", "status", "announced by", "ready at"],
  row: (record) => [
    record.id,
    callOf(record),
    paintStatus(record.status),
    record.scheduledBy,
    formatTime(record.readyAt),
  ],
};

export const showOperation: Show = async ({ registry }, id, at) => {
  const record = await registry.governance.find(id, at);
  if (record === null) return null;
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["calls", callOf(record)],
      ["of", record.target],
      ["with", record.data],
      ["announced by", record.scheduledBy],
      ["announced", formatTime(record.scheduledAt)],
      ["ready at", formatTime(record.readyAt)],
      ["expires at", formatTime(record.expiresAt)],
      ["ended", record.endedAt === null ? undefined : formatTime(record.endedAt)],
      recordedIn(record),
    ],
    subjects: [record.id],
  };
};

function callOf({ contract, target, data }: OperationFieldsFragment): string {
  return `${contract ?? target}.${governedMethod(contract, data) ?? data.slice(0, 10)}`;
}

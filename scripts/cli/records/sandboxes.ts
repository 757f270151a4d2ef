import type { SandboxFieldsFragment } from "../../../sdk/src/index.ts";
import { formatCurrency } from "../output/currency.ts";
import { formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { table } from "../output/table.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const sandboxes: ListKind<SandboxFieldsFragment> = {
  filter: "SandboxFilter",
  page: (registry, request) => registry.sandboxes.list(request),
  headings: ["sandbox", "status", "regulator", "members", "bytes", "value", "currency", "until"],
  row: (sandbox) => [
    sandbox.id,
    paintStatus(sandbox.status),
    sandbox.regulator.id,
    String(sandbox.memberCount),
    `${sandbox.volume} of ${sandbox.maxVolume}`,
    `${sandbox.value} of ${sandbox.maxValue}`,
    formatCurrency(sandbox.currency),
    formatTime(sandbox.until),
  ],
};

export const showSandbox: Show = async ({ registry }, id, at) => {
  const record = await registry.sandboxes.find(id, at);
  if (record === null) return null;
  const { members } = record;
  const rows = members.edges.map(({ node }) => [node.participant.id, formatTime(node.joinedAt)]);
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["regulator", record.regulator.id],
      ["opened", formatTime(record.openedAt)],
      ["until", formatTime(record.until)],
      ["closed", record.closedAt === null ? undefined : formatTime(record.closedAt)],
      ["moved", `${record.volume} of ${record.maxVolume} bytes`],
      ["worth", `${record.value} of ${record.maxValue}, ${formatCurrency(record.currency)}`],
      ["exempt from", record.exemptions.join(", ") || "nothing"],
      ["rules", record.rulesHash],
      recordedIn(record),
    ],
    sections:
      rows.length === 0
        ? []
        : [[`Members (${record.memberCount})`, table(["participant", "joined"], rows)]],
    subjects: [id],
  };
};

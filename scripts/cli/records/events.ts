import type { EventFieldsFragment, Registry } from "../../../sdk/src/index.ts";
import { formatTime } from "../output/format.ts";
import { printable } from "../output/printable.ts";
import { paint } from "../output/style.ts";
import { fields, table } from "../output/table.ts";
import type { AsOf } from "../input/time.ts";
import type { ListKind, Show } from "./kind.ts";
import { SECTION } from "./kind.ts";
import { tellEvent } from "./sentences.ts";

export const events: ListKind<EventFieldsFragment> = {
  filter: "EventFilter",
  page: (registry, request) => registry.events.list(request),
  headings: ["event", "time", "subject", "what happened"],
  row: (event) => [event.id, formatTime(event.time), event.subject, tellEvent(event)],
};

export const showEvent: Show = async ({ registry }, id, at) => {
  const block = Number(id.replace("event:", "").split("-")[0]);
  const where = { fromBlock: block, toBlock: block };
  for await (const record of registry.events.all({ where, ...at })) {
    if (record.id === id) return shown(record);
  }
  return null;
};

/** What happened to any of these subjects, first to last, and no more than the last few. */
export async function historyOf(
  registry: Registry,
  subjects: readonly string[],
  at: { asOf?: AsOf },
): Promise<EventFieldsFragment[]> {
  const pages = await Promise.all(
    subjects.map((subject) => registry.events.list({ where: { subject }, first: SECTION, ...at })),
  );
  return pages
    .flatMap((page) => page.nodes)
    .toSorted((a, b) => a.block - b.block || a.logIndex - b.logIndex)
    .slice(-SECTION);
}

/** Events in a table, without their subject; nothing if there are none. */
export function historyTable(history: readonly EventFieldsFragment[]): string {
  if (history.length === 0) return "";
  return table(
    ["time", "event", "what happened"],
    history.map((event) => [formatTime(event.time), event.id, tellEvent(event)]),
  );
}

function shown(record: EventFieldsFragment) {
  const { id, contract, name, subject, args, block, transaction, time } = record;
  const given = Object.entries((args ?? {}) as Record<string, unknown>);
  return {
    record,
    title: `${paint("bold", id)}  ${contract}.${name}`,
    facts: [
      ["what happened", tellEvent(record)],
      ["subject", subject],
      ["time", formatTime(time)],
      ["block", String(block)],
      ["transaction", transaction],
    ] as const,
    sections: [
      ["Arguments", fields(given.map(([label, value]) => [label, formatArgument(value)] as const))],
    ] as const,
  };
}

function formatArgument(value: unknown): string {
  return printable(typeof value === "string" ? value : JSON.stringify(value));
}

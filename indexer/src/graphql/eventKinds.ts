import type { ContractEvent, EventDecoder } from "../generated/events.ts";
import { EVENTS } from "../generated/events.ts";
import { hex } from "../store/bytes.ts";
import { unpackLog } from "../store/packedLog.ts";
import type { Event } from "./entities.ts";
import { known } from "./lookup.ts";

/** Which event of which contract a row is. */
export function kindOf({ kind }: Event): EventDecoder<ContractEvent> {
  return known(EVENTS[kind], `kind ${kind} of event`);
}

/** Arguments of an event, by name, as JSON has them: bytes are `0x` hex. */
export function argsOf(row: Event): Readonly<Record<string, unknown>> {
  const kind = kindOf(row);
  const at = { block: row.block, logIndex: row.log_index, time: 0 };
  const { args } = kind.decode(unpackLog(row.log, kind.topic), at);
  return inJson(args) as Readonly<Record<string, unknown>>;
}

function inJson(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return hex(value);
  if (Array.isArray(value)) return value.map(inJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inJson(part)]));
}

/** Numbers of the kinds whose contract, or name, is one of these. */
export function kindsWhere(what: "contract" | "name", values: readonly string[]): number[] {
  return EVENTS.filter((event) => values.includes(event[what])).map(({ kind }) => kind);
}

import type { ContractEvent, EventDecoder } from "../generated/events.ts";
import { EVENTS } from "../generated/events.ts";
import { unpackLog } from "../store/packedLog.ts";
import type { Event } from "./entities.ts";
import { known } from "./lookup.ts";

/** Which event of which contract a row is. */
export function kindOf({ kind }: Event): EventDecoder<ContractEvent> {
  return known(EVENTS[kind], `kind ${kind} of event`);
}

/** Arguments of an event, by name. */
export function argsOf(row: Event): ContractEvent["args"] {
  const kind = kindOf(row);
  const at = { block: row.block, logIndex: row.log_index, time: 0 };
  return kind.decode(unpackLog(row.log, kind.topic), at).args;
}

/** Numbers of the kinds whose contract, or name, is one of these. */
export function kindsWhere(what: "contract" | "name", values: readonly string[]): number[] {
  return EVENTS.filter((event) => values.includes(event[what])).map(({ kind }) => kind);
}

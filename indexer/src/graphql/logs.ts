import { builder } from "./builder.ts";
import type { Context } from "./context.ts";
import type { Event } from "./entities.ts";
import { EventRef } from "./entities.ts";
import { eventOf, known, timeOf, transactionOf } from "./lookup.ts";

export const LogRef = builder.objectRef<Event>("LogRef").implement({
  description: "The log on the chain that made a record what it is: where to check it.",
  fields: (t) => ({
    block: t.exposeInt("block"),
    time: t.field({
      type: "DateTime",
      description: "Time of the block.",
      resolve: (event, _args, { reader }) => timeOf(reader, event.block),
    }),
    transaction: t.field({
      type: "Bytes32",
      resolve: (event, _args, { reader }) => transactionOf(reader, event.block, event.tx_index),
    }),
    logIndex: t.exposeInt("log_index", { description: "Its number in the block, from 0." }),
    event: t.field({ type: EventRef, resolve: (event) => event }),
  }),
});

/** Resolves `recordedIn`: the log that made this version of a record. */
export function recordedIn(
  row: { valid_from: number; log_index: number },
  _args: object,
  { reader }: Context,
): Event {
  const log = eventOf(reader, row.valid_from, row.log_index);
  return known(log, `log ${row.log_index} of block ${row.valid_from}`);
}

import type { Selectable } from "kysely";
import { sql } from "kysely";

import type { CheckpointRow } from "../store/schema.ts";
import { builder } from "./builder.ts";
import type { Context } from "./context.ts";
import type { Participant } from "./entities.ts";
import { inTime } from "./deadline.ts";
import { userError } from "./errors.ts";
import { build, prepare } from "./reader.ts";

/** The state that is read: what holds after a block, and the time at which terms are judged. */
export interface Moment {
  block: number;
  /** Unix seconds. */
  time: number;
  /**
   * Participants that rows referred to at it, by their numbers: many refer to the same. Not in a WeakMap: what is in
   * one outlives the collections of young objects, which then take 10 ms and not 1.
   */
  participants?: Map<number, Participant>;
}

export const AsOf = builder.inputType("AsOf", {
  isOneOf: true,
  description:
    "The state after a block, or at a point in time: after the last block that was not later, with the terms of certificates and licences judged at that time.",
  fields: (t) => ({
    block: t.int({
      description:
        "A block that is indexed. Terms are judged at its time; if the index keeps no record of it, being empty, at that of the last recorded block before it.",
    }),
    time: t.field({ type: "DateTime", description: "Any time, also one to come." }),
  }),
});

const checkpoint = prepare(() => build.selectFrom("checkpoint").selectAll());

const blockByNumber = prepare((p: { number: number }) =>
  build
    .selectFrom("blocks")
    .selectAll()
    .where("number", "<=", p.number)
    .orderBy("number", "desc")
    .limit(1),
);

const blockByTime = prepare((p: { time: number }) =>
  build
    .selectFrom("blocks")
    .selectAll()
    .where("timestamp", "<=", p.time)
    .orderBy("timestamp", "desc")
    .orderBy("number", "desc")
    .limit(1),
);

/**
 * Resolves an `asOf` argument. Without one: the last indexed block, and now.
 * @throws BLOCK_BEYOND_HEAD or BAD_AS_OF.
 */
export function momentOf(
  context: Context,
  asOf: typeof AsOf.$inferInput | null | undefined,
): Moment {
  const last = lastIndexed(context);
  if (asOf === null || asOf === undefined) {
    return { block: last.block, time: Math.max(context.now, last.timestamp) };
  }
  return "block" in asOf && typeof asOf.block === "number"
    ? momentOfBlock(context, last, asOf.block)
    : momentOfTime(context, last, asOf.time);
}

/** How far the index has come. */
export function lastIndexed(context: Context): Selectable<CheckpointRow> {
  const row = context.reader.one(checkpoint, {});
  if (row === undefined) {
    throw userError("INDEX_UNAVAILABLE", "Nothing is indexed yet: try again in a moment");
  }
  return row;
}

/** The last block up to this one that the index keeps a record of. */
export function recordedBlock(context: Context, number: number) {
  return context.reader.one(blockByNumber, { number });
}

function momentOfBlock(context: Context, last: Selectable<CheckpointRow>, block: number): Moment {
  if (block < 0) throw userError("BAD_AS_OF", `Blocks count from 0, got ${block}`);
  if (block > last.block) {
    throw userError(
      "BLOCK_BEYOND_HEAD",
      `Block ${block} is not indexed: the index is at block ${last.block}, the chain at ${last.head}`,
    );
  }
  const time =
    block === last.block ? last.timestamp : (recordedBlock(context, block)?.timestamp ?? 0);
  return { block, time };
}

function momentOfTime(
  context: Context,
  last: Selectable<CheckpointRow>,
  time: number | null | undefined,
): Moment {
  if (typeof time !== "number") {
    throw userError("BAD_AS_OF", "`asOf` needs a `block` or a `time`");
  }
  if (last.timestamp <= time) return { block: last.block, time };
  return { block: context.reader.one(blockByTime, { time })?.number ?? -1, time };
}

/** SQL: the version of the row at hand holds after this block; looked at no longer than there is time. */
export function heldAt(block: number) {
  return sql<boolean>`${inTime} and valid_from <= ${block} and valid_to > ${block}`;
}

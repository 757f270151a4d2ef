import { InvalidInputError } from "../errors/input.ts";
import type { AsOf as AsOfInput } from "../generated/documents.ts";

/**
 * The moment a question is about: a block (the state after it), or a time (the state after the last
 * block that was not later).
 */
export type AsOf =
  | Date
  | { readonly block: number; readonly time?: never }
  | { readonly time: Date | string; readonly block?: never };

/** The moment as GraphQL takes it. Throws {@link InvalidInputError}. */
export function asOfInput(asOf: AsOf): AsOfInput {
  if (asOf instanceof Date) return { time: isoTime(asOf) };
  if (asOf.block === undefined) return { time: isoTime(new Date(asOf.time)) };
  if (!Number.isSafeInteger(asOf.block) || asOf.block < 0) {
    throw new InvalidInputError("asOf.block", asOf.block, "a block number");
  }
  return { block: asOf.block };
}

function isoTime(time: Date): string {
  if (Number.isNaN(time.getTime())) {
    throw new InvalidInputError("asOf.time", time, "a date, or a time in ISO 8601");
  }
  return time.toISOString();
}

import type { Counted } from "../store/totals.ts";
import { build, prepare } from "./reader.ts";
import type { Reader } from "./reader.ts";

const totals = prepare((p: { counted: string; block: number }) =>
  build
    .selectFrom("totals")
    .select("count")
    .where("counted", "=", p.counted)
    .where("block", "<=", p.block)
    .orderBy("block", "desc")
    .limit(1),
);

/** How many there are of something after a block. */
export function totalAt(reader: Reader, counted: Counted, block: number): number {
  return reader.one(totals, { counted, block })?.count ?? 0;
}

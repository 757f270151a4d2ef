import { builder } from "./builder.ts";
import type { Offer } from "./marketEntities.ts";
import type { Reader } from "./reader.ts";
import { build, prepare } from "./reader.ts";
import { timeOf } from "./lookup.ts";

/** An amount that an offer had, from a block on. */
interface Price {
  readonly amount: string;
  readonly block: number;
}

const versions = prepare((p: { id: number; block: number }) =>
  build
    .selectFrom("offers")
    .select(["amount", "valid_from"])
    .where("id", "=", p.id)
    .where("valid_from", "<=", p.block)
    .orderBy("valid_from"),
);

/** Every amount that an offer has had up to its moment, first to last. */
export function priceHistory(reader: Reader, { id, at }: Offer): Price[] {
  const rows = reader.every(versions, { id, block: at.block });
  return rows
    .filter((row, index) => row.amount !== rows[index - 1]?.amount)
    .map((row) => ({ amount: row.amount, block: row.valid_from }));
}

export const PriceRef = builder.objectRef<Price>("Price").implement({
  description: "An amount that an offer had.",
  fields: (t) => ({
    amount: t.expose("amount", { type: "BigInt" }),
    since: t.field({
      type: "DateTime",
      resolve: ({ block }, _args, { reader }) => timeOf(reader, block),
    }),
    block: t.exposeInt("block"),
  }),
});

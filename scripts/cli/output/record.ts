import type { Transaction } from "../../../sdk/src/index.ts";
import type { Answer } from "../verb.ts";
import { paint, paintStatus } from "./style.ts";
import { fields } from "./table.ts";
import { formatTransaction } from "./written.ts";

/** A record that a verb made or changed: what programs get of it. */
export interface WrittenRecord {
  readonly id: string;
  readonly status: string;
  readonly transaction: Transaction;
}

/** The answer of a verb that made or changed one record; `facts` are what people get of it. */
export function recordAnswer(
  record: WrittenRecord,
  facts: readonly (readonly [label: string, value: string | undefined])[] = [],
): Answer {
  const { id, status, transaction } = record;
  return {
    json: record,
    text: () =>
      [
        `${paint("bold", id)}  ${paintStatus(status)}`,
        "",
        fields([...facts, ["transaction", formatTransaction(transaction)]]),
      ].join("\n"),
  };
}

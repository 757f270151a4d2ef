import type { Transaction } from "../../../sdk/src/index.ts";
import { formatCount } from "./format.ts";

/** A transaction in a few words. */
export function formatTransaction({ hash, block, gasUsed }: Transaction): string {
  return `${hash} (block ${block}, ${formatCount(gasUsed)} gas)`;
}

/** Each transaction once. */
export function distinct(transactions: readonly Transaction[]): Transaction[] {
  return [...new Map(transactions.map((transaction) => [transaction.hash, transaction])).values()];
}

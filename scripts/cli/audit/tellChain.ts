import type { AuditReport } from "../../../indexer/src/index.ts";
import { formatCount } from "../output/format.ts";
import { paint } from "../output/style.ts";
import { table } from "../output/table.ts";

const HASH_DIGITS = 16;

/** What a replay of the chain showed, for people. */
export function tellChain(report: AuditReport): string {
  const { block, index, chain, tables, same } = report;
  const lines = tables.map((one) => [
    one.table,
    formatCount(one.index.rows),
    one.index.hash.slice(0, HASH_DIGITS),
    one.difference === null ? paint("green", "same") : paint("red", "differs"),
  ]);
  const after = `after block ${formatCount(block)}, with ${formatCount(index.events)} events`;
  const verdict = same
    ? `${paint("green", "The index is what the chain makes of it")}, ${after}`
    : `${paint("red", "The index is not what the chain makes of it")}, ${after}`;
  const digests =
    index.digest === chain.digest
      ? `digest  ${index.digest}`
      : `digest  ${index.digest} of the index\n        ${chain.digest} of the chain`;
  return [verdict, digests, table(["table", "rows", "hash", ""], lines), ...tellFirst(report)].join(
    "\n\n",
  );
}

function tellFirst({ first, tables }: AuditReport): string[] {
  if (first === null) return [];
  const { table: name, block, key, what, columns } = first;
  const row = Object.entries(key)
    .map(([column, value]) => `${column} ${plain(value)}`)
    .join(", ");
  const kinds = {
    missing: "is missing from the index",
    surplus: "is one too many in the index",
    changed: "is another in the index",
  };
  const changes = columns.map(
    ({ column, index, chain }) =>
      `  ${column}: ${plain(index)} in the index, ${plain(chain)} by the chain`,
  );
  const others = tables.filter(({ difference }) => difference !== null).length;
  return [
    [
      `First difference, in block ${formatCount(block)}: the row of ${name} with ${row} ${kinds[what]}`,
      ...changes,
      `Tables that differ: ${others}. \`rights serve --rebuild\` builds the index anew from the chain.`,
    ].join("\n"),
  ];
}

function plain(value: unknown): string {
  return Buffer.isBuffer(value) ? `0x${value.toString("hex")}` : String(value);
}

/** The report as `--json` prints it: bytes as hex. */
export function jsonOf({ tables, first, ...rest }: AuditReport): unknown {
  const totals = tables.map(({ table: name, index, chain, difference }) => ({
    table: name,
    same: difference === null,
    index,
    chain,
  }));
  if (first === null) return { ...rest, tables: totals, first };
  const columns = first.columns.map(({ column, index, chain }) => ({
    column,
    index: inJson(index),
    chain: inJson(chain),
  }));
  const key = Object.fromEntries(
    Object.entries(first.key).map(([column, value]) => [column, inJson(value)]),
  );
  return { ...rest, tables: totals, first: { ...first, key, columns } };
}

function inJson(value: unknown): unknown {
  return Buffer.isBuffer(value) ? plain(value) : value;
}

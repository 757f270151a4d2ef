import type { Changes } from "./changes.ts";
import type { Facts } from "./versions.ts";
import { OPEN } from "./schema.ts";
import type { Versioned } from "./schema.ts";

/** What is done with each version of one table. */
export interface VersionCode<Row extends Versioned> {
  /** A present version with these facts, from this block and log on. */
  make(facts: Facts<Row>, block: number, logIndex: number): Row;
  /** Adds the values of a row to changes, in the order of the table's columns. */
  pack(row: Row, changes: Changes): void;
}

/**
 * Writes code for the versions of one table out of its columns. Code for all tables would meet rows of every shape:
 * V8 optimises that for a few of them, finds another, and begins anew.
 */
export function versionCode<Row extends Versioned>(columns: readonly string[]): VersionCode<Row> {
  const of: Record<keyof Versioned, string> = {
    valid_from: "block",
    valid_to: String(OPEN),
    log_index: "logIndex",
  };
  const made = columns.map((column) => {
    const name = JSON.stringify(column);
    return `${name}: ${Object.hasOwn(of, column) ? of[column as keyof Versioned] : `facts[${name}]`}`;
  });
  const packed = columns.map((column) => `changes.value(row[${JSON.stringify(column)}]);`);
  return {
    make: new Function("facts", "block", "logIndex", `return { ${made.join(", ")} };`),
    pack: new Function("row", "changes", packed.join("\n")),
  } as unknown as VersionCode<Row>;
}

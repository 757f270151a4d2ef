import type { ColumnDefinition, Database, Statement } from "better-sqlite3";

/**
 * A query whose rows' bytes travel as hex. Of each BLOB better-sqlite3 makes an ArrayBuffer of its own, which takes
 * longer to make and to collect than all else of a row; made of hex, short buffers share one.
 */
export class RowStatement {
  readonly #statement: Statement<unknown[], Record<string, unknown>>;
  /** Columns that come as hex. */
  readonly #bytes: readonly string[];

  constructor(database: Database, sql: string) {
    const plain = database.prepare<unknown[], Record<string, unknown>>(sql);
    const columns = plain.columns();
    const bytes = columns.filter(({ type }) => type === "BLOB").map(({ name }) => name);
    // Named like its column, the hex would be what the rows are ordered by.
    const isOrdering = bytes.some((name) => sql.slice(sql.lastIndexOf("order by")).includes(name));
    const isWhole = WHOLE_ROWS.test(sql) && bytes.length > 0 && !isOrdering;
    this.#bytes = isWhole ? bytes : [];
    this.#statement = isWhole
      ? database.prepare(
          `select ${columns.map(selected).join(", ")}${sql.slice("select *".length)}`,
        )
      : plain;
  }

  /** What SQLite runs. */
  get sql(): string {
    return this.#statement.source;
  }

  all(parameters: readonly unknown[]): object[] {
    const rows = this.#statement.all(...parameters);
    if (this.#bytes.length > 0) for (const row of rows) this.#toBytes(row);
    return rows;
  }

  get(parameters: readonly unknown[]): object | undefined {
    const row = this.#statement.get(...parameters);
    if (row !== undefined) this.#toBytes(row);
    return row;
  }

  #toBytes(row: Record<string, unknown>): void {
    for (const name of this.#bytes) {
      const hex = row[name];
      if (typeof hex === "string") row[name] = Buffer.from(hex, "hex");
    }
  }
}

/** Of tables by their own names. */
const WHOLE_ROWS = /^select \* from "?\w/;

function selected({ name, table, type }: ColumnDefinition): string {
  const column = `"${table}"."${name}"`;
  return type === "BLOB" ? `iif(${column} is null, null, hex(${column})) as "${name}"` : column;
}

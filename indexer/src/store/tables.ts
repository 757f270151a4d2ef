import type { Database } from "better-sqlite3";

/** A table as the database has it. */
export interface TableShape {
  readonly name: string;
  /** Its place among all tables, by which changes name it. */
  readonly number: number;
  readonly columns: readonly string[];
  /** Columns of the primary key, in the order of the table. */
  readonly key: readonly string[];
}

/** All tables, each at its number: the same by every connection to one database. */
export function readTables(database: Database): TableShape[] {
  return namesOf(database).map((name, number) => shapeOf(database, name, number));
}

/** The table of this name, which the database has. */
export function readTable(database: Database, name: string): TableShape {
  return shapeOf(database, name, namesOf(database).indexOf(name));
}

function namesOf(database: Database): string[] {
  const named = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
  return database.prepare<[], string>(named).pluck().all();
}

function shapeOf(database: Database, name: string, number: number): TableShape {
  const info = database.pragma(`table_info(${name})`) as { name: string; pk: number }[];
  const columns = info.map((column) => column.name);
  const key = info.filter(({ pk }) => pk > 0).map((column) => column.name);
  return { name, number, columns, key };
}

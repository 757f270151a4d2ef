import type { Database, Statement } from "better-sqlite3";
import type { Compilable, LimitNode } from "kysely";
import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
} from "kysely";

import type { Tables } from "../store/schema.ts";
import type { Deadline } from "./deadline.ts";
import { IN_TIME } from "./deadline.ts";
import { RowStatement } from "./rows.ts";

/**
 * Hides from SQLite the values that its planner would look at: a limit, which is written out, and what a column is equal
 * to in a query that is ordered, by a plus. Where these are parameters, it compiles the statement anew each time
 * that another value is bound, which takes longer than to read ten rows, and comes to the same plan.
 */
class QueryCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    const isKnown = ValueNode.is(limit) && typeof limit.value === "number";
    super.visitLimit(isKnown ? { ...node, limit: ValueNode.createImmediate(limit.value) } : node);
  }

  protected override appendValue(parameter: unknown): void {
    this.append("+");
    super.appendValue(parameter);
  }
}

/** Builds queries, and runs none: a {@link Reader} does. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new QueryCompiler(),
  },
});

/** A query compiled once, to be run with different arguments. */
export interface Prepared<Arguments, Row> {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Never set: carries the types. */
  readonly types?: (args: Arguments) => Row;
}

/** Stands in a compiled query for an argument of this name. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Compiles a query once. `query` is called with stand-ins for the arguments, which it may only hand
 * on to the query builder as values.
 */
export function prepare<Arguments extends object, Row>(
  query: (args: Arguments) => Compilable<Row>,
): Prepared<Arguments, Row> {
  const placeholders = new Proxy({} as Arguments, {
    get: (_target, name) => new Placeholder(String(name)),
  });
  const { sql, parameters } = query(placeholders).compile();
  return { sql, parameters };
}

/** More distinct statements than filters and orders can make; a bound on memory all the same. */
const MAX_STATEMENTS = 2000;

/**
 * Runs queries over one readonly connection, synchronously: a GraphQL operation then executes in one
 * go, and so can read from one snapshot of the database whatever the indexer commits meanwhile.
 */
export class Reader {
  #database: Database;
  #deadline: Deadline | undefined;
  readonly #statements = new Map<string, RowStatement>();
  #begin: Statement;
  #commit: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#begin = database.prepare("BEGIN");
    this.#commit = database.prepare("COMMIT");
    this.#defineFunctions();
  }

  /** Reads from another connection from now on. */
  use(database: Database): void {
    this.#database = database;
    this.#begin = database.prepare("BEGIN");
    this.#commit = database.prepare("COMMIT");
    this.#defineFunctions();
    this.#statements.clear();
  }

  /** All rows of a query. */
  all<Row>(query: Compilable<Row>): Row[] {
    const { sql, parameters } = query.compile();
    return this.#rows(sql).all(parameters) as Row[];
  }

  /** The first row of a query, if any. */
  first<Row>(query: Compilable<Row>): Row | undefined {
    const { sql, parameters } = query.compile();
    return this.#rows(sql).get(parameters) as Row | undefined;
  }

  /** All rows of a prepared query. */
  every<Arguments extends object, Row>(query: Prepared<Arguments, Row>, args: Arguments): Row[] {
    return this.#rows(query.sql).all(bind(query, args)) as Row[];
  }

  /** The first row of a prepared query, if any. */
  one<Arguments extends object, Row>(
    query: Prepared<Arguments, Row>,
    args: Arguments,
  ): Row | undefined {
    return this.#rows(query.sql).get(bind(query, args)) as Row | undefined;
  }

  /**
   * Runs `work` over one snapshot of the database; what it does after an `await` is outside. Once the
   * deadline has passed, no statement begins, and the one under way ends, by throwing TIMEOUT.
   */
  snapshot<T>(work: () => T, deadline?: Deadline): T {
    if (this.#database.inTransaction) return work();
    this.#begin.run();
    this.#deadline = deadline;
    try {
      return work();
    } finally {
      this.#deadline = undefined;
      this.#commit.run();
    }
  }

  #defineFunctions(): void {
    this.#database.function(IN_TIME, { directOnly: true }, () => {
      this.#deadline?.check();
      return 1;
    });
  }

  #rows(sql: string): RowStatement {
    this.#deadline?.check();
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
      statement = new RowStatement(this.#database, sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function bind<Arguments extends object>(
  query: Prepared<Arguments, unknown>,
  args: Arguments,
): unknown[] {
  const values = new Map<string, unknown>(Object.entries(args));
  return query.parameters.map((parameter) =>
    parameter instanceof Placeholder ? values.get(parameter.name) : parameter,
  );
}

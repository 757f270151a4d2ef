import type { PageInfoShape } from "@pothos/plugin-relay";
import type { SelectQueryBuilder, SqlBool } from "kysely";
import { sql } from "kysely";

import type { Tables } from "../store/schema.ts";
import type { Place } from "./cursor.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { userError } from "./errors.ts";
import type { Condition } from "./filter.ts";
import type { Reader } from "./reader.ts";

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

/** The Relay arguments of a connection. */
export interface PageArgs {
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}

/** An order of a list: its columns, of which the last ones make it total. */
export interface Order {
  /** What cursors remember; names the list, the field and the direction. */
  name: string;
  columns: readonly string[];
  direction: "asc" | "desc";
}

/** One page of a list. Nothing is read from the database before it is asked for. */
export interface Connection<Node> {
  readonly edges: Edge<Node>[];
  readonly pageInfo: PageInfoShape;
  totalCount(): number;
}

interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

interface Range {
  limit: number;
  backward: boolean;
  after: Place | undefined;
  before: Place | undefined;
}

/** The rows that a list holds. */
interface Rows<Table extends keyof Tables, Row> {
  /** Selects whole rows of all that holds, and has no order of its own. */
  query: SelectQueryBuilder<Tables, Table, Row>;
  /** What else must be true of them. */
  where: readonly Condition[];
  /** How many there are if nothing else must be true; without it, they are counted. */
  all?: () => number;
}

/**
 * One page of rows.
 * @throws PAGE_TOO_LARGE, BAD_CURSOR or BAD_USER_INPUT at once, before anything is read.
 */
export function connect<Table extends keyof Tables, Row extends object, Node>(
  reader: Reader,
  { query: all, where, all: countAll }: Rows<Table, Row>,
  order: Order,
  args: PageArgs,
  node: (row: Row) => Node,
): Connection<Node> {
  const range = rangeOf(args, order);
  const query = where.reduce((narrowed, condition) => narrowed.where(condition), all);
  const total = () => {
    if (countAll !== undefined && where.length === 0) return countAll();
    const count = query.clearSelect().select(sql<number>`count(*)`.as("count"));
    return reader.first(count)?.count ?? 0;
  };
  return new Page(range, () => readPage(reader, query, order, range, node), total);
}

/** The edges of a page, and whether there are more beyond them. */
interface Read<Node> {
  edges: Edge<Node>[];
  more: boolean;
}

// Pages and edges are classes and no literals with getters: those V8 allocates in its old generation, from where
// they keep whole pages through each collection of the young one, which then takes 10 ms and not 1.
class Page<Node> implements Connection<Node> {
  readonly totalCount: () => number;
  readonly #range: Range;
  readonly #read: () => Read<Node>;
  #page: Read<Node> | undefined;

  constructor(range: Range, read: () => Read<Node>, totalCount: () => number) {
    this.#range = range;
    this.#read = read;
    this.totalCount = totalCount;
  }

  get edges(): Edge<Node>[] {
    return this.#once().edges;
  }

  get pageInfo(): PageInfoShape {
    const { edges, more } = this.#once();
    const { backward, before, after } = this.#range;
    return {
      hasNextPage: backward ? before !== undefined : more,
      hasPreviousPage: backward ? more : after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
  }

  #once(): Read<Node> {
    return (this.#page ??= this.#read());
  }
}

class RowEdge<Row extends object, Node> implements Edge<Node> {
  readonly node: Node;
  readonly #row: Row;
  readonly #order: Order;

  constructor(row: Row, order: Order, node: Node) {
    this.node = node;
    this.#row = row;
    this.#order = order;
  }

  get cursor(): string {
    return encodeCursor(this.#order.name, placeOf(this.#row, this.#order));
  }
}

function rangeOf(args: PageArgs, order: Order): Range {
  const backward = args.last !== null && args.last !== undefined;
  if (backward && args.first !== null && args.first !== undefined) {
    throw userError("BAD_USER_INPUT", "Ask for `first` or for `last`, not for both");
  }
  const limit = (backward ? args.last : args.first) ?? DEFAULT_PAGE;
  const name = backward ? "last" : "first";
  if (limit < 0) throw userError("BAD_USER_INPUT", `\`${name}\` cannot be negative, got ${limit}`);
  if (limit > MAX_PAGE) {
    throw userError(
      "PAGE_TOO_LARGE",
      `\`${name}\` is at most ${MAX_PAGE}, got ${limit}: page on with ${backward ? "`before`" : "`after`"}`,
    );
  }
  const place = (cursor: string | null | undefined) =>
    typeof cursor === "string" ? decodeCursor(order.name, order.columns.length, cursor) : undefined;
  return { limit, backward, after: place(args.after), before: place(args.before) };
}

/** Reads one row more than the page holds, to know whether there are more. */
function readPage<Table extends keyof Tables, Row extends object, Node>(
  reader: Reader,
  query: SelectQueryBuilder<Tables, Table, Row>,
  order: Order,
  range: Range,
  node: (row: Row) => Node,
): Read<Node> {
  const ascending = (order.direction === "asc") !== range.backward;
  let selected = query.limit(range.limit + 1);
  if (range.after) selected = selected.where(beyond(order, range.after, order.direction === "asc"));
  if (range.before)
    selected = selected.where(beyond(order, range.before, order.direction !== "asc"));
  const direction = ascending ? "asc" : "desc";
  const ordered = order.columns.map((column) => `"${column}" ${direction}`).join(", ");
  const rows = reader.all(selected.orderBy(sql.raw(ordered)));
  const more = rows.length > range.limit;
  if (more) rows.pop();
  if (range.backward) rows.reverse();
  return { edges: rows.map((row) => new RowEdge(row, order, node(row))), more };
}

function beyond(order: Order, place: Place, greater: boolean) {
  const columns = sql.join(order.columns.map((column) => sql.ref(column)));
  const values = sql.join(place);
  return greater
    ? sql<SqlBool>`(${columns}) > (${values})`
    : sql<SqlBool>`(${columns}) < (${values})`;
}

function placeOf(row: object, order: Order): Place {
  const values = row as Record<string, number | Buffer>;
  return order.columns.map((column) => values[column] ?? 0);
}

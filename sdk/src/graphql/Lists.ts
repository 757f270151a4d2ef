import type { Connection } from "../Connection.ts";
import type { AsOf } from "./asOf.ts";
import type { TypedDocument } from "./client.ts";

/** The moment to look at. Left out: now. */
export interface AtMoment {
  readonly asOf?: AsOf;
}

/** Which records, in which order, and which part of them. */
export interface ListOptions<Filter, Order> extends AtMoment {
  /** All of what is given must hold. */
  readonly where?: Filter;
  readonly orderBy?: Order;
  /** How many from the start, 1 to 100. Default 20. */
  readonly first?: number;
  /** Only those after this cursor: `pageInfo.endCursor` of the page before. */
  readonly after?: string;
  /** How many from the end, 1 to 100. */
  readonly last?: number;
  /** Only those before this cursor: `pageInfo.startCursor` of the page after. */
  readonly before?: string;
}

/** A part of the records that match. */
export interface Page<Node> {
  /** How many match in all. */
  readonly totalCount: number;
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** A document that reads a page of records. */
export type ListDocument<Node, Variables> = TypedDocument<
  {
    readonly page: {
      readonly totalCount: number;
      readonly pageInfo: PageInfo;
      readonly edges: readonly { readonly node: Node }[];
    };
  },
  Variables
>;

type FilterOf<Variables> = Variables extends { where?: infer Filter } ? NonNullable<Filter> : never;
type OrderOf<Variables> = Variables extends { orderBy?: infer Order } ? NonNullable<Order> : never;

const PAGE = 100;

/** One kind of record of the index, in lists. Times are ISO 8601 strings. */
export class Lists<Node, Variables> {
  readonly #connection: Connection;
  readonly #document: ListDocument<Node, Variables>;

  constructor(connection: Connection, document: ListDocument<Node, Variables>) {
    this.#connection = connection;
    this.#document = document;
  }

  /**
   * A page of the records that match, newest first unless ordered otherwise.
   *
   * @example
   * const { totalCount, nodes } = await registry.certificates.list({
   *   where: { holder: "participant:3", status: ["ACTIVE"] }, first: 50,
   * });
   */
  async list(
    options: ListOptions<FilterOf<Variables>, OrderOf<Variables>> = {},
  ): Promise<Page<Node>> {
    const { asOf, ...variables } = options;
    const at = asOf === undefined ? {} : { asOf };
    const { page } = await this.#connection.query(this.#document, variables as Variables, at);
    const { totalCount, pageInfo, edges } = page;
    return { totalCount, pageInfo, nodes: edges.map(({ node }) => node) };
  }

  /**
   * Every record that matches, page by page.
   *
   * @example
   * for await (const certificate of registry.certificates.all({ where: { right: ["HOLD"] } })) …
   */
  async *all(
    options: Pick<
      ListOptions<FilterOf<Variables>, OrderOf<Variables>>,
      "where" | "orderBy" | "asOf"
    > = {},
  ): AsyncGenerator<Node, void, undefined> {
    let cursor: { after?: string } | undefined = {};
    while (cursor !== undefined) {
      const page: Page<Node> = await this.list({ ...options, first: PAGE, ...cursor });
      yield* page.nodes;
      const { hasNextPage, endCursor } = page.pageInfo;
      cursor = hasNextPage && endCursor !== null ? { after: endCursor } : undefined;
    }
  }
}

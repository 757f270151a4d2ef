import type { Connection } from "../Connection.ts";
import type { TypedDocument } from "./client.ts";
import type { AtMoment, ListDocument } from "./Lists.ts";
import { Lists } from "./Lists.ts";

/** A document that reads one record. */
export type RecordDocument<Node> = TypedDocument<{ readonly record: Node | null }, { id: string }>;

/** One kind of record of the index: by id, and in lists. Times are ISO 8601 strings. */
export class Records<Node, Variables> extends Lists<Node, Variables> {
  readonly #connection: Connection;
  readonly #document: RecordDocument<Node>;

  constructor(
    connection: Connection,
    one: RecordDocument<Node>,
    many: ListDocument<Node, Variables>,
  ) {
    super(connection, many);
    this.#connection = connection;
    this.#document = one;
  }

  /**
   * A record by its number or id (`12`, `"12"`, `"certificate:12"`; an asset by its commitment);
   * null if there is none, or was none then.
   *
   * @example
   * const certificate = await registry.certificates.get(12, { asOf: new Date("2026-01-01") });
   */
  async get(id: number | string, at: AtMoment = {}): Promise<Node | null> {
    return (await this.#connection.query(this.#document, { id: String(id) }, at)).record;
  }
}

/** The lists of a kind of record that has another `get`, and `find` to get one from the index. */
export interface Indexed<Node, Variables> {
  readonly find: Records<Node, Variables>["get"];
  readonly list: Records<Node, Variables>["list"];
  readonly all: Records<Node, Variables>["all"];
}

/** What the index holds of a kind of record, to stand beside what the contract says. */
export function indexed<Node, Variables>(
  records: Records<Node, Variables>,
): Indexed<Node, Variables> {
  return {
    find: (id, at) => records.get(id, at),
    list: (options) => records.list(options),
    all: (options) => records.all(options),
  };
}

import { expect } from "chai";
import fc from "fast-check";

import { GENESIS_TIME } from "./fixture/book.ts";
import { seeded, writeHistory } from "./fixture/history.ts";
import type { ListCase } from "./fixture/lists.ts";
import { LISTS } from "./fixture/lists.ts";
import type { Moment } from "./fixture/reference.ts";
import { Reference } from "./fixture/reference.ts";
import { Served } from "./fixture/serve.ts";

interface Page {
  totalCount: number;
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

interface Variables {
  where: object;
  orderBy?: { field: string; direction?: string };
  asOf?: object;
  first?: number;
  last?: number;
  after?: string | null;
  before?: string | null;
}

const BLOCKS = 300;
const PAGE =
  "{ totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";

describe("GraphQL connections", () => {
  let served: Served;
  let reference: Reference;

  before(async () => {
    served = await Served.start((book) => writeHistory(book, BLOCKS, seeded(7)));
    reference = new Reference(served.book.database);
  });

  after(() => served.close());

  async function ask(list: ListCase, variables: Variables): Promise<Page | undefined> {
    const paging = "first: $first, last: $last, after: $after, before: $before";
    const args = `(${paging}, where: $where, orderBy: $orderBy${list.nested ? "" : ", asOf: $asOf"})`;
    const field = list.field.replace("(…)", args);
    const data = await served.data<{ list?: Page; parent?: { list: Page } | null }>(
      `query ($first: Int, $last: Int, $after: String, $before: String, $where: ${list.entity}Filter, $orderBy: ${list.entity}Order, $asOf: AsOf) {
        ${list.nested ? `parent: ${field.replace("⋯", PAGE)}` : `${field} ${PAGE}`}
      }`,
      variables,
    );
    return data.list ?? data.parent?.list;
  }

  /** Walks the list from one end to the other, by pages of the given sizes in turn. */
  async function walk(list: ListCase, variables: Variables, sizes: number[], backward: boolean) {
    const found: string[] = [];
    let cursor: string | null = null;
    for (let turn = 0; ; turn++) {
      const size = sizes[turn % sizes.length] ?? 1;
      const place = backward ? { last: size, before: cursor } : { first: size, after: cursor };
      const page = await ask(list, { ...variables, ...place });
      if (!page) return undefined;
      const ids = page.edges.map(({ node }) => node.id);
      found.splice(backward ? 0 : found.length, 0, ...ids);
      const { pageInfo, edges, totalCount } = page;
      expect(pageInfo.startCursor).to.equal(edges[0]?.cursor ?? null);
      expect(pageInfo.endCursor).to.equal(edges.at(-1)?.cursor ?? null);
      const [ahead, behind] = backward
        ? [pageInfo.hasPreviousPage, pageInfo.hasNextPage]
        : [pageInfo.hasNextPage, pageInfo.hasPreviousPage];
      expect(behind).to.equal(turn > 0);
      expect(ahead).to.equal(found.length < totalCount);
      expect(ids).to.have.length(Math.min(size, totalCount - found.length + ids.length));
      if (!ahead) return found;
      cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
    }
  }

  function momentOf(asOf: { block?: number; time?: string } | undefined): Moment {
    const { database } = served.book;
    const last = (where: string, value: number) =>
      database
        .prepare<[number], { number: number; timestamp: number }>(
          `SELECT number, timestamp FROM blocks WHERE ${where} <= ? ORDER BY number DESC LIMIT 1`,
        )
        .get(value);
    if (asOf?.block !== undefined) {
      return { block: asOf.block, time: last("number", asOf.block)?.timestamp ?? 0 };
    }
    const time = asOf?.time === undefined ? Date.now() / 1000 : Date.parse(asOf.time) / 1000;
    return { block: last("timestamp", time)?.number ?? -1, time };
  }

  async function check(
    list: ListCase,
    filters: number[],
    order: number,
    direction: string | undefined,
    asOf: { block?: number; time?: string } | undefined,
    sizes: number[],
  ) {
    const chosen = filters.flatMap((index) => list.filters[index % list.filters.length] ?? []);
    const where = Object.assign({}, ...chosen.map((filter) => filter.where)) as object;
    // Of two filters on the same field the later one counts.
    const counted = chosen.filter((filter) => {
      const [[field, value] = []] = Object.entries(filter.where);
      return (where as Record<string, unknown>)[field ?? ""] === value;
    });
    const names = Object.keys(list.orders);
    const field = names[order % names.length] ?? "";
    const orderBy = { field, ...(direction && { direction }) };
    const expected = reference.expected(
      list,
      counted,
      list.orders[field] ?? [],
      direction !== "ASC",
      momentOf(asOf),
    );
    const variables = { where, orderBy, ...(asOf && { asOf }) };
    for (const backward of [false, true]) {
      const found = await walk(list, variables, sizes, backward);
      expect(
        found ?? [],
        JSON.stringify({ list: list.name, backward, ...variables }),
      ).to.deep.equal(expected);
    }
    return expected.length;
  }

  for (const list of LISTS) {
    it(`${list.name}: each filter, each order, forwards and backwards`, async () => {
      const asOfs = [
        undefined,
        { block: 177 },
        { time: new Date((GENESIS_TIME + 1203) * 1000).toISOString() },
      ];
      for (const [index, filter] of [undefined, ...list.filters].entries()) {
        const filters = index === 0 ? [] : [index - 1];
        const checks = asOfs.map((asOf) => check(list, filters, index, "ASC", asOf, [7, 30]));
        checks.push(check(list, filters, index + 1, "DESC", asOfs[2], [100]));
        checks.push(check(list, filters, index + 2, undefined, asOfs[1], [50, 1]));
        const most = Math.max(...(await Promise.all(checks)));
        // A filter that lets nothing through would be tested by chance alone.
        if (!list.nested && !filter?.mayBeEmpty) {
          expect(most, JSON.stringify(filter?.where)).to.be.above(0);
        }
      }
    });
  }

  it("any list, filters, order, moment and page sizes", async function () {
    this.timeout(60_000);
    const moment = fc.oneof(
      fc.constant(undefined),
      fc.integer({ min: 0, max: BLOCKS }).map((block) => ({ block })),
      fc.integer({ min: -100, max: 5 * BLOCKS + 4000 }).map((seconds) => ({
        time: new Date((GENESIS_TIME + seconds) * 1000).toISOString(),
      })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LISTS),
        fc.array(fc.nat(20), { maxLength: 2 }),
        fc.nat(2),
        fc.constantFrom("ASC", "DESC", undefined),
        moment,
        fc.array(fc.integer({ min: 3, max: 100 }), { minLength: 1, maxLength: 3 }),
        async (...args) => void (await check(...args)),
      ),
      { numRuns: 200 },
    );
  });

  it("newest first unless told", async () => {
    for (const list of LISTS) {
      const [columns = []] = Object.values(list.orders);
      const at = momentOf({ block: 200 });
      const expected = reference.expected(list, [], columns, true, at).slice(0, 20);
      const page = await ask(list, { where: {}, asOf: { block: 200 } });
      expect(
        page?.edges.map(({ node }) => node.id),
        list.name,
      ).to.deep.equal(expected);
    }
  });

  it("a range between two cursors", async () => {
    const [list] = LISTS;
    if (!list) throw new Error("No lists");
    const orderBy = { field: "NUMBER", direction: "ASC" };
    const all = await ask(list, { where: {}, orderBy, first: 50 });
    const [after, before] = [all?.edges[10]?.cursor ?? null, all?.edges[20]?.cursor ?? null];
    const expected = all?.edges.slice(11, 20).map(({ node }) => node.id);
    for (const place of [{ first: 50 }, { last: 50 }]) {
      const page = await ask(list, { where: {}, orderBy, after, before, ...place });
      expect(page?.edges.map(({ node }) => node.id)).to.deep.equal(expected);
    }
  });

  it("an empty page still counts, and a count alone reads no page", async () => {
    const { certificates } = await served.data<{ certificates: Page }>(
      "{ certificates(first: 0) { totalCount edges { cursor } pageInfo { hasNextPage startCursor } } }",
    );
    expect(certificates.edges).to.deep.equal([]);
    expect(certificates.pageInfo).to.deep.equal({ hasNextPage: true, startCursor: null });
    expect(certificates.totalCount).to.be.above(50);
    const counted = await served.data<{ certificates: Page }>("{ certificates { totalCount } }");
    expect(counted.certificates.totalCount).to.equal(certificates.totalCount);
  });

  it("places in the list survive new entries between two pages", async () => {
    const query =
      "query ($after: String) { events(first: 5, after: $after) { edges { node { id } } pageInfo { endCursor } } }";
    type Answer = { events: Page };
    const first = await served.data<Answer>(query);
    served.book.mine();
    served.book.event("Participants", "CredentialUpdated", "participant", 1, {});
    served.book.seal({ batchEnd: true });
    const after = first.events.pageInfo.endCursor;
    const second = await served.data<Answer>(query, { after });
    const ids = [...first.events.edges, ...second.events.edges].map(({ node }) => node.id);
    const rows = reference.rows("events", { block: BLOCKS, time: 0 });
    const expected = rows.map((row) => `event:${row["block"]}-${row["log_index"]}`).toReversed();
    expect(ids).to.deep.equal(expected.slice(0, 10));
  });
});

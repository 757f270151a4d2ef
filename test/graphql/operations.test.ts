import { expect } from "chai";

import type { Book } from "./fixture/book.ts";
import { address, GENESIS_TIME, hash } from "./fixture/book.ts";
import { Served } from "./fixture/serve.ts";

const DAY = 86_400;
const iso = (time: number) => new Date(time * 1000).toISOString();
const hex = (bytes: Buffer) => `0x${bytes.toString("hex")}`;

const GOVERNOR = address("governor");
const RIGHTS = Buffer.from("02".repeat(20), "hex");
const ELSEWHERE = address("elsewhere");
const FIRST = hash("first operation");
const SECOND = hash("second operation");
/** When what was announced in block 1 is ready. */
const READY = GENESIS_TIME + 5 + 3 * DAY;

/** Two are announced; the first is executed in block 3, and the second announced anew in block 4. */
function writeOperations(book: Book): void {
  const put = (id: Buffer, event: string, row: Record<string, unknown>) => {
    book.event("AccessManager", event, "operation", hex(id), { operationId: hex(id) });
    book.put("operations", { id, scheduled_by: GOVERNOR, changed_at: book.time, ...row });
  };
  const first = { target: RIGHTS, data: Buffer.from("abcdef01", "hex"), ready_at: READY };
  const second = { target: ELSEWHERE, data: Buffer.alloc(0), ready_at: READY };
  book.database.transaction(() => {
    book.mine();
    const scheduled_at = book.time;
    put(FIRST, "OperationScheduled", { ...first, status: 1, scheduled_at });
    put(SECOND, "OperationScheduled", { ...second, status: 1, scheduled_at });
    book.seal({ batchEnd: true });
    book.mine(3 * DAY);
    put(SECOND, "OperationCanceled", { ...second, status: 5, scheduled_at });
    book.seal({ batchEnd: true });
    book.mine();
    put(FIRST, "OperationExecuted", { ...first, status: 4, scheduled_at });
    book.seal({ batchEnd: true });
    book.mine();
    const anew = { status: 1, scheduled_at: book.time, ready_at: book.time + 3 * DAY };
    put(SECOND, "OperationScheduled", { ...second, ...anew });
    book.seal({ batchEnd: true });
  })();
}

describe("GraphQL of announced operations", () => {
  let served: Served;
  before(async () => (served = await Served.start(writeOperations)));
  after(() => served.close());

  const LIST = `query ($where: OperationFilter, $asOf: AsOf, $orderBy: OperationOrder, $after: String, $first: Int) {
    operations(where: $where, asOf: $asOf, orderBy: $orderBy, after: $after, first: $first) {
      totalCount edges { cursor node { id status } } } }`;

  interface Listed {
    operations: { totalCount: number; edges: { cursor: string; node: object }[] };
  }

  async function list(variables: object): Promise<object[]> {
    const { operations } = await served.data<Listed>(LIST, variables);
    expect(operations.totalCount).to.equal(operations.edges.length);
    return operations.edges.map(({ node }) => node);
  }

  const first = `operation:${hex(FIRST)}`;
  const second = `operation:${hex(SECOND)}`;

  it("one by its id, with everything about it", async () => {
    const query = `query ($id: ID!) { operation(id: $id) { id status contract target data scheduledBy
      scheduledAt readyAt expiresAt endedAt recordedIn { block logIndex } } }`;
    const operation = {
      id: first,
      status: "EXECUTED",
      contract: "RightsRegistry",
      target: hex(RIGHTS),
      data: "0xabcdef01",
      scheduledBy: hex(GOVERNOR),
      scheduledAt: iso(GENESIS_TIME + 5),
      readyAt: iso(READY),
      expiresAt: iso(READY + 7 * DAY),
      endedAt: iso(READY + 5),
      recordedIn: { block: 3, logIndex: 0 },
    };
    for (const id of [first, hex(FIRST)]) {
      expect(await served.data(query, { id })).to.deep.equal({ operation });
    }
    expect(await served.data(query, { id: hex(hash("none")) })).to.deep.equal({ operation: null });
    expect(await served.code(query, { id: "operation:12" })).to.equal("BAD_ID");
    const node = `query ($id: ID!) { node(id: $id) { __typename ... on Operation { contract target } } }`;
    expect(await served.data(node, { id: second })).to.deep.equal({
      node: { __typename: "Operation", contract: null, target: hex(ELSEWHERE) },
    });
  });

  it("status: with time alone it is ready and expires, in field and filter", async () => {
    const moments: [asOf: object, expected: [string, string][]][] = [
      [{ block: 0 }, []],
      [
        { time: iso(READY - 1) },
        [
          [first, "SCHEDULED"],
          [second, "SCHEDULED"],
        ],
      ],
      [
        { block: 2 },
        [
          [first, "READY"],
          [second, "CANCELED"],
        ],
      ],
      [
        { block: 3 },
        [
          [first, "EXECUTED"],
          [second, "CANCELED"],
        ],
      ],
      [
        { block: 4 },
        [
          [second, "SCHEDULED"],
          [first, "EXECUTED"],
        ],
      ],
      [
        { time: iso(READY + 10 + 3 * DAY) },
        [
          [second, "READY"],
          [first, "EXECUTED"],
        ],
      ],
      [
        { time: iso(READY + 9 + 10 * DAY) },
        [
          [second, "READY"],
          [first, "EXECUTED"],
        ],
      ],
      [
        { time: iso(READY + 10 + 10 * DAY) },
        [
          [second, "EXPIRED"],
          [first, "EXECUTED"],
        ],
      ],
    ];
    for (const [asOf, expected] of moments) {
      const nodes = expected.map(([id, status]) => ({ id, status }));
      expect(await list({ asOf }), JSON.stringify(asOf)).to.have.deep.members(nodes);
      for (const status of ["SCHEDULED", "READY", "EXPIRED", "EXECUTED", "CANCELED"]) {
        const found = await list({ asOf, where: { status: [status] } });
        const wanted = nodes.filter((node) => node.status === status);
        expect(found, `${JSON.stringify(asOf)} ${status}`).to.have.deep.members(wanted);
      }
    }
  });

  it("lists them by account, target, order and page", async () => {
    const ids = async (variables: object) =>
      (await list(variables)).map((node) => (node as { id: string }).id);
    expect(await ids({ where: { target: hex(RIGHTS) } })).to.deep.equal([first]);
    expect(await ids({ where: { scheduledBy: hex(GOVERNOR) } })).to.deep.equal([second, first]);
    expect(await ids({ where: { scheduledBy: hex(RIGHTS) } })).to.deep.equal([]);
    const orderBy = { field: "READY_AT", direction: "ASC" };
    expect(await ids({ orderBy })).to.deep.equal([first, second]);
    const page = await served.data<Listed>(LIST, { first: 1 });
    const after = page.operations.edges[0]?.cursor;
    const next = await served.data<Listed>(LIST, { first: 1, after });
    expect(next.operations.edges[0]?.node).to.deep.equal({ id: first, status: "EXECUTED" });
  });
});

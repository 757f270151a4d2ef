import { expect } from "chai";

import { BLOCK_SECONDS, GENESIS_TIME } from "./fixture/book.ts";
import { seeded, writeHistory } from "./fixture/history.ts";
import type { Row } from "./fixture/reference.ts";
import { certificateStatus, licenseStatus, Reference } from "./fixture/reference.ts";
import { Served } from "./fixture/serve.ts";

const BLOCKS = 200;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const timeOf = (block: number) => GENESIS_TIME + block * BLOCK_SECONDS;

interface Found {
  status: string;
  holder: { id: string; status: string };
  asset: { describedBy: { status: string }; certificates: { id: string; status: string }[] };
  licenses: { totalCount: number };
}

describe("GraphQL asOf", () => {
  let served: Served;
  let reference: Reference;

  before(async () => {
    served = await Served.start((book) => writeHistory(book, BLOCKS, seeded(3)));
    reference = new Reference(served.book.database);
  });

  after(() => served.close());

  it("every field answers from the versions that held, nested ones too", async () => {
    const ids = reference.rows("certificates", { block: BLOCKS, time: 0 }).map((row) => row["id"]);
    expect(ids.length).to.be.above(20);
    const query = `query ($id: ID!, $asOf: AsOf!) { certificate(id: $id, asOf: $asOf) {
      status holder { id status }
      asset { describedBy { status } certificates { id status } }
      licenses(where: {status: [ACTIVE]}) { totalCount } } }`;
    for (let block = 0; block <= BLOCKS; block += 9) {
      const recorded = reference.recordedBlock(block);
      const at = { block, time: recorded?.timestamp ?? 0 };
      for (const id of ids) {
        const asOf = { block };
        const { certificate } = await served.data<{ certificate: Found | null }>(query, {
          id,
          asOf,
        });
        const row = reference.one("certificates", at, (found) => found["id"] === id);
        expect(certificate === null).to.equal(row === undefined);
        if (!row || !certificate) continue;
        const holder = reference.one("participants", at, (found) => found["id"] === row["holder"]);
        const asset = reference.one("assets", at, over(row));
        const describing = reference.one("applications", at, is(asset?.["described_by"]));
        const certificates = reference
          .rows("certificates", at)
          .filter(over(row))
          .toSorted((a, b) => Number(a["id"]) - Number(b["id"]));
        const licenses = reference
          .rows("licenses", at)
          .filter((found) => found["certificate_id"] === id)
          .filter((found) => licenseStatus(found, at) === "ACTIVE");
        const statuses = ["", "FILED", "IN_NOTICE", "OBJECTED", "CONFIRMED"];
        expect(certificate).to.deep.equal({
          status: certificateStatus(row, at),
          holder: {
            id: `participant:${holder?.["id"]}`,
            status: holder?.["status"] === 1 ? "ACTIVE" : "SUSPENDED",
          },
          asset: {
            describedBy: { status: statuses[Number(describing?.["status"])] },
            certificates: certificates.map((found) => ({
              id: `certificate:${found["id"]}`,
              status: certificateStatus(found, at),
            })),
          },
          licenses: { totalCount: licenses.length },
        });
      }
    }
  });

  it("a time between two blocks is the state after the earlier one", async () => {
    const query =
      "query ($asOf: AsOf!) { applications(asOf: $asOf) { totalCount } _meta(asOf: $asOf) { block { number } } }";
    for (const block of [20, 41, 42, 43, 199]) {
      for (const seconds of [0, 0.25, BLOCK_SECONDS - 0.001]) {
        const asOf = { time: iso(timeOf(block) + seconds) };
        const at = { block, time: 0 };
        expect(await served.data(query, { asOf })).to.deep.equal({
          applications: { totalCount: reference.rows("applications", at).length },
          _meta: { block: { number: reference.recordedBlock(block)?.number } },
        });
      }
    }
  });

  it("before the first block there is nothing", async () => {
    const query = `query ($asOf: AsOf!) {
      certificate(id: 1, asOf: $asOf) { id }
      events(asOf: $asOf) { totalCount edges { cursor } pageInfo { hasNextPage endCursor } }
      node(id: "event:1-0", asOf: $asOf) { id }
      _meta(asOf: $asOf) { block { number hash time } digest events } }`;
    for (const asOf of [{ block: 0 }, { time: "1999-01-01" }, { time: iso(GENESIS_TIME - 1) }]) {
      expect(await served.data(query, { asOf })).to.deep.equal({
        certificate: null,
        events: { totalCount: 0, edges: [], pageInfo: { hasNextPage: false, endCursor: null } },
        node: null,
        _meta: {
          block: { number: 0, hash: `0x${"00".repeat(32)}`, time: "1970-01-01T00:00:00.000Z" },
          digest: `0x${"00".repeat(32)}`,
          events: 0,
        },
      });
    }
  });

  it("_meta tells the block, digest and events of that moment", async () => {
    for (const block of [7, 60, 133, BLOCKS]) {
      const recorded = reference.recordedBlock(block);
      const events = reference.rows("events", { block, time: 0 }).length;
      const { _meta: meta } = await served.data<{ _meta: unknown }>(
        "query ($asOf: AsOf!) { _meta(asOf: $asOf) { block { number time } digest events } }",
        { asOf: { block } },
      );
      expect(meta).to.deep.equal({
        block: { number: recorded?.number, time: iso(recorded?.timestamp ?? 0) },
        digest: `0x${recorded?.digest.toString("hex")}`,
        events,
      });
    }
  });

  it("fields of one query can be as of different moments", async () => {
    const { a, b } = await served.data<Record<"a" | "b", { totalCount: number }>>(
      "{ a: events(asOf: {block: 10}) { totalCount } b: events(asOf: {block: 100}) { totalCount } }",
    );
    expect(a.totalCount).to.equal(reference.rows("events", { block: 10, time: 0 }).length);
    expect(b.totalCount).to.equal(reference.rows("events", { block: 100, time: 0 }).length);
  });

  it("a block beyond the last indexed one is refused, and says where the index is", async () => {
    const { errors } = await served.ask(`{ events(asOf: {block: ${BLOCKS + 1}}) { totalCount } }`);
    expect(errors?.[0]?.extensions["code"]).to.equal("BLOCK_BEYOND_HEAD");
    expect(errors?.[0]?.message).to.include(`the index is at block ${BLOCKS}`);
    expect(await served.code("{ certificate(id: 1, asOf: {block: -1}) { id } }")).to.equal(
      "BAD_AS_OF",
    );
  });

  it("both a block and a time, or neither, are refused", async () => {
    for (const asOf of ["{}", '{block: 1, time: "2026-01-01"}', "{block: null}"]) {
      const code = await served.code(`{ events(asOf: ${asOf}) { totalCount } }`);
      expect(code, asOf).to.equal("GRAPHQL_VALIDATION_FAILED");
    }
    const query = "query ($asOf: AsOf) { events(asOf: $asOf) { totalCount } }";
    for (const asOf of [{}, { block: 1, time: "2026-01-01" }, { block: null }]) {
      expect(await served.code(query, { asOf })).to.equal("BAD_USER_INPUT");
    }
  });
});

const is = (id: unknown) => (row: Row) => row["id"] === id;
const over = (row: Row) => (found: Row) =>
  (found["commitment"] as Buffer).equals(row["commitment"] as Buffer);

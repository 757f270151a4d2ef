import { createHash } from "node:crypto";

import { expect } from "chai";

import type { AmendmentRow, RevisionRow } from "../../indexer/src/store/amendmentRows.ts";
import type { DeployedName } from "../../scripts/generate/contracts.ts";
import { startAnvil, type Anvil } from "./fixture/anvil.ts";
import { readEvents } from "./fixture/events.ts";
import { indexAll, Scratch } from "./fixture/indexing.ts";
import { PERIODS, Registry } from "./fixture/registry.ts";
import { readRows } from "./fixture/tables.ts";

const HOLD = 1;
const CORRECTION = 1;
const CHANGE = 2;
const ASSETS = ["2024", "2025", "2026"].map(paper);

function paper(text: string): string {
  return `0x${createHash("sha256").update(text).digest("hex")}`;
}

const hex = (bytes: Buffer) => `0x${bytes.toString("hex")}`;

/** What there is to say at a moment: amendments by number, the one in force for each certificate, revisions. */
interface Record {
  amendments: unknown[];
  inForce: number[];
  revisions: [asset: string, superseded: string][];
}

describe("projection of amendments and revisions", () => {
  const scratch = new Scratch();
  const database = scratch.database();
  const moments: { block: number; record: Record }[] = [];
  let anvil: Anvil;
  let registry: Registry;

  /** What the contract says now. */
  async function told(): Promise<Record> {
    const count = Number(await registry.view<bigint>("Amendments", "amendmentCount"));
    const amendments: unknown[] = [];
    for (let id = 1; id <= count; id++) {
      const found = await registry.view<{
        certificateId: bigint;
        requester: bigint;
        kind: bigint;
        status: bigint;
        descriptionHash: string;
      }>("Amendments", "amendment", id);
      const { certificateId, requester, kind, status, descriptionHash } = found;
      const numbers = [certificateId, requester, kind, status].map(Number);
      amendments.push([...numbers, descriptionHash]);
    }
    const inForce: number[] = [];
    const revisions: Record["revisions"] = [];
    for (const [index, asset] of ASSETS.entries()) {
      inForce.push(
        Number(await registry.view<bigint>("Amendments", "amendmentInForce", index + 1)),
      );
      const superseded = await registry.view<string>("Amendments", "revisionOf", asset);
      if (!/^0x0*$/.test(superseded)) revisions.push([asset, superseded]);
    }
    return { amendments, inForce, revisions };
  }

  /** What the index says held after a block. */
  function indexed(block: number): Record {
    const held = <Row>(table: string, order: string) =>
      readRows<Row>(
        database,
        registry.deployment,
        `SELECT * FROM ${table} WHERE valid_from <= ${block} AND valid_to > ${block} ORDER BY ${order}`,
      );
    const rows = held<AmendmentRow>("amendments", "id");
    const accepted = held<AmendmentRow>("amendments", "valid_from, log_index");
    return {
      amendments: rows.map((row) => [
        ...[row.certificate_id, row.requester, row.kind, row.status],
        hex(row.description_hash),
      ]),
      inForce: ASSETS.map((_, index) => {
        const newest = accepted.findLast(
          (row) => row.certificate_id === index + 1 && row.status === 2,
        );
        return newest?.id ?? 0;
      }),
      revisions: held<RevisionRow>("revisions", "recorded_at").map((row) => [
        hex(row.commitment),
        hex(row.superseded),
      ]),
    };
  }

  before(async function () {
    this.timeout(60_000);
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    const { registrar, examiner } = registry;
    const [owner = ""] = registry.accounts;
    const send = async (
      from: string,
      method: string,
      args: unknown[],
      contract: DeployedName = "Amendments",
    ) => {
      await registry.send(registry.call(from, contract, method, args));
      if (contract !== "Amendments") return;
      const block = Number(await anvil.rpc("eth_blockNumber"));
      moments.push({ block, record: await told() });
    };
    await send(registrar, "register", [2, 156, paper("credential"), owner], "Participants");
    for (const asset of ASSETS) {
      const filing = [asset, 1, HOLD, 1, 0, paper("about"), "https://example.org/about", []];
      await send(owner, "fileApplication", [filing], "RightsRegistry");
    }
    for (const [index] of ASSETS.entries()) {
      await send(examiner, "openNotice", [index + 1], "RightsRegistry");
    }
    await registry.passTime(PERIODS.noticeGeneral);
    for (const [index] of ASSETS.entries()) {
      await send(examiner, "confirm", [index + 1, paper("decision")], "RightsRegistry");
    }
    const ask = (certificate: number, kind: number, name: string) =>
      send(owner, "requestAmendment", [
        ...[certificate, kind, paper(name), `https://example.org/${name}`, paper("reason")],
      ]);
    await ask(1, CORRECTION, "first");
    await ask(1, CHANGE, "second");
    await ask(2, CHANGE, "third");
    await ask(2, CHANGE, "fourth");
    await send(examiner, "acceptAmendment", [2, paper("decision")]);
    await send(examiner, "acceptAmendment", [1, paper("decision")]);
    await send(examiner, "rejectAmendment", [3, paper("refusal")]);
    await send(owner, "withdrawAmendment", [4]);
    await send(registrar, "correctRecord", [1, paper("right"), "", paper("document")]);
    await send(owner, "supersede", [ASSETS[2], ASSETS[1]]);
    await send(owner, "supersede", [ASSETS[1], ASSETS[0]]);
    await indexAll(anvil.url, registry.deployment, database);
  });

  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  it("holds, after every step, what the contract said then", () => {
    expect(moments).to.have.length(11);
    for (const { block, record } of moments) {
      const now = indexed(block);
      const sorted = (one: Record) => ({ ...one, revisions: one.revisions.toSorted() });
      expect(sorted(now), `after block ${block}`).to.deep.equal(sorted(record));
    }
    expect(moments.at(-1)?.record.inForce).to.deep.equal([5, 0, 0]);
  });

  it("keeps descriptions, grounds and decisions", () => {
    const rows = readRows<AmendmentRow>(
      database,
      registry.deployment,
      "SELECT * FROM amendments WHERE valid_to > 1e15 ORDER BY id",
    );
    const decision = (hash: Buffer | null) => hash && hex(hash);
    expect(
      rows.map((row) => [row.description_uri, hex(row.reason_hash), decision(row.decision_hash)]),
    ).to.deep.equal([
      ["https://example.org/first", paper("reason"), paper("decision")],
      ["https://example.org/second", paper("reason"), paper("decision")],
      ["https://example.org/third", paper("reason"), paper("refusal")],
      ["https://example.org/fourth", paper("reason"), null],
      ["", paper("document"), paper("document")],
    ]);
  });

  it("has seen everything happen that its projector tells apart", () => {
    const seen = new Set(
      readEvents(database, registry.deployment)
        .filter(({ contract }) => contract === "Amendments")
        .map(({ name, subject }) => `${name} ${subject}`),
    );
    expect([...seen].toSorted()).to.deep.equal([
      "AmendmentAccepted amendment",
      "AmendmentRejected amendment",
      "AmendmentRequested amendment",
      "AmendmentWithdrawn amendment",
      "AssetSuperseded application",
      "AuthorityUpdated contract",
      "RecordCorrected amendment",
    ]);
  });
});

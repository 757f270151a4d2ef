import { createHash } from "node:crypto";

import { expect } from "chai";
import { AbiCoder, concat, sha256 } from "ethers";

import { OPEN } from "../../indexer/src/store/schema.ts";
import type { CatalogueEntryRow, CatalogueRow } from "../../indexer/src/store/settlementRows.ts";
import type { DeployedName } from "../../scripts/generate/contracts.ts";
import { startAnvil, type Anvil } from "./fixture/anvil.ts";
import { readEvents } from "./fixture/events.ts";
import { indexAll, Scratch } from "./fixture/indexing.ts";
import { PERIODS, Registry } from "./fixture/registry.ts";
import { readRows } from "./fixture/tables.ts";

type Facts = Record<string, unknown>;

const DAY = 86_400;

function paper(text: string): string {
  return `0x${createHash("sha256").update(text).digest("hex")}`;
}

function leaf(name: string): string {
  const entry = [paper(name), 1, 1, 0, paper(`about ${name}`), `https://example.org/${name}`];
  const types = "tuple(bytes32, uint8, uint8, uint40, bytes32, string)";
  return AbiCoder.defaultAbiCoder().encode([types], [entry]);
}

const hashLeaf = (bytes: string) => sha256(concat(["0x00", bytes]));

describe("projection of catalogues", () => {
  const scratch = new Scratch();
  const database = scratch.database();
  let anvil: Anvil;
  let registry: Registry;
  const [first, second] = [leaf("first"), leaf("second")];
  const root = sha256(concat(["0x01", hashLeaf(first), hashLeaf(second)]));

  before(async function () {
    this.timeout(60_000);
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    const [owner = "", rival = ""] = registry.accounts;
    const send = (from: string, method: string, args: unknown[], contract = "Catalogues") =>
      registry.send(registry.call(from, contract as DeployedName, method, args));
    for (const account of [owner, rival]) {
      const args = [2, 156, paper(account), account];
      await send(registry.registrar, "register", args, "Participants");
    }
    for (let id = 1; id <= 3; id++) {
      await send(owner, "file", [root, 2, 1, paper(`file ${id}`), `https://example.org/${id}`]);
    }
    await send(registry.examiner, "openNotice", [1]);
    await send(rival, "object", [1, 0, paper("evidence")]);
    await send(rival, "object", [1, 1, paper("evidence")]);
    await send(registry.examiner, "hear", [1, 0, false, paper("decision")]);
    await send(registry.examiner, "hear", [1, 1, true, paper("decision")]);
    await registry.passTime(PERIODS.noticeGeneral);
    await send(registry.examiner, "confirm", [1, paper("decision")]);
    await registry.passTime(5 * DAY);
    await send(rival, "claim", [1, 0, first, [hashLeaf(second)]]);
    await send(registry.examiner, "reject", [2, paper("reason")]);
    await send(owner, "withdraw", [3]);
    await indexAll(anvil.url, registry.deployment, database);
  });

  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  const present = <Row>(table: string) =>
    readRows<Row>(
      database,
      registry.deployment,
      `SELECT * FROM ${table} WHERE valid_to = ${OPEN} ORDER BY 1, 2`,
    );

  it("holds what the contract says", async () => {
    const hex = (bytes: Buffer) => `0x${bytes.toString("hex")}`;
    for (const row of present<CatalogueRow>("catalogues")) {
      const told = await registry.view<Facts>("Catalogues", "catalogue", row.id);
      expect({
        applicant: BigInt(row.applicant),
        noticeEnd: BigInt(row.notice_end),
        confirmedAt: BigInt(row.confirmed_at),
        expiresAt: BigInt(row.expires_at),
        count: BigInt(row.count),
        openObjections: BigInt(row.open_objections),
        status: BigInt(row.status),
        dataClass: BigInt(row.data_class),
        root: hex(row.root),
      }).to.deep.equal({
        applicant: told.applicant,
        noticeEnd: told.noticeEnd,
        confirmedAt: told.confirmedAt,
        expiresAt: told.expiresAt,
        count: told.count,
        openObjections: told.openObjections,
        status: told.status,
        dataClass: told.dataClass,
        root: told.root,
      });
      expect(hex(row.file_hash)).to.equal(paper(`file ${row.id}`));
    }
    const counted = present<CatalogueRow>("catalogues").map((row) => [row.claimed, row.struck_out]);
    expect(counted).to.deep.equal([
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
  });

  it("knows what became of entries", () => {
    const entries = present<CatalogueEntryRow>("catalogue_entries").map((row) => ({
      position: row.position,
      objector: row.objector,
      struck_out: row.struck_out,
      certificate_id: row.certificate_id,
    }));
    expect(entries).to.deep.equal([
      { position: 0, objector: 0, struck_out: 0, certificate_id: 1 },
      { position: 1, objector: 0, struck_out: 1, certificate_id: 0 },
    ]);
  });

  it("dates a claimed certificate as its catalogue", async () => {
    const [row] = present<{ confirmed_at: number; expires_at: number }>("certificates");
    const told = await registry.view<Facts>("RightsRegistry", "registration", 1);
    expect(BigInt(row?.confirmed_at ?? 0)).to.equal(told.confirmedAt);
    expect(BigInt(row?.expires_at ?? 0)).to.equal(told.expiresAt);
    const [catalogue] = present<CatalogueRow>("catalogues");
    expect(row?.confirmed_at).to.equal(catalogue?.confirmed_at);
  });

  it("has seen everything happen that its projector tells apart", () => {
    const seen = new Set(
      readEvents(database, registry.deployment)
        .filter(({ contract }) => contract === "Catalogues")
        .map(({ name, subject }) => `${name} ${subject}`),
    );
    expect([...seen].toSorted()).to.deep.equal(
      [
        "AuthorityUpdated contract",
        "CatalogueConfirmed catalogue",
        "CatalogueFiled catalogue",
        "CatalogueNoticeOpened catalogue",
        "CatalogueRejected catalogue",
        "CatalogueWithdrawn catalogue",
        "EntryClaimed catalogue",
        "EntryHeard catalogue",
        "EntryObjected catalogue",
      ].toSorted(),
    );
  });
});

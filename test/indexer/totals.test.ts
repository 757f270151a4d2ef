import type { Database } from "better-sqlite3";
import { expect } from "chai";

import { openStore } from "../../indexer/src/index.ts";
import { VERSIONED_TABLES } from "../../indexer/src/store/rollback.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import { indexAll, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import { Registry } from "./fixture/registry.ts";

describe("how many there are of everything", () => {
  const scratch = new Scratch();
  const path = scratch.database();
  let anvil: Anvil;
  let registry: Registry;
  let head: number;

  before(async function () {
    this.timeout(120_000);
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    const life = new Life(registry, 29);
    await life.begin();
    await life.go(500);
    head = Number(await anvil.rpc("eth_blockNumber"));
    await indexAll(anvil.url, registry.deployment, path);
  });

  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  function reading(read: (index: Database) => void): void {
    const index = openStore(path, registry.deployment, { readonly: true });
    try {
      read(index);
    } finally {
      index.close();
    }
  }

  it("is as of every block what a scan of the versions finds", () => {
    reading((index) => {
      const counted: string[] = [];
      for (const table of [...VERSIONED_TABLES, "events"]) {
        const scan = index
          .prepare<[{ block: number }], number>(
            table === "events"
              ? "SELECT count(*) FROM events WHERE block <= $block"
              : `SELECT count(*) FROM ${table} WHERE valid_from <= $block AND valid_to > $block`,
          )
          .pluck();
        const total = index
          .prepare<[string, number], number>(
            "SELECT count FROM totals WHERE counted = ? AND block <= ? ORDER BY block DESC LIMIT 1",
          )
          .pluck();
        for (let block = 0; block <= head; block++) {
          expect(total.get(table, block) ?? 0, `${table} as of ${block}`).to.equal(
            scan.get({ block }),
          );
        }
        if (total.get(table, head) !== undefined) counted.push(table);
      }
      expect(counted).to.include.members(["certificates", "assets", "licenses", "accounts"]);
      expect(counted).to.have.length.above(15);
    });
  });
});

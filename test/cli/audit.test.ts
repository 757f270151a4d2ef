import path from "node:path";

import { expect } from "chai";

import type { LiveRegistry } from "./fixture/registry.ts";
import { copyOfHome, freePort, temporaryAnvil, temporaryFolder } from "./fixture/registry.ts";
import { rights, startRights } from "./fixture/rights.ts";
import type { World } from "./fixture/world.ts";
import { world } from "./fixture/world.ts";

interface Audited {
  readonly same: boolean;
  readonly block: number;
  readonly index: { readonly digest: string; readonly events: number };
  readonly chain: { readonly digest: string };
  readonly tables: readonly { readonly table: string; readonly same: boolean }[];
  readonly first: {
    readonly table: string;
    readonly key: Readonly<Record<string, unknown>>;
    readonly what: string;
    readonly columns: readonly { column: string; index: unknown; chain: unknown }[];
  } | null;
}

describe("rights audit", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  before(async () => {
    const place: World = await world();
    ({ live } = place);
    await live.indexed();
  });

  /** Serves the index of a home without writing it. */
  async function replica(home: string): Promise<string> {
    const port = await freePort();
    const args = ["serve", "--only", "graphql", "--home", home, "--port", `${port}`];
    await live.start(...args).prints(/ready/);
    return `http://127.0.0.1:${port}/graphql`;
  }

  describe("against the chain", () => {
    it("finds an honest index the same, while it is written", async () => {
      const { code, stdout } = await live.run("audit");
      expect(code).to.equal(0);
      expect(stdout).to.match(/^The index is what the chain makes of it, after block \d+/);
      expect(stdout).to.match(/^certificates +\d+ +[0-9a-f]{16} +same$/m);
      expect(stdout).to.match(/^events +\d+ +[0-9a-f]{16} +same$/m);
      const report = await live.json<Audited>("audit");
      expect(report).to.include({ same: true, first: null });
      expect(report.index.digest).to.equal(report.chain.digest);
      expect(report.index.events).to.be.above(10);
    });

    const CHANGES = [
      [
        "another holder",
        "UPDATE certificates SET holder = 3 WHERE id = 1",
        { table: "certificates", what: "changed" },
      ],
      ["a right that is gone", "DELETE FROM certificates WHERE id = 2", { what: "missing" }],
      [
        "one right too many",
        "INSERT INTO accounts SELECT zeroblob(20), participant_id, status, valid_from, valid_to, log_index FROM accounts LIMIT 1",
        { table: "accounts", what: "surplus" },
      ],
      ["an event that is gone", "DELETE FROM events WHERE log_index = 1", { table: "events" }],
    ] as const;
    for (const [name, change, first] of CHANGES) {
      it(`finds ${name}`, async () => {
        const home = await copyOfHome(live, (index) => index.exec(change));
        const report = await live.json<Audited>("audit", "--home", home);
        expect(report.same).to.equal(false);
        expect(report.first).to.include(first);
        const { code, stdout } = await live.run("audit", "--home", home);
        expect(code).to.equal(1);
        expect(stdout).to.match(/^The index is not what the chain makes of it/);
      });
    }

    it("says which row differs, and how", async () => {
      const change = "UPDATE certificates SET holder = 3 WHERE id = 1";
      const home = await copyOfHome(live, (index) => index.exec(change));
      const { first } = await live.json<Audited>("audit", "--home", home);
      expect(first?.key).to.include({ id: 1 });
      expect(first?.columns).to.deep.equal([{ column: "holder", index: 3, chain: 1 }]);
      const { stdout } = await live.run("audit", "--home", home);
      expect(stdout).to.match(/the row of certificates with id 1, valid_from \d+ is another/);
      expect(stdout).to.include("holder: 3 in the index, 1 by the chain");
    });

    it("needs an index", async () => {
      const home = await copyOfHome(live, (index) => index.exec("DELETE FROM checkpoint"));
      const { code, stderr } = await live.run("audit", "--home", home);
      expect(code).to.equal(1);
      expect(stderr).to.match(/^error: The index at .* is empty/m);
    });
  });

  describe("against a replica", () => {
    it("finds an honest one the same", async () => {
      const url = await replica(await copyOfHome(live));
      const { code, stdout } = await live.run("audit", "--against", url);
      expect(code).to.equal(0);
      expect(stdout).to.match(/^Both replicas are the same after block \d+/);
    });

    it("finds the first block after which they differ", async () => {
      let from = 0;
      const home = await copyOfHome(live, (index) => {
        const blocks = index.prepare<[], number>("SELECT number FROM blocks WHERE events > 0");
        from = blocks.pluck().all().at(-4) ?? 0;
        index.prepare("DELETE FROM events WHERE block = ? AND log_index = 0").run(from);
        const change = index.prepare("UPDATE blocks SET digest = randomblob(32) WHERE number >= ?");
        change.run(from);
        index.exec("UPDATE checkpoint SET digest = randomblob(32)");
      });
      const url = await replica(home);
      const { code, stdout } = await live.run("audit", "--against", url);
      expect(code).to.equal(1);
      expect(stdout).to.match(/^The replicas differ after block \d+/);
      expect(stdout).to.include(`First difference: block ${from}\n`);
      const report = await live.json<{
        same: boolean;
        first: { block: number; here: string[]; there: string[] };
      }>("audit", "--against", url);
      expect(report).to.deep.include({ same: false });
      expect(report.first.block).to.equal(from);
      expect(report.first.here.length).to.equal(report.first.there.length + 1);
    });

    it("refuses another registry", async () => {
      const anvil = await temporaryAnvil();
      const home = path.join(temporaryFolder(), "home");
      const port = await freePort();
      const env = { REGISTRY_HOME: home, RIGHTS_RPC: anvil.url, PORT: `${port}` };
      await rights(["deploy"], { env });
      const other = startRights(["serve"], { env });
      await other.prints(/^ready/m);
      const url = `http://127.0.0.1:${port}/graphql`;
      const { code, stderr } = await live.run("audit", "--against", url);
      expect(code).to.equal(1);
      expect(stderr).to.match(/^error: .* serves another registry/m);
      other.child.kill("SIGINT");
      await other.ended;
    });
  });
});

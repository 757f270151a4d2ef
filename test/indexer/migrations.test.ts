import type { Database } from "better-sqlite3";
import { expect } from "chai";

import { openStore } from "../../indexer/src/index.ts";
import type { IndexedDeployment } from "../../indexer/src/index.ts";
import { canMigrate, migrate } from "../../indexer/src/store/migrations.ts";
import { SCHEMA_VERSION } from "../../indexer/src/store/schema.ts";
import { Scratch } from "./fixture/indexing.ts";

const DEPLOYMENT: IndexedDeployment = {
  chainId: 31337,
  genesisHash: `0x${"ab".repeat(32)}`,
  startBlock: 1,
  contracts: { Participants: `0x${"cd".repeat(20)}` },
};
const NOW = SCHEMA_VERSION;

/** The next two versions there could be. */
const STEPS = {
  [NOW]: "CREATE TABLE seals (number INTEGER PRIMARY KEY) STRICT; INSERT INTO seals VALUES (1)",
  [NOW + 1]: "ALTER TABLE seals ADD COLUMN made_by TEXT NOT NULL DEFAULT 'nobody'",
};

describe("an index of an older schema", () => {
  const scratch = new Scratch();
  let index: Database;

  beforeEach(() => {
    index = openStore(scratch.database(), DEPLOYMENT, { readonly: false });
    index.exec("INSERT INTO headers VALUES (5, x'c0')");
  });

  afterEach(() => index.close());

  after(() => scratch.dispose());

  const versionOf = () =>
    index.prepare("SELECT value FROM meta WHERE key = 'schema_version'").pluck().get();
  const schemaOf = () =>
    index.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").raw().all();

  it("is brought up step by step, with all its rows", () => {
    expect(canMigrate(NOW, NOW + 2, STEPS)).to.equal(true);
    migrate(index, NOW, NOW + 2, STEPS);
    expect(versionOf()).to.equal(String(NOW + 2));
    expect(index.prepare("SELECT * FROM seals").raw().all()).to.deep.equal([[1, "nobody"]]);
    expect(index.prepare("SELECT number FROM headers").pluck().all()).to.deep.equal([5]);
  });

  it("is as it was if any step fails", () => {
    const before = schemaOf();
    const again = { ...STEPS, [NOW + 1]: STEPS[NOW] as string };
    expect(() => migrate(index, NOW, NOW + 2, again)).to.throw("already exists");
    expect(versionOf()).to.equal(String(NOW));
    expect(schemaOf()).to.deep.equal(before);
  });

  it("is rebuilt where a step is missing, since rows would have to be made from events again", () => {
    expect(canMigrate(NOW - 1, NOW + 2, STEPS)).to.equal(false);
    expect(canMigrate(NOW, NOW + 3, STEPS)).to.equal(false);
    expect(canMigrate(NOW)).to.equal(true);
    expect(canMigrate(NOW + 1)).to.equal(false);
    expect(canMigrate(Number("unknown"))).to.equal(false);
  });

  it("is like one that was made anew, once it was brought up from version 16", () => {
    const columnsOf = (name: string) =>
      index.prepare("SELECT name FROM pragma_index_info(?)").pluck().all(name);
    const anew = columnsOf("certificates_holder");
    index.exec(`DROP INDEX certificates_holder;
      CREATE INDEX certificates_holder ON certificates (holder, confirmed_at, id)`);
    migrate(index, 16);
    expect(columnsOf("certificates_holder")).to.deep.equal(anew).and.to.have.length(14);
  });
});

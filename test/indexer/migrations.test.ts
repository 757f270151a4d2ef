import type { Database } from "better-sqlite3";
import { expect } from "chai";

import { openStore, StoreDeploymentError, StoreSchemaError } from "../../indexer/src/index.ts";
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

/** What an older version lacked, undone version by version. */
const OLDER: readonly [version: number, undo: string][] = [
  [12, "DROP TABLE totals; CREATE INDEX blocks_events ON blocks (number, events) WHERE events > 0"],
];

describe("an index of an older schema", () => {
  const scratch = new Scratch();
  let database: string;

  beforeEach(() => {
    database = scratch.database();
  });

  after(() => scratch.dispose());

  /** An index as an older version made it, with a row to lose. */
  function older(version: number, undo: string): void {
    const index = openStore(database, DEPLOYMENT, { readonly: false });
    index.exec(undo);
    index.exec("INSERT INTO headers VALUES (5, x'c0')");
    index.prepare("UPDATE meta SET value = ? WHERE key = 'schema_version'").run(String(version));
    index.close();
  }

  function schemaOf(index: Database): unknown[] {
    return index.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").all();
  }

  for (const [version, undo] of OLDER.filter(([number]) => canMigrate(number))) {
    it(`${version} is brought up to date by the one that writes it, with all its rows`, () => {
      const fresh = openStore(scratch.database(), DEPLOYMENT, { readonly: false });
      const expected = schemaOf(fresh);
      fresh.close();
      older(version, undo);
      const index = openStore(database, DEPLOYMENT, { readonly: false });
      expect(schemaOf(index)).to.deep.equal(expected);
      expect(index.prepare("SELECT number FROM headers").pluck().all()).to.deep.equal([5]);
      index.close();
      openStore(database, DEPLOYMENT, { readonly: true }).close();
    });

    it(`${version} is left alone by readers, which say what brings it up to date`, () => {
      older(version, undo);
      expect(() => openStore(database, DEPLOYMENT, { readonly: true }))
        .to.throw(StoreSchemaError, `has schema ${version}; this program needs ${SCHEMA_VERSION}`)
        .with.property("hint", "Start its indexer: `rights serve` brings it up to date as it is.");
    });

    it(`${version} is left alone if it is of another deployment`, () => {
      older(version, undo);
      const other = { ...DEPLOYMENT, startBlock: 2 };
      const open = () => openStore(database, other, { readonly: false });
      expect(open).to.throw(StoreDeploymentError);
      expect(open).to.throw(StoreDeploymentError);
    });
  }

  it("is as it was if a step fails", () => {
    const index = openStore(database, DEPLOYMENT, { readonly: false });
    index.exec("UPDATE meta SET value = '12' WHERE key = 'schema_version'");
    index.exec("CREATE INDEX blocks_events ON blocks (number, events) WHERE events > 0");
    const before = schemaOf(index);
    expect(() => migrate(index, 12, 13)).to.throw("already exists");
    const version = index.prepare("SELECT value FROM meta WHERE key = 'schema_version'");
    expect(version.pluck().get()).to.equal("12");
    expect(schemaOf(index)).to.deep.equal(before);
    index.close();
  });

  it("is rebuilt where rows would have to be made from events again", () => {
    expect(canMigrate(8, 9)).to.equal(true);
    expect(canMigrate(7, 9)).to.equal(false);
    expect(canMigrate(SCHEMA_VERSION + 1)).to.equal(false);
    expect(canMigrate(Number("unknown"))).to.equal(false);
  });
});

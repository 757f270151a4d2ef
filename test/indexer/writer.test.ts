import Database from "better-sqlite3";
import { expect } from "chai";

import { Changes } from "../../indexer/src/store/changes.ts";
import { readTable } from "../../indexer/src/store/tables.ts";
import { OwnWriter, ThreadWriter } from "../../indexer/src/store/writer.ts";
import type { Writer } from "../../indexer/src/store/writer.ts";
import { Scratch } from "./fixture/indexing.ts";

const TABLES = `
  CREATE TABLE things (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
  CREATE TABLE versions (
    id INTEGER, valid_from INTEGER, valid_to INTEGER, PRIMARY KEY (id, valid_from)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE blocks (number INTEGER PRIMARY KEY, events INTEGER) STRICT;
  CREATE TABLE totals (counted TEXT, block INTEGER, count INTEGER, PRIMARY KEY (counted, block));
`;
const BODY = Buffer.alloc(1000, 1);
/** So that they are many pieces. */
const MANY = 3000;

const WRITERS: [string, (database: Database.Database) => Writer][] = [
  ["in this thread", (database) => new OwnWriter(database)],
  ["in a thread of its own", (database) => new ThreadWriter(database.name)],
];

for (const [name, make] of WRITERS) {
  describe(`writing ${name}`, () => {
    const scratch = new Scratch();
    let database: Database.Database;
    let writer: Writer;
    let changes: Changes;

    beforeEach(() => {
      database = new Database(scratch.database());
      database.pragma("journal_mode = WAL");
      database.exec(TABLES);
      writer = make(database);
      changes = new Changes(writer);
    });

    afterEach(async () => {
      await writer.close();
      database.close();
    });

    after(() => scratch.dispose());

    it("is seen when the transaction ends, not before", async () => {
      add(1, MANY);
      changes.handOn();
      expect(seen()).to.equal(0);
      await writer.commit();
      expect(seen()).to.equal(MANY);
    });

    it("goes on with the next transaction before the one before has ended", async () => {
      const ends = [];
      for (let first = 1; first <= 5 * MANY; first += MANY) {
        add(first, MANY);
        changes.handOn();
        ends.push(writer.commit());
      }
      await Promise.all(ends);
      expect(seen()).to.equal(5 * MANY);
    });

    it("undoes a transaction of which a part cannot be written, and goes on", async () => {
      add(1, 10);
      changes.handOn();
      await writer.commit();
      const failed = attempt(async () => {
        add(11, MANY);
        add(5, 1);
        add(11 + MANY, MANY);
        changes.handOn();
        await writer.commit();
      });
      expect(await failed).to.have.property("code", "SQLITE_CONSTRAINT_PRIMARYKEY");
      expect(await failed).to.be.instanceOf(Database.SqliteError);
      changes.drop();
      await writer.rollBack();
      expect(seen()).to.equal(10);
      add(11, 10);
      changes.handOn();
      await writer.commit();
      expect(seen()).to.equal(20);
    });

    it("keeps nothing of what was taken after a part that cannot be written", async () => {
      add(1, 10);
      changes.handOn();
      await writer.commit();
      const failed = attempt(async () => {
        add(5, 1);
        changes.handOn();
        const committed = writer.commit();
        add(11, MANY);
        changes.handOn();
        await committed;
      });
      expect(await failed).to.have.property("code", "SQLITE_CONSTRAINT_PRIMARYKEY");
      changes.drop();
      await writer.rollBack();
      await writer.commit();
      expect(seen()).to.equal(10);
    });

    it("forgets what is rolled back", async () => {
      add(1, MANY);
      changes.handOn();
      await writer.rollBack();
      add(1, 3);
      changes.handOn();
      await writer.commit();
      expect(seen()).to.equal(3);
    });

    it("ends versions, and drops blocks without events", async () => {
      const versions = numberOf("versions");
      const blocks = numberOf("blocks");
      for (const values of [
        [7, 1, 9],
        [7, 3, 9],
      ]) {
        changes.row(versions);
        for (const value of values) changes.value(value);
      }
      for (const values of [
        [0, 0],
        [1, 0],
        [2, 5],
        [3, 0],
      ]) {
        changes.row(blocks);
        for (const value of values) changes.value(value);
      }
      changes.handOn();
      changes.end(versions, [3, 7, 1]);
      changes.dropEmptyBlocks(3);
      changes.handOn();
      await writer.commit();
      expect(database.prepare("SELECT * FROM versions").raw().all()).to.deep.equal([
        [7, 1, 3],
        [7, 3, 9],
      ]);
      expect(database.prepare("SELECT number FROM blocks").pluck().all()).to.deep.equal([0, 2, 3]);
    });

    it("counts what came, on top of what had come before", async () => {
      changes.count(numberOf("things"), 4, 2);
      changes.count(numberOf("versions"), 4, 1);
      changes.count(numberOf("things"), 9, 5);
      changes.handOn();
      await writer.commit();
      const totals = database.prepare("SELECT * FROM totals ORDER BY counted, block").raw().all();
      expect(totals).to.deep.equal([
        ["things", 4, 2],
        ["things", 9, 7],
        ["versions", 4, 1],
      ]);
    });

    function add(first: number, count: number): void {
      const things = numberOf("things");
      for (let id = first; id < first + count; id++) {
        changes.row(things);
        changes.value(id);
        changes.value(BODY);
      }
    }

    /** By another connection, as a reader would. */
    function seen(): number {
      const reader = new Database(database.name, { readonly: true });
      try {
        const { n, bodies } = reader
          .prepare("SELECT count(*) AS n, count(*) FILTER (WHERE body = ?) AS bodies FROM things")
          .get(BODY) as { n: number; bodies: number };
        expect(bodies).to.equal(n);
        return n;
      } finally {
        reader.close();
      }
    }

    function numberOf(table: string): number {
      return readTable(database, table).number;
    }
  });
}

describe("a thread that cannot write", () => {
  const scratch = new Scratch();

  after(() => scratch.dispose());

  it("fails the transaction, however much is taken meanwhile", async () => {
    const writer = new ThreadWriter(scratch.database());
    const changes = new Changes(writer);
    const failed = attempt(async () => {
      for (let piece = 0; piece < 3; piece++) {
        changes.row(0);
        changes.handOn();
      }
      await writer.commit();
    });
    expect(await failed).to.be.instanceOf(Error);
    expect(await attempt(() => writer.commit())).to.be.instanceOf(Error);
    await writer.close();
  });
});

async function attempt(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error;
  }
}

import Database from "better-sqlite3";
import { expect } from "chai";

import { RowStatement } from "../../indexer/src/graphql/rows.ts";

describe("Rows", () => {
  const database = new Database(":memory:");

  before(() => {
    database.exec(`
      CREATE TABLE a (id INTEGER NOT NULL, hash BLOB, "order" BLOB NOT NULL, any ANY) STRICT;
      CREATE TABLE b (id INTEGER NOT NULL, b_hash BLOB NOT NULL) STRICT;
      CREATE INDEX a_hash ON a (hash)`);
    const insert = database.prepare("INSERT INTO a VALUES (?, ?, ?, ?)");
    insert.run(1, Buffer.from("00ff", "hex"), Buffer.alloc(0), Buffer.from("07", "hex"));
    insert.run(2, null, Buffer.alloc(9000, 7), "text");
    insert.run(3, Buffer.from("0a", "hex"), Buffer.alloc(32, 3), 5);
    database.prepare("INSERT INTO b VALUES (?, ?)").run(1, Buffer.alloc(32, 1));
  });

  after(() => database.close());

  const queries = [
    "select * from a order by id",
    "select * from a order by hash",
    'select * from a order by "order" desc',
    "select * from a where hash = x'00ff' or length(\"order\") = 0",
    "select * from a inner join b on a.id = b.id",
    "select * from a where id = 9",
    "select hash, id from a",
    'select count(*) as "count" from a',
    "select * from (select hash from a)",
  ];
  for (const sql of queries) {
    it(`are those of SQLite: ${sql}`, () => {
      const rows = new RowStatement(database, sql);
      const plain = database.prepare(sql);
      expect(rows.all([])).to.deep.equal(plain.all());
      expect(rows.get([])).to.deep.equal(plain.get());
    });
  }

  it("are asked for by parameters", () => {
    const rows = new RowStatement(database, "select * from b where b_hash = ? and id = ?");
    expect(rows.all([Buffer.alloc(32, 1), 1])).to.deep.equal([
      { id: 1, b_hash: Buffer.alloc(32, 1) },
    ]);
    expect(rows.get([Buffer.alloc(32, 2), 1])).to.equal(undefined);
  });

  it("share the memory of their short bytes, unless they are ordered by them: then an index may be of use", () => {
    const memoryOf = (sql: string) =>
      (new RowStatement(database, sql).get([]) as { b_hash: Buffer }).b_hash.buffer.byteLength;
    expect(memoryOf("select * from b")).to.be.above(32);
    expect(memoryOf("select * from b order by b_hash")).to.equal(32);
  });
});

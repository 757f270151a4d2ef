import { expect } from "chai";

import { build } from "../../indexer/src/graphql/reader.ts";

/** SQLite compiles a statement anew whenever another value is bound to what its planner looked at. */
describe("A query that is built", () => {
  it("has no parameter whose value SQLite plans by", () => {
    const query = build
      .selectFrom("certificates")
      .select("id")
      .where("commitment", "=", Buffer.alloc(32))
      .where("right", "in", [1, 2])
      .orderBy("id")
      .limit(51);
    expect(query.compile()).to.include({
      sql: 'select "id" from "certificates" where "commitment" = +? and "right" in (+?, +?) order by "id" limit 51',
    });
    expect(query.compile().parameters).to.deep.equal([Buffer.alloc(32), 1, 2]);
  });
});

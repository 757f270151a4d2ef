import { expect } from "chai";

import { later } from "../../indexer/src/graphql/later.ts";

interface Row {
  readonly id: number;
  readonly name?: string;
}

describe("a row that is read later", () => {
  it("is not read for what is known of it, nor to find out whether it is a promise", async () => {
    const row = later<Row>({ id: 7 }, () => expect.fail("It was read"));
    expect(row.id).to.equal(7);
    expect(await row).to.equal(row);
  });

  it("is read once, for anything else", () => {
    let reads = 0;
    const row = later<Row>({ id: 7 }, () => ({ id: 7, name: `row ${++reads}` }));
    expect([row.name, row.name]).to.eql(["row 1", "row 1"]);
    expect({ ...row }).to.eql({ id: 7, name: "row 1" });
    expect("name" in row).to.equal(true);
  });

  it("fails, when it is asked, as reading it does", () => {
    const row = later<Row>({ id: 7 }, () => {
      throw new Error("There is no row 7");
    });
    expect(row.id).to.equal(7);
    expect(() => row.name).to.throw("There is no row 7");
  });
});

import { expect } from "chai";

import {
  checkDisclosure,
  commitDescription,
  discloseField,
  InvalidInputError,
} from "../../sdk/src/index.ts";

const FIELDS = { title: "Loans 2025", rows: "1200", source: "branch 7", contact: "", unit: "CNY" };

describe("Descriptions of which one field is disclosed", () => {
  for (let count = 1; count <= 5; count++) {
    it(`prove each of ${count} fields, and no other value, name or salt`, () => {
      const values = Object.fromEntries(Object.entries(FIELDS).slice(0, count));
      const description = commitDescription(values);
      expect(description.fields.map(({ name }) => name)).to.deep.equal(
        Object.keys(values).toSorted(),
      );
      for (const [name, value] of Object.entries(values)) {
        const disclosure = discloseField(description, name);
        expect(disclosure).to.include({ name, value });
        expect(checkDisclosure(description.root, disclosure)).to.equal(true);
        const other = `0x${"ab".repeat(32)}` as const;
        for (const lie of [
          { value: `${value}0` },
          { name: `${name}s` },
          { salt: other },
          { proof: [...disclosure.proof, { side: "LEFT", hash: other }] as const },
        ]) {
          expect(checkDisclosure(description.root, { ...disclosure, ...lie })).to.equal(false);
        }
        expect(checkDisclosure(other, disclosure)).to.equal(false);
      }
    });
  }

  it("take no part of the name for the value", () => {
    const description = commitDescription({ ab: "c" });
    const disclosure = discloseField(description, "ab");
    expect(checkDisclosure(description.root, { ...disclosure, name: "a", value: "bc" })).to.equal(
      false,
    );
  });

  it("tell nothing of the fields that are kept: the same values never give the same root", () => {
    const [one, other] = [commitDescription(FIELDS), commitDescription(FIELDS)];
    expect(one.root).not.to.equal(other.root);
    expect(JSON.stringify(discloseField(one, "rows"))).not.to.include(FIELDS.title);
  });

  it("have fields, and disclose those they have", () => {
    expect(() => commitDescription({})).to.throw(InvalidInputError);
    expect(() => discloseField(commitDescription(FIELDS), "author")).to.throw(
      InvalidInputError,
      "contact, rows, source, title, unit",
    );
  });
});

import { readFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { ROOT } from "../../scripts/bootstrap/paths.mjs";
import { Served } from "./fixture/serve.ts";

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const FILE = path.join(ROOT, "docs/grafana-dashboard.json");
const PAGE = path.join(ROOT, "docs/indexer.md");
/** What PromQL itself adds to a histogram's name. */
const SUFFIX = /_(bucket|count|sum)$/;

describe("The dashboard", () => {
  const { panels } = JSON.parse(readFileSync(FILE, "utf8")) as Dashboard;
  let served: Served;
  before(async () => (served = await Served.start((book) => book.writeBlock("AccountAdded"))));
  after(() => served.close());

  it("asks for metrics that there are, and leaves out none of the registry's", async () => {
    const text = await (await fetch(`${served.url}/metrics`)).text();
    const known = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name = ""]) => name);
    const asked = panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(rights|process)_\w+/g) ?? []),
    );
    const names = new Set(asked.map((name) => name.replace(SUFFIX, "")));
    expect([...names].filter((name) => !known.includes(name))).to.deep.equal([]);
    const ours = known.filter((name) => name.startsWith("rights_"));
    const shown = ours.filter((name) => names.has(name));
    expect(ours.filter((name) => !shown.includes(name))).to.have.members([
      "rights_index_block",
      "rights_index_head",
      "rights_index_head_lag_blocks",
      "rights_index_rolled_back_blocks_total",
    ]);
  });

  it("has beside it a page that says what each of the registry's metrics means", async () => {
    const text = await (await fetch(`${served.url}/metrics`)).text();
    const ours = [...text.matchAll(/^# TYPE (rights_\w+)/gm)].map(([, name]) => name);
    const told = [...readFileSync(PAGE, "utf8").matchAll(/`(rights_\w+)`/g)].map(
      ([, name]) => name,
    );
    expect(new Set(told)).to.deep.equal(new Set(ours));
  });

  it("says of each panel what it shows", () => {
    for (const { title, targets } of panels) {
      expect(title).to.match(/^[A-Z]/);
      expect(targets.length, title).to.be.above(0);
    }
  });
});

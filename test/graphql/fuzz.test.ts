import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import { seeded, writeHistory } from "./fixture/history.ts";
import { Served } from "./fixture/serve.ts";
import { fuzz } from "./fuzz/fuzz.ts";

const QUERIES = 1000;

/** A short form of `npm run test:fuzz`. */
describe("GraphQL under random requests", () => {
  let served: Served;

  before(async () => {
    served = await Served.start((book) => writeHistory(book, 120, seeded(13)));
  });

  after(() => served.close());

  it("no answer is 5xx, past the time limit, or tells of the inside", async function () {
    this.timeout(120_000);
    const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
    const { outcomes, faults } = await fuzz(`${served.url}/graphql`, QUERIES, seed);
    const reproduce = `again with FUZZ_SEED=${seed}`;
    expect(faults, reproduce).to.deep.equal([]);
    // Requests that are all refused at the door would show nothing.
    expect(outcomes["ok"] ?? 0, reproduce).to.be.above(QUERIES / 10);
    expect(outcomes["GRAPHQL_VALIDATION_FAILED"] ?? 0, reproduce).to.be.above(QUERIES / 20);
    expect(served.logged.filter((line) => line.includes('"level":50'))).to.deep.equal([]);
  });

  it("no subscription stays open that nobody hears", async () => {
    const open = async () =>
      /^rights_graphql_subscriptions (\d+)$/m.exec(
        await (await fetch(`${served.url}/metrics`)).text(),
      )?.[1];
    while ((await open()) !== "0") await sleep(50);
  });
});

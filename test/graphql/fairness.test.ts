import { once } from "node:events";
import { Worker } from "node:worker_threads";

import { expect } from "chai";

import type { Asking } from "./fixture/askers.ts";
import { seeded, writeHistory } from "./fixture/history.ts";
import { Served } from "./fixture/serve.ts";

const ASKERS = 10;
const ANSWERS = 3000;
/** They begin one after the other, while the server is not yet at its speed. */
const HEAD_START = 15;
/** Long enough that all others ask again meanwhile. */
const QUERY = `{ certificates(first: 50) { edges { node {
  id status holder { id name } asset { id } application { id status } } } } }`;

describe("A server that is busy", () => {
  let served: Served;

  before(async () => {
    served = await Served.start((book) => writeHistory(book, 300, seeded(5)));
  });

  after(() => served.close());

  it("answers all who ask as often", async () => {
    const workerData: Asking = {
      url: `${served.url}/graphql`,
      body: JSON.stringify({ query: QUERY }),
      askers: ASKERS,
      answers: ANSWERS,
    };
    const worker = new Worker(new URL("fixture/askers.ts", import.meta.url), { workerData });
    const [asked] = (await once(worker, "message")) as [number[]];
    expect(asked).to.have.length(ASKERS);
    const told = `answers to each: ${asked.join(", ")}`;
    expect(Math.min(...asked), told).to.be.at.least(Math.max(...asked) - HEAD_START);
  }).timeout(60_000);
});

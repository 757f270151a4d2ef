import { serverAudits } from "graphql-http";

import { seeded, writeHistory } from "./fixture/history.ts";
import { Served } from "./fixture/serve.ts";

let served: Served | undefined;

describe("GraphQL over HTTP", () => {
  before(async () => {
    served = await Served.start((book) => writeHistory(book, 20, seeded(7)));
  });

  after(() => served?.close());

  for (const audit of serverAudits({ url: () => `${served?.url}/graphql` })) {
    it(`${audit.id}: ${audit.name}`, async () => {
      const result = await audit.fn();
      if (result.status !== "ok") throw new Error(result.reason);
    });
  }
});

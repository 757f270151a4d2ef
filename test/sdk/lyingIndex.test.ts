import { expect } from "chai";

import type { Registry } from "../../sdk/src/index.ts";
import { connect, IndexerMismatchError } from "../../sdk/src/index.ts";
import type { Proxy } from "./fixture/proxy.ts";
import { startProxy } from "./fixture/proxy.ts";
import type { Served } from "./fixture/serve.ts";
import { serveIndex } from "./fixture/serve.ts";
import { thrown } from "./fixture/thrown.ts";
import type { World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

describe("provenance.verify against an index that lies about a status", () => {
  let world: World;
  let served: Served;
  let proxy: Proxy;
  let registry: Registry;
  let lie: (answer: string) => string;

  before(async () => {
    world = await createWorld();
    const { deployment } = world.registrar;
    served = await serveIndex(deployment, world.anvil.url);
    proxy = await startProxy(served.graphql, (body, response) => {
      void answerWithLie(body).then((text) => response.end(text));
      return true;
    });
    registry = await connect({ deployment, rpc: world.anvil.url, graphql: `${proxy.url}/graphql` });
    const owner = await world.owner();
    await world.certify(owner, filing("active"));
    const annulled = await world.certify(owner, filing("annulled"));
    await world.registrar.rights.annul(annulled, digest("reason"));
    lie = (answer) => answer;
    await served.level(registry, (method) => world.anvil.rpc(method));
  });
  after(async () => {
    proxy.stop();
    await served.stop();
    await world.stop();
  });

  async function answerWithLie(body: string): Promise<string> {
    const headers = { "content-type": "application/json" };
    const answered = await fetch(served.graphql, { method: "POST", headers, body });
    return lie(await answered.text());
  }

  const tell = (from: string, to: string) => (answer: string) =>
    answer.replaceAll(`"status":"${from}"`, `"status":"${to}"`);

  it("believes it as long as it tells the truth", async () => {
    lie = (answer) => answer;
    const active = await registry.provenance.verify(digest("active"));
    expect([active.verdict, active.confirmedByChain]).to.deep.equal(["IN_FORCE", true]);
    const annulled = await registry.provenance.verify(digest("annulled"));
    expect([annulled.verdict, annulled.confirmedByChain]).to.deep.equal(["NOT_IN_FORCE", true]);
  });

  for (const [name, from, to] of [
    ["active", "ACTIVE", "ANNULLED"],
    ["active", "ACTIVE", "SURRENDERED"],
    ["active", "ACTIVE", "EXPIRED"],
    ["annulled", "ANNULLED", "ACTIVE"],
    ["annulled", "ANNULLED", "EXPIRED"],
  ] as const) {
    it(`catches ${to} where the chain has ${from}`, async () => {
      lie = tell(from, to);
      const verifying = registry.provenance.verify(digest(name));
      const error = await thrown(verifying, IndexerMismatchError);
      expect(error.details).to.match(new RegExp(`^Certificate \\d+ is ${to} in the index, but`));
    });
  }
});

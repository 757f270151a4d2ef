import { expect } from "chai";

import type { Registry } from "../../sdk/src/index.ts";
import { connect, GraphQLRequestError } from "../../sdk/src/index.ts";
import type { Served } from "./fixture/serve.ts";
import { serveIndex } from "./fixture/serve.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

describe("Reads through a real index", () => {
  let world: World;
  let served: Served;
  let registry: Registry;
  let owner: Owner;
  let licensee: Owner;

  before(async () => {
    world = await createWorld();
    const { deployment } = world.registrar;
    served = await serveIndex(deployment, world.anvil.url);
    registry = await connect({ deployment, rpc: world.anvil.url, graphql: served.graphql });
    owner = await world.owner();
    licensee = await world.owner();
    const certificateId = await world.certify(owner, filing("a file"));
    await world.certify(owner, filing("another file"));
    await owner.registry.licenses.grant({
      certificateId,
      licensee: licensee.participantId,
      terms: {
        permittedUses: ["DERIVE"],
        derivatives: true,
        until: new Date("2027-06-01"),
        documentHash: digest("terms"),
      },
    });
    await served.level(registry, (method) => world.anvil.rpc(method));
  });
  after(async () => {
    await served.stop();
    await world.stop();
  });

  it("reads records and lists of every kind, as of then and now", async () => {
    const { totalCount, nodes } = await registry.certificates.list({
      where: { holder: "participant:1" },
      first: 1,
    });
    expect(totalCount).to.be.greaterThan(1);
    expect(nodes[0]?.holder.id).to.equal("participant:1");
    const all = [];
    for await (const application of registry.applications.all()) all.push(application.number);
    expect(all).to.have.length((await registry.applications.list()).totalCount);
    expect((await registry.applications.get(1))?.certificate?.number).to.equal(1);
    expect(await registry.applications.get(1, { asOf: { block: 1 } })).to.equal(null);
    expect((await registry.assets.get(digest("a file")))?.confirmed).to.equal(true);
    expect(
      (await registry.assets.list({ where: { confirmed: true } })).totalCount,
    ).to.be.greaterThan(1);
    expect((await registry.participants.find(1))?.accounts).to.deep.equal([
      { address: owner.wallet.address.toLowerCase(), status: "ACTIVE" },
    ]);
    expect((await registry.participants.list({ first: 1 })).nodes).to.have.length(1);
    expect((await registry.licenses.find(1))?.terms.derivatives).to.equal(true);
    expect((await registry.licenses.list()).nodes[0]?.licensee.number).to.equal(
      licensee.participantId,
    );
    const [event] = (await registry.events.list({ where: { subject: "certificate:1" }, first: 1 }))
      .nodes;
    expect(event?.subject).to.equal("application:1");
    expect(
      (await thrown(registry.certificates.get("what:1"), GraphQLRequestError)).codes,
    ).to.deep.equal(["BAD_ID"]);
  });

  it("watches events from a block on, and those to come", async () => {
    const names: string[] = [];
    const since = 0;
    const where = { name: ["ApplicationFiled", "ApplicationWithdrawn"] };
    const { applicationId } = await owner.registry.rights.file(filing("watched"));
    const count = (await registry.events.list({ where })).totalCount;
    for await (const event of registry.watch({ where, since })) {
      names.push(event.name);
      if (event.subject === `application:${applicationId}` && event.name === "ApplicationFiled") {
        await owner.registry.rights.withdraw(applicationId);
      }
      if (event.name === "ApplicationWithdrawn") break;
    }
    expect(names.length).to.be.greaterThan(count);
    expect(names.at(-1)).to.equal("ApplicationWithdrawn");
  });
});

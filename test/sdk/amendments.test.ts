import { expect } from "chai";

import { ContractRevertError, InvalidInputError } from "../../sdk/src/index.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

describe("Verbs of amendments and revisions", () => {
  let world: World;
  let owner: Owner;
  let certificateId: number;
  before(async () => {
    world = await createWorld();
    owner = await world.owner();
    certificateId = await world.certify(owner, filing("recorded"));
  });
  after(() => world.stop());

  const description = { hash: digest("described anew"), uri: "https://example.org/anew" };
  const ask = () =>
    owner.registry.amendments.request({
      certificateId,
      kind: "CORRECTION",
      description,
      reasonHash: digest("why"),
    });

  it("ask for an amendment, and accept it", async () => {
    const { amendments } = owner.registry;
    const { amendmentId } = await ask();
    expect(await amendments.inForceOf(certificateId)).to.equal(null);
    await world.examiner.amendments.accept(amendmentId, digest("decision"));
    expect(await amendments.inForceOf(certificateId)).to.equal(amendmentId);
    expect(await amendments.get(amendmentId)).to.deep.equal({
      amendmentId,
      certificateId,
      requester: owner.participantId,
      previous: null,
      kind: "CORRECTION",
      status: "ACCEPTED",
      descriptionHash: description.hash,
    });
  });

  it("refuse one, take one back, and correct without being asked", async () => {
    const { amendments } = owner.registry;
    const inForce = await amendments.inForceOf(certificateId);
    const first = await ask();
    await world.examiner.amendments.reject(first.amendmentId, digest("decision"));
    const second = await ask();
    await amendments.withdraw(second.amendmentId);
    expect(await amendments.get(first.amendmentId)).to.include({ status: "REJECTED" });
    expect(await amendments.get(second.amendmentId)).to.include({ status: "WITHDRAWN" });
    const { amendmentId } = await world.registrar.amendments.correct({
      certificateId,
      description,
      documentHash: digest("document"),
    });
    expect(await amendments.get(amendmentId)).to.include({
      requester: null,
      previous: inForce,
      status: "ACCEPTED",
    });
  });

  it("record that one asset takes the place of another", async () => {
    const { amendments } = owner.registry;
    await world.certify(owner, filing("recorded 2"));
    await amendments.supersede(digest("recorded 2"), digest("recorded"));
    expect(await amendments.revisionOf(digest("recorded 2"))).to.equal(digest("recorded"));
    expect(await amendments.supersededBy(digest("recorded"))).to.equal(digest("recorded 2"));
    expect(await amendments.revisionOf(digest("recorded"))).to.equal(null);
    expect(await amendments.supersededBy(digest("recorded 2"))).to.equal(null);
    const error = await thrown(
      amendments.supersede(digest("recorded"), digest("recorded 2")),
      ContractRevertError,
    );
    expect(error.errorName).to.equal("CircularRevision");
  });

  it("refuse what is no hash, before anything is sent", () => {
    const { calls } = owner.registry;
    expect(() => calls.amendments.accept(1, "yes")).to.throw(InvalidInputError);
    expect(() => calls.amendments.supersede("a", digest("b"))).to.throw(InvalidInputError);
  });
});

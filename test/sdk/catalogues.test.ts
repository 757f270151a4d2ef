import { expect } from "chai";

import type { CatalogueEntry } from "../../sdk/src/index.ts";
import { CatalogueTree, ContractRevertError, InvalidInputError } from "../../sdk/src/index.ts";
import { PERIODS } from "./fixture/deploy.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest } from "./fixture/world.ts";

const entry = (name: string): CatalogueEntry => ({
  commitment: digest(name),
  right: "HOLD",
  description: { hash: digest(`about ${name}`), uri: `https://example.org/${name}` },
});

describe("Verbs of catalogues", () => {
  const tree = new CatalogueTree(Array.from({ length: 11 }, (_, i) => entry(`entry ${i}`)));
  let world: World;
  let owner: Owner;
  let rival: Owner;
  before(async () => {
    world = await createWorld();
    owner = await world.owner();
    rival = await world.owner();
  });
  after(() => world.stop());

  async function file(): Promise<number> {
    const { root, count } = tree;
    const filed = { hash: digest("file"), uri: "https://example.org/file" };
    const catalogue = { root, count, dataClass: "GENERAL", file: filed } as const;
    return (await owner.registry.catalogues.file(catalogue)).catalogueId;
  }

  it("file, notice, object, hear, confirm, prove and claim", async () => {
    const { catalogues } = world.examiner;
    const id = await file();
    const { noticeEnd } = await catalogues.openNotice(id);
    await rival.registry.catalogues.object(id, 4, digest("evidence"));
    expect(await catalogues.get(id)).to.deep.equal({
      catalogueId: id,
      applicant: owner.participantId,
      root: tree.root,
      count: 11,
      dataClass: "GENERAL",
      status: "IN_NOTICE",
      noticeEnd,
      openObjections: 1,
      confirmedAt: null,
      expiresAt: null,
    });
    await catalogues.hear(id, 4, true, digest("decision"));
    await world.pass(PERIODS.noticeGeneral);
    const { expiresAt } = await catalogues.confirm(id, digest("decision"));
    const { status, confirmedAt } = await catalogues.get(id);
    expect(status).to.equal("CONFIRMED");
    for (let index = 0; index < tree.count; index++) {
      const proved = await catalogues.hasEntry(id, tree.prove(index));
      expect(proved).to.equal(index !== 4);
    }
    await world.pass(1000);
    const { certificateId } = await rival.registry.catalogues.claim(id, tree.prove(10));
    const { certificate, commitment } = await owner.registry.rights.get(certificateId);
    expect(commitment).to.equal(digest("entry 10"));
    expect(certificate).to.deep.equal({
      holder: owner.participantId,
      status: "ACTIVE",
      confirmedAt,
      expiresAt,
      ...flagsOf(certificate),
    });
    expect(await catalogues.certificateOf(id, 10)).to.equal(certificateId);
    expect(await catalogues.certificateOf(id, 9)).to.equal(null);
    const again = await thrown(
      rival.registry.catalogues.claim(id, tree.prove(10)),
      ContractRevertError,
    );
    expect(again.shortMessage).to.equal(
      `Entry 10 of catalogue ${id} is certificate ${certificateId}.`,
    );
  });

  it("reject and withdraw", async () => {
    const [rejected, withdrawn] = [await file(), await file()];
    await world.examiner.catalogues.reject(rejected, digest("reason"));
    await owner.registry.catalogues.withdraw(withdrawn);
    const { catalogues } = rival.registry;
    expect((await catalogues.get(rejected)).status).to.equal("REJECTED");
    expect((await catalogues.get(withdrawn)).status).to.equal("WITHDRAWN");
  });

  it("make trees of one entry and of thousands", async () => {
    const one = new CatalogueTree([entry("only")]);
    expect(one.prove(0).proof).to.deep.equal([]);
    const many = new CatalogueTree(Array.from({ length: 3000 }, (_, i) => entry(String(i))));
    expect(many.prove(0).proof).to.have.length(12);
    expect(many.prove(2999).entry).to.contain(digest("2999").slice(2));
  });

  it("reject bad input before anything is sent, and name the field", async () => {
    expect(() => new CatalogueTree([])).to.throw(InvalidInputError, "entries");
    expect(() => new CatalogueTree([{ ...entry("x"), commitment: "0x12" }])).to.throw(
      InvalidInputError,
      "commitment",
    );
    expect(() => tree.prove(11)).to.throw(InvalidInputError, "index");
    const { catalogues } = owner.registry;
    const cases: [string, Promise<unknown>][] = [
      ["catalogueId", catalogues.withdraw(0)],
      ["index", catalogues.object(1, -1, digest("evidence"))],
      ["entry", catalogues.claim(1, { index: 0, entry: "0x1", proof: [] })],
      ["proof", catalogues.claim(1, { index: 0, entry: "0x", proof: ["0x12"] })],
    ];
    for (const [field, promise] of cases) {
      expect(await thrown(promise, InvalidInputError)).to.include({ field });
    }
  });
});

/** What else a certificate's record tells. */
function flagsOf(certificate: object | null): object {
  const known = new Set(["holder", "status", "confirmedAt", "expiresAt"]);
  return Object.fromEntries(Object.entries(certificate ?? {}).filter(([name]) => !known.has(name)));
}

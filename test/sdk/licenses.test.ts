import { expect } from "chai";
import fc from "fast-check";

import type { Terms } from "../../sdk/src/index.ts";
import {
  ContractRevertError,
  InvalidInputError,
  packTerritory,
  territoryCodes,
  USES,
} from "../../sdk/src/index.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

describe("Verbs of licences", () => {
  let world: World;
  let licensor: Owner;
  let licensee: Owner;
  let certificateId: number;
  before(async () => {
    world = await createWorld();
    licensor = await world.owner();
    licensee = await world.owner();
    certificateId = await world.certify(licensor, filing("licensed"));
  });
  after(() => world.stop());

  const terms = (more: Partial<Terms> = {}): Terms => ({
    permittedUses: ["READ"],
    until: new Date(Date.now() + 30 * 86_400_000),
    documentHash: digest("terms"),
    ...more,
  });
  const grant = async (more: Partial<Terms> = {}): Promise<number> => {
    const { licenses } = licensor.registry;
    const granted = await licenses.grant({
      certificateId,
      licensee: licensee.participantId,
      terms: terms(more),
    });
    return granted.licenseId;
  };

  it("grants, and reads back every term", async () => {
    const until = new Date("2027-03-01T00:00:00Z");
    const full: Terms = {
      permittedUses: ["READ", "DERIVE", "COMMERCIALIZE"],
      prohibitedUses: ["TRAIN"],
      from: new Date("2026-01-01T00:00:00Z"),
      until,
      units: 2n ** 64n - 1n,
      sublicensing: true,
      derivatives: true,
      exclusive: false,
      attribution: true,
      royalty: 250,
      transferable: true,
      meter: licensor.participantId,
      territory: [156, 344, 840],
      documentHash: digest("terms"),
    };
    const licenseId = await grant(full);
    const { grantedAt, ...record } = await licensee.registry.licenses.get(licenseId);
    expect(grantedAt).to.be.instanceOf(Date);
    expect(record).to.deep.equal({
      licenseId,
      certificateId,
      parentId: null,
      sandboxId: null,
      level: 1,
      licensee: licensee.participantId,
      status: "ACTIVE",
      suspended: false,
      cureUntil: null,
      unitsUsed: 0n,
      unitsGiven: 0n,
      terms: full,
    });
  });

  it("fills in the terms that are left out", async () => {
    const { terms: recorded } = await licensee.registry.licenses.get(await grant());
    expect(recorded).to.deep.include({
      prohibitedUses: [],
      from: new Date(0),
      units: null,
      sublicensing: false,
      derivatives: false,
      exclusive: false,
      attribution: false,
      royalty: 0,
      transferable: false,
      meter: null,
      territory: [],
    });
  });

  it("suspends, resumes and terminates", async () => {
    const licenseId = await grant();
    const { licenses } = licensor.registry;
    await licenses.suspend(licenseId, digest("reason"));
    expect((await licenses.get(licenseId)).suspended).to.equal(true);
    await licenses.resume(licenseId);
    const again = await thrown(licenses.resume(licenseId), ContractRevertError);
    expect(again.shortMessage).to.equal(`Licence ${licenseId} is not suspended.`);
    await licensee.registry.licenses.terminate(licenseId, digest("reason"));
    expect(await licenses.status(licenseId)).to.equal("TERMINATED");
    expect(await licenses.status(99)).to.equal(null);
  });

  it("gives the contract's reasons", async () => {
    const late = terms({ until: new Date("2050-01-01") });
    const { licenses } = licensor.registry;
    const outliving = await thrown(
      licenses.grant({ certificateId, licensee: licensee.participantId, terms: late }),
      ContractRevertError,
    );
    expect(outliving.errorName).to.equal("TermsOutliveCertificate");
    expect(outliving.args.validUntil).to.deep.equal(late.until);
    const foreign = licensee.registry.licenses.grant({
      certificateId,
      licensee: 1,
      terms: terms(),
    });
    expect((await thrown(foreign, ContractRevertError)).errorName).to.equal("NotHolder");
    const contradictory = grant({ prohibitedUses: ["READ"] });
    expect((await thrown(contradictory, ContractRevertError)).errorName).to.equal("InvalidUses");
  });

  it("rejects bad terms before anything is sent, and names the field", async () => {
    const cases: [string, Promise<unknown>][] = [
      ["permittedUses", grant({ permittedUses: ["SELL" as "READ"] })],
      ["territory", grant({ territory: [840, 156] })],
      ["territory", grant({ territory: [1000] })],
      ["territory", grant({ territory: Array.from({ length: 17 }, (_, i) => i + 1) })],
      ["until", grant({ until: new Date(NaN) })],
      ["units", grant({ units: 2n ** 64n })],
      ["units", grant({ units: 0n })],
      ["documentHash", grant({ documentHash: "terms.pdf" })],
    ];
    for (const [field, promise] of cases) {
      expect(await thrown(promise, InvalidInputError)).to.include({ field });
    }
  });

  it("packs and unpacks any territory", () => {
    const codes = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 16 });
    fc.assert(
      fc.property(codes, (found) => {
        const territory = found.toSorted((left, right) => left - right);
        expect(territoryCodes(packTerritory(territory))).to.deep.equal(territory);
      }),
    );
  });

  it("keeps any set of uses", async () => {
    const uses = USES.filter((_, i) => i % 2 === 0);
    const { terms: recorded } = await licensee.registry.licenses.get(
      await grant({ permittedUses: uses, prohibitedUses: USES.filter((_, i) => i % 2 === 1) }),
    );
    expect(recorded.permittedUses).to.deep.equal(uses);
    expect(recorded.prohibitedUses).to.have.length(USES.length - uses.length);
  });
});

import { expect } from "chai";

import { DEFAULT_PERIODS } from "../../../scripts/deploy/modules/registrationPolicy.ts";
import { certify, DECISION, openRegistry, setPeriods, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { loadFixture, networkHelpers } from "../registry.ts";
import { CertificateStatus, DAY } from "../words.ts";

const { time } = networkHelpers;
const MAX_TERM = BigInt(DEFAULT_PERIODS.maxTerm);
const WINDOW = BigInt(DEFAULT_PERIODS.renewalWindow);

/** A certificate of the longest term, with the registrar at the desk. */
async function certified() {
  const registry = await openRegistry();
  const id = await certify(registry, registry.alice);
  const { expiresAt } = await registry.rights.registration(id);
  const desk = registry.rights.connect(registry.registrar);
  return { ...registry, desk, id, expiresAt };
}

describe("RightsRegistry: renewal", () => {
  it("is refused one second before its window opens", async () => {
    const { desk, rights, id, expiresAt } = await loadFixture(certified);
    const opensAt = expiresAt - WINDOW;
    await time.setNextBlockTimestamp(opensAt - 1n);
    await expectRefusal(
      desk.renew(id, 0n, DECISION),
      refusal(rights, "RenewalNotOpen", id, opensAt),
    );
  });

  it("gives another longest term from the second in which its window opens", async () => {
    const { desk, rights, id, expiresAt } = await loadFixture(certified);
    const opensAt = expiresAt - WINDOW;
    await time.setNextBlockTimestamp(opensAt);
    const renewed = desk.renew(id, 0n, DECISION);
    await expect(renewed)
      .to.emit(rights, "CertificateRenewed")
      .withArgs(id, opensAt + MAX_TERM, DECISION);
    await expect(renewed).to.emit(rights, "MetadataUpdate").withArgs(id);
    expect((await rights.registration(id)).expiresAt).to.equal(opensAt + MAX_TERM);
  });

  it("is possible to the last second of the term", async () => {
    const { desk, id, expiresAt } = await loadFixture(certified);
    await time.setNextBlockTimestamp(expiresAt - 1n);
    await desk.renew(id, 0n, DECISION);
  });

  it("comes too late in the second of expiry", async () => {
    const { desk, rights, id, expiresAt } = await loadFixture(certified);
    await time.setNextBlockTimestamp(expiresAt);
    await expectRefusal(
      desk.renew(id, 0n, DECISION),
      refusal(rights, "CertificateNotActive", id, CertificateStatus.Expired),
    );
  });

  it("goes to the end of the source agreement if that is sooner", async () => {
    const { desk, rights, id, expiresAt } = await loadFixture(certified);
    await time.increaseTo(expiresAt - WINDOW);
    await desk.renew(id, expiresAt + 1n, DECISION);
    expect((await rights.registration(id)).expiresAt).to.equal(expiresAt + 1n);
  });

  it("never shortens the term or leaves it as it is", async () => {
    const stage = await loadFixture(certified);
    const { desk, rights, id, expiresAt } = stage;
    await time.increaseTo(expiresAt - WINDOW);
    await expectRefusal(
      desk.renew(id, expiresAt, DECISION),
      refusal(rights, "InvalidTermEnd", expiresAt, expiresAt),
    );
    await setPeriods(stage, { maxTerm: 60n * DAY });
    const renewedAt = expiresAt - 61n * DAY;
    await time.setNextBlockTimestamp(renewedAt);
    await expectRefusal(
      desk.renew(id, 0n, DECISION),
      refusal(rights, "InvalidTermEnd", renewedAt + 60n * DAY, expiresAt),
    );
  });

  it("needs a decision", async () => {
    const { desk, rights, id, expiresAt } = await loadFixture(certified);
    await time.increaseTo(expiresAt - WINDOW);
    await expectRefusal(desk.renew(id, 0n, ZERO_HASH), refusal(rights, "MissingDecision"));
  });

  it("is always open under a policy with the longest window there can be", async () => {
    const stage = await loadFixture(certified);
    const { desk, id } = stage;
    await setPeriods(stage, { renewalWindow: 2n ** 32n - 1n });
    await desk.renew(id, 0n, DECISION);
  });
});

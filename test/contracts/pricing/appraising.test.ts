import { expect } from "chai";

import { certify, hashOf, now, REASON, ZERO_HASH } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { appraise, CNY, finding, Method, openMarket, type Finding, plainly } from "../market.ts";
import { enrollAs } from "../custody/acts.ts";
import { ethers, loadFixture } from "../registry.ts";
import { DAY, Kind } from "../words.ts";

async function certified() {
  const market = await openMarket();
  return { ...market, certificateId: await certify(market, market.alice) };
}

describe("Appraisals", () => {
  it("are recorded whole, and told by an event", async () => {
    const stage = await loadFixture(certified);
    const { appraisals, appraiser, appraiserId, certificateId } = stage;
    const found = await finding(certificateId);
    const recorded = appraisals.connect(appraiser).record(found);
    const told = Object.values(found);
    await expect(recorded)
      .to.emit(appraisals, "AppraisalRecorded")
      .withArgs(1n, certificateId, appraiserId, told);
    const { finding: kept, ...record } = plainly(await appraisals.appraisal(1n));
    expect(record).to.deep.equal({
      appraiser: appraiserId,
      recordedAt: await now(),
      revoked: false,
    });
    expect(kept).to.deep.equal(found);
  });

  it("follow one another: a price history", async () => {
    const stage = await loadFixture(certified);
    for (const value of [5n, 7n, 6n]) await appraise(stage, stage.certificateId, { value });
    const events = await stage.appraisals.queryFilter(stage.appraisals.filters.AppraisalRecorded());
    expect(events.map(({ args }) => args.finding.value)).to.deep.equal([5n, 7n, 6n]);
  });

  it("are made by appraisers, of certificates in force that others hold", async () => {
    const stage = await loadFixture(certified);
    const { appraisals, alice, aliceId, appraiser, appraiserId, certificateId, rights } = stage;
    await expectRefusal(
      appraisals.connect(alice).record(await finding(certificateId)),
      refusal(appraisals, "WrongKind", aliceId, Kind.Enterprise, Kind.Appraiser),
    );
    await expectRefusal(appraise(stage, 99n), refusal(appraisals, "CertificateNotInForce", 99n));
    const own = await certify(stage, appraiser, { commitment: hashOf("the appraiser's") });
    await expectRefusal(
      appraise(stage, own),
      refusal(appraisals, "AppraiserIsHolder", own, appraiserId),
    );
    await rights.connect(alice).surrender(certificateId);
    await expectRefusal(
      appraise(stage, certificateId),
      refusal(appraisals, "CertificateNotInForce", certificateId),
    );
  });

  it("are revoked for a reason, by their appraiser and no other appraiser", async () => {
    const stage = await loadFixture(certified);
    const { appraisals, appraiser, appraiserId, bob, certificateId, stranger } = stage;
    const id = await appraise(stage, certificateId);
    const rival = await enrollAs(stage, Kind.Appraiser, stranger);
    await expectRefusal(
      appraisals.connect(stranger).revoke(id, REASON),
      refusal(appraisals, "NotItsAppraiser", id, appraiserId, rival),
    );
    await expect(appraisals.connect(appraiser).revoke(id, REASON))
      .to.emit(appraisals, "AppraisalRevoked")
      .withArgs(id, REASON);
    await expectRefusal(
      appraisals.connect(bob).appraisal(99n),
      refusal(appraisals, "UnknownAppraisal", 99n),
    );
  });

  it("say everything that they must", async () => {
    const stage = await loadFixture(certified);
    const { appraisals, certificateId } = stage;
    const time = await now();
    const incomplete = (field: string) => refusal(appraisals, "IncompleteFinding", field);
    const dates = (from: bigint, to: bigint) =>
      refusal(appraisals, "InvalidAppraisalDates", from, to);
    const cases: [Partial<Finding>, ReturnType<typeof refusal>][] = [
      [{ method: 0n }, incomplete("method")],
      [{ value: 0n }, incomplete("value")],
      [{ reportHash: ZERO_HASH }, incomplete("reportHash")],
      [
        { currency: ethers.ZeroAddress },
        refusal(appraisals, "InvalidCurrency", ethers.ZeroAddress),
      ],
      [
        { appraisedAt: time + DAY, validUntil: time + 2n * DAY },
        dates(time + DAY, time + 2n * DAY),
      ],
      [{ appraisedAt: time - DAY, validUntil: time }, dates(time - DAY, time)],
    ];
    for (const [changes, told] of cases) {
      await expectRefusal(appraise(stage, certificateId, changes), told);
    }
    for (const method of Object.values(Method)) {
      await appraise(stage, certificateId, { method, currency: CNY });
    }
  });
});

import { expect } from "chai";

import { certify, REASON, terms } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { openMarket } from "../market.ts";
import { loadFixture } from "../registry.ts";

/** Alice's certificate, whose licences are sold by the contract of settlement (here an account in its role). */
async function sold() {
  const market = await openMarket();
  const certificateId = await certify(market, market.alice);
  const licenses = market.licenses.connect(market.settlement);
  const agreed = await terms();
  const grant = (licensor: bigint) =>
    licenses.grantSold(certificateId, licensor, market.bobId, 0n, agreed);
  return { ...market, certificateId, grant };
}

describe("Licenses: sold", () => {
  it("are granted by who holds the certificate and is active, as if it granted them", async () => {
    const { licenses, rights, participants, grant, aliceId, carolId, certificateId, bob } =
      await loadFixture(sold);
    await expectRefusal(
      grant(carolId),
      refusal(rights, "NotHolder", certificateId, aliceId, carolId),
    );
    await participants.suspend(aliceId, REASON);
    await expectRefusal(grant(aliceId), refusal(participants, "ParticipantNotActive", aliceId, 2n));
    await participants.reinstate(aliceId, REASON);
    await grant(aliceId);
    expect(await licenses.ownerOf(await licenses.licenseCount())).to.equal(bob.address);
  });
});

import { expect } from "chai";

import { certify, hashOf } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { grantExport, openSandbox, USA } from "../market.ts";
import { loadFixture } from "../registry.ts";
import { DataClass, Kind } from "../words.ts";
import { acceptance, call, openExchange, PURSE, sell } from "./acts.ts";

/** Bob has moved to the United States. */
async function abroad() {
  const exchange = await openExchange();
  const { participants, spare, token, deals, offers } = exchange;
  const buyer = spare[9];
  if (buyer === undefined) throw new Error("The chain has too few accounts");
  await participants.register(Kind.Enterprise, USA, hashOf("credential"), buyer);
  await call(token, "mint", buyer.address, PURSE);
  await call(token.connect(buyer) as typeof token, "approve", await deals.getAddress(), PURSE);
  const important = await certify(exchange, exchange.alice, {
    commitment: hashOf("important"),
    dataClass: DataClass.Important,
  });
  return {
    ...exchange,
    offers,
    buyer,
    buyerId: await participants.participantOf(buyer),
    important,
  };
}

describe("Deals: across borders", () => {
  it("general data may go, important data needs an approval that covers it", async () => {
    const exchange = await loadFixture(abroad);
    const { deals, compliance, alice, aliceId, buyer, important, certificateId } = exchange;
    const take = async (id: bigint, volume = 600n) => {
      const offerId = await sell(exchange, {}, id, alice);
      return deals.connect(buyer).conclude(acceptance(offerId, { volume }));
    };
    await take(certificateId);
    const missing = 4n;
    await expectRefusal(
      take(important),
      refusal(deals, "ExportNotAllowed", important, USA, missing),
    );
    const approvalId = await grantExport(exchange, aliceId, important, { volume: 1000n });
    await take(important);
    expect((await deals.deal(2n)).approvalId).to.equal(approvalId);
    expect((await compliance.approval(approvalId)).consumed).to.equal(600n);
    await expectRefusal(
      take(important),
      refusal(deals, "ExportNotAllowed", important, USA, missing),
    );
  });

  it("in a sandbox other rules hold, where it exempts from them", async () => {
    const exchange = await loadFixture(abroad);
    const { deals, offers, token, alice, aliceId, buyer, buyerId, important } = exchange;
    const offerId = await sell(exchange, {}, important, alice);
    const take = (sandboxId: bigint) =>
      deals.connect(buyer).conclude(acceptance(offerId, { sandboxId, volume: 10n }));
    const caps = { currency: token.target, maxValue: PURSE, maxVolume: 5000n };
    const both = [aliceId, buyerId];
    const strict = await openSandbox(exchange, both, { ...caps, exemptions: 0n });
    await expectRefusal(take(strict), refusal(deals, "ExportNotAllowed", important, USA, 4n));
    const free = await openSandbox(exchange, both, { ...caps, exemptions: 1n });
    await take(free);
    await offers.setCurrency(token.target, false);
    await expectRefusal(take(free), refusal(deals, "CurrencyNotPayable", token.target));
    await take(await openSandbox(exchange, both, { ...caps, exemptions: 3n }));
  });
});

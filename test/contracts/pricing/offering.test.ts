import { expect } from "chai";

import { certify, now, REASON, terms } from "../acts.ts";
import { expectRefusal, refusal, type Refusal } from "../expectations.ts";
import {
  CNY,
  EURO,
  makeOffer,
  openMarket,
  price,
  PriceModel,
  type Price,
  plainly,
} from "../market.ts";
import { ethers, loadFixture } from "../registry.ts";
import { DAY } from "../words.ts";

async function certified() {
  const market = await openMarket();
  return { ...market, certificateId: await certify(market, market.alice) };
}

describe("Offers", () => {
  it("are recorded whole, and told by an event", async () => {
    const { offers, alice, aliceId, certificateId } = await loadFixture(certified);
    const offered = await terms();
    const end = (await now()) + 10n * DAY;
    const asked = price();
    await expect(offers.connect(alice).offer(certificateId, end, asked, offered))
      .to.emit(offers, "OfferMade")
      .withArgs(1n, certificateId, aliceId, end, Object.values(asked), Object.values(offered));
    const record = plainly(await offers.offerOf(1n));
    expect(record).to.deep.equal({
      certificateId,
      seller: aliceId,
      madeAt: await now(),
      validUntil: end,
      withdrawn: false,
      price: asked,
      terms: offered,
    });
    expect(await offers.offerCount()).to.equal(1n);
  });

  it("come with each kind of price, and with no other mixture", async () => {
    const stage = await loadFixture(certified);
    const { offers, alice, certificateId, bobId } = stage;
    const make = (changes: Partial<Price>, units = 0n) =>
      makeOffer(stage, alice, certificateId, { price: changes, terms: { units } });
    await make({});
    await make({ model: PriceModel.PerUnit }, 100n);
    await make({ model: PriceModel.Subscription, period: DAY });
    await make({ model: PriceModel.Negotiated, buyer: bobId });
    await make({ amount: 0n });

    const mixtures: [Partial<Price>, bigint][] = [
      [{ model: PriceModel.None }, 0n],
      [{ model: PriceModel.Fixed, buyer: bobId }, 0n],
      [{ model: PriceModel.Fixed, period: DAY }, 0n],
      [{ model: PriceModel.PerUnit }, 0n],
      [{ model: PriceModel.Subscription }, 0n],
      [{ model: PriceModel.Negotiated }, 0n],
      [{ model: PriceModel.Negotiated, buyer: bobId, period: DAY }, 0n],
    ];
    for (const [changes, units] of mixtures) {
      const { model, buyer, period } = price(changes);
      const told = refusal(offers, "InvalidPrice", model, buyer, period, units);
      await expectRefusal(make(changes, units), told);
    }
  });

  it("are quoted to an active participant other than the seller", async () => {
    const stage = await loadFixture(certified);
    const { offers, participants, alice, aliceId, bobId, certificateId } = stage;
    const quoteTo = (buyer: bigint) => {
      const quoted = { model: PriceModel.Negotiated, buyer };
      return makeOffer(stage, alice, certificateId, { price: quoted });
    };
    await expectRefusal(quoteTo(aliceId), refusal(offers, "BuyerIsSeller", aliceId));
    await expectRefusal(quoteTo(99n), refusal(participants, "UnknownParticipant", 99n));
    await participants.suspend(bobId, REASON);
    await expectRefusal(quoteTo(bobId), refusal(participants, "ParticipantNotActive", bobId, 2n));
  });

  it("are made by the holder of a certificate, under terms that it can grant", async () => {
    const stage = await loadFixture(certified);
    const { offers, rights, alice, aliceId, bob, bobId, certificateId } = stage;
    const time = await now();
    const { expiresAt } = await rights.registration(certificateId);
    const end = (validUntil: bigint, licensesEnd: bigint): Refusal =>
      refusal(offers, "InvalidOfferEnd", validUntil, licensesEnd);
    await expectRefusal(
      makeOffer(stage, bob, certificateId),
      refusal(rights, "NotHolder", certificateId, aliceId, bobId),
    );
    await expectRefusal(
      makeOffer(stage, alice, certificateId, { terms: { validUntil: expiresAt + 1n } }),
      refusal(offers, "OfferOutlivesCertificate", certificateId, expiresAt, expiresAt + 1n),
    );
    const validUntil = time + 5n * DAY;
    await expectRefusal(
      makeOffer(stage, alice, certificateId, {
        validUntil: validUntil + 1n,
        terms: { validUntil },
      }),
      end(validUntil + 1n, validUntil),
    );
    await expectRefusal(
      makeOffer(stage, alice, certificateId, { validUntil: time, terms: { validUntil } }),
      end(time, validUntil),
    );
    await expectRefusal(
      makeOffer(stage, alice, certificateId, { terms: { permittedUses: 0n } }),
      refusal(offers, "InvalidUses", 0n, 128n),
    );
    await makeOffer(stage, alice, certificateId, { validUntil, terms: { validUntil } });
  });

  it("have a price history", async () => {
    const stage = await loadFixture(certified);
    const { offers, alice, certificateId } = stage;
    const id = await makeOffer(stage, alice, certificateId);
    await expect(offers.connect(alice).changePrice(id, 400n))
      .to.emit(offers, "OfferPriceChanged")
      .withArgs(id, 400n);
    expect((await offers.offerOf(id)).price.amount).to.equal(400n);
    await expectRefusal(
      offers.connect(alice).changePrice(id, 400n),
      refusal(offers, "SamePrice", id, 400n),
    );
    await expect(offers.connect(alice).withdraw(id)).to.emit(offers, "OfferWithdrawn").withArgs(id);
  });

  it("are in accepted currencies, by ISO 4217 or by token", async () => {
    const stage = await loadFixture(certified);
    const { offers, alice, certificateId, manager } = stage;
    const token = await manager.getAddress();
    const offerIn = (currency: string) =>
      makeOffer(stage, alice, certificateId, { price: { currency } });
    for (const currency of [EURO, token]) {
      await expectRefusal(offerIn(currency), refusal(offers, "CurrencyNotAccepted", currency));
      await expect(offers.setCurrency(currency, true))
        .to.emit(offers, "CurrencySet")
        .withArgs(currency, true);
      await offerIn(currency);
    }
    await offers.setCurrency(CNY, false);
    expect(await offers.isAccepted(CNY)).to.equal(false);
    await expectRefusal(offerIn(CNY), refusal(offers, "CurrencyNotAccepted", CNY));
    await expectRefusal(
      offers.setCurrency(ethers.ZeroAddress, true),
      refusal(offers, "InvalidCurrency", ethers.ZeroAddress),
    );
    await expectRefusal(offers.offerOf(99n), refusal(offers, "UnknownOffer", 99n));
  });
});

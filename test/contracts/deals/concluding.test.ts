import { expect } from "chai";

import { atNextBlock, now, REASON, terms } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { CNY, plainly, PriceModel } from "../market.ts";
import { loadFixture } from "../registry.ts";
import { DAY, LicenseStatus } from "../words.ts";
import {
  acceptance,
  balance,
  conclude,
  DealStatus,
  Method,
  openExchange,
  PRICE,
  PURSE,
  sell,
  type Acceptance,
  type Exchange,
  type Selling,
} from "./acts.ts";

const WEEK = 7n * DAY;

async function refused(
  exchange: Exchange,
  selling: Selling,
  taking: Partial<Acceptance>,
  error: string,
  ...args: unknown[]
): Promise<void> {
  const { deals, bob } = exchange;
  const offerId = await sell(exchange, selling);
  await expectRefusal(
    deals.connect(bob).conclude(acceptance(offerId, taking)),
    refusal(deals, error, ...args),
  );
}

describe("Deals: taking an offer", () => {
  it("records the whole contract, licenses at once, and takes the price into escrow", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, licenses, rights, token, alice, aliceId, bob, bobId, certificateId } = exchange;
    const agreed = await terms();
    const offerId = await sell(exchange, { terms: agreed });
    const { commitment } = await rights.registration(certificateId);
    const time = (await now()) + 10n;
    const contract = {
      offerId,
      certificateId,
      licenseId: 1n,
      sandboxId: 0n,
      buyer: bobId,
      seller: aliceId,
      approvalId: 0n,
      sharesId: 0n,
      unitPrice: PRICE,
      quantity: 1n,
      volume: 1024n,
      amount: PRICE,
      concludedAt: time,
      deliverBy: time + WEEK,
      acceptBy: 0n,
      model: PriceModel.Fixed,
      method: Method.Download,
      status: DealStatus.Concluded,
      currency: token.target,
      commitment,
    };
    await atNextBlock(time);
    await expect(deals.connect(bob).conclude(acceptance(offerId)))
      .to.emit(deals, "DealConcluded")
      .withArgs(1n, bobId, aliceId, Object.values(contract), Object.values(agreed));
    expect(plainly(await deals.deal(1n))).to.deep.equal(contract);
    expect(await deals.dealCount()).to.equal(1n);
    expect(await licenses.ownerOf(1n)).to.equal(bob.address);
    expect(plainly(await licenses.license(1n)).terms).to.deep.equal(agreed);
    expect(await balance(token, bob.address)).to.equal(PURSE - PRICE);
    expect(await balance(token, await deals.getAddress())).to.equal(PRICE);
    expect(await balance(token, alice.address)).to.equal(0n);
    await expectRefusal(deals.deal(99n), refusal(deals, "UnknownDeal", 99n));
  });

  it("by the unit costs by the unit, and licenses so many units", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, licenses } = exchange;
    const selling = { price: { model: PriceModel.PerUnit, amount: 7n }, terms: { units: 100n } };
    const id = await conclude(exchange, await sell(exchange, selling), { quantity: 30n });
    expect((await deals.deal(id)).amount).to.equal(210n);
    expect((await licenses.license(1n)).terms.units).to.equal(30n);
    await refused(exchange, selling, { quantity: 101n }, "InvalidQuantity", 2n, 101n, 100n);
    await refused(exchange, selling, { quantity: 0n }, "InvalidQuantity", 3n, 0n, 100n);
  });

  it("by subscription licenses whole periods, from now or when the terms begin", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, licenses } = exchange;
    const price = { model: PriceModel.Subscription, period: WEEK, amount: 100n };
    const id = await conclude(exchange, await sell(exchange, { price }), { quantity: 2n });
    expect((await deals.deal(id)).amount).to.equal(200n);
    const running = (await licenses.license(1n)).terms;
    expect(running.validFrom).to.equal(await now());
    expect(running.validUntil).to.equal((await now()) + 2n * WEEK);

    const validFrom = (await now()) + DAY;
    const coming = { price, terms: { validFrom, validUntil: validFrom + 30n * DAY } };
    await conclude(exchange, await sell(exchange, coming), { quantity: 4n });
    const { terms: later } = await licenses.license(2n);
    expect([later.validFrom, later.validUntil]).to.deep.equal([validFrom, validFrom + 4n * WEEK]);
    await refused(exchange, coming, { quantity: 5n }, "InvalidQuantity", 3n, 5n, 4n);
  });

  it("that was made to one buyer is for that buyer", async () => {
    const exchange = await loadFixture(openExchange);
    const { bobId, carolId } = exchange;
    const to = (buyer: bigint) => ({ price: { model: PriceModel.Negotiated, buyer } });
    await conclude(exchange, await sell(exchange, to(bobId)));
    await refused(exchange, to(carolId), {}, "OfferedToAnother", 2n, carolId, bobId);
    await refused(exchange, to(bobId), { quantity: 2n }, "InvalidQuantity", 3n, 2n, 1n);
  });

  it("never costs more than the buyer agreed to, whatever becomes of the price", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, offers, alice, bob } = exchange;
    const offerId = await sell(exchange);
    await offers.connect(alice).changePrice(offerId, PRICE + 1n);
    await expectRefusal(
      deals.connect(bob).conclude(acceptance(offerId, { maxAmount: PRICE })),
      refusal(deals, "AmountExceeded", offerId, PRICE + 1n, PRICE),
    );
    const most = 2n ** 128n - 1n;
    const dear = { price: { model: PriceModel.PerUnit, amount: most }, terms: { units: 9n } };
    const taking = { quantity: 2n, maxAmount: most };
    await refused(exchange, dear, taking, "AmountExceeded", 2n, 2n * most, most);
  });

  it("that costs nothing is a deal all the same", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, bob, token } = exchange;
    const id = await conclude(exchange, await sell(exchange, { price: { amount: 0n } }));
    await deals.connect(bob).acknowledge(id);
    expect(await balance(token, await deals.getAddress())).to.equal(0n);
  });

  it("is possible while it stands", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, offers, alice, bob } = exchange;
    const take = (id: bigint) => deals.connect(bob).conclude(acceptance(id));
    await expectRefusal(take(99n), refusal(deals, "OfferNotStanding", 99n, 0n));
    const offerId = await sell(exchange);
    await offers.connect(alice).withdraw(offerId);
    await expectRefusal(take(offerId), refusal(deals, "OfferNotStanding", offerId, 2n));
  });

  it("names how and how much is delivered", async () => {
    const exchange = await loadFixture(openExchange);
    await refused(exchange, {}, { method: Method.None }, "IncompleteAcceptance", "method");
    await refused(exchange, {}, { volume: 0n }, "IncompleteAcceptance", "volume");
  });

  it("is paid in a token that is accepted when it is taken", async () => {
    const exchange = await loadFixture(openExchange);
    const { offers, token, deals, bob } = exchange;
    await refused(exchange, { price: { currency: CNY } }, {}, "CurrencyNotPayable", CNY);
    const offerId = await sell(exchange);
    await offers.setCurrency(token.target, false);
    await expectRefusal(
      deals.connect(bob).conclude(acceptance(offerId)),
      refusal(deals, "CurrencyNotPayable", token.target),
    );
  });

  it("needs two active participants, the seller still the holder", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, participants, rights, licenses } = exchange;
    const { alice, aliceId, bob, dora, doraId, stranger, certificateId } = exchange;
    const offerId = await sell(exchange);
    const take = () => deals.connect(bob).conclude(acceptance(offerId));
    await expectRefusal(
      deals.connect(stranger).conclude(acceptance(offerId)),
      refusal(participants, "AccountNotActive", stranger.address, 0n),
    );
    await expectRefusal(
      deals.connect(alice).conclude(acceptance(offerId)),
      refusal(licenses, "LicenseeIsLicensor", certificateId, aliceId),
    );
    await participants.suspend(aliceId, REASON);
    await expectRefusal(take(), refusal(participants, "ParticipantNotActive", aliceId, 2n));
    await participants.reinstate(aliceId, REASON);
    await rights.connect(alice).transferFrom(alice, dora, certificateId);
    await expectRefusal(take(), refusal(rights, "NotHolder", certificateId, doraId, aliceId));
  });

  it("of an exclusive licence is possible once", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, licenses, bob, certificateId } = exchange;
    const offerId = await sell(exchange, { terms: { exclusive: true } });
    await conclude(exchange, offerId);
    const { validUntil } = (await licenses.license(1n)).terms;
    await expectRefusal(
      deals.connect(bob).conclude(acceptance(offerId)),
      refusal(licenses, "ExclusiveLicenseInForce", certificateId, 1n, validUntil),
    );
  });

  it("keeps for the deal the shares that are in force then", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, shares, alice, aliceId, certificateId } = exchange;
    const whole = [{ participantId: aliceId, basisPoints: 10_000n }];
    await shares.connect(alice).propose(certificateId, whole);
    expect((await deals.deal(await conclude(exchange))).sharesId).to.equal(1n);
  });
});

describe("Deals: periods and arbiters", () => {
  it("are each longer than zero, and tell by an event", async () => {
    const { deals } = await loadFixture(openExchange);
    const periods = { delivery: 5n, acceptance: 6n };
    await expect(deals.setPeriods(periods))
      .to.emit(deals, "DealPeriodsSet")
      .withArgs(Object.values(periods));
    expect(plainly(await deals.periods())).to.deep.equal(periods);
    for (const bad of [
      { delivery: 0n, acceptance: 6n },
      { delivery: 5n, acceptance: 0n },
    ]) {
      await expectRefusal(deals.setPeriods(bad), refusal(deals, "InvalidDealPeriods"));
    }
  });

  it("a guardian pauses new deals; those that there are go on, and money is paid out", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, manager, alice, bob, token, stranger } = exchange;
    const [settled, undone] = [await conclude(exchange), await conclude(exchange)];
    const offerId = await sell(exchange);
    await manager.grantRole(6n, stranger, 0n);
    await expect(deals.connect(stranger).setPaused(true))
      .to.emit(deals, "PauseChanged")
      .withArgs(true);
    await expectRefusal(conclude(exchange, offerId), refusal(deals, "Paused"));
    await deals.connect(bob).acknowledge(settled);
    await deals.connect(alice).cancel(undone, REASON);
    await deals.connect(alice).withdraw(token.target);
    await deals.connect(bob).withdraw(token.target);
    expect(await balance(token, await deals.getAddress())).to.equal(0n);
    await deals.connect(stranger).setPaused(false);
    await conclude(exchange, offerId);
  });

  it("the licence of a deal that is undone ends with it, unless it has ended", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, licenses, alice, aliceId, bob } = exchange;
    const id = await conclude(exchange);
    await expect(deals.connect(alice).cancel(id, REASON))
      .to.emit(licenses, "LicenseTerminated")
      .withArgs(1n, aliceId, REASON);
    expect(await licenses.licenseStatus(1n)).to.equal(LicenseStatus.Terminated);
    const other = await conclude(exchange);
    await licenses.connect(bob).terminate(2n, REASON);
    await expect(deals.connect(alice).cancel(other, REASON)).to.not.emit(
      licenses,
      "LicenseTerminated",
    );
  });
});

import { expect } from "chai";

import { atNextBlock, certify, hashOf, now, REASON, terms } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { CNY, grantExport, openSandbox, plainly, PriceModel, USA } from "../market.ts";
import { loadFixture } from "../registry.ts";
import { DAY, DataClass, Kind, LicenseStatus } from "../words.ts";
import {
  acceptance,
  balance,
  call,
  conclude,
  concludeInSandbox,
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

describe("Deals: across borders and in sandboxes", () => {
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

  it("in a sandbox that is closed early loses its licence, and the money goes its way", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, licenses, sandboxes, regulator, alice, bob, token } = exchange;
    const { sandboxId, dealId, licenseId } = await concludeInSandbox(exchange);
    expect((await licenses.license(licenseId)).sandboxId).to.equal(sandboxId);
    await sandboxes.connect(regulator).close(sandboxId, REASON);
    expect(await licenses.licenseStatus(licenseId)).to.equal(LicenseStatus.Terminated);
    expect(await deals.dealStatus(dealId)).to.equal(DealStatus.Concluded);
    await deals.connect(alice).cancel(dealId, REASON);
    await deals.connect(bob).withdraw(token.target);
    expect(await balance(token, bob.address)).to.equal(PURSE);
  });

  it("in a sandbox counts against its caps, ends with it, and is for its members", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, licenses, sandboxes, token, aliceId, bobId, carolId, bob } = exchange;
    const caps = { currency: token.target, maxValue: 2n * PRICE, maxVolume: 5000n };
    const validUntil = (await now()) + 5n * DAY;
    const sandboxId = await openSandbox(exchange, [aliceId, bobId], { ...caps, validUntil });
    await conclude(exchange, undefined, { sandboxId });
    expect((await deals.deal(1n)).sandboxId).to.equal(sandboxId);
    expect((await licenses.license(1n)).terms.validUntil).to.equal(validUntil);
    expect((await sandboxes.sandbox(sandboxId)).value).to.equal(PRICE);
    const take = async (id: bigint, volume = 1024n) =>
      deals.connect(bob).conclude(acceptance(await sell(exchange), { sandboxId: id, volume }));
    await expectRefusal(
      take(sandboxId, 4000n),
      refusal(sandboxes, "CapExceeded", sandboxId, 3976n, PRICE),
    );

    const withoutSeller = await openSandbox(exchange, [bobId, carolId], caps);
    await expectRefusal(
      take(withoutSeller),
      refusal(sandboxes, "NotMember", withoutSeller, aliceId),
    );
    const withoutBuyer = await openSandbox(exchange, [aliceId], caps);
    await expectRefusal(take(withoutBuyer), refusal(sandboxes, "NotMember", withoutBuyer, bobId));
    const inYuan = await openSandbox(exchange, [aliceId, bobId]);
    await expectRefusal(take(inYuan), refusal(deals, "WrongSandboxCurrency", inYuan, CNY));
    await expectRefusal(take(99n), refusal(sandboxes, "UnknownSandbox", 99n));
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

import { expect } from "chai";
import fc from "fast-check";

import { certify, hashOf, license, REASON } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { plainly } from "../market.ts";
import { loadFixture, networkHelpers, type Account } from "../registry.ts";
import { SourceKind } from "../words.ts";
import {
  balance,
  conclude,
  derive,
  dispute,
  openExchange,
  PRICE,
  PURSE,
  sell,
  shareOut,
  trade,
  type Exchange,
} from "./acts.ts";

/** Alice's asset; Carol's, made of it for 10 % of what it earns; Dora's, made of Carol's for 20 %. */
async function chain() {
  const exchange = await openExchange();
  const { alice, carol, dora, certificateId } = exchange;
  const made = await derive(
    exchange,
    carol,
    { certificateId, holder: alice, royalty: 1000n },
    { commitment: hashOf("second") },
  );
  const remade = await derive(
    exchange,
    dora,
    { certificateId: made, holder: carol, royalty: 2000n },
    { commitment: hashOf("third") },
  );
  return { ...exchange, made, remade };
}

const owns = ({ deals, token }: Exchange, participantId: bigint): Promise<bigint> =>
  deals.balanceOf(participantId, token.target);

const waiting = async ({ deals, token }: Exchange, certificateId: bigint) =>
  plainly(await deals.earningsOf(certificateId, token.target));

async function withdraw({ deals, token }: Exchange, account: Account): Promise<bigint> {
  const before = await balance(token, account.address);
  await deals.connect(account).withdraw(token.target);
  return (await balance(token, account.address)) - before;
}

describe("Settlement", () => {
  it("credits the seller, who fetches it when it likes, once", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, token, alice, aliceId, bob, certificateId } = exchange;
    const id = await conclude(exchange);
    expect(await owns(exchange, aliceId)).to.equal(0n);
    await expect(deals.connect(bob).acknowledge(id))
      .to.emit(deals, "DealSettled")
      .withArgs(id, exchange.bobId, PRICE, 0n, `0x${"0".repeat(64)}`)
      .and.to.emit(deals, "BalanceCredited")
      .withArgs(aliceId, token.target, certificateId, PRICE);
    await expect(deals.connect(alice).withdraw(token.target))
      .to.emit(deals, "BalanceWithdrawn")
      .withArgs(aliceId, token.target, alice.address, PRICE);
    expect(await balance(token, alice.address)).to.equal(PRICE);
    await expectRefusal(
      deals.connect(alice).withdraw(token.target),
      refusal(deals, "NothingToWithdraw", aliceId, token.target),
    );
    await expectRefusal(
      deals.distribute(certificateId, token.target),
      refusal(deals, "NothingToDistribute", certificateId, token.target),
    );
  });

  it("pays to the primary account, whichever account asks", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, participants, token, alice, second } = exchange;
    await trade(exchange, 5n);
    await participants.connect(alice).inviteAccount(second);
    await participants.connect(second).acceptInvitation(exchange.aliceId);
    await deals.connect(second).withdraw(token.target);
    expect(await balance(token, alice.address)).to.equal(5n);
  });

  it("refunds by crediting the buyer", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, token, alice, aliceId, bob, bobId } = exchange;
    const id = await conclude(exchange);
    await expect(deals.connect(alice).cancel(id, REASON))
      .to.emit(deals, "DealRescinded")
      .withArgs(id, aliceId, 0n, PRICE, REASON)
      .and.to.emit(deals, "BalanceCredited")
      .withArgs(bobId, token.target, 0n, PRICE);
    expect(await withdraw(exchange, bob)).to.equal(PRICE);
    expect(await balance(token, bob.address)).to.equal(PURSE);
    await expectRefusal(
      deals.connect(alice).cancel(await conclude(exchange), `0x${"0".repeat(64)}`),
      refusal(deals, "MissingDocument"),
    );
  });

  it("divides what is in dispute as the arbiter decides", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, court, courtId, aliceId, bobId, bob } = exchange;
    const id = await conclude(exchange);
    await dispute(exchange, id);
    await expectRefusal(
      deals.connect(court).resolve(id, PRICE + 1n, true, REASON),
      refusal(deals, "RefundExceedsAmount", id, PRICE + 1n, PRICE),
    );
    await expect(deals.connect(court).resolve(id, 3n, true, REASON))
      .to.emit(deals, "DealRescinded")
      .withArgs(id, courtId, PRICE - 3n, 3n, REASON);
    expect(await owns(exchange, bobId)).to.equal(3n);
    expect(await owns(exchange, aliceId)).to.equal(PRICE - 3n);

    // A court buys, and cannot decide its own case.
    const { token } = exchange;
    await token.getFunction("mint")(court.address, PURSE);
    await (token.connect(court) as typeof token).getFunction("approve")(deals.target, PURSE);
    const offerId = await sell(exchange);
    const own = await conclude({ ...exchange, bob: court }, offerId);
    await deals.connect(court).dispute(own, REASON);
    await expectRefusal(
      deals.connect(court).resolve(own, 0n, false, REASON),
      refusal(deals, "ArbiterIsParty", own, courtId),
    );
    await expectRefusal(
      deals.connect(bob).resolve(own, 0n, false, REASON),
      refusal(deals, "NotArbiter", bobId, 2n),
    );
  });

  it("times are kept to the second", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, alice, bob, stranger } = exchange;
    const at = (time: bigint) => networkHelpers.time.setNextBlockTimestamp(time);
    const late = await conclude(exchange);
    const { deliverBy } = await deals.deal(late);
    const delivered = await conclude(exchange);
    await at(deliverBy - 1n);
    await expectRefusal(
      deals.connect(bob).reclaim(late),
      refusal(deals, "DeliveryNotDue", late, deliverBy),
    );
    await at(deliverBy);
    await deals.connect(bob).reclaim(late);

    const disputed = await conclude(exchange);
    for (const id of [delivered, disputed]) await deals.connect(alice).deliver(id, REASON);
    const { acceptBy } = await deals.deal(delivered);
    const later = (await deals.deal(disputed)).acceptBy;
    await at(acceptBy - 1n);
    await expectRefusal(
      deals.connect(stranger).release(delivered),
      refusal(deals, "AcceptanceStillOpen", delivered, acceptBy),
    );
    await at(acceptBy);
    await deals.connect(stranger).release(delivered);
    await at(later);
    await expectRefusal(
      deals.connect(bob).dispute(disputed, REASON),
      refusal(deals, "AcceptanceOver", disputed, later),
    );
  });

  it("divides by the shares of when the deal was made, the rest of rounding to the holder", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, alice, bob, carol, dora, aliceId, carolId, doraId, certificateId } = exchange;
    const parts = [
      { participantId: aliceId, basisPoints: 3334n },
      { participantId: carolId, basisPoints: 3333n },
      { participantId: doraId, basisPoints: 3333n },
    ];
    await shareOut(exchange, certificateId, alice, parts, [carol, dora]);
    const id = await conclude(exchange, await sell(exchange, { price: { amount: 101n } }));
    const whole = [{ participantId: aliceId, basisPoints: 10_000n }];
    await shareOut(exchange, certificateId, alice, whole, [carol, dora]);
    await exchange.rights.connect(alice).transferFrom(alice, bob, certificateId);
    await deals.connect(bob).acknowledge(id);
    expect(await owns(exchange, carolId)).to.equal(33n);
    expect(await owns(exchange, doraId)).to.equal(33n);
    expect(await owns(exchange, aliceId)).to.equal(35n);
  });

  it("passes royalties up, level by level, as each is distributed", async () => {
    const exchange = await loadFixture(chain);
    const { deals, token, dora, doraId, carolId, aliceId, certificateId, made, remade } = exchange;
    await trade(exchange, 1001n, remade, dora);
    expect(await owns(exchange, doraId)).to.equal(801n);
    expect(await waiting(exchange, made)).to.deep.equal({ own: 200n, owed: 0n });
    await expect(deals.distribute(made, token.target))
      .to.emit(deals, "EarningsDistributed")
      .withArgs(made, token.target, 200n, 0n)
      .and.to.emit(deals, "RoyaltyAccrued")
      .withArgs(certificateId, token.target, made, 20n, false);
    expect(await owns(exchange, carolId)).to.equal(180n);
    await deals.distribute(certificateId, token.target);
    expect(await owns(exchange, aliceId)).to.equal(20n);
  });

  it("is not escaped by registering what one holds anew: its royalties are passed on", async () => {
    const exchange = await loadFixture(chain);
    const { deals, token, carol, carolId, aliceId, certificateId, made } = exchange;
    const sources = [{ kind: SourceKind.Certificate, id: made }];
    const again = await certify(exchange, carol, { commitment: hashOf("again"), sources });
    const offerId = await sell(exchange, { price: { amount: 1001n } }, again, carol);
    await expectRefusal(
      conclude(exchange, offerId),
      refusal(deals, "SourceNotAssessed", again, made),
    );
    await expect(deals.assess(made)).to.emit(deals, "BurdenAssessed").withArgs(made, 1000n);
    await expectRefusal(deals.assess(made), refusal(deals, "AlreadyAssessed", made));
    expect(await deals.burdenOf(made)).to.deep.equal([true, 1000n]);
    expect(await deals.burdenOf(again)).to.deep.equal([false, 0n]);
    expect(await deals.burdenOf(certificateId)).to.deep.equal([true, 0n]);

    await deals.connect(exchange.bob).acknowledge(await conclude(exchange, offerId));
    expect(await owns(exchange, carolId)).to.equal(901n);
    expect(await waiting(exchange, made)).to.deep.equal({ own: 0n, owed: 100n });
    await deals.distribute(made, token.target);
    await deals.distribute(certificateId, token.target);
    expect(await owns(exchange, carolId)).to.equal(901n);
    expect(await owns(exchange, aliceId)).to.equal(100n);
  });

  it("owes nothing to a source that owes nothing itself", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, alice, aliceId, bob, certificateId } = exchange;
    const sources = [{ kind: SourceKind.Certificate, id: certificateId }];
    const again = await certify(exchange, alice, { commitment: hashOf("again"), sources });
    const offerId = await sell(exchange, { price: { amount: 1001n } }, again);
    await deals.connect(bob).acknowledge(await conclude(exchange, offerId));
    expect(await owns(exchange, aliceId)).to.equal(1001n);
    expect(await waiting(exchange, certificateId)).to.deep.equal({ own: 0n, owed: 0n });
  });

  it("of royalties beyond the whole leaves nothing to the holder, and overdraws nothing", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, token, alice, carol, dora, aliceId, carolId, doraId, certificateId } = exchange;
    const carols = await certify(exchange, carol, { commitment: hashOf("Carol's") });
    const terms = { derivatives: true, royalty: 9000n };
    const sources = [
      await license(exchange, alice, certificateId, doraId, terms),
      await license(exchange, carol, carols, doraId, terms),
    ].map((id) => ({ kind: SourceKind.License, id }));
    const mixed = await certify(exchange, dora, { commitment: hashOf("mixed"), sources });
    await trade(exchange, 1001n, mixed, dora);
    await deals.assess(mixed);
    expect(await deals.burdenOf(mixed)).to.deep.equal([true, 10_000n]);
    await deals.distribute(certificateId, token.target);
    await deals.distribute(carols, token.target);
    const each = await Promise.all([aliceId, carolId, doraId].map((id) => owns(exchange, id)));
    expect(each).to.deep.equal([500n, 500n, 1n]);
  });

  it("of what is owed to several sources leaves the rest of rounding to the first", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, token, alice, bob, carol, dora, doraId, certificateId } = exchange;
    const carols = await certify(exchange, carol, { commitment: hashOf("Carol's") });
    const terms = { derivatives: true, royalty: 3333n };
    const sources = [
      await license(exchange, alice, certificateId, doraId, terms),
      await license(exchange, carol, carols, doraId, terms),
    ].map((id) => ({ kind: SourceKind.License, id }));
    const mixed = await certify(exchange, dora, { commitment: hashOf("mixed"), sources });
    const anew = [{ kind: SourceKind.Certificate, id: mixed }];
    const again = await certify(exchange, dora, { commitment: hashOf("again"), sources: anew });
    await deals.assess(mixed);
    const offerId = await sell(exchange, { price: { amount: 5n } }, again, dora);
    await deals.connect(bob).acknowledge(await conclude(exchange, offerId));
    expect(await waiting(exchange, mixed)).to.deep.equal({ own: 0n, owed: 3n });
    await deals.distribute(mixed, token.target);
    expect(await waiting(exchange, certificateId)).to.deep.equal({ own: 2n, owed: 0n });
    expect(await waiting(exchange, carols)).to.deep.equal({ own: 1n, owed: 0n });
    expect(await owns(exchange, doraId)).to.equal(2n);
  });

  it("keeps every unit, whatever is paid, shared, owed and fetched", async () => {
    const exchange = await loadFixture(chain);
    const { deals, token, alice, bob, carol, dora, certificateId, made, remade } = exchange;
    const sources = [{ kind: SourceKind.Certificate, id: remade }];
    const fourth = await certify(exchange, dora, { commitment: hashOf("fourth"), sources });
    await deals.assess(made);
    await deals.assess(remade);
    const owners: [bigint, Account][] = [
      [certificateId, alice],
      [made, carol],
      [remade, dora],
      [fourth, dora],
    ];
    const ids = [exchange.aliceId, exchange.bobId, exchange.carolId, exchange.doraId];
    let escrow = 0n;
    const known = async () => {
      let sum = escrow;
      for (const id of ids) sum += await owns(exchange, id);
      for (const [id] of owners) {
        const { own, owed } = await deals.earningsOf(id, token.target);
        sum += own + owed;
      }
      return sum;
    };
    const step = fc.record({
      act: fc.constantFrom("acknowledge", "cancel", "resolve", "keep", "distribute", "withdraw"),
      amount: fc.bigInt({ min: 0n, max: 10_000n }),
      which: fc.nat({ max: 3 }),
      refund: fc.nat({ max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const { act, amount, which, refund } of steps) {
          const [id, owner] = owners[which] as [bigint, Account];
          if (act === "distribute") {
            await deals.distribute(id, token.target).catch(() => undefined);
          } else if (act === "withdraw") {
            const who = [alice, bob, carol, dora][which] as Account;
            await deals
              .connect(who)
              .withdraw(token.target)
              .catch(() => undefined);
          } else {
            const offerId = await sell(exchange, { price: { amount } }, id, owner);
            const dealId = await conclude(exchange, offerId);
            if (act === "acknowledge") await deals.connect(bob).acknowledge(dealId);
            else if (act === "cancel") await deals.connect(owner).cancel(dealId, REASON);
            else if (act === "keep") escrow += amount;
            else {
              await deals.connect(bob).dispute(dealId, REASON);
              const back = (amount * BigInt(refund)) / 100n;
              await deals
                .connect(exchange.exchange)
                .resolve(dealId, back, refund % 2 === 0, REASON);
            }
          }
          expect(await known()).to.equal(await balance(token, await deals.getAddress()));
        }
      }),
      { numRuns: 12 },
    );
  });
});

import { expect } from "chai";

import { now, REASON } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { CNY, openSandbox } from "../market.ts";
import { loadFixture } from "../registry.ts";
import { DAY, LicenseStatus } from "../words.ts";
import {
  acceptance,
  balance,
  conclude,
  concludeInSandbox,
  DealStatus,
  openExchange,
  PRICE,
  PURSE,
  sell,
} from "./acts.ts";

describe("Deals: in sandboxes", () => {
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
});

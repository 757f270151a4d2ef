import { expect } from "chai";
import type { BaseWallet } from "ethers";

import { hashOf, REASON } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture } from "../registry.ts";
import { signRequest, withSender } from "../relay.ts";
import { Kind } from "../words.ts";
import {
  accept,
  acceptance,
  balance,
  call,
  conclude,
  deployToken,
  openExchange,
  PRICE,
  PURSE,
  sell,
  trade,
  type Token,
} from "./acts.ts";

const reentrant = new ethers.Interface(["error ReentrancyGuardReentrantCall()"]);

/** An exchange whose deals are in a token that misbehaves; Bob has a purse of it. */
async function payingIn(name: "FeeToken" | "FalseToken" | "CallingToken") {
  const exchange = await loadFixture(openExchange);
  const token = await deployToken(name);
  await accept(exchange, token, exchange.bob);
  return { ...exchange, token };
}

describe("Deals: tokens that misbehave", () => {
  it("that keep a part of what is paid are refused", async () => {
    const exchange = await payingIn("FeeToken");
    const { deals, token, bob } = exchange;
    await expectRefusal(
      conclude(exchange),
      refusal(deals, "WrongAmountMoved", token.target, PRICE, PRICE - PRICE / 100n),
    );
    expect(await balance(token, bob.address)).to.equal(PURSE);
  });

  it("that begin to charge the payer later cannot take what others are owed", async () => {
    const exchange = await payingIn("FeeToken");
    const { deals, token, alice } = exchange;
    await call(token, "takeOnTop");
    await trade(exchange, 1000n);
    await conclude(exchange);
    await expectRefusal(
      deals.connect(alice).withdraw(token.target),
      refusal(deals, "WrongAmountMoved", token.target, 1000n, 1010n),
    );
  });

  it("that return false take nothing, and lose nothing", async () => {
    const exchange = await payingIn("FalseToken");
    const { deals, token, alice, aliceId } = exchange;
    await expectRefusal(
      conclude(exchange),
      refusal(deals, "SafeERC20FailedOperation", token.target),
    );
    await call(token, "work");
    await trade(exchange, 1000n);
    await call(token, "stop");
    await expectRefusal(
      deals.connect(alice).withdraw(token.target),
      refusal(deals, "SafeERC20FailedOperation", token.target),
    );
    expect(await deals.balanceOf(aliceId, token.target)).to.equal(1000n);
  });

  it("that call back, as a buyer, are kept out of everything that moves money", async () => {
    const exchange = await payingIn("CallingToken");
    const { deals, offers, token, alice, bob, certificateId } = exchange;
    const address = await token.getAddress();
    // The token is itself a participant, with a deal of its own that it could go on with.
    const { participants } = exchange;
    await participants.register(Kind.Exchange, 156n, hashOf("credential"), address);
    const act = (data: string) => token.getFunction("act")(deals.target, data) as Promise<unknown>;
    await act(
      deals.interface.encodeFunctionData("conclude", [
        acceptance(await sell(exchange, { price: { amount: 0n } })),
      ]),
    );
    const dealId = await deals.dealCount();
    const offerId = await sell(exchange);
    const calls = [
      deals.interface.encodeFunctionData("conclude", [acceptance(offerId)]),
      deals.interface.encodeFunctionData("withdraw", [address]),
      deals.interface.encodeFunctionData("acknowledge", [dealId]),
      deals.interface.encodeFunctionData("release", [dealId]),
      deals.interface.encodeFunctionData("reclaim", [dealId]),
      deals.interface.encodeFunctionData("cancel", [dealId, REASON]),
      deals.interface.encodeFunctionData("resolve", [dealId, 0n, false, REASON]),
      deals.interface.encodeFunctionData("distribute", [certificateId, address]),
    ];
    for (const data of calls) {
      await call(token, "callBack", deals.target, data);
      await deals.connect(bob).conclude(acceptance(offerId));
      expect(await token.getFunction("called")()).to.equal(false);
      expect(await token.getFunction("answer")()).to.equal(
        reentrant.encodeErrorResult("ReentrancyGuardReentrantCall"),
      );
    }
    const held = await balance(token, await deals.getAddress());
    expect(held).to.equal(BigInt(calls.length) * PRICE);

    await deals.connect(bob).acknowledge(await deals.dealCount());
    await call(token, "callBack", deals.target, calls[1] ?? "0x");
    await deals.connect(alice).withdraw(token.target);
    expect(await token.getFunction("called")()).to.equal(false);
    expect(await balance(token, alice.address)).to.equal(PRICE);
    expect(await offers.offerCount()).to.equal(offerId);
  });
});

describe("Deals: accounts that are contracts", () => {
  it("cannot refuse a licence, or anything else, by refusing its token", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, licenses, token } = exchange;
    const receiver = await deployToken("RefusingReceiver");
    const address = await receiver.getAddress();
    await exchange.participants.register(Kind.Enterprise, 156n, hashOf("credential"), address);
    await call(token, "mint", address, PURSE);
    const act = (to: unknown, data: string) => call(receiver, "act", to, data);
    const approve = token.interface.encodeFunctionData("approve", [deals.target, PURSE]);
    await act(token.target, approve);
    const offerId = await sell(exchange);
    await act(deals.target, deals.interface.encodeFunctionData("conclude", [acceptance(offerId)]));
    expect(await licenses.ownerOf(1n)).to.equal(address);
  });
});

describe("Deals: without native coin", () => {
  it("a buyer permits, takes the offer and is licensed in one relayed batch", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, forwarder, token, licenses } = exchange;
    const buyer = ethers.Wallet.createRandom();
    await exchange.participants.register(
      Kind.Enterprise,
      156n,
      hashOf("credential"),
      buyer.address,
    );
    await call(token, "mint", buyer.address, PURSE);
    const deadline = 2n ** 48n - 1n;
    const { v, r, s } = await signPermit(token, buyer, deals.target as string, PRICE, deadline);
    const batch = deals.interface.encodeFunctionData("multicall", [
      [
        deals.interface.encodeFunctionData("permit", [token.target, PRICE, deadline, v, r, s]),
        deals.interface.encodeFunctionData("conclude", [acceptance(await sell(exchange))]),
      ],
    ]);
    await forwarder.execute(await signRequest(exchange, buyer, deals, batch));
    expect(await licenses.ownerOf(1n)).to.equal(buyer.address);
    expect(await balance(token, buyer.address)).to.equal(PURSE - PRICE);
  });

  it("a sender that is appended to a call counts from the forwarder alone", async () => {
    const exchange = await loadFixture(openExchange);
    const { deals, token, alice, aliceId, carol, carolId, participants } = exchange;
    await trade(exchange, 1000n);
    const data = withSender(deals.interface.encodeFunctionData("withdraw", [token.target]), alice);
    await expectRefusal(
      carol.sendTransaction({ to: deals.target, data }),
      refusal(deals, "NothingToWithdraw", carolId, token.target),
    );
    const batch = deals.interface.encodeFunctionData("multicall", [[data]]);
    await expectRefusal(
      carol.sendTransaction({ to: deals.target, data: batch }),
      refusal(deals, "NothingToWithdraw", carolId, token.target),
    );
    expect(await deals.balanceOf(aliceId, token.target)).to.equal(1000n);
    expect(await participants.participantOf(carol)).to.equal(carolId);
  });
});

async function signPermit(
  token: Token,
  owner: BaseWallet,
  spender: string,
  value: bigint,
  deadline: bigint,
) {
  const [, name, version, chainId, verifyingContract] = (await token.getFunction(
    "eip712Domain",
  )()) as [string, string, string, bigint, string];
  const types = {
    Permit: [
      { name: "owner", type: "address" },
      { name: "spender", type: "address" },
      { name: "value", type: "uint256" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  };
  const message = { owner: owner.address, spender, value, nonce: 0n, deadline };
  const domain = { name, version, chainId, verifyingContract };
  const signature = await owner.signTypedData(domain, types, message);
  return ethers.Signature.from(signature);
}

import { expect } from "chai";
import { network } from "hardhat";

import { expectRefusal, refusal } from "../expectations.ts";
import { ethers } from "../registry.ts";

describe("Development money", () => {
  it("fills every purse once, and counts in hundredths", async () => {
    const [one, other, nobody] = await ethers.getSigners();
    const money = await ethers.deployContract("DevelopmentMoney", [[one, other], 5_000n]);
    expect(await money.balanceOf(one?.address ?? "")).to.equal(5_000n);
    expect(await money.balanceOf(other?.address ?? "")).to.equal(5_000n);
    expect(await money.balanceOf(nobody?.address ?? "")).to.equal(0n);
    expect(await money.totalSupply()).to.equal(10_000n);
    expect(await money.decimals()).to.equal(2n);
  });

  it("is on no other chain than the development chain", async () => {
    const elsewhere = await network.create({ override: { chainId: 156 } });
    const factory = await elsewhere.ethers.getContractFactory("DevelopmentMoney");
    const money = factory.attach(ethers.ZeroAddress);
    await expectRefusal(factory.deploy([], 1n), refusal(money, "NotTheDevelopmentChain", 156n));
    await elsewhere.close();
  });
});

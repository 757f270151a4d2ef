import { expect } from "chai";
import type { InterfaceAbi } from "ethers";
import { Contract, ContractFactory, JsonRpcProvider } from "ethers";

import { makeCall } from "../../sdk/src/call.ts";
import {
  ContractRevertError,
  devSigner,
  InvalidInputError,
  NodeError,
} from "../../sdk/src/index.ts";
import { packTerms } from "../../sdk/src/terms.ts";
import { compileToken } from "../solidity/tokens.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

const DAY = 86_400;
const AMOUNT = 2n ** 80n;

describe("Verbs of deals and shares", () => {
  let world: World;
  let provider: JsonRpcProvider;
  let seller: Owner;
  let buyer: Owner;
  let court: Owner;
  let partner: Owner;
  let currency: string;
  let token: Contract;
  let certificateId: number;
  before(async () => {
    world = await createWorld();
    provider = new JsonRpcProvider(world.anvil.url, undefined, { cacheTimeout: -1 });
    const admin = devSigner(0).connect(provider);
    seller = await world.owner();
    buyer = await world.owner();
    partner = await world.owner();
    court = await world.owner("COURT");
    const { abi, bytecode } = compileToken("GoodToken");
    const deployed = await new ContractFactory(abi as InterfaceAbi & [], bytecode, admin).deploy();
    currency = await deployed.getAddress();
    token = new Contract(currency, abi, admin);
    await (await token.getFunction("mint")(buyer.wallet.address, 10n * AMOUNT)).wait();
    const offers = new Contract(
      world.registrar.deployment.contracts.Offers,
      ["function setCurrency(address currency, bool accepted)"],
      admin,
    );
    await (await offers.getFunction("setCurrency")(currency, true)).wait();
    certificateId = await world.certify(seller, filing("sold"));
  });
  after(async () => {
    provider.destroy();
    await world.stop();
  });

  /** The seller offers licences for the amount. */
  async function offer(): Promise<number> {
    const { timestamp } = (await provider.getBlock("latest")) ?? expect.fail();
    const until = new Date((timestamp + 20 * DAY) * 1000);
    const terms = packTerms({ permittedUses: ["READ"], until, documentHash: digest("terms") });
    const price = { amount: AMOUNT, buyer: 0, period: 0, model: 1, currency };
    const call = makeCall<{ offerId: number }, "Offers">(
      "Offers",
      (abi) => abi.encodeFunctionData("offer", [certificateId, timestamp + 10 * DAY, price, terms]),
      { event: "OfferMade", take: ["offerId"] },
    );
    const { results } = await seller.registry.send([call]);
    return results[0].offerId;
  }

  /** The buyer, who has no coin, takes a new offer. */
  async function conclude(where: { sandboxId?: number } = {}): Promise<number> {
    const { registry } = buyer;
    const offerId = await offer();
    const permit = await registry.deals.signPermit({ currency, amount: AMOUNT });
    const { results } = await registry.send([
      registry.calls.deals.permit(permit),
      registry.calls.deals.conclude({
        offerId,
        volume: 4096n,
        delivery: "ENCLAVE",
        maxAmount: AMOUNT,
        ...where,
      }),
    ]);
    return results[1].dealId;
  }

  it("conclude by a permit, in one relayed batch, and read back the contract", async () => {
    const dealId = await conclude();
    const { concludedAt, deliverBy, ...record } = await seller.registry.deals.get(dealId);
    expect(deliverBy.getTime() - concludedAt.getTime()).to.equal(3600_000);
    expect(record).to.deep.equal({
      dealId,
      offerId: 1,
      certificateId,
      licenseId: 1,
      sandboxId: null,
      buyer: buyer.participantId,
      seller: seller.participantId,
      approvalId: null,
      sharesId: null,
      priceModel: "FIXED",
      unitPrice: AMOUNT,
      quantity: 1n,
      amount: AMOUNT,
      currency,
      delivery: "ENCLAVE",
      volume: 4096n,
      commitment: filing("sold").commitment,
      status: "CONCLUDED",
      acceptBy: null,
    });
  });

  it("deliver, acknowledge and withdraw", async () => {
    const dealId = await conclude();
    const { acceptBy } = await seller.registry.deals.deliver(dealId, digest("evidence"));
    expect((await buyer.registry.deals.get(dealId)).acceptBy).to.deep.equal(acceptBy);
    await buyer.registry.deals.acknowledge(dealId);
    expect(await seller.registry.deals.balanceOf(seller.participantId, currency)).to.equal(AMOUNT);
    expect((await seller.registry.deals.withdraw(currency)).amount).to.equal(AMOUNT);
    expect(await token.getFunction("balanceOf")(seller.wallet.address)).to.equal(AMOUNT);
    const none = await thrown(seller.registry.deals.withdraw(currency), ContractRevertError);
    expect(none.shortMessage).to.equal(
      `Participant ${seller.participantId} has no balance in ${currency}.`,
    );
  });

  it("conclude in a sandbox: the licence ends with it", async () => {
    const regulator = await world.owner("REGULATOR");
    const { timestamp } = (await provider.getBlock("latest")) ?? expect.fail();
    const until = new Date((timestamp + 20 * DAY) * 1000);
    const { sandboxId } = await regulator.registry.sandboxes.open({
      ...{ until, maxVolume: 5000n, maxValue: AMOUNT, currency, exemptions: [] },
      ...{ rulesHash: digest("rules"), members: [seller.participantId, buyer.participantId] },
    });
    const dealId = await conclude({ sandboxId });
    const { licenseId } = await partner.registry.deals.get(dealId);
    const { status, sandboxId: within } = await partner.registry.licenses.get(licenseId);
    expect([status, within]).to.deep.equal(["ACTIVE", sandboxId]);
    await regulator.registry.sandboxes.close(sandboxId, digest("reason"));
    expect((await partner.registry.licenses.get(licenseId)).status).to.equal("TERMINATED");
    const use = {
      participantId: buyer.participantId,
      licenseId,
      uses: ["READ"],
      country: 156,
    } as const;
    expect(await partner.registry.licenses.decide(use)).to.deep.equal({
      ...{ allowed: false, reason: "SANDBOX_CLOSED", decidedBy: `sandbox:${sandboxId}` },
    });
    const renewing = seller.registry.licenses.renew(licenseId, until);
    expect((await thrown(renewing, ContractRevertError)).errorName).to.equal("LicenseNotActive");
  });

  it("dispute and resolve, cancel, release and reclaim", async () => {
    const [disputed, cancelled, released, reclaimed] = [
      await conclude(),
      await conclude(),
      await conclude(),
      await conclude(),
    ] as const;
    const statusOf = async (id: number) => (await buyer.registry.deals.get(id)).status;
    await buyer.registry.deals.dispute(disputed, digest("reason"));
    expect(await statusOf(disputed)).to.equal("DISPUTED");
    const decision = { refund: 1n, rescinded: false, decisionHash: digest("decision") };
    const byParty = await thrown(
      seller.registry.deals.resolve(disputed, decision),
      ContractRevertError,
    );
    expect(byParty.errorName).to.equal("NotArbiter");
    await court.registry.deals.resolve(disputed, decision);
    expect(await statusOf(disputed)).to.equal("SETTLED");
    await seller.registry.deals.cancel(cancelled, digest("reason"));
    expect(await statusOf(cancelled)).to.equal("RESCINDED");
    await seller.registry.deals.deliver(released, digest("evidence"));
    const early = await thrown(buyer.registry.deals.reclaim(reclaimed), ContractRevertError);
    expect(early.errorName).to.equal("DeliveryNotDue");
    await world.pass(3601);
    await partner.registry.deals.release(released);
    await buyer.registry.deals.reclaim(reclaimed);
    expect([await statusOf(released), await statusOf(reclaimed)]).to.deep.equal([
      "SETTLED",
      "RESCINDED",
    ]);
    const nothing = await thrown(
      partner.registry.deals.distribute(certificateId, currency),
      ContractRevertError,
    );
    expect(nothing.errorName).to.equal("NothingToDistribute");
    expect(await partner.registry.deals.earningsOf(certificateId, currency)).to.deep.equal({
      own: 0n,
      owed: 0n,
    });
    await partner.registry.deals.assess(certificateId);
  });

  it("propose shares, agree, withdraw, and read who has what", async () => {
    const shared = await world.certify(seller, filing("shared"));
    const { shares } = seller.registry;
    const whole = [{ participantId: seller.participantId, basisPoints: 10_000 }];
    expect(await shares.of(shared)).to.deep.equal(whole);
    const parts = [
      { participantId: partner.participantId, basisPoints: 2_500 },
      { participantId: seller.participantId, basisPoints: 7_500 },
    ];
    const { proposalId } = await shares.propose(shared, parts);
    expect(await shares.get(proposalId)).to.include({
      certificateId: shared,
      proposer: seller.participantId,
      status: "PROPOSED",
      parties: 2,
      agreed: 1,
    });
    await partner.registry.shares.agree(proposalId);
    expect(await shares.of(shared)).to.deep.equal(parts.toReversed());
    const again = await shares.propose(shared, parts);
    await shares.withdraw(again.proposalId);
    expect((await shares.get(again.proposalId)).status).to.equal("WITHDRAWN");
    const sum = await thrown(shares.propose(shared, parts.slice(1)), ContractRevertError);
    expect(sum.shortMessage).to.equal("The shares add up to 7500 basis points.");
  });

  it("reject bad input before anything is sent, and name the field", async () => {
    const { deals, shares } = buyer.registry;
    const good = { offerId: 1, volume: 1n, delivery: "MEDIUM", maxAmount: 1n } as const;
    const cases: [string, Promise<unknown>][] = [
      ["offerId", deals.conclude({ ...good, offerId: 0 })],
      ["quantity", deals.conclude({ ...good, quantity: 2n ** 64n })],
      ["volume", deals.conclude({ ...good, volume: -1n })],
      ["maxAmount", deals.conclude({ ...good, maxAmount: 2n ** 128n })],
      ["delivery", deals.conclude({ ...good, delivery: "POST" as "MEDIUM" })],
      ["sandboxId", deals.conclude({ ...good, sandboxId: -1 })],
      ["evidenceHash", deals.deliver(1, "0x12")],
      ["currency", deals.withdraw("0x12")],
      ["dealId", deals.get(0)],
      ["basisPoints", shares.propose(1, [{ participantId: 1, basisPoints: 10_001 }])],
    ];
    for (const [field, promise] of cases) {
      expect(await thrown(promise, InvalidInputError)).to.include({ field });
    }
    const noToken = await thrown(
      deals.signPermit({ currency: buyer.wallet.address, amount: 1n }),
      NodeError,
    );
    expect(noToken.message).to.include(buyer.wallet.address);
  });
});

import { expect } from "chai";
import { makeError, Wallet } from "ethers";

import type { SignedRequest } from "../../sdk/src/index.ts";
import {
  connect,
  ContractRevertError,
  devSigner,
  InvalidInputError,
  InvalidSignatureError,
  RequestOutOfOrderError,
  RequestReplayedError,
  SignatureExpiredError,
  SigningRefusedError,
  WrongDeploymentError,
} from "../../sdk/src/index.ts";
import { deployRegistry } from "./fixture/deploy.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

describe("Relayed writes", () => {
  let world: World;
  let owner: Owner;
  let other: Owner;
  before(async () => {
    world = await createWorld();
    owner = await world.owner();
    other = await world.owner();
  });
  after(() => world.stop());

  const signFiling = (by: Owner, name: string): Promise<SignedRequest<{ applicationId: number }>> =>
    by.registry.relay.sign(by.registry.calls.rights.file(filing(name)));
  const chainTime = async (): Promise<number> => {
    const head = await world.anvil.rpc<{ timestamp: string }>(
      "eth_getBlockByNumber",
      "latest",
      false,
    );
    return Number(head.timestamp);
  };

  it("need no coin of the signer, and act in its name", async () => {
    const { address } = owner.wallet;
    const { applicationId, transaction } = await owner.registry.rights.file(filing("unfunded"));
    expect(await world.anvil.rpc("eth_getBalance", address, "latest")).to.equal("0x0");
    const sent = await world.anvil.rpc<{ from: string }>(
      "eth_getTransactionByHash",
      transaction.hash,
    );
    expect(sent.from).to.equal(devSigner(3).address.toLowerCase());
    expect((await owner.registry.rights.get(applicationId)).applicant).to.equal(
      owner.participantId,
    );
  });

  it("travel as JSON", async () => {
    const request = await signFiling(owner, "json");
    expect(request.nonce).to.be.a("number");
    expect(request.deadline).to.be.closeTo((await chainTime()) + 3600, 5);
    const received = JSON.parse(JSON.stringify(request)) as typeof request;
    const { results, transaction } = await other.registry.relay.submit([received]);
    expect(results).to.have.length(1);
    const record = await owner.registry.rights.get(results[0]?.applicationId ?? 0);
    expect(record).to.include({ applicant: owner.participantId, commitment: digest("json") });
    expect(transaction.block).to.be.greaterThan(0);
  });

  it("go in one transaction for many signers, each with several requests", async () => {
    const { calls } = owner.registry;
    const mine = await owner.registry.relay.signAll(
      ["batch 1", "batch 2", "batch 3"].map((name) => calls.rights.file(filing(name))),
    );
    expect(mine.map(({ nonce }) => nonce - (mine[0]?.nonce ?? 0))).to.deep.equal([0, 1, 2]);
    const theirs = await signFiling(other, "batch 4");
    const requests = [mine[0], theirs, mine[1], mine[2]].flatMap((one) => (one ? [one] : []));
    const { results } = await owner.registry.relay.submit(requests);
    const records = await Promise.all(
      results.map(({ applicationId }) => owner.registry.rights.get(applicationId)),
    );
    expect(records.map(({ commitment }) => commitment)).to.deep.equal(
      ["batch 1", "batch 4", "batch 2", "batch 3"].map(digest),
    );
    expect(records[1]?.applicant).to.equal(other.participantId);
  });

  it("are refused after their deadline, by the chain's clock", async () => {
    const deadline = new Date(((await chainTime()) + 60) * 1000);
    const request = await owner.registry.relay.sign(
      owner.registry.calls.rights.file(filing("late")),
      { deadline },
    );
    await world.pass(61);
    const error = await thrown(owner.registry.relay.submit([request]), SignatureExpiredError);
    expect(error).to.deep.include({ code: "SIGNATURE_EXPIRED", deadline });
    expect(error.message).to.include(deadline.toISOString()).and.include(owner.wallet.address);

    const past = new Date(((await chainTime()) - 1) * 1000);
    const call = owner.registry.calls.rights.file(filing("late"));
    await thrown(owner.registry.relay.sign(call, { deadline: past }), InvalidInputError);
  });

  it("are refused when submitted again", async () => {
    const request = await signFiling(owner, "once");
    await owner.registry.relay.submit([request]);
    const error = await thrown(owner.registry.relay.submit([request]), RequestReplayedError);
    expect(error).to.include({ code: "REQUEST_REPLAYED", nonce: request.nonce });
    const twice = await signFiling(owner, "twice");
    await thrown(owner.registry.relay.submit([twice, twice]), RequestReplayedError);
  });

  it("are refused out of order", async () => {
    const { calls, relay } = owner.registry;
    const [first, second] = await relay.signAll([
      calls.rights.file(filing("first")),
      calls.rights.file(filing("second")),
    ]);
    const error = await thrown(relay.submit([second]), RequestOutOfOrderError);
    expect(error).to.include({ code: "REQUEST_OUT_OF_ORDER", nonce: second.nonce });
    await relay.submit([first, second]);
  });

  it("are refused when forged or altered", async () => {
    const request = await signFiling(owner, "genuine");
    const altered: SignedRequest[] = [
      { ...request, from: other.wallet.address },
      { ...request, data: `${request.data}00` },
      { ...request, deadline: request.deadline + 1 },
      { ...request, gas: request.gas * 2 },
      { ...request, signature: "0x1234" },
    ];
    for (const one of altered) {
      const error = await thrown(owner.registry.relay.submit([one]), InvalidSignatureError);
      expect(error).to.include({ code: "INVALID_SIGNATURE", from: one.from });
    }
  });

  it("are refused when made for another deployment, or malformed", async () => {
    const request = await signFiling(owner, "elsewhere");
    const elsewhere = await connect({
      deployment: await deployRegistry(world.anvil),
      rpc: world.anvil.url,
      relayer: devSigner(3),
    });
    await thrown(elsewhere.relay.submit([request]), WrongDeploymentError);
    const cases: [string, Partial<SignedRequest>][] = [
      ["request.to", { to: owner.wallet.address }],
      ["request.gas", { gas: -1 }],
      ["request.nonce", { nonce: 1.5 }],
      ["request.data", { data: "0xzz" }],
      ["request.calls", { calls: [] }],
      ["request.calls", { calls: [{ contract: "Licenses", method: "grant", result: null }] }],
    ];
    for (const [field, change] of cases) {
      const submitted = owner.registry.relay.submit([{ ...request, ...change }]);
      expect(await thrown(submitted, InvalidInputError)).to.include({ field });
    }
  });

  it("show the contract's own reason, which the forwarder swallows, before anything is paid", async () => {
    const { calls, relay } = owner.registry;
    const balance = await world.anvil.rpc("eth_getBalance", devSigner(3).address, "latest");
    const signing = await thrown(relay.sign(calls.rights.withdraw(999)), ContractRevertError);
    expect(signing).to.include({ errorName: "UnknownApplication", method: "withdrawApplication" });

    const { applicationId } = await owner.registry.rights.file(filing("reason"));
    const request = await relay.sign(calls.rights.withdraw(applicationId));
    await world.examiner.rights.reject(applicationId, digest("d"));
    const after = await world.anvil.rpc("eth_getBalance", devSigner(3).address, "latest");
    const submitting = await thrown(relay.submit([request]), ContractRevertError);
    expect(submitting.errorName).to.equal("WrongApplicationStatus");
    expect(submitting.args.status).to.equal("REJECTED");
    expect(await world.anvil.rpc("eth_getBalance", devSigner(3).address, "latest")).to.equal(after);
    expect(after).not.to.equal(balance);
  });

  it("report each request by itself when not atomic", async () => {
    const { calls, relay } = owner.registry;
    const { applicationId } = await owner.registry.rights.file(filing("some"));
    const [withdrawal, good] = await relay.signAll([
      calls.rights.withdraw(applicationId),
      calls.rights.file(filing("good")),
    ]);
    const expired = await other.registry.relay.sign(calls.rights.file(filing("never")), {
      deadline: new Date(((await chainTime()) + 5) * 1000),
    });
    await world.examiner.rights.reject(applicationId, digest("d"));
    await world.pass(10);
    const { outcomes } = await relay.submit<object>([withdrawal, expired, good], { atomic: false });
    const [first, second, third] = outcomes;
    expect(first).to.have.nested.property("error.errorName", "WrongApplicationStatus");
    expect(second).to.have.nested.property("error.code", "SIGNATURE_EXPIRED");
    expect(third).to.have.nested.property("result.applicationId");
    // Its nonce is used, so that the requests signed after it go on.
    await thrown(relay.submit([withdrawal]), RequestReplayedError);
  });

  it("throw the first fault when none can be executed", async () => {
    const request = await signFiling(owner, "nothing");
    const forged = { ...request, from: other.wallet.address };
    await thrown(owner.registry.relay.submit([forged], { atomic: false }), InvalidSignatureError);
    await thrown(owner.registry.relay.submit([]), InvalidInputError);
  });

  it("can be sent at the same time, by one signer and by many, through one relayer", async () => {
    const owners = await Promise.all([world.owner(), world.owner(), world.owner()]);
    const writes = owners.flatMap((one, i) =>
      [1, 2, 3].map((n) => one.registry.rights.file(filing(`parallel ${i} ${n}`))),
    );
    const ids = (await Promise.all(writes)).map(({ applicationId }) => applicationId);
    expect(new Set(ids).size).to.equal(9);
  });

  it("can be sent at the same time through several connections", async () => {
    const { deployment } = world.registrar;
    const writes = [1, 2, 3, 4].map(async (n) => {
      const options = { deployment, rpc: world.anvil.url, signer: owner.wallet };
      const registry = await connect({ ...options, relayer: devSigner(3) });
      return registry.rights.file(filing(`connection ${n}`));
    });
    const ids = (await Promise.all(writes)).map(({ applicationId }) => applicationId);
    expect(new Set(ids).size).to.equal(4);
  });

  it("say so when the signer refuses", async () => {
    const unwilling = Object.assign(Object.create(owner.wallet) as Wallet, {
      signTypedData: () =>
        Promise.reject(
          makeError("user rejected", "ACTION_REJECTED", {
            action: "signTypedData",
            reason: "rejected",
          }),
        ),
    });
    const error = await thrown(
      owner.registry.as(unwilling).rights.file(filing("no")),
      SigningRefusedError,
    );
    expect(error.code).to.equal("SIGNING_REFUSED");
  });

  it("do not take a stranger's request for a participant's", async () => {
    const stranger = owner.registry.as(Wallet.createRandom());
    const error = await thrown(stranger.rights.file(filing("stranger")), ContractRevertError);
    expect(error.errorName).to.equal("AccountNotActive");
    expect(error.shortMessage).to.include("acts for no participant");
  });
});

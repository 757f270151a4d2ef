import { expect } from "chai";
import { Wallet, ZeroAddress } from "ethers";

import { ContractRevertError, InvalidInputError } from "../../sdk/src/index.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest } from "./fixture/world.ts";

describe("Verbs of participants", () => {
  let world: World;
  let owner: Owner;
  before(async () => {
    world = await createWorld();
    owner = await world.owner();
  });
  after(() => world.stop());

  it("registers, and reads back what was registered", async () => {
    const account = Wallet.createRandom().address;
    const credentialHash = digest("a court's credential");
    const { participantId, transaction } = await world.registrar.participants.register({
      kind: "COURT",
      jurisdiction: 156,
      credentialHash,
      account,
    });
    const { registeredAt, ...record } = await world.registrar.participants.get(participantId);
    expect(record).to.deep.equal({
      participantId,
      kind: "COURT",
      status: "ACTIVE",
      jurisdiction: 156,
      primaryAccount: account,
      credentialHash,
    });
    expect(registeredAt.getTime()).to.be.closeTo(Date.now(), 60_000);
    expect(transaction.gasUsed).to.be.greaterThan(21_000);
    expect(transaction.hash).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("suspends and reinstates", async () => {
    const { participants } = world.registrar;
    await participants.suspend(owner.participantId, digest("reason"));
    expect((await participants.get(owner.participantId)).status).to.equal("SUSPENDED");
    const again = await thrown(
      participants.suspend(owner.participantId, digest("reason")),
      ContractRevertError,
    );
    expect(again.args).to.include({ status: "SUSPENDED", required: "ACTIVE" });
    await participants.reinstate(owner.participantId, digest("reason"));
    expect((await participants.get(owner.participantId)).status).to.equal("ACTIVE");
  });

  it("updates a credential", async () => {
    const { participants } = world.registrar;
    await participants.updateCredential(owner.participantId, digest("newer"));
    expect((await participants.get(owner.participantId)).credentialHash).to.equal(digest("newer"));
  });

  it("invites, accepts, makes primary and revokes, all by signature alone", async () => {
    const colleague = Wallet.createRandom();
    const { registry, participantId, wallet } = owner;
    const asColleague = registry.as(colleague);
    await registry.participants.invite(colleague.address);
    await asColleague.participants.accept(participantId);
    expect(await registry.participants.ofAccount(colleague.address)).to.deep.equal({
      participantId,
      status: "ACTIVE",
    });
    await registry.participants.setPrimary(colleague.address);
    await asColleague.participants.revoke(wallet.address);
    expect(await registry.participants.ofAccount(wallet.address)).to.deep.equal({
      participantId,
      status: "REVOKED",
    });
    const error = await thrown(registry.participants.invite(ZeroAddress), ContractRevertError);
    expect(error.errorName).to.equal("AccountNotActive");
    expect(error.args).to.deep.equal({ account: wallet.address, participantId });
  });

  it("recovers a lost account", async () => {
    const { participantId, wallet } = await world.owner();
    const replacement = Wallet.createRandom().address;
    const reasonHash = digest("lost at sea");
    await world.registrar.participants.recoverAccount({
      lost: wallet.address,
      replacement,
      reasonHash,
    });
    expect((await world.registrar.participants.get(participantId)).primaryAccount).to.equal(
      replacement,
    );
  });

  it("answers null for an account that nobody uses, and throws for an unknown number", async () => {
    const { participants } = world.registrar;
    expect(await participants.ofAccount(Wallet.createRandom().address)).to.equal(null);
    const error = await thrown(participants.get(99), ContractRevertError);
    expect(error).to.include({ errorName: "UnknownParticipant", contract: "Participants" });
  });

  it("refuses who lacks the role, and says what role it takes", async () => {
    const error = await thrown(
      world.examiner.participants.suspend(owner.participantId, digest("x")),
      ContractRevertError,
    );
    expect(error).to.include({ errorName: "AccessManagedUnauthorized", method: "suspend" });
    expect(error.hint).to.include("registrar");
  });

  it("rejects a bad argument before anything is sent, and names the field", async () => {
    const { participants } = world.registrar;
    const good = {
      kind: "CITIZEN",
      jurisdiction: 156,
      credentialHash: digest("x"),
      account: ZeroAddress,
    } as const;
    const cases: [string, Promise<unknown>][] = [
      ["jurisdiction", participants.register({ ...good, jurisdiction: 1000 })],
      ["jurisdiction", participants.register({ ...good, jurisdiction: 1.5 })],
      ["credentialHash", participants.register({ ...good, credentialHash: "0x12" })],
      ["account", participants.register({ ...good, account: "Beijing" })],
      ["kind", participants.register({ ...good, kind: "PERSON" as "CITIZEN" })],
      ["participantId", participants.suspend(0, digest("x"))],
      ["reasonHash", participants.suspend(1, "because")],
    ];
    for (const [field, promise] of cases) {
      expect(await thrown(promise, InvalidInputError)).to.include({ code: "BAD_INPUT", field });
    }
  });
});

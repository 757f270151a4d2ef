import { expect } from "chai";
import { Wallet } from "ethers";

import {
  BatchTooLargeError,
  connect,
  ContractRevertError,
  devSigner,
  InsufficientFundsError,
  InvalidInputError,
} from "../../sdk/src/index.ts";
import { startAnvil } from "./fixture/anvil.ts";
import { deployRegistry, PERIODS } from "./fixture/deploy.ts";
import { startProxy } from "./fixture/proxy.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

describe("Batches and transactions", () => {
  let world: World;
  let owner: Owner;
  before(async () => {
    world = await createWorld();
    owner = await world.owner();
  });
  after(() => world.stop());

  const block = async (): Promise<number> => Number(await world.anvil.rpc("eth_blockNumber"));

  it("send calls of one contract in one transaction, with a result each", async () => {
    const { applicationId: first } = await owner.registry.rights.file(filing("a"));
    const { applicationId: second } = await owner.registry.rights.file(filing("b"));
    const before = await block();
    const { calls } = world.examiner;
    const { results, transactions } = await world.examiner.send([
      calls.rights.openNotice(first),
      calls.rights.reject(second, digest("d")),
      calls.rights.reject(first, digest("d")),
    ]);
    expect(await block()).to.equal(before + 1);
    expect(results[0].noticeEnd).to.be.instanceOf(Date);
    expect(results).to.have.length(3);
    expect(new Set(transactions.map(({ hash }) => hash)).size).to.equal(1);
  });

  it("give each call its own result beside calls that emit an event many times", async () => {
    const { calls } = world.registrar;
    const alone = (name: string) => calls.rights.fileBatch(owner.participantId, [filing(name)]);
    const batch = calls.rights.fileBatch(owner.participantId, [
      filing("many 1"),
      filing("many 2"),
      filing("many 3"),
    ]);
    const { results: filed } = await world.registrar.send([alone("x"), batch, alone("y")]);
    const [x, many, y] = filed.map(({ applicationId }) => applicationId);
    expect([many, y]).to.deep.equal([(x ?? 0) + 1, (x ?? 0) + 4]);

    await world.pass(PERIODS.noticeGeneral);
    const ids = [0, 1, 2].map((i) => (many ?? 0) + i);
    const { results: confirmed } = await world.examiner.send([
      calls.rights.confirm(x ?? 0, digest("d")),
      calls.rights.confirmBatch(ids, digest("d")),
      calls.rights.confirm(y ?? 0, digest("d")),
    ]);
    expect([confirmed[0].certificateId, confirmed[2].certificateId]).to.deep.equal([x, y]);
    expect(() => calls.rights.fileBatch(owner.participantId, [])).to.throw(InvalidInputError);
  });

  it("send nothing if one call of a contract is refused", async () => {
    const { applicationId } = await owner.registry.rights.file(filing("c"));
    const before = await block();
    const { calls } = world.examiner;
    const sending = world.examiner.send([
      calls.rights.reject(applicationId, digest("d")),
      calls.rights.reject(999, digest("d")),
    ]);
    expect((await thrown(sending, ContractRevertError)).args).to.deep.equal({ applicationId: 999 });
    expect(await block()).to.equal(before);
    expect((await world.examiner.rights.get(applicationId)).status).to.equal("FILED");
  });

  it("keep the order of calls to different contracts", async () => {
    const account = Wallet.createRandom().address;
    const { calls, participants } = world.registrar;
    const certificateId = await world.certify(owner, filing("d"));
    const before = await block();
    const { results, transactions } = await world.registrar.send([
      calls.participants.register({
        kind: "COURT",
        jurisdiction: 156,
        credentialHash: digest("c"),
        account,
      }),
      calls.rights.annul(certificateId, digest("r")),
      calls.participants.suspend(owner.participantId, digest("r")),
      calls.participants.reinstate(owner.participantId, digest("r")),
    ]);
    expect(await block()).to.equal(before + 3);
    expect((await participants.get(results[0].participantId)).primaryAccount).to.equal(account);
    expect(transactions.map(({ block: number }) => number - before)).to.deep.equal([1, 2, 3, 3]);
  });

  it("go in one relayed transaction, each call after those before it", async () => {
    const certificateId = await world.certify(owner, filing("e"));
    const licensee = await world.owner();
    const { calls } = owner.registry;
    const documentHash = digest("terms");
    const until = new Date(Date.now() + 86_400_000);
    const granted = await owner.registry.licenses.grant({
      certificateId,
      licensee: licensee.participantId,
      terms: { permittedUses: ["READ"], until, documentHash },
    });
    const before = await block();
    const { results } = await owner.registry.send([
      calls.rights.file(filing("f")),
      calls.rights.file(filing("g")),
      calls.licenses.suspend(granted.licenseId, digest("r")),
      calls.licenses.resume(granted.licenseId),
      calls.rights.surrender(certificateId),
    ]);
    expect(await block()).to.equal(before + 1);
    expect(results[1].applicationId).to.equal(results[0].applicationId + 1);
    expect(results).to.have.length(5);
  });

  it("do not file for a right in force, unless told to", async () => {
    await world.certify(owner, filing("h"));
    const { calls } = owner.registry;
    const rivals = owner.registry.send([
      calls.rights.file(filing("i")),
      calls.rights.file(filing("h")),
    ]);
    expect((await thrown(rivals, ContractRevertError)).errorName).to.equal("RightInForce");
    await owner.registry.send([calls.rights.file(filing("h"), { allowRival: true })]);
  });

  it("can be sent at the same time from one account", async () => {
    const ids = await Promise.all(
      [1, 2, 3, 4, 5].map(async (n) => {
        const { applicationId } = await owner.registry.rights.file(filing(`same time ${n}`));
        return applicationId;
      }),
    );
    const sent = await Promise.all(ids.map((one) => world.examiner.rights.openNotice(one)));
    expect(new Set(sent.map(({ transaction }) => transaction.hash)).size).to.equal(5);
  });

  it("wait for a block on a chain that makes one only now and then", async () => {
    const slow = await startAnvil();
    try {
      const deployment = await deployRegistry(slow);
      const registrar = await connect({ deployment, rpc: slow.url, signer: devSigner(1) });
      await slow.rpc("evm_setIntervalMining", 1);
      const register = (): Promise<{ participantId: number }> =>
        registrar.participants.register({
          kind: "CITIZEN",
          jurisdiction: 156,
          credentialHash: digest("c"),
          account: Wallet.createRandom().address,
        });
      const registered = await Promise.all([register(), register(), register()]);
      const numbers = registered.map(({ participantId }) => participantId);
      expect(numbers.toSorted()).to.deep.equal([1, 2, 3]);
    } finally {
      await slow.stop();
    }
  });

  it("say so when they do not fit into a block", async () => {
    const { calls } = owner.registry;
    const many = Array.from({ length: 600 }, (_, n) =>
      calls.rights.file(filing(`many ${n}`), { allowRival: true }),
    );
    const error = await thrown(owner.registry.send(many), BatchTooLargeError);
    expect(error).to.include({ code: "BATCH_TOO_LARGE" });
    expect(error.hint).to.include("smaller batches");
  });

  it("name the account that cannot pay", async () => {
    const direct = await connect({
      deployment: world.registrar.deployment,
      rpc: world.anvil.url,
      signer: owner.wallet,
    });
    const error = await thrown(direct.rights.file(filing("poor")), InsufficientFundsError);
    expect(error).to.include({ code: "INSUFFICIENT_FUNDS", account: owner.wallet.address });
    await thrown(direct.send([]), InvalidInputError);
  });

  it("are tried one by one on a node that cannot simulate several calls", async () => {
    const proxy = await startProxy(world.anvil.url, (body, response) => {
      if (!body.includes("eth_simulateV1")) return false;
      const { id } = JSON.parse(body) as { id: number };
      const error = { code: -32601, message: "the method eth_simulateV1 does not exist" };
      response.end(JSON.stringify({ jsonrpc: "2.0", id, error }));
      return true;
    });
    try {
      const { deployment } = world.registrar;
      const options = { deployment, rpc: proxy.url, relayer: devSigner(3) };
      const registry = await connect({ ...options, signer: owner.wallet });
      const { calls } = registry;
      const { results } = await registry.send([
        calls.rights.file(filing("old node 1")),
        calls.rights.file(filing("old node 2")),
      ]);
      expect(results[1].applicationId).to.equal(results[0].applicationId + 1);
      const error = await thrown(registry.rights.withdraw(999), ContractRevertError);
      expect(error.errorName).to.equal("UnknownApplication");
    } finally {
      proxy.stop();
    }
  });

  it("are waited for although the node is lost for a while after they were sent", async () => {
    let lost = 0;
    const proxy = await startProxy(world.anvil.url, (body, response) => {
      if (!body.includes("eth_getTransactionReceipt") || ++lost > 3) return false;
      response.destroy();
      return true;
    });
    try {
      const { deployment } = world.registrar;
      const registry = await connect({ deployment, rpc: proxy.url, signer: devSigner(2) });
      const { applicationId } = await owner.registry.rights.file(filing("patience"));
      const { noticeEnd } = await registry.rights.openNotice(applicationId);
      expect(noticeEnd).to.be.instanceOf(Date);
      expect(lost).to.equal(4);
    } finally {
      proxy.stop();
    }
  });
});

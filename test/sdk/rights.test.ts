import { expect } from "chai";

import { ContractRevertError, InvalidInputError } from "../../sdk/src/index.ts";
import { PERIODS } from "./fixture/deploy.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

describe("Verbs of rights", () => {
  let world: World;
  let owner: Owner;
  let rival: Owner;
  before(async () => {
    world = await createWorld();
    owner = await world.owner();
    rival = await world.owner();
  });
  after(() => world.stop());

  const refused = async (promise: Promise<unknown>): Promise<string> =>
    (await thrown(promise, ContractRevertError)).errorName;

  it("files, opens notice and confirms", async () => {
    const { rights } = world.examiner;
    const { applicationId } = await owner.registry.rights.file(
      filing("a", { right: "PROCESS", dataClass: "IMPORTANT", algorithm: "CHUNK_MERKLE" }),
    );
    expect(await rights.get(applicationId)).to.deep.equal({
      applicationId,
      applicant: owner.participantId,
      commitment: digest("a"),
      algorithm: "CHUNK_MERKLE",
      right: "PROCESS",
      dataClass: "IMPORTANT",
      status: "FILED",
      noticeEnd: null,
      objections: 0,
      openObjections: 0,
      certificate: null,
    });
    const { noticeEnd } = await rights.openNotice(applicationId);
    expect((await rights.get(applicationId)).noticeEnd).to.deep.equal(noticeEnd);

    const early = await thrown(rights.confirm(applicationId, digest("d")), ContractRevertError);
    expect(early.args).to.deep.equal({ applicationId, noticeEnd });
    await world.pass(PERIODS.noticeImportant);
    const { certificateId, expiresAt } = await rights.confirm(applicationId, digest("d"));
    expect(certificateId).to.equal(applicationId);
    expect(await rights.inForce(digest("a"), "PROCESS")).to.equal(certificateId);
    expect(await rights.inForce(digest("a"), "HOLD")).to.equal(null);
    const { certificate } = await rights.get(applicationId);
    expect(certificate).to.deep.include({
      holder: owner.participantId,
      status: "ACTIVE",
      expiresAt,
      frozen: false,
      pledged: false,
      transferable: true,
    });
  });

  it("does not file for a right in force, unless told to", async () => {
    const certificateId = await world.certify(owner, filing("b"));
    const error = await thrown(rival.registry.rights.file(filing("b")), ContractRevertError);
    expect(error).to.include({ errorName: "RightInForce", method: "fileApplication" });
    expect(error.args).to.deep.equal({ commitment: digest("b"), right: "HOLD", certificateId });
    const { calls } = rival.registry;
    expect(await refused(rival.registry.relay.sign(calls.rights.file(filing("b"))))).to.equal(
      "RightInForce",
    );

    const rivals = await rival.registry.rights.file(filing("b"), { allowRival: true });
    await rival.registry.rights.withdraw(rivals.applicationId);
    const other = await rival.registry.rights.file(filing("b", { right: "OPERATE" }));
    expect((await world.examiner.rights.get(other.applicationId)).status).to.equal("FILED");
  });

  it("hears objections: dismissed, upheld", async () => {
    const { rights } = world.examiner;
    const third = await world.owner();
    const { applicationId } = await owner.registry.rights.file(filing("c"));
    await rights.openNotice(applicationId);
    const first = await rival.registry.rights.object(applicationId, digest("evidence"));
    const second = await third.registry.rights.object(applicationId, digest("evidence"));
    expect([first.objectionId, second.objectionId]).to.deep.equal([1, 2]);
    expect(await rights.get(applicationId)).to.include({ status: "OBJECTED", openObjections: 2 });
    const { noticeEnd } = await rights.dismissObjection(applicationId, 1, digest("d"));
    expect(noticeEnd).to.be.instanceOf(Date);
    await rights.upholdObjection(applicationId, 2, digest("d"));
    expect(await rights.get(applicationId)).to.include({ status: "REJECTED", openObjections: 0 });
  });

  it("answers objections, and keeps an application to its examiner", async () => {
    const { rights } = world.examiner;
    const { applicationId } = await owner.registry.rights.file(filing("assigned"));
    await world.registrar.rights.assignExaminer(
      applicationId,
      world.registrar.deployment.contracts.Licenses,
    );
    expect(await refused(rights.openNotice(applicationId))).to.equal("NotItsExaminer");
    await world.registrar.rights.assignExaminer(applicationId, null);
    await rights.openNotice(applicationId);
    const { objectionId } = await rival.registry.rights.object(applicationId, digest("evidence"));
    const answer = () =>
      owner.registry.rights.answerObjection(applicationId, objectionId, digest("answer"));
    await answer();
    expect(await refused(answer())).to.equal("ObjectionAnsweredAlready");
  });

  it("enters a batch in notice, confirms it, and binds a right to its holder", async () => {
    const filings = [filing("batch 1"), filing("batch 2")];
    const { applicationId } = await world.registrar.rights.fileBatch(owner.participantId, filings);
    const ids = [applicationId, applicationId + 1];
    await world.pass(PERIODS.noticeGeneral);
    await world.examiner.rights.confirmBatch(ids, digest("d"));
    expect(await owner.registry.rights.inForce(digest("batch 2"), "HOLD")).to.equal(ids[1]);

    await world.registrar.rights.setTransferable(applicationId, false, digest("grounds"));
    const { certificate } = await owner.registry.rights.get(applicationId);
    expect(certificate).to.include({ frozen: false, pledged: false, transferable: false });
    const transfer = owner.registry.rights.transfer({
      certificateId: applicationId,
      to: rival.participantId,
    });
    expect(await refused(transfer)).to.equal("CertificateLocked");
  });

  it("rejects and withdraws", async () => {
    const { rights } = world.examiner;
    const first = await owner.registry.rights.file(filing("d"));
    await rights.reject(first.applicationId, digest("d"));
    const second = await owner.registry.rights.file(filing("d"));
    expect(await refused(rival.registry.rights.withdraw(second.applicationId))).to.equal(
      "NotApplicant",
    );
    await owner.registry.rights.withdraw(second.applicationId);
    expect((await rights.get(first.applicationId)).status).to.equal("REJECTED");
    expect((await rights.get(second.applicationId)).status).to.equal("WITHDRAWN");
  });

  it("names sources and reads them back", async () => {
    const certificateId = await world.certify(owner, filing("source"));
    const sources = [{ kind: "CERTIFICATE", id: certificateId }] as const;
    const { applicationId } = await owner.registry.rights.file(filing("derived", { sources }));
    expect(await owner.registry.rights.sourcesOf(applicationId)).to.deep.equal(sources);
    const foreign = rival.registry.rights.file(filing("derived too", { sources }));
    expect(await refused(foreign)).to.equal("SourceNotHeld");
  });

  it("transfers to a participant, or to an account", async () => {
    const certificateId = await world.certify(owner, filing("e"));
    await owner.registry.rights.transfer({ certificateId, to: rival.participantId });
    const { rights } = world.examiner;
    expect((await rights.get(certificateId)).certificate?.holder).to.equal(rival.participantId);
    expect(await rights.accountOf(certificateId)).to.equal(rival.wallet.address);
    await rival.registry.rights.transfer({ certificateId, to: owner.wallet.address });
    expect((await rights.get(certificateId)).certificate?.holder).to.equal(owner.participantId);
    const nobody = owner.registry.rights.transfer({ certificateId, to: 99 });
    expect(await refused(nobody)).to.equal("UnknownParticipant");
  });

  it("surrenders and annuls", async () => {
    const first = await world.certify(owner, filing("f"));
    await owner.registry.rights.surrender(first);
    const second = await world.certify(owner, filing("g"));
    await world.registrar.rights.annul(second, digest("forged"));
    const { rights } = world.examiner;
    expect((await rights.get(first)).certificate?.status).to.equal("SURRENDERED");
    expect((await rights.get(second)).certificate?.status).to.equal("ANNULLED");
    expect(await refused(owner.registry.rights.surrender(first))).to.equal("CertificateNotActive");
  });

  it("takes a bounded term, and renews it within the window", async () => {
    const head = await world.anvil.rpc<{ timestamp: string }>(
      "eth_getBlockByNumber",
      "latest",
      false,
    );
    const termEnd = new Date((Number(head.timestamp) + 20 * 86_400) * 1000);
    const certificateId = await world.certify(owner, filing("h", { termEnd }));
    const { rights } = world.registrar;
    expect((await rights.get(certificateId)).certificate?.expiresAt).to.deep.equal(termEnd);
    const longer = new Date(termEnd.getTime() + 86_400_000);
    const renewed = await rights.renew(certificateId, digest("d"), { termEnd: longer });
    expect(renewed.expiresAt).to.deep.equal(longer);
    const longest = await rights.renew(certificateId, digest("d"));
    expect(longest.expiresAt.getTime()).to.be.greaterThan(longer.getTime());
    expect(await refused(rights.renew(certificateId, digest("d")))).to.equal("RenewalNotOpen");
  });

  it("rejects a bad filing before anything is sent, and names the field", async () => {
    const { rights } = owner.registry;
    const sources = [{ kind: "CERTIFICATE", id: 0 }] as const;
    const description = { hash: "0x", uri: "" };
    const cases: [string, Promise<unknown>][] = [
      ["commitment", rights.file(filing("x", { commitment: "0x12" }))],
      ["right", rights.file(filing("x", { right: "OWN" as "HOLD" }))],
      ["dataClass", rights.file(filing("x", { dataClass: "SECRET" as "CORE" }))],
      ["algorithm", rights.file(filing("x", { algorithm: "MD5" as "SHA256" }))],
      ["termEnd", rights.file(filing("x", { termEnd: new Date(NaN) }))],
      ["description.hash", rights.file(filing("x", { description }))],
      ["sources[0].id", rights.file(filing("x", { sources }))],
      [
        "sources",
        rights.file(filing("x", { sources: Array.from({ length: 33 }, () => sources[0]) })),
      ],
      ["objectionId", world.examiner.rights.dismissObjection(1, 0, digest("x"))],
    ];
    for (const [field, promise] of cases) {
      expect(await thrown(promise, InvalidInputError)).to.include({ field });
    }
  });
});

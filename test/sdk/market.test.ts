import { expect } from "chai";

import { connect, ContractRevertError, devSigner, InvalidInputError } from "../../sdk/src/index.ts";
import { PERIODS } from "./fixture/deploy.ts";
import type { Served } from "./fixture/serve.ts";
import { serveIndex } from "./fixture/serve.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

const DAY = 86_400_000;
/** CNY, by its ISO 4217 code. */
const CNY = 156;

describe("Verbs of pricing, compliance and sandboxes", () => {
  let world: World;
  let served: Served;
  let holder: Owner;
  let other: Owner;
  let appraiser: Owner;
  let regulator: Owner;
  let certificateId: number;
  let now: Date;
  let until: Date;

  before(async () => {
    world = await createWorld();
    const { deployment } = world.registrar;
    served = await serveIndex(deployment, world.anvil.url);
    holder = await world.owner();
    other = await world.owner();
    appraiser = await world.owner("APPRAISER");
    regulator = await world.owner("REGULATOR");
    const filed = filing("priced", { dataClass: "IMPORTANT" });
    const { applicationId } = await holder.registry.rights.file(filed);
    await world.examiner.rights.openNotice(applicationId);
    await world.pass(PERIODS.noticeImportant);
    ({ certificateId } = await world.examiner.rights.confirm(applicationId, digest("decision")));
    const { timestamp } = await world.anvil.rpc<{ timestamp: string }>(
      "eth_getBlockByNumber",
      "latest",
      false,
    );
    now = new Date(Number(timestamp) * 1000);
    until = new Date(now.getTime() + 20 * DAY);
    await world.registrar.as(devSigner(0)).offers.setCurrency(CNY, true);
  });
  after(async () => {
    await served.stop();
    await world.stop();
  });

  /** A reader whose index is where the chain is. */
  async function reader() {
    const { deployment } = world.registrar;
    const registry = await connect({ deployment, rpc: world.anvil.url, graphql: served.graphql });
    await served.level(registry, (method) => world.anvil.rpc(method));
    return registry;
  }

  const terms = () => ({
    permittedUses: ["READ" as const],
    until,
    units: 10n,
    documentHash: digest("terms"),
  });

  it("appraise, read back from contract and index, revoke", async () => {
    const finding = {
      certificateId,
      method: "INCOME",
      value: 2n ** 100n,
      currency: CNY,
      appraisedAt: now,
      until,
      reportHash: digest("report"),
    } as const;
    const { appraisals } = appraiser.registry;
    const { appraisalId } = await appraisals.record(finding);
    const { recordedAt, ...record } = await holder.registry.appraisals.get(appraisalId);
    expect(recordedAt).to.be.instanceOf(Date);
    expect(record).to.deep.equal({
      ...finding,
      appraisalId,
      appraiser: appraiser.participantId,
      status: "ACTIVE",
    });
    await appraisals.revoke(appraisalId, digest("reason"));
    expect((await appraisals.get(appraisalId)).status).to.equal("REVOKED");
    const found = await (await reader()).appraisals.find(appraisalId);
    expect(found).to.deep.include({
      value: String(2n ** 100n),
      status: "REVOKED",
      until: until.toISOString(),
      certificate: { id: `certificate:${certificateId}`, number: certificateId },
    });
    const again = await thrown(
      appraisals.revoke(appraisalId, digest("reason")),
      ContractRevertError,
    );
    expect(again.errorName).to.equal("AppraisalNotActive");
  });

  it("offer at each kind of price, change it, withdraw", async () => {
    const { offers } = holder.registry;
    const prices = [
      { model: "FIXED" },
      { model: "PER_UNIT" },
      { model: "SUBSCRIPTION", periodSeconds: 86_400 },
      { model: "NEGOTIATED", buyer: other.participantId },
    ] as const;
    const { results } = await holder.registry.send(
      prices.map((price) =>
        holder.registry.calls.offers.make({
          certificateId,
          until,
          price: { ...price, amount: 500n, currency: CNY },
          terms: terms(),
        }),
      ),
    );
    const ids = results.map(({ offerId }) => offerId);
    const records = await Promise.all(ids.map((id) => offers.get(id)));
    const blank = { amount: 500n, currency: CNY, buyer: null, periodSeconds: null };
    expect(records.map(({ price }) => price)).to.deep.equal(
      prices.map((price) => ({ ...blank, ...price })),
    );
    expect(records[0]).to.include({ certificateId, seller: holder.participantId, status: "OPEN" });
    expect(records[0]?.terms).to.deep.include({ ...terms(), territory: [] });
    const [first = 0] = ids;
    await offers.changePrice(first, 2n ** 90n);
    await offers.withdraw(first);
    expect(await offers.get(first)).to.deep.include({ status: "WITHDRAWN" });
    const byOther = await thrown(other.registry.offers.changePrice(first, 1n), ContractRevertError);
    expect(byOther.shortMessage).to.match(/^Offer 1 /);
    const index = await reader();
    const found = await index.offers.find(first);
    expect(found?.prices.map(({ amount }) => amount)).to.deep.equal(["500", String(2n ** 90n)]);
    const open = await index.offers.list({ where: { status: ["OPEN"], priceModel: ["PER_UNIT"] } });
    expect(open.nodes.map(({ number }) => number)).to.deep.equal([ids[1]]);
    expect(await offers.accepts(CNY)).to.equal(true);
    expect(await offers.accepts(978)).to.equal(false);
  });

  it("approve an export, record it, decide before and after", async () => {
    const planned = {
      exporter: holder.participantId,
      certificateId,
      toJurisdiction: 276,
      volume: 100n,
    };
    const { compliance } = holder.registry;
    expect(await compliance.ruleFor("IMPORTANT", 156, 276)).to.equal("NEEDS_APPROVAL");
    expect(await compliance.decide(planned)).to.deep.equal({
      allowed: false,
      verdict: "APPROVAL_MISSING",
      approvalId: null,
    });
    const { approvalId } = await regulator.registry.compliance.approve({
      ...planned,
      until,
      documentHash: digest("approval"),
    });
    expect(await compliance.decide(planned)).to.deep.equal({
      allowed: true,
      verdict: "APPROVED",
      approvalId,
    });
    const { consumed } = await compliance.recordExport(approvalId, 40n, digest("evidence"));
    expect(BigInt(consumed)).to.equal(40n);
    const { grantedAt, ...record } = await compliance.get(approvalId);
    expect(grantedAt).to.be.instanceOf(Date);
    expect(record).to.deep.equal({
      ...planned,
      approvalId,
      regulator: regulator.participantId,
      commitment: null,
      consumed: 40n,
      until,
      status: "ACTIVE",
    });
    const ofAsset = await regulator.registry.compliance.approve({
      exporter: holder.participantId,
      commitment: filing("priced").commitment,
      toJurisdiction: 840,
      volume: 1n,
      until,
      documentHash: digest("approval"),
    });
    expect(await compliance.get(ofAsset.approvalId)).to.include({
      certificateId: null,
      commitment: filing("priced").commitment,
    });
    await regulator.registry.compliance.revoke(approvalId, digest("reason"));
    expect(await compliance.decide(planned)).to.include({ verdict: "APPROVAL_MISSING" });
    const unknown = { allowed: false, verdict: null, approvalId: null };
    expect(await compliance.decide({ ...planned, certificateId: 99 })).to.deep.equal(unknown);
    expect(await compliance.decide({ ...planned, toJurisdiction: 156 })).to.include({
      allowed: true,
      verdict: "DOMESTIC",
    });
    const index = await reader();
    const active = await index.compliance.list({ where: { status: ["ACTIVE"] } });
    expect(active.nodes).to.have.length(1);
    expect(active.nodes[0]).to.include({ scope: "ASSET", toJurisdiction: 840, volume: "1" });
    const rules = await index.exportRules.list({ where: { dataClass: ["IMPORTANT"] } });
    expect(rules.nodes.map(({ ruling }) => ruling)).to.include("NEEDS_APPROVAL");
  });

  it("open a sandbox, admit, leave, expel, close", async () => {
    const { sandboxes } = regulator.registry;
    const bounds = {
      until,
      maxVolume: 2n ** 40n,
      maxValue: 2n ** 100n,
      currency: CNY,
      exemptions: ["EXPORT_APPROVAL", "APPRAISAL"],
      rulesHash: digest("rules"),
    } as const;
    const { sandboxId } = await sandboxes.open({ ...bounds, members: [holder.participantId] });
    await sandboxes.admit(sandboxId, other.participantId);
    const { openedAt, ...record } = await sandboxes.get(sandboxId);
    expect(openedAt).to.be.instanceOf(Date);
    expect(record).to.deep.equal({
      ...bounds,
      sandboxId,
      regulator: regulator.participantId,
      status: "OPEN",
      members: 2,
      volume: 0n,
      value: 0n,
    });
    const isIn = ({ participantId }: Owner) => sandboxes.isMember(sandboxId, participantId);
    const free = (exemption: "CURRENCY" | "APPRAISAL") =>
      sandboxes.isExempt(sandboxId, other.participantId, [exemption]);
    expect([await isIn(other), await free("APPRAISAL"), await free("CURRENCY")]).to.deep.equal([
      true,
      true,
      false,
    ]);
    await other.registry.sandboxes.leave(sandboxId);
    const index = await reader();
    const found = await index.sandboxes.find(sandboxId);
    expect(found?.members.edges.map(({ node }) => node.participant.number)).to.deep.equal([
      holder.participantId,
    ]);
    await sandboxes.expel(sandboxId, holder.participantId);
    expect([await isIn(other), await isIn(holder)]).to.deep.equal([false, false]);
    await sandboxes.close(sandboxId, digest("reason"));
    expect((await sandboxes.get(sandboxId)).status).to.equal("CLOSED");
    const ended = await thrown(
      sandboxes.admit(sandboxId, other.participantId),
      ContractRevertError,
    );
    expect(ended.errorName).to.equal("SandboxNotOpen");
  });

  it("reject bad input before anything is sent, and name the field", async () => {
    const { appraisals, compliance, offers, sandboxes } = holder.registry;
    const finding = {
      certificateId,
      method: "COST",
      value: 1n,
      currency: CNY,
      appraisedAt: now,
      until,
      reportHash: digest("report"),
    } as const;
    const price = { model: "FIXED", amount: 1n, currency: CNY } as const;
    const offer = { certificateId, until, price, terms: terms() };
    const grant = {
      exporter: 1,
      certificateId,
      toJurisdiction: 276,
      volume: 1n,
      until,
      documentHash: digest("d"),
    };
    const bounds = {
      until,
      maxVolume: 1n,
      maxValue: 1n,
      currency: CNY,
      rulesHash: digest("rules"),
    };
    const cases: [string, Promise<unknown>][] = [
      ["certificateId", appraisals.record({ ...finding, certificateId: 0 })],
      ["method", appraisals.record({ ...finding, method: "GUESS" as "COST" })],
      ["value", appraisals.record({ ...finding, value: 2n ** 128n })],
      ["currency", appraisals.record({ ...finding, currency: 1000 })],
      ["currency", appraisals.record({ ...finding, currency: "CNY" })],
      ["reportHash", appraisals.record({ ...finding, reportHash: "0x12" })],
      ["appraisalId", appraisals.get(0)],
      ["model", offers.make({ ...offer, price: { ...price, model: "GIFT" as "FIXED" } })],
      ["buyer", offers.make({ ...offer, price: { ...price, buyer: 0 } })],
      ["periodSeconds", offers.make({ ...offer, price: { ...price, periodSeconds: -1 } })],
      [
        "permittedUses",
        offers.make({ ...offer, terms: { ...terms(), permittedUses: ["X" as "READ"] } }),
      ],
      ["amount", offers.changePrice(1, -1n)],
      ["toJurisdiction", compliance.approve({ ...grant, toJurisdiction: 1000 })],
      ["commitment", compliance.approve({ ...grant, commitment: "0x12" })],
      ["volume", compliance.recordExport(1, 2n ** 64n, digest("e"))],
      ["maxValue", sandboxes.open({ ...bounds, maxValue: -1n })],
      ["exemptions", sandboxes.open({ ...bounds, exemptions: ["TAX" as "CURRENCY"] })],
      ["members", sandboxes.open({ ...bounds, members: [0] })],
      ["participantId", sandboxes.admit(1, 1.5)],
      ["reasonHash", sandboxes.close(1, "0x")],
    ];
    for (const [field, promise] of cases) {
      expect(await thrown(promise, InvalidInputError)).to.include({ field });
    }
  });

  it("give the contract's reasons", async () => {
    const { appraisals } = holder.registry;
    const unknown = await thrown(appraisals.get(99), ContractRevertError);
    expect(unknown.errorName).to.equal("UnknownAppraisal");
    const euro = holder.registry.offers.make({
      certificateId,
      until,
      price: { model: "FIXED", amount: 1n, currency: 978 },
      terms: terms(),
    });
    expect((await thrown(euro, ContractRevertError)).errorName).to.equal("CurrencyNotAccepted");
    const own = await thrown(
      other.registry.compliance.approve({
        exporter: 1,
        certificateId,
        toJurisdiction: 276,
        volume: 1n,
        until,
        documentHash: digest("d"),
      }),
      ContractRevertError,
    );
    expect(own.shortMessage).to.include("this is for the kind REGULATOR");
  });
});

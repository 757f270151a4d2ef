import { expect } from "chai";

import type { Book } from "./fixture/book.ts";
import { hash } from "./fixture/book.ts";
import { Served } from "./fixture/serve.ts";
import { FAR, RAW, writeStory } from "./fixture/story.ts";

/** CNY, by its ISO 4217 code. */
const CNY = Buffer.from("9c".padStart(40, "0"), "hex");
const hex = (bytes: Buffer) => `0x${bytes.toString("hex")}`;
const iso = (time: number) => new Date(time * 1000).toISOString();

const TERMS = {
  permitted_uses: 5,
  prohibited_uses: 256,
  term_from: FAR - 9,
  term_until: FAR,
  units: "7",
  sublicensing: 1,
  derivatives: 0,
  exclusive: 0,
  attribution: 1,
  royalty: 0,
  transferable: 0,
  meter: 0,
  territory: Buffer.concat([Buffer.alloc(12), CNY]),
  document_hash: hash("terms"),
};
const OFFER = {
  id: 1,
  certificate_id: 1,
  seller: 2,
  made_at: FAR - 20,
  offered_until: FAR - 10,
  withdrawn_at: 0,
  model: 3,
  amount: "340282366920938463463374607431768211455",
  currency: CNY,
  buyer: 0,
  period: 5_000_000_000,
  ...TERMS,
};
const SANDBOX = {
  id: 1,
  regulator: 3,
  opened_at: FAR - 20,
  open_until: FAR,
  closed_at: 0,
  members: 1,
  volume: "2",
  max_volume: "18446744073709551615",
  value: "3",
  max_value: "340282366920938463463374607431768211455",
  currency: CNY,
  exemptions: 5,
  rules_hash: hash("rules"),
};

/** After the story: certificate 1 is appraised, offered, approved for export, and there is a sandbox. */
function writeMarket(book: Book): void {
  writeStory(book);
  const block = (write: () => void) => {
    book.mine();
    write();
    book.seal({ batchEnd: true });
  };
  block(() => {
    book.event("Appraisals", "AppraisalRecorded", "appraisal", 1, {});
    book.put("appraisals", {
      id: 1,
      certificate_id: 1,
      appraiser: 3,
      method: 2,
      currency: CNY,
      value: "100000000000000000000",
      appraised_at: FAR - 30,
      relied_until: FAR,
      report_hash: hash("report"),
      recorded_at: FAR - 20,
      revoked_at: 0,
    });
    const approval = {
      id: 1,
      regulator: 3,
      exporter: 2,
      scope: 1,
      subject: Buffer.from("1".padStart(64, "0"), "hex"),
      to_jurisdiction: 276,
      volume: "18446744073709551615",
      consumed: "5",
      granted_at: FAR - 20,
      approved_until: FAR,
      revoked_at: 0,
      document_hash: hash("approval"),
    };
    book.event("Compliance", "ApprovalGranted", "approval", 1, {});
    book.put("approvals", approval);
    book.put("approvals", { ...approval, id: 2, scope: 2, subject: RAW });
    book.event("CompliancePolicy", "RuleSet", "contract", "CompliancePolicy", {});
    for (const [from, to, rule] of [
      [0, 0, 2],
      [156, 276, 1],
      [156, 840, 0],
    ] as const) {
      const place = { data_class: 2, from_jurisdiction: from, to_jurisdiction: to };
      book.put("export_rules", { ...place, rule });
    }
    book.event("Sandboxes", "SandboxOpened", "sandbox", 1, {});
    book.put("sandboxes", SANDBOX);
    const member = { sandbox_id: 1, joined_at: FAR - 20 };
    book.put("sandbox_members", { ...member, participant_id: 1, left_at: 0, expelled: 0 });
    book.put("sandbox_members", { ...member, participant_id: 2, left_at: FAR - 19, expelled: 1 });
    book.event("Offers", "OfferMade", "offer", 1, {});
    book.put("offers", OFFER);
  });
  block(() => {
    book.event("Offers", "OfferPriceChanged", "offer", 1, {});
    book.put("offers", { ...OFFER, amount: "12" });
  });
  block(() => {
    book.event("Offers", "OfferWithdrawn", "offer", 1, {});
    book.put("offers", { ...OFFER, amount: "12", withdrawn_at: book.time });
  });
}

describe("GraphQL: pricing, compliance and sandboxes", () => {
  let served: Served;

  before(async () => {
    served = await Served.start(writeMarket);
  });

  after(() => served.close());

  it("appraisal: the whole finding, also under its certificate", async () => {
    const found = await served.data<{ appraisal: unknown; certificate: unknown }>(`{
      appraisal(id: "appraisal:1") { id number certificate { id } appraiser { id } method value currency
        status appraisedAt until reportHash recordedAt revokedAt recordedIn { event { name } } }
      certificate(id: 1) { appraisals(where: { method: [INCOME] }) { totalCount } } }`);
    expect(found.appraisal).to.deep.equal({
      id: "appraisal:1",
      number: 1,
      certificate: { id: "certificate:1" },
      appraiser: { id: "participant:3" },
      method: "INCOME",
      value: "100000000000000000000",
      currency: hex(CNY),
      status: "ACTIVE",
      appraisedAt: iso(FAR - 30),
      until: iso(FAR),
      reportHash: hex(hash("report")),
      recordedAt: iso(FAR - 20),
      revokedAt: null,
      recordedIn: { event: { name: "AppraisalRecorded" } },
    });
    expect(found.certificate).to.deep.equal({ appraisals: { totalCount: 1 } });
  });

  it("offer: price, terms, and every amount it has had, up to the moment", async () => {
    const { block } = served.book;
    const ask = (asOf: string) =>
      served.data<{ offer: Record<string, unknown> }>(`{ offer(id: 1, asOf: ${asOf}) {
        id seller { id } buyer { id } priceModel amount currency periodSeconds status until withdrawnAt
        terms { permittedUses until units territory } prices { amount } recordedIn { event { name } } } }`);
    const { offer } = await ask(`{ block: ${block - 2} }`);
    expect(offer).to.deep.equal({
      id: "offer:1",
      seller: { id: "participant:2" },
      buyer: null,
      priceModel: "SUBSCRIPTION",
      amount: OFFER.amount,
      currency: hex(CNY),
      periodSeconds: "5000000000",
      status: "OPEN",
      until: iso(FAR - 10),
      withdrawnAt: null,
      terms: { permittedUses: ["READ", "ANALYZE"], until: iso(FAR), units: "7", territory: [156] },
      prices: [{ amount: OFFER.amount }],
      recordedIn: { event: { name: "OfferMade" } },
    });
    const later = (await ask(`{ block: ${block} }`)).offer;
    expect(later).to.include({ status: "WITHDRAWN", amount: "12" });
    expect(later["prices"]).to.deep.equal([{ amount: OFFER.amount }, { amount: "12" }]);
  });

  it("export approvals: of a certificate, and of an asset", async () => {
    const { exportApproval, other } = await served.data(`{
      exportApproval(id: 1) { id exporter { id } regulator { id } scope certificate { id } asset { id }
        toJurisdiction volume consumed status grantedAt until revokedAt documentHash }
      other: exportApproval(id: 2) { scope certificate { id } asset { commitment } } }`);
    expect(exportApproval).to.deep.equal({
      id: "approval:1",
      exporter: { id: "participant:2" },
      regulator: { id: "participant:3" },
      scope: "CERTIFICATE",
      certificate: { id: "certificate:1" },
      asset: null,
      toJurisdiction: 276,
      volume: "18446744073709551615",
      consumed: "5",
      status: "ACTIVE",
      grantedAt: iso(FAR - 20),
      until: iso(FAR),
      revokedAt: null,
      documentHash: hex(hash("approval")),
    });
    expect(other).to.deep.equal({
      scope: "ASSET",
      certificate: null,
      asset: { commitment: hex(RAW) },
    });
  });

  it("export rules: those there are, not those removed", async () => {
    const query = (where: string) => `{ exportRules(where: ${where}, orderBy: {field: PLACE,
      direction: ASC}) { totalCount edges { node { dataClass fromJurisdiction toJurisdiction ruling } } } }`;
    const any = { dataClass: "IMPORTANT", fromJurisdiction: null, toJurisdiction: null };
    const one = { dataClass: "IMPORTANT", fromJurisdiction: 156, toJurisdiction: 276 };
    const wanted = (...nodes: object[]) => ({
      exportRules: { totalCount: nodes.length, edges: nodes.map((node) => ({ node })) },
    });
    const [general, special] = [
      { ...any, ruling: "NEEDS_APPROVAL" },
      { ...one, ruling: "ALLOWED" },
    ];
    expect(await served.data(query("{}"))).to.deep.equal(wanted(general, special));
    for (const where of ["{fromJurisdiction: [156]}", "{toJurisdiction: 276}", "{ruling: ALLOWED}"])
      expect(await served.data(query(where)), where).to.deep.equal(wanted(special));
    expect(await served.data(query("{dataClass: CORE}"))).to.deep.equal(wanted());
  });

  it("export rules: none are told of a policy that took the place of the one followed", async () => {
    const policy = `0x${"77".repeat(20)}`;
    const moved = await Served.start((book) => {
      book.writeBlock("AccountAdded");
      book.mine();
      book.event("Compliance", "CompliancePolicyReplaced", "policy", policy, { policy });
      book.seal({ batchEnd: true });
    });
    try {
      const query = "query ($asOf: AsOf) { exportRules(asOf: $asOf) { totalCount } }";
      const { errors } = await moved.ask(query);
      expect(errors?.[0]?.message).to.match(/^Since block 2 the policy at 0x7{40} is in force/);
      expect(errors?.[0]?.extensions["code"]).to.equal("POLICY_NOT_INDEXED");
      expect(await moved.data(query, { asOf: { block: 1 } })).to.deep.equal({
        exportRules: { totalCount: 0 },
      });
    } finally {
      await moved.close();
    }
  });

  it("sandbox: its bounds, what was traded, who is in it and who was", async () => {
    const { sandbox } =
      await served.data(`{ sandbox(id: 1) { id regulator { id } status openedAt until
      closedAt memberCount volume maxVolume value maxValue currency exemptions rulesHash
      members(orderBy: {field: PARTICIPANT, direction: ASC}) {
        edges { node { participant { id } joinedAt leftAt expelled } } }
      present: members(where: {inIt: true}) { totalCount }
      gone: members(where: {inIt: false}) { edges { node { participant { id } } } } } }`);
    expect(sandbox).to.deep.equal({
      id: "sandbox:1",
      regulator: { id: "participant:3" },
      status: "OPEN",
      openedAt: iso(FAR - 20),
      until: iso(FAR),
      closedAt: null,
      memberCount: 1,
      volume: "2",
      maxVolume: SANDBOX.max_volume,
      value: "3",
      maxValue: SANDBOX.max_value,
      currency: hex(CNY),
      exemptions: ["EXPORT_APPROVAL", "APPRAISAL"],
      rulesHash: hex(hash("rules")),
      members: {
        edges: [
          {
            participant: { id: "participant:1" },
            joinedAt: iso(FAR - 20),
            leftAt: null,
            expelled: false,
          },
          {
            participant: { id: "participant:2" },
            joinedAt: iso(FAR - 20),
            leftAt: iso(FAR - 19),
            expelled: true,
          },
        ].map((node) => ({ node })),
      },
      present: { totalCount: 1 },
      gone: { edges: [{ node: { participant: { id: "participant:2" } } }] },
    });
  });

  it("status: ends in the second that time ends it, in field and filter", async () => {
    const query = `query ($asOf: AsOf) {
      appraisal(id: 1, asOf: $asOf) { status } sandbox(id: 1, asOf: $asOf) { status }
      exportApproval(id: 1, asOf: $asOf) { status }
      appraisals(asOf: $asOf, where: {status: EXPIRED}) { totalCount }
      sandboxes(asOf: $asOf, where: {status: EXPIRED}) { totalCount }
      exportApprovals(asOf: $asOf, where: {status: EXPIRED}) { totalCount } }`;
    const before = await served.data(query, { asOf: { time: iso(FAR - 1) } });
    expect(before).to.deep.include({
      appraisal: { status: "ACTIVE" },
      sandbox: { status: "OPEN" },
      exportApproval: { status: "ACTIVE" },
      appraisals: { totalCount: 0 },
    });
    const expired = { status: "EXPIRED" };
    expect(await served.data(query, { asOf: { time: iso(FAR) } })).to.deep.equal({
      appraisal: expired,
      sandbox: expired,
      exportApproval: expired,
      appraisals: { totalCount: 1 },
      sandboxes: { totalCount: 1 },
      exportApprovals: { totalCount: 2 },
    });
  });

  it("node: finds each by id", async () => {
    const { nodes } = await served.data(
      '{ nodes(ids: ["appraisal:1", "offer:1", "approval:2", "sandbox:1", "offer:2"]) { id __typename } }',
    );
    expect(nodes).to.deep.equal([
      { id: "appraisal:1", __typename: "Appraisal" },
      { id: "offer:1", __typename: "Offer" },
      { id: "approval:2", __typename: "ExportApproval" },
      { id: "sandbox:1", __typename: "Sandbox" },
      null,
    ]);
  });
});

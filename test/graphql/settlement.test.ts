import { expect } from "chai";

import { address, hash } from "./fixture/book.ts";
import type { Book } from "./fixture/book.ts";
import { Served } from "./fixture/serve.ts";
import { FAR, RAW, writeStory } from "./fixture/story.ts";

const TOKEN = address("token");
const hex = (bytes: Buffer) => `0x${bytes.toString("hex")}`;

/** After the story: participant 3 bought licence 1 from participant 1, who shared certificate 1 with 3. */
function writeDeal(book: Book): void {
  writeStory(book);
  const block = (write: () => void) => {
    book.mine();
    write();
    book.seal({ batchEnd: true });
  };
  const proposal = {
    id: 1,
    certificate_id: 1,
    proposer: 1,
    proposed_at: book.time,
    status: 1,
    changed_at: book.time,
  };
  block(() => {
    book.event("Shares", "SharesProposed", "application", 1, {});
    book.put("share_proposals", proposal);
    for (const [participant_id, basis_points] of [
      [1, 7000],
      [2, 0],
      [3, 3000],
    ] as const) {
      book.put("share_parties", { proposal_id: 1, participant_id, basis_points, agreed_at: 0 });
    }
  });
  block(() => {
    book.event("Shares", "SharesInForce", "application", 1, {});
    book.put("share_proposals", { ...proposal, status: 2, changed_at: book.time });
  });
  block(() => {
    book.event("Catalogues", "CatalogueConfirmed", "catalogue", 1, {});
    book.put("catalogues", {
      id: 1,
      applicant: 2,
      root: hash("root"),
      count: 1_048_576,
      data_class: 2,
      file_hash: hash("file"),
      file_uri: "https://data.example/file",
      filed_at: book.time,
      status: 3,
      notice_end: FAR - 9,
      open_objections: 0,
      claimed: 3,
      struck_out: 2,
      confirmed_at: FAR - 8,
      expires_at: FAR,
      decision_hash: hash("decision"),
    });
  });
  block(() => {
    book.event("Deals", "DealSettled", "deal", 1, {});
    book.put("deals", {
      id: 1,
      offer_id: 4,
      certificate_id: 1,
      license_id: 1,
      sandbox_id: 5,
      buyer: 3,
      seller: 1,
      approval_id: 7,
      shares_id: 1,
      model: 2,
      unit_price: "18446744073709551616",
      quantity: "2",
      amount: "36893488147419103232",
      currency: TOKEN,
      method: 3,
      volume: "1024",
      commitment: RAW,
      status: 4,
      concluded_at: FAR - 3,
      deliver_by: FAR,
      delivered_at: FAR - 2,
      accept_by: FAR - 1,
      evidence_hash: hash("evidence"),
      disputed_at: 0,
      dispute_hash: null,
      ended_at: FAR,
      ended_by: 3,
      earned: "36893488147419103231",
      refunded: "1",
      decision_hash: null,
    });
    const money = { currency: TOKEN, available: "5", credited: "36893488147419103231" };
    book.put("balances", { participant_id: 1, ...money });
    book.put("earnings", {
      certificate_id: 1,
      currency: TOKEN,
      own: "2",
      owed: "3",
      accrued: "9",
    });
  });
}

describe("GraphQL: catalogues, shares, deals and money", () => {
  let served: Served;

  before(async () => {
    served = await Served.start(writeDeal);
  });

  after(() => served.close());

  it("deal: the whole contract", async () => {
    const { deal } = await served.data<{ deal: unknown }>(`{ deal(id: "deal:1") {
      id number offerNumber certificate { id } license { id } buyer { id } seller { id } shares { id }
      asset { commitment } priceModel unitPrice quantity amount currency delivery volume sandboxNumber
      approvalNumber status concludedAt deliverBy deliveredAt acceptBy evidenceHash disputedAt disputeHash
      endedAt endedBy { id } earned refunded decisionHash recordedIn { event { name } } } }`);
    const iso = (time: number) => new Date(time * 1000).toISOString();
    expect(deal).to.deep.equal({
      id: "deal:1",
      number: 1,
      offerNumber: 4,
      certificate: { id: "certificate:1" },
      license: { id: "license:1" },
      buyer: { id: "participant:3" },
      seller: { id: "participant:1" },
      shares: { id: "proposal:1" },
      asset: { commitment: hex(RAW) },
      priceModel: "PER_UNIT",
      unitPrice: "18446744073709551616",
      quantity: "2",
      amount: "36893488147419103232",
      currency: hex(TOKEN),
      delivery: "ENCLAVE",
      volume: "1024",
      sandboxNumber: 5,
      approvalNumber: 7,
      status: "SETTLED",
      concludedAt: iso(FAR - 3),
      deliverBy: iso(FAR),
      deliveredAt: iso(FAR - 2),
      acceptBy: iso(FAR - 1),
      evidenceHash: hex(hash("evidence")),
      disputedAt: null,
      disputeHash: null,
      endedAt: iso(FAR),
      endedBy: { id: "participant:3" },
      earned: "36893488147419103231",
      refunded: "1",
      decisionHash: null,
      recordedIn: { event: { name: "DealSettled" } },
    });
  });

  it("certificate: its co-holders, the present holder with the share of who proposed", async () => {
    const block = served.book.block;
    const coHolders = async (asOf: string) => {
      const found = await served.data<{ certificate: { coHolders: unknown } }>(
        `{ certificate(id: 1, asOf: ${asOf}) { coHolders { participant { number } basisPoints } } }`,
      );
      return found.certificate.coHolders;
    };
    expect(await coHolders(`{ block: ${block} }`)).to.deep.equal([
      { participant: { number: 2 }, basisPoints: 7000 },
      { participant: { number: 3 }, basisPoints: 3000 },
    ]);
    expect(await coHolders(`{ block: ${block - 3} }`)).to.deep.equal([
      { participant: { number: 2 }, basisPoints: 10_000 },
    ]);
  });

  it("share proposal: who must agree", async () => {
    const { shareProposal } = await served.data(`{ shareProposal(id: 1) {
      id certificate { id } proposer { id } status parties { participant { id } basisPoints agreedAt } } }`);
    expect(shareProposal).to.deep.equal({
      id: "proposal:1",
      certificate: { id: "certificate:1" },
      proposer: { id: "participant:1" },
      status: "IN_FORCE",
      parties: [
        { participant: { id: "participant:1" }, basisPoints: 7000, agreedAt: null },
        { participant: { id: "participant:2" }, basisPoints: 0, agreedAt: null },
        { participant: { id: "participant:3" }, basisPoints: 3000, agreedAt: null },
      ],
    });
  });

  it("money: what participants can withdraw, and what waits with certificates", async () => {
    const found = await served.data(`{
      participant(id: 1) { balances { currency available credited } }
      certificate(id: 1) { earnings { currency own owed accrued } }
      other: participant(id: 2) { balances { available } } }`);
    const currency = hex(TOKEN);
    expect(found).to.deep.equal({
      participant: { balances: [{ currency, available: "5", credited: "36893488147419103231" }] },
      certificate: { earnings: [{ currency, own: "2", owed: "3", accrued: "9" }] },
      other: { balances: [] },
    });
  });

  it("catalogue: with its root and what became of its entries", async () => {
    const { catalogue } = await served.data(`{ catalogue(id: "catalogue:1") {
      id number applicant { id } root count dataClass fileHash fileURI status noticeEnd openObjections struckOut
      claimed confirmedAt expiresAt decisionHash recordedIn { event { name } } } }`);
    const iso = (time: number) => new Date(time * 1000).toISOString();
    expect(catalogue).to.deep.equal({
      id: "catalogue:1",
      number: 1,
      applicant: { id: "participant:2" },
      root: hex(hash("root")),
      count: 1_048_576,
      dataClass: "IMPORTANT",
      fileHash: hex(hash("file")),
      fileURI: "https://data.example/file",
      status: "CONFIRMED",
      noticeEnd: iso(FAR - 9),
      openObjections: 0,
      struckOut: 2,
      claimed: 3,
      confirmedAt: iso(FAR - 8),
      expiresAt: iso(FAR),
      decisionHash: hex(hash("decision")),
      recordedIn: { event: { name: "CatalogueConfirmed" } },
    });
  });

  it("deals: of a sandbox", async () => {
    const { made, none } = await served.data<Record<"made" | "none", { totalCount: number }>>(
      `{ made: deals(where: { sandbox: "sandbox:5" }) { totalCount }
         none: deals(where: { sandbox: "sandbox:6" }) { totalCount } }`,
    );
    expect([made.totalCount, none.totalCount]).to.deep.equal([1, 0]);
  });

  it("node: finds both by id", async () => {
    const { nodes } = await served.data(
      '{ nodes(ids: ["deal:1", "proposal:1", "deal:2"]) { id __typename } }',
    );
    expect(nodes).to.deep.equal([
      { id: "deal:1", __typename: "Deal" },
      { id: "proposal:1", __typename: "ShareProposal" },
      null,
    ]);
  });
});

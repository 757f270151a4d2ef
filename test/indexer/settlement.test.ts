import { expect } from "chai";

import { OPEN } from "../../indexer/src/store/schema.ts";
import type {
  BalanceRow,
  DealRow,
  EarningsRow,
  SharePartyRow,
  ShareProposalRow,
} from "../../indexer/src/store/settlementRows.ts";
import { startAnvil, type Anvil } from "./fixture/anvil.ts";
import { readEvents } from "./fixture/events.ts";
import { indexAll, Scratch } from "./fixture/indexing.ts";
import { Random } from "./fixture/random.ts";
import { Registry } from "./fixture/registry.ts";
import { SettlementLife } from "./fixture/settlementLife.ts";
import { readRows } from "./fixture/tables.ts";

type Facts = Record<string, unknown>;

interface Moment {
  readonly block: number;
  readonly state: Record<string, Facts>;
}

const KEYS = {
  share_proposals: "id",
  share_parties: "proposal_id, participant_id",
  deals: "id",
  balances: "participant_id, currency",
  earnings: "certificate_id, currency",
};

describe("projection of shares, deals and money", () => {
  const scratch = new Scratch();
  const database = scratch.database();
  const moments: Moment[] = [];
  let anvil: Anvil;
  let registry: Registry;
  let life: SettlementLife;

  before(async function () {
    this.timeout(120_000);
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    life = await SettlementLife.begin(registry, new Random(3));
    for (const steps of [30, 150, 250]) {
      await life.go(steps);
      await life.endings();
      const block = Number(await anvil.rpc("eth_blockNumber"));
      moments.push({ block, state: await toldByContracts() });
    }
    await indexAll(anvil.url, registry.deployment, database);
  });

  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  for (const [index, when] of ["early on", "halfway", "at the end"].entries()) {
    it(`holds what the contracts said ${when}`, () => {
      const { block, state } = moments[index] ?? expect.fail();
      expect(toldByIndex(block)).to.deep.equal(state);
    });
  }

  it("has seen everything happen that projectors tell apart", () => {
    const seen = new Set(readEvents(database, registry.deployment).map(({ name }) => `${name}`));
    const told = [
      "SharesProposed",
      "SharesAgreed",
      "SharesInForce",
      "SharesSuperseded",
      "SharesWithdrawn",
      "DealConcluded",
      "DealDelivered",
      "DealDisputed",
      "DealSettled",
      "DealRescinded",
      "BalanceCredited",
      "BalanceWithdrawn",
      "RoyaltyAccrued",
      "EarningsDistributed",
      "BurdenAssessed",
    ];
    expect(told.filter((name) => !seen.has(name))).to.deep.equal([]);
  });

  for (const [table, key] of Object.entries(KEYS)) {
    it(`has ${table} whose versions follow each other without a gap`, () => {
      const query = `SELECT ${key}, valid_to, lead(valid_from) OVER (
        PARTITION BY ${key} ORDER BY valid_from) AS next FROM ${table}`;
      const rows = read<{ valid_to: number; next: number | null }>(query);
      expect(rows.length).to.be.above(0);
      for (const { valid_to, next } of rows) expect(valid_to).to.equal(next ?? OPEN);
    });
  }

  it("keeps what the parties of a deal said of it, and who ended it how", () => {
    const ended = read<DealRow>(`SELECT * FROM deals WHERE valid_to = ${OPEN} AND status > 3`);
    expect(ended.length).to.be.above(5);
    for (const deal of ended) {
      expect(deal.ended_at).to.be.above(deal.concluded_at - 1);
      expect(BigInt(deal.earned) + BigInt(deal.refunded)).to.equal(BigInt(deal.amount));
      if (deal.disputed_at > 0) expect(deal.dispute_hash).to.have.length(32);
      if (deal.delivered_at > 0) expect(deal.evidence_hash).to.have.length(32);
    }
    expect(ended.some(({ ended_by }) => ended_by === 0)).to.equal(true);
    expect(ended.some(({ decision_hash }) => decision_hash?.length === 32)).to.equal(true);
    expect(ended.some(({ decision_hash }) => decision_hash === null)).to.equal(true);
  });

  it("adds up: what is available, waiting and in escrow is what was paid less what was fetched", () => {
    const balances = read<BalanceRow>(`SELECT * FROM balances WHERE valid_to = ${OPEN}`);
    const earnings = read<EarningsRow>(`SELECT * FROM earnings WHERE valid_to = ${OPEN}`);
    const deals = read<DealRow>(`SELECT * FROM deals WHERE valid_to = ${OPEN}`);
    const sum = (amounts: string[]) => amounts.reduce((all, one) => all + BigInt(one), 0n);
    const fetched = readEvents(database, registry.deployment, "BalanceWithdrawn").map(({ args }) =>
      String("amount" in args ? args.amount : 0),
    );
    const owed =
      sum(balances.map(({ available }) => available)) +
      sum(earnings.flatMap(({ own, owed: due }) => [own, due])) +
      sum(deals.filter(({ status }) => status < 4).map(({ amount }) => amount));
    expect(owed).to.equal(sum(deals.map(({ amount }) => amount)) - sum(fetched));
  });

  function read<Row>(query: string): Row[] {
    return readRows<Row>(database, registry.deployment, query);
  }

  async function toldByContracts(): Promise<Record<string, Facts>> {
    const state: Record<string, Facts> = {};
    for (let id = 1; id <= life.proposals; id++) {
      const proposal = await registry.view<Facts>("Shares", "proposal", id);
      state[`proposal ${id}`] = {
        certificate: Number(proposal.certificateId),
        proposer: Number(proposal.proposer),
        proposed: Number(proposal.proposedAt),
        status: Number(proposal.status),
        parties: Number(proposal.parties),
        agreed: countBits(Number(proposal.agreed)),
      };
    }
    for (let id = 1; id <= life.deals; id++) {
      const deal = (await registry.view<{ toObject(): Facts }>("Deals", "deal", id)).toObject();
      state[`deal ${id}`] = Object.fromEntries(
        Object.entries(deal).map(([name, value]) => [name, String(value).toLowerCase()]),
      );
    }
    for (const id of life.people) {
      const available = await registry.view<bigint>("Deals", "balanceOf", id, life.token);
      state[`balance ${id}`] = { available: String(available) };
    }
    for (const id of life.certificates) {
      const waiting = await registry.view<Facts>("Deals", "earningsOf", id, life.token);
      state[`earnings ${id}`] = { own: String(waiting.own), owed: String(waiting.owed) };
    }
    return state;
  }

  function toldByIndex(block: number): Record<string, Facts> {
    const held = <Row>(table: string) =>
      read<Row>(`SELECT * FROM ${table} WHERE valid_from <= ${block} AND valid_to > ${block}`);
    const parties = held<SharePartyRow>("share_parties");
    const state: Record<string, Facts> = {};
    for (const row of held<ShareProposalRow>("share_proposals")) {
      const its = parties.filter(({ proposal_id }) => proposal_id === row.id);
      state[`proposal ${row.id}`] = {
        certificate: row.certificate_id,
        proposer: row.proposer,
        proposed: row.proposed_at,
        status: row.status,
        parties: its.length,
        agreed: its.filter(({ agreed_at }) => agreed_at > 0).length,
      };
    }
    for (const row of held<DealRow>("deals")) state[`deal ${row.id}`] = dealOf(row);
    for (const id of life.people) state[`balance ${id}`] = { available: "0" };
    for (const row of held<BalanceRow>("balances")) {
      state[`balance ${row.participant_id}`] = { available: row.available };
    }
    for (const id of life.certificates) state[`earnings ${id}`] = { own: "0", owed: "0" };
    for (const row of held<EarningsRow>("earnings")) {
      state[`earnings ${row.certificate_id}`] = { own: row.own, owed: row.owed };
    }
    return state;
  }
});

/** A row in the contract's words. */
function dealOf(row: DealRow): Facts {
  const hex = (bytes: Buffer) => `0x${bytes.toString("hex")}`;
  const facts = {
    offerId: row.offer_id,
    certificateId: row.certificate_id,
    licenseId: row.license_id,
    sandboxId: row.sandbox_id,
    buyer: row.buyer,
    seller: row.seller,
    approvalId: row.approval_id,
    sharesId: row.shares_id,
    unitPrice: row.unit_price,
    quantity: row.quantity,
    volume: row.volume,
    amount: row.amount,
    concludedAt: row.concluded_at,
    deliverBy: row.deliver_by,
    acceptBy: row.accept_by,
    model: row.model,
    method: row.method,
    status: row.status,
    currency: hex(row.currency),
    commitment: hex(row.commitment),
  };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));
}

function countBits(mask: number): number {
  return [...mask.toString(2)].filter((bit) => bit === "1").length;
}

import { expect } from "chai";
import { Interface } from "ethers";

import { OPEN } from "../../indexer/src/store/schema.ts";
import { DEPLOYED_NAMES, readAbi } from "../../scripts/generate/contracts.ts";
import type { Anvil } from "./fixture/anvil.ts";
import { startAnvil } from "./fixture/anvil.ts";
import type { State } from "./fixture/facts.ts";
import { contractState, indexState } from "./fixture/facts.ts";
import { readEvents } from "./fixture/events.ts";
import { indexAll, Scratch } from "./fixture/indexing.ts";
import { Life } from "./fixture/life.ts";
import { Registry } from "./fixture/registry.ts";
import { readRows } from "./fixture/tables.ts";

interface Log {
  address: string;
  topics: string[];
  data: string;
  blockNumber: string;
  logIndex: string;
  transactionHash: string;
}

const KEYS = {
  participants: "id",
  accounts: "address, participant_id",
  assets: "commitment",
  applications: "id",
  objections: "application_id, id",
  sources: "application_id, position",
  certificates: "id",
  licenses: "id",
  attestations: "id",
  challenges: "attestation_id, id",
  court_orders: "id",
  pledges: "id",
  appraisals: "id",
  offers: "id",
  approvals: "id",
  export_rules: "data_class, from_jurisdiction, to_jurisdiction",
  sandboxes: "id",
  sandbox_members: "sandbox_id, participant_id",
};

const STRANGER = `0x${"57".repeat(20)}`;

describe("projection of a registry's life", () => {
  const scratch = new Scratch();
  const database = scratch.database();
  const moments: { block: number; time: number; state: State }[] = [];
  let anvil: Anvil;
  let registry: Registry;
  let signer: string;

  before(async function () {
    this.timeout(120_000);
    anvil = await startAnvil();
    registry = await Registry.deploy(anvil);
    const life = new Life(registry, 28);
    await life.begin();
    for (const steps of [40, 150, 700]) {
      await life.go(steps);
      const block = Number(await anvil.rpc("eth_blockNumber"));
      const state = await contractState(registry, life);
      moments.push({ block, time: await registry.now(), state });
    }
    const active = life.participants.find(({ suspended }) => !suspended);
    signer = active?.accounts[0] ?? "";
    const invitation = registry.call(signer, "Participants", "inviteAccount", [STRANGER]);
    await registry.relay(invitation, registry.admin);
    await indexAll(anvil.url, registry.deployment, database);
  });

  after(async () => {
    await anvil.stop();
    scratch.dispose();
  });

  for (const [index, when] of ["early on", "halfway", "at the end"].entries()) {
    it(`holds what the contracts said ${when}`, () => {
      const { block, time, state } = moments[index] ?? expect.fail();
      expect(indexState(database, registry.deployment, block, time)).to.deep.equal(state);
    });
  }

  it("has seen everything happen that projectors tell apart", () => {
    const names = new Set(readEvents(database, registry.deployment).map(({ name }) => name));
    const unseen = [
      "ParticipantSuspended",
      "ParticipantReinstated",
      "AccountAdded",
      "AccountRevoked",
      "AccountRecovered",
      "ExaminerAssigned",
      "ObjectionAnswered",
      "FlagsChanged",
      "OrderExecuted",
      "OrderRevoked",
      "PledgeAccepted",
      "PledgeReleased",
      "ObjectionDismissed",
      "ObjectionUpheld",
      "ApplicationWithdrawn",
      "HolderChanged",
      "CertificateRenewed",
      "CertificateSurrendered",
      "CertificateAnnulled",
      "LicenseSuspended",
      "LicenseResumed",
      "LicenseTerminated",
      "LicenseRenewed",
      "LicenseTransferred",
      "UseRecorded",
      "BreachNotified",
      "BreachCured",
      "ChallengeAnswered",
      "CustodyWithdrawn",
      "AppraisalRevoked",
      "OfferPriceChanged",
      "OfferWithdrawn",
      "ExportRecorded",
      "ApprovalRevoked",
      "RuleSet",
      "SandboxLeft",
      "SandboxUsed",
      "SandboxClosed",
    ].filter((name) => !names.has(name));
    expect(unseen).to.deep.equal([]);
  });

  it("keeps every log, decoded", async () => {
    const { contracts } = registry.deployment;
    const filter = { fromBlock: "0x0", toBlock: "latest", address: Object.values(contracts) };
    const logs = await anvil.rpc<Log[]>("eth_getLogs", filter);
    const rows = readEvents(database, registry.deployment);
    expect(rows).to.have.length(logs.length);
    for (const [index, log] of logs.entries()) {
      const row = rows[index] ?? expect.fail();
      const name = DEPLOYED_NAMES.find((one) => contracts[one]?.toLowerCase() === log.address);
      const parsed = new Interface(readAbi(name ?? expect.fail())).parseLog(log);
      expect([row.block, row.logIndex]).to.deep.equal([
        Number(log.blockNumber),
        Number(log.logIndex),
      ]);
      expect(row.transaction).to.equal(log.transactionHash);
      expect([row.contract, row.name]).to.deep.equal([name, parsed?.name]);
      expect([row.topics, row.data]).to.deep.equal([log.topics, log.data]);
      expect(Object.keys(row.args)).to.deep.equal(
        parsed?.fragment.inputs.map((input) => input.name),
      );
    }
  });

  it("says what each event is about", () => {
    const subjects = new Map<string, Set<string>>();
    for (const row of readEvents(database, registry.deployment)) {
      const [argument = ""] =
        Object.entries(row.args).find(([, value]) => `${value}` === `${row.subjectId}`) ?? [];
      const place = `${row.contract}.${row.name}`;
      const about =
        argument === "" ? `${row.subject}:${row.subjectId}` : `${row.subject} ${argument}`;
      subjects.set(place, (subjects.get(place) ?? new Set()).add(about));
    }
    const found = Object.fromEntries(
      [...subjects].map(([place, about]) => [place, [...about].join()]),
    );
    expect(found).to.include({
      "AccessManager.RoleGranted": "role roleId",
      "AccessManager.TargetFunctionRoleUpdated": "target target",
      "Forwarder.ExecutedForwardRequest": "request signer",
      "Participants.AccountInvited": "participant participantId",
      "Participants.AuthorityUpdated": "contract:Participants",
      "RightsRegistry.ObjectionRaised": "application applicationId",
      "RightsRegistry.CertificateConfirmed": "application certificateId",
      "RightsRegistry.Transfer": "application tokenId",
      "RightsRegistry.MetadataUpdate": "application _tokenId",
      "RightsRegistry.PolicyReplaced": "policy policy",
      "RightsRegistry.PeriodsSet": "contract:RightsRegistry",
      "Licenses.LicenseTerminated": "license licenseId",
      "Licenses.Transfer": "license tokenId",
      "Custody.CustodyAttested": "attestation attestationId",
      "Custody.ChallengeAnswered": "attestation attestationId",
      "Custody.ResponsePeriodSet": "contract:Custody",
      "Appraisals.AppraisalRevoked": "appraisal appraisalId",
      "Offers.OfferMade": "offer offerId",
      "Offers.CurrencySet": "currency currency",
      "Compliance.ExportRecorded": "approval approvalId",
      "Compliance.CompliancePolicyReplaced": "policy policy",
      "CompliancePolicy.RuleSet": "contract:CompliancePolicy",
      "Sandboxes.SandboxUsed": "sandbox sandboxId",
    });
  });

  it("knows who signed a relayed request, and what it did", () => {
    const [request] = readEvents(database, registry.deployment, "ExecutedForwardRequest");
    const invitation = readEvents(database, registry.deployment, "AccountInvited").at(-1);
    expect(request?.subjectId).to.equal(signer.toLowerCase());
    expect(request?.transaction).to.equal(invitation?.transaction);
    expect(invitation?.args).to.include({ account: STRANGER });
  });

  for (const [table, key] of Object.entries(KEYS)) {
    it(`has ${table} whose versions follow each other without a gap`, () => {
      const query = `SELECT ${key}, valid_to, lead(valid_from) OVER (
        PARTITION BY ${key} ORDER BY valid_from) AS next FROM ${table}`;
      const rows = readRows<{ valid_to: number; next: number | null }>(
        database,
        registry.deployment,
        query,
      );
      expect(rows.length).to.be.above(0);
      for (const { valid_to, next } of rows) expect(valid_to).to.equal(next ?? OPEN);
    });
  }

  it("ends the licences of an annulled certificate with it", () => {
    const query = `SELECT l.id, l.terminated, l.terminated_at, c.ended_at FROM licenses l
      JOIN certificates c ON c.id = l.certificate_id AND c.valid_to = ${OPEN}
      WHERE c.ended = 4 AND l.valid_to = ${OPEN}`;
    const rows = readRows<{ terminated: number; terminated_at: number; ended_at: number }>(
      database,
      registry.deployment,
      query,
    );
    expect(rows.length).to.be.above(0);
    for (const row of rows) {
      expect(row.terminated).to.equal(1);
      expect(row.terminated_at).to.be.at.most(row.ended_at);
    }
  });

  it("ends the licences of a closed sandbox with it, but those that had expired", () => {
    const query = `SELECT l.terminated, l.terminated_at, l.term_until, s.closed_at FROM licenses l
      JOIN sandboxes s ON s.id = l.sandbox_id AND s.closed_at <> 0 AND s.valid_to = ${OPEN}
      WHERE l.valid_to = ${OPEN} AND l.terminated_by = 0`;
    type Row = Record<"terminated" | "terminated_at" | "term_until" | "closed_at", number>;
    const rows = readRows<Row>(database, registry.deployment, query);
    expect(rows.some(({ terminated }) => terminated === 1)).to.equal(true);
    for (const { terminated, terminated_at, term_until, closed_at } of rows) {
      if (terminated === 0) expect(term_until).to.be.at.most(closed_at);
      else expect(terminated_at).to.be.at.most(closed_at);
    }
  });

  it("describes an asset as its newest confirmed application does, or the first filed", () => {
    const query = `SELECT a.*, (SELECT c.id FROM certificates c
        WHERE c.commitment = a.commitment AND c.valid_to = ${OPEN}
        ORDER BY c.confirmed_at DESC, c.id DESC LIMIT 1) AS newest,
      (SELECT min(f.application_id) FROM filings f WHERE f.commitment = a.commitment) AS first
      FROM assets a WHERE a.valid_to = ${OPEN}`;
    const rows = readRows<{ newest: number | null; first: number } & Record<string, number>>(
      database,
      registry.deployment,
      query,
    );
    expect(rows.length).to.be.above(10);
    for (const row of rows) {
      expect(row.confirmed).to.equal(row.newest === null ? 0 : 1);
      expect(row.described_by).to.equal(row.newest ?? row.first);
    }
  });
});

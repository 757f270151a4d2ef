import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import { Contract, JsonRpcProvider } from "ethers";

import { runIndexer } from "../../indexer/src/index.ts";
import type { RunningServer } from "../../indexer/src/server/index.ts";
import { startServer } from "../../indexer/src/server/index.ts";
import type { ContractName, Terms } from "../../sdk/src/index.ts";
import { abiOf } from "../../sdk/src/index.ts";
import { PERIODS } from "../sdk/fixture/deploy.ts";
import type { Owner, World } from "../sdk/fixture/world.ts";
import { createWorld, digest, filing } from "../sdk/fixture/world.ts";
import { memoryLogger, post } from "./fixture/serve.ts";
import { Stream } from "./fixture/sse.ts";

const DAY = 86_400;

const APPLICATION = ["", "FILED", "IN_NOTICE", "OBJECTED", "CONFIRMED", "REJECTED", "WITHDRAWN"];
const CERTIFICATE = ["", "ACTIVE", "EXPIRED", "SURRENDERED", "ANNULLED"];
const LICENSE = ["", "ACTIVE", "EXPIRED", "TERMINATED"];
const PARTICIPANT = ["", "ACTIVE", "SUSPENDED"];

interface State {
  participants: { edges: { node: { number: number; status: string; primaryAccount: string } }[] };
  applications: { edges: { node: { number: number; status: string } }[] };
  certificates: {
    edges: { node: { number: number; status: string; holder: { number: number } } }[];
  };
  licenses: { edges: { node: { number: number; status: string; suspended: boolean } }[] };
  meta: { block: { number: number }; events: number };
}

const STATE = `query ($asOf: AsOf!) {
  participants(asOf: $asOf, first: 100) { edges { node { number status primaryAccount } } }
  applications(asOf: $asOf, first: 100) { edges { node { number status } } }
  certificates(asOf: $asOf, first: 100) { edges { node { number status holder { number } } } }
  licenses(asOf: $asOf, first: 100) { edges { node { number status suspended } } }
  meta: _meta(asOf: $asOf) { block { number } events }
}`;

describe("GraphQL over an indexed chain", function () {
  this.timeout(120_000);
  const stopping = new AbortController();
  let folder: string;
  let world: World;
  let provider: JsonRpcProvider;
  let server: RunningServer;
  let indexing: Promise<void>;

  before(async () => {
    world = await createWorld();
    provider = new JsonRpcProvider(world.anvil.url, undefined, { cacheTimeout: -1 });
    folder = mkdtempSync(path.join(tmpdir(), "indexed-"));
    const database = path.join(folder, "index.sqlite");
    const { deployment } = world.registrar;
    const { logger } = memoryLogger();
    const rpc = world.anvil.url;
    const { signal } = stopping;
    indexing = runIndexer({ deployment, rpc, database, follow: true, signal, logger });
    server = await startServer({ database, deployment, host: "127.0.0.1", port: 0, logger });
  });

  after(async () => {
    await server.close();
    stopping.abort();
    await indexing;
    provider.destroy();
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const contract = (name: ContractName) =>
    new Contract(world.registrar.deployment.contracts[name], abiOf(name), provider);

  async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await post(server.url, { query, variables });
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Data;
  }

  async function indexed(block: number): Promise<void> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const { meta } = await ask<State>("{ meta: _meta { block { number } } }").catch(() => ({
        meta: { block: { number: -1 } },
      }));
      if (meta.block.number >= block) return;
      if (Date.now() > deadline) throw new Error(`Block ${block} was never indexed`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Takes certificates, licences and participants through everything that can happen to them. */
  async function live(): Promise<void> {
    const { registrar, examiner } = world;
    const owners: Owner[] = [];
    for (let count = 0; count < 3; count++) owners.push(await world.owner());
    const [first, second, third] = owners as [Owner, Owner, Owner];
    const now = async () => (await provider.getBlock("latest"))?.timestamp ?? 0;
    const terms = async (days: number, more: Partial<Terms> = {}): Promise<Terms> => ({
      permittedUses: ["READ", "DERIVE"],
      until: new Date(((await now()) + days * DAY) * 1000),
      documentHash: digest("terms"),
      ...more,
    });

    const raw = await world.certify(first, filing("raw"));
    const grant = { certificateId: raw, licensee: second.participantId };
    const { licenseId } = await first.registry.licenses.grant({
      ...grant,
      terms: await terms(20, { derivatives: true, territory: [156, 276] }),
    });
    const short = await first.registry.licenses.grant({ ...grant, terms: await terms(1) });
    const sources = [{ kind: "LICENSE" as const, id: licenseId }];
    const derived = await world.certify(second, filing("derived", { sources }));
    await first.registry.licenses.suspend(licenseId, digest("reason"));
    await first.registry.rights.transfer({ certificateId: raw, to: third.participantId });
    await third.registry.licenses.resume(licenseId);
    await world.pass(2 * DAY);

    const contested = await first.registry.rights.file(filing("contested"));
    await examiner.rights.openNotice(contested.applicationId);
    await second.registry.rights.object(contested.applicationId, digest("evidence"));
    await examiner.rights.dismissObjection(contested.applicationId, 1, digest("dismissed"));
    const withdrawn = await first.registry.rights.file(filing("withdrawn"));
    await first.registry.rights.withdraw(withdrawn.applicationId);
    await registrar.participants.suspend(second.participantId, digest("reason"));
    await registrar.participants.reinstate(second.participantId, digest("reason"));
    await second.registry.rights.surrender(derived);
    await second.registry.licenses.terminate(licenseId, digest("reason"));
    await registrar.participants.suspend(first.participantId, digest("reason"));

    const brief = filing("brief", {
      termEnd: new Date(((await now()) + PERIODS.noticeGeneral + 2 * DAY) * 1000),
    });
    await world.certify(third, brief);
    await world.pass(3 * DAY);
    await registrar.rights.annul(raw, digest("annulled"));
    expect(short.licenseId).to.equal(licenseId + 1);
  }

  it("answers as of each block what the contracts answer at that block", async () => {
    const begin = await provider.getBlockNumber();
    await live();
    const end = await provider.getBlockNumber();
    await indexed(end);
    const [participants, rights, licenses] = [
      contract("Participants"),
      contract("RightsRegistry"),
      contract("Licenses"),
    ];
    const seen = new Set<string>();
    for (let block = begin; block <= end; block++) {
      const state = await ask<State>(STATE, { asOf: { block } });
      const at = { blockTag: block };
      const counts = await Promise.all([
        participants.getFunction("participantCount")(at),
        rights.getFunction("applicationCount")(at),
        licenses.getFunction("licenseCount")(at),
      ]);
      expect([
        state.participants.edges.length,
        state.applications.edges.length,
        state.licenses.edges.length,
      ]).to.deep.equal(counts.map(Number));
      for (const { node } of state.participants.edges) {
        const record = await participants.getFunction("participant")(node.number, at);
        expect(node.status).to.equal(PARTICIPANT[Number(record.status)]);
        expect(node.primaryAccount).to.equal(String(record.primaryAccount).toLowerCase());
      }
      for (const { node } of state.applications.edges) {
        const record = await rights.getFunction("registration")(node.number, at);
        expect(node.status, `application ${node.number}`).to.equal(
          APPLICATION[Number(record.status)],
        );
        seen.add(`application ${node.status}`);
      }
      // Where a block was empty, terms are judged at the time of the one before.
      const judged = state.meta.block.number === block;
      for (const { node } of state.certificates.edges) {
        const where = `certificate ${node.number} at block ${block}`;
        const status =
          CERTIFICATE[Number(await rights.getFunction("certificateStatus")(node.number, at))];
        if (judged) expect(node.status, where).to.equal(status);
        const holder = await rights.getFunction("holderOf")(node.number, at);
        expect(node.holder.number, where).to.equal(Number(holder));
        seen.add(`certificate ${node.status}`);
      }
      for (const { node } of state.licenses.edges) {
        const status =
          LICENSE[Number(await licenses.getFunction("licenseStatus")(node.number, at))];
        const record = await licenses.getFunction("license")(node.number, at);
        const where = `license ${node.number} at block ${block}`;
        if (judged) expect(node.status, where).to.equal(status);
        expect(node.suspended, where).to.equal(record.suspended);
        seen.add(`license ${node.status}${node.suspended ? " suspended" : ""}`);
      }
    }
    expect([...seen].toSorted()).to.deep.equal([
      "application CONFIRMED",
      "application FILED",
      "application IN_NOTICE",
      "application OBJECTED",
      "application WITHDRAWN",
      "certificate ACTIVE",
      "certificate ANNULLED",
      "certificate EXPIRED",
      "certificate SURRENDERED",
      "license ACTIVE",
      "license ACTIVE suspended",
      "license EXPIRED",
      "license TERMINATED",
    ]);
  });

  it("names for every record the log that made it", async () => {
    const { certificates } = await ask<{
      certificates: {
        edges: {
          node: {
            recordedIn: { block: number; transaction: string; logIndex: number; time: string };
          };
        }[];
      };
    }>("{ certificates { edges { node { recordedIn { block transaction logIndex time } } } } }");
    for (const { node } of certificates.edges) {
      const { transaction, logIndex, block, time } = node.recordedIn;
      const receipt = await provider.getTransactionReceipt(transaction);
      expect(receipt?.blockNumber).to.equal(block);
      expect(receipt?.logs.map((log) => log.index)).to.include(logIndex);
      const { timestamp = 0 } = (await provider.getBlock(block)) ?? {};
      expect(Date.parse(time)).to.equal(timestamp * 1000);
    }
  });

  it("walks the chain of title through a licence", async () => {
    const { certificate } = await ask<{ certificate: unknown }>(
      `{ certificate(id: 2) { chainOfTitle { depth certificate { id status } license { id status } } } }`,
    );
    expect(certificate).to.deep.equal({
      chainOfTitle: [
        { depth: 0, certificate: { id: "certificate:2", status: "SURRENDERED" }, license: null },
        {
          depth: 1,
          certificate: { id: "certificate:1", status: "ANNULLED" },
          license: { id: "license:1", status: "TERMINATED" },
        },
      ],
    });
  });

  it("streams what happens, and what happens instead after a reorganisation", async () => {
    const stream = await Stream.open<{ events: { name: string; block: number } }>(
      server.url,
      `subscription { events(where: {name: ["ParticipantRegistered", "ApplicationFiled"]}) { name block } }`,
    );
    const owner = await world.owner();
    const filed = await owner.registry.rights.file(filing("streamed"));
    const [registered, application] = await stream.take(2);
    expect(registered?.events.name).to.equal("ParticipantRegistered");
    expect(application?.events).to.deep.equal({
      name: "ApplicationFiled",
      block: filed.transaction.block,
    });
    await world.anvil.rpc("anvil_reorg", 2, []);
    const { transaction } = await world.registrar.participants.register({
      kind: "COURT",
      jurisdiction: 156,
      credentialHash: digest("court"),
      account: `0x${"c0".repeat(20)}`,
    });
    const [instead] = await stream.take(1);
    expect(instead?.events).to.deep.equal({
      name: "ParticipantRegistered",
      block: transaction.block,
    });
    const { participants } = await ask<{ participants: { edges: { node: { kind: string } }[] } }>(
      "{ participants(first: 1) { edges { node { kind } } } }",
    );
    expect(participants.edges[0]?.node.kind).to.equal("COURT");
    stream.close();
  });
});

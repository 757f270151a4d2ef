import { expect } from "chai";

import { address, BLOCK_SECONDS, DAY, DEPLOYMENT, GENESIS_TIME, hash } from "./fixture/book.ts";
import { Served } from "./fixture/serve.ts";
import { DERIVED, FAR, RAW, writeStory } from "./fixture/story.ts";

const hex = (bytes: Buffer) => `0x${bytes.toString("hex")}`;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const atBlock = (block: number) => iso(GENESIS_TIME + block * BLOCK_SECONDS);

describe("GraphQL records", () => {
  let served: Served;

  before(async () => {
    served = await Served.start(writeStory);
  });

  after(() => served.close());

  it("participant: by id or number, with its accounts and all that is its", async () => {
    const fields = `id number kind status jurisdiction credentialHash primaryAccount registeredAt
      accounts { address status }
      certificates { totalCount edges { node { id } } }
      applications { edges { node { id } } }
      licenses { edges { node { id } } }
      recordedIn { block time transaction logIndex event { id name } }`;
    const { a, b } = await served.data<Record<"a" | "b", Record<string, unknown>>>(
      `{ a: participant(id: "participant:3") { ${fields} } b: participant(id: 1) { ${fields} } }`,
    );
    expect(a).to.deep.equal({
      id: "participant:3",
      number: 3,
      kind: "EXCHANGE",
      status: "ACTIVE",
      jurisdiction: 156,
      credentialHash: hex(hash("credential 3")),
      primaryAccount: hex(address("account 3")),
      registeredAt: atBlock(1),
      accounts: [{ address: hex(address("account 3")), status: "ACTIVE" }],
      certificates: { totalCount: 1, edges: [{ node: { id: "certificate:2" } }] },
      applications: {
        edges: [{ node: { id: "application:3" } }, { node: { id: "application:2" } }],
      },
      licenses: { edges: [{ node: { id: "license:1" } }] },
      recordedIn: {
        block: 1,
        time: atBlock(1),
        transaction: hex(hash("transaction main 1")),
        logIndex: 2,
        event: { id: "event:1-2", name: "ParticipantRegistered" },
      },
    });
    const accounts = [
      { address: hex(address("account 1")), status: "ACTIVE" },
      { address: hex(address("invited")), status: "INVITED" },
    ];
    expect(b?.["accounts"]).to.have.deep.members(accounts);
    expect(b?.["certificates"]).to.deep.include({ totalCount: 0 });
  });

  it("application: with its objections, sources, asset and certificate", async () => {
    const { application } = await served.data<{ application: unknown }>(`{
      application(id: "application:1") {
        id number applicant { id } asset { id } right dataClass status termEnd
        description { hash uri } filedAt noticeEnd examiner decidedAt decisionHash
        objections { id number application { id } objector { id } status evidenceHash answerHash decisionHash raisedAt recordedIn { block } }
        sources { position } certificate { id } recordedIn { block event { name } }
      } }`);
    expect(application).to.deep.equal({
      id: "application:1",
      number: 1,
      applicant: { id: "participant:1" },
      asset: { id: `asset:${hex(RAW)}` },
      right: "HOLD",
      dataClass: "IMPORTANT",
      status: "CONFIRMED",
      termEnd: null,
      description: { hash: hex(hash("description 1")), uri: "https://data.example/1" },
      filedAt: atBlock(2),
      noticeEnd: iso(GENESIS_TIME + 3 * BLOCK_SECONDS + DAY),
      examiner: null,
      decidedAt: atBlock(6),
      decisionHash: hex(hash("decision 1")),
      objections: [
        {
          id: "objection:1-1",
          number: 1,
          application: { id: "application:1" },
          objector: { id: "participant:2" },
          status: "DISMISSED",
          evidenceHash: hex(hash("evidence")),
          answerHash: hex(hash("answer")),
          decisionHash: hex(hash("dismissed")),
          raisedAt: atBlock(4),
          recordedIn: { block: 5 },
        },
      ],
      sources: [],
      certificate: { id: "certificate:1" },
      recordedIn: { block: 6, event: { name: "CertificateConfirmed" } },
    });
    const { other } = await served.data<{ other: unknown }>(`{
      other: application(id: 3) {
        status certificate { id } decisionHash noticeEnd
        sources { position kind certificate { id } license { id } } } }`);
    expect(other).to.deep.equal({
      status: "WITHDRAWN",
      certificate: null,
      decisionHash: null,
      noticeEnd: null,
      sources: [
        { position: 0, kind: "CERTIFICATE", certificate: { id: "certificate:2" }, license: null },
      ],
    });
  });

  it("asset: by id or commitment, with certificates, what is in force, and derivatives", async () => {
    const { asset, other } = await served.data<Record<string, unknown>>(
      `query ($raw: ID!, $derived: ID!) {
        asset(id: $raw) {
          id commitment algorithm dataClass description { hash uri } describedBy { id } confirmed firstFiledAt
          certificates { id } applications { edges { node { id } } }
          hold: certificateInForce(right: HOLD) { id } operate: certificateInForce(right: OPERATE) { id }
          derivatives { id } recordedIn { block }
        }
        other: asset(id: $derived) { derivatives { id } certificates { id } }
      }`,
      { raw: `asset:${hex(RAW)}`, derived: hex(DERIVED).toUpperCase().replace("0X", "0x") },
    );
    expect(asset).to.deep.equal({
      id: `asset:${hex(RAW)}`,
      commitment: hex(RAW),
      algorithm: "SHA256",
      dataClass: "IMPORTANT",
      description: { hash: hex(hash("description 1")), uri: "https://data.example/1" },
      describedBy: { id: "application:1" },
      confirmed: true,
      firstFiledAt: atBlock(2),
      certificates: [{ id: "certificate:1" }],
      applications: { edges: [{ node: { id: "application:1" } }] },
      hold: { id: "certificate:1" },
      operate: null,
      derivatives: [{ id: "application:2" }],
      recordedIn: { block: 6 },
    });
    const certificates = [{ id: "certificate:2" }];
    expect(other).to.deep.equal({ derivatives: [{ id: "application:3" }], certificates });
  });

  it("certificate: with its holders, licences and sources", async () => {
    const { certificate } = await served.data<{ certificate: unknown }>(`{
      certificate(id: "certificate:1") {
        id number holder { id } asset { id } right dataClass status confirmedAt expiresAt endedAt decisionHash frozen pledged transferable
        application { id } sources { kind } licenses { totalCount edges { node { id } } }
        holders { holder { id } from until recordedIn { block event { name } } } recordedIn { block }
      } }`);
    expect(certificate).to.deep.equal({
      id: "certificate:1",
      number: 1,
      holder: { id: "participant:2" },
      asset: { id: `asset:${hex(RAW)}` },
      right: "HOLD",
      dataClass: "IMPORTANT",
      status: "ACTIVE",
      confirmedAt: atBlock(6),
      expiresAt: iso(FAR + 1),
      endedAt: null,
      decisionHash: hex(hash("decision 1")),
      frozen: false,
      pledged: false,
      transferable: true,
      application: { id: "application:1" },
      sources: [],
      licenses: { totalCount: 1, edges: [{ node: { id: "license:1" } }] },
      holders: [
        {
          holder: { id: "participant:1" },
          from: atBlock(6),
          until: atBlock(9),
          recordedIn: { block: 6, event: { name: "CertificateConfirmed" } },
        },
        {
          holder: { id: "participant:2" },
          from: atBlock(9),
          until: null,
          recordedIn: { block: 9, event: { name: "HolderChanged" } },
        },
      ],
      recordedIn: { block: 9 },
    });
  });

  it("certificate: the chain of title through licences", async () => {
    const { certificate } = await served.data<{ certificate: unknown }>(`{
      certificate(id: 2) {
        chainOfTitle { depth certificate { id holder { id } } license { id } usedBy { id } } } }`);
    expect(certificate).to.deep.equal({
      chainOfTitle: [
        {
          depth: 0,
          certificate: { id: "certificate:2", holder: { id: "participant:3" } },
          license: null,
          usedBy: null,
        },
        {
          depth: 1,
          certificate: { id: "certificate:1", holder: { id: "participant:2" } },
          license: { id: "license:1" },
          usedBy: { id: "certificate:2" },
        },
      ],
    });
  });

  it("licence: with its parties and terms", async () => {
    const { license } = await served.data<{ license: unknown }>(`{
      license(id: "license:1") {
        id number certificate { id } licensor { id } grantedBy { id } licensee { id } status suspended
        parent { id } sandboxNumber level unitsUsed unitsGiven cureUntil grantedAt terminatedAt
        terms { permittedUses prohibitedUses from until units sublicensing derivatives exclusive attribution royalty transferable meter territory documentHash }
        recordedIn { block }
      } }`);
    expect(license).to.deep.equal({
      id: "license:1",
      number: 1,
      certificate: { id: "certificate:1" },
      licensor: { id: "participant:2" },
      grantedBy: { id: "participant:1" },
      licensee: { id: "participant:3" },
      status: "ACTIVE",
      suspended: false,
      parent: null,
      sandboxNumber: 4,
      level: 1,
      unitsUsed: "7",
      unitsGiven: "0",
      cureUntil: null,
      grantedAt: atBlock(7),
      terminatedAt: null,
      terms: {
        permittedUses: ["READ", "DERIVE"],
        prohibitedUses: ["TRAIN"],
        from: atBlock(7),
        until: iso(FAR),
        units: "18446744073709551615",
        sublicensing: false,
        derivatives: true,
        exclusive: false,
        attribution: true,
        royalty: 250,
        transferable: true,
        meter: "participant:2",
        territory: [156, 276],
        documentHash: hex(hash("terms")),
      },
      recordedIn: { block: 7 },
    });
  });

  it("event: as it was logged", async () => {
    const { events } = await served.data<{ events: unknown }>(
      "{ events(first: 1) { edges { node { id contract name subject args block logIndex transaction time } } } }",
    );
    expect(events).to.deep.equal({
      edges: [
        {
          node: {
            id: "event:12-1",
            contract: "RightsRegistry",
            name: "ApplicationWithdrawn",
            subject: "application:3",
            args: { applicationId: 3 },
            block: 12,
            logIndex: 1,
            transaction: hex(hash("transaction main 12")),
            time: atBlock(12),
          },
        },
      ],
    });
  });

  it("node and nodes: anything by its id, null for what is not there", async () => {
    const ids = [
      "participant:1",
      `asset:${hex(RAW)}`,
      "application:1",
      "objection:1-1",
      "certificate:2",
      "license:1",
      "event:1-0",
      "license:99",
      "event:1-99",
      "objection:1-2",
      `asset:0x${"00".repeat(32)}`,
    ];
    const { nodes, node } = await served.data<{ nodes: unknown[]; node: unknown }>(
      `query ($ids: [ID!]!) {
        nodes(ids: $ids) { id __typename }
        node(id: "license:1") { id ... on License { licensee { id } } }
      }`,
      { ids },
    );
    const types = ["Participant", "Asset", "Application", "Objection", "Certificate", "License"];
    const found = [...types, "Event"].map((name, index) => ({ id: ids[index], __typename: name }));
    expect(nodes).to.deep.equal([...found, null, null, null, null]);
    expect(node).to.deep.equal({ id: "license:1", licensee: { id: "participant:3" } });
  });

  it("a record that is not there is null", async () => {
    const { a, b, c, d, e } = await served.data<Record<string, unknown>>(`{
      a: participant(id: 9) { id } b: application(id: 9) { id } c: certificate(id: 9) { id }
      d: license(id: 9) { id } e: asset(id: "0x${"11".repeat(32)}") { id } }`);
    expect([a, b, c, d, e]).to.deep.equal([null, null, null, null, null]);
  });

  it("_meta: block, digest, counts, and the deployment", async () => {
    served.book.checkpoint({ ahead: 3, seenAt: Date.parse("2026-11-25T08:00:00.250Z") });
    const { _meta: meta } = await served.data<{ _meta: unknown }>(`{ _meta {
      block { number hash time } digest events head lag nodeSeenAt chainId genesisHash contracts startBlock schemaVersion } }`);
    expect(meta).to.deep.equal({
      block: { number: 12, hash: hex(hash("block main 12")), time: atBlock(12) },
      digest: hex(hash("digest main 12")),
      events: 16,
      head: 15,
      lag: 3,
      nodeSeenAt: "2026-11-25T08:00:00.250Z",
      chainId: DEPLOYMENT.chainId,
      genesisHash: DEPLOYMENT.genesisHash,
      contracts: DEPLOYMENT.contracts,
      startBlock: 1,
      schemaVersion: 17,
    });
  });
});

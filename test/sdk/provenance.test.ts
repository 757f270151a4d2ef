import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import Database from "better-sqlite3";
import { expect } from "chai";

import type { AsOf, Registry } from "../../sdk/src/index.ts";
import {
  connect,
  FileError,
  GraphQLRequestError,
  IndexerMismatchError,
  WrongDeploymentError,
} from "../../sdk/src/index.ts";
import type { Served } from "./fixture/serve.ts";
import { serveIndex } from "./fixture/serve.ts";
import { thrown } from "./fixture/thrown.ts";
import type { Owner, World } from "./fixture/world.ts";
import { createWorld, digest, filing } from "./fixture/world.ts";

describe("provenance.verify", () => {
  let world: World;
  let served: Served;
  let registry: Registry;
  let owner: Owner;
  let licensee: Owner;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "data-rights-verify-"));
    world = await createWorld();
    const { deployment } = world.registrar;
    served = await serveIndex(deployment, world.anvil.url);
    registry = await connect({ deployment, rpc: world.anvil.url, graphql: served.graphql });
    owner = await world.owner();
    licensee = await world.owner();
  });
  after(async () => {
    await served.stop();
    await world.stop();
    await rm(folder, { recursive: true });
  });

  const level = (): Promise<void> => served.level(registry, (method) => world.anvil.rpc(method));
  const head = async (): Promise<number> => Number(await world.anvil.rpc("eth_blockNumber"));
  const verify = async (name: string, asOf?: AsOf) => {
    await level();
    return registry.provenance.verify(digest(name), asOf === undefined ? {} : { asOf });
  };
  const grant = async (certificateId: number): Promise<number> => {
    const granted = await owner.registry.licenses.grant({
      certificateId,
      licensee: licensee.participantId,
      terms: {
        permittedUses: ["DERIVE"],
        derivatives: true,
        until: new Date("2027-06-01"),
        documentHash: digest("terms"),
      },
    });
    return granted.licenseId;
  };

  it("knows nothing of what nobody has filed", async () => {
    const { block, ...answer } = await verify("nothing");
    expect(answer).to.deep.include({
      commitment: digest("nothing"),
      verdict: "UNKNOWN",
      asset: null,
      certificates: [],
      chainOfTitle: [],
      inForce: { HOLD: null, PROCESS: null, OPERATE: null },
      asOf: null,
      confirmedByChain: true,
    });
    expect(answer.reasons).to.deep.equal(["Nobody has filed an application for this commitment."]);
    expect(answer.checkedAgainst).to.include({ block: block.number, hash: block.hash, lag: 0 });
    expect(answer.checkedAgainst.digest).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("hashes a file, and gives its certificate, holder and rights", async () => {
    const file = path.join(folder, "file.csv");
    await writeFile(file, "a file");
    const certificateId = await world.certify(owner, filing("a file"));
    await level();
    const answer = await registry.provenance.verify(file);
    expect(answer).to.deep.include({
      verdict: "IN_FORCE",
      inForce: { HOLD: certificateId, PROCESS: null, OPERATE: null },
      confirmedByChain: true,
    });
    expect(answer.asset).to.deep.include({
      id: `asset:${digest("a file")}`,
      algorithm: "SHA256",
      description: { hash: digest("description of a file"), uri: "https://example.org/a file" },
    });
    const [certificate] = answer.certificates;
    expect(certificate).to.deep.include({
      id: `certificate:${certificateId}`,
      number: certificateId,
      right: "HOLD",
      status: "ACTIVE",
      endedAt: null,
    });
    expect(certificate?.holder).to.include({ number: owner.participantId, kind: "ENTERPRISE" });
    expect(answer.reasons).to.have.length(1);
    expect(answer.reasons[0]).to.match(
      /^Certificate 1 \(HOLD, held by participant 1\) is in force until 20/,
    );
    expect(answer.now).to.deep.include({ verdict: "IN_FORCE" });
  });

  it("takes a commitment, an asset's id, a Blob or a stream", async () => {
    await level();
    const bytes = new TextEncoder().encode("a file");
    const hex = digest("a file");
    const blob = new Blob([bytes]);
    for (const what of [
      hex,
      hex.toUpperCase().replace("0X", "0x"),
      `asset:${hex}`,
      blob,
      blob.stream(),
    ]) {
      const { commitment, verdict } = await registry.provenance.verify(what);
      expect([commitment, verdict]).to.deep.equal([hex, "IN_FORCE"]);
    }
    await thrown(registry.provenance.verify(path.join(folder, "missing")), FileError);
  });

  it("tells what is pending", async () => {
    const { applicationId } = await owner.registry.rights.file(filing("pending"));
    expect((await verify("pending")).reasons).to.deep.equal([
      `Application ${applicationId} (HOLD) is FILED.`,
    ]);
    await world.examiner.rights.openNotice(applicationId);
    const noticed = await verify("pending");
    expect(noticed.verdict).to.equal("NOT_IN_FORCE");
    expect(noticed.reasons[0]).to.match(/is in public notice until 20/);
    await licensee.registry.rights.object(applicationId, digest("evidence"));
    expect((await verify("pending")).reasons[0]).to.include("objected to");
  });

  it("answers as of a block and as of a time, beside now", async () => {
    const early = await head();
    const certificateId = await world.certify(owner, filing("past"));
    const confirmed = await head();
    const block = await world.anvil.rpc<{ timestamp: string }>(
      "eth_getBlockByNumber",
      "latest",
      false,
    );
    const time = new Date(Number(block.timestamp) * 1000);
    await world.pass(60);
    await owner.registry.rights.surrender(certificateId);

    const before = await verify("past", { block: early });
    expect([before.verdict, before.now.verdict]).to.deep.equal(["UNKNOWN", "NOT_IN_FORCE"]);
    for (const asOf of [{ block: confirmed }, { time }, time, { time: time.toISOString() }]) {
      const then = await verify("past", asOf);
      expect([then.verdict, then.now.verdict]).to.deep.equal(["IN_FORCE", "NOT_IN_FORCE"]);
      expect(then.inForce.HOLD).to.equal(certificateId);
      expect(then.asOf).to.deep.equal(asOf);
      expect(then.confirmedByChain).to.equal(true);
    }
    expect((await verify("past")).reasons[0]).to.match(/was surrendered at 20/);
    await thrown(verify("past", { block: 1_000_000 }), GraphQLRequestError);
  });

  it("walks the chain of title through licences and own certificates, and names what has ended", async () => {
    const raw = await world.certify(owner, filing("raw"));
    const licenseId = await grant(raw);
    const sources = [{ kind: "LICENSE", id: licenseId }] as const;
    const clean = await world.certify(licensee, filing("clean", { sources }));
    const own = [{ kind: "CERTIFICATE", id: clean }] as const;
    const product = await world.certify(licensee, filing("product", { sources: own }));

    const answer = await verify("product");
    expect(
      answer.chainOfTitle.map(({ depth, certificate, license, usedBy }) => [
        depth,
        certificate.number,
        certificate.holder.number,
        license?.number ?? null,
        usedBy?.number ?? null,
      ]),
    ).to.deep.equal([
      [0, product, licensee.participantId, null, null],
      [1, clean, licensee.participantId, null, product],
      [2, raw, owner.participantId, licenseId, clean],
    ]);
    expect(answer.reasons).to.have.length(1);

    const operate = filing("product", { sources: own, right: "OPERATE" });
    const second = await world.certify(licensee, operate);
    const both = (await verify("product")).chainOfTitle.map(
      ({ certificate }) => certificate.number,
    );
    expect(both).to.deep.equal([product, second, clean, raw]);

    await world.registrar.rights.annul(raw, digest("forged"));
    const doubtful = await verify("product");
    expect(doubtful.verdict).to.equal("IN_FORCE");
    expect(doubtful.reasons.slice(2)).to.deep.equal([
      `The title rests on certificate ${raw}, which is ANNULLED.`,
      `The title rests on licence ${licenseId}, which is TERMINATED.`,
    ]);
  });

  it("follows a transfer, a suspension of the holder and an expiry", async () => {
    const time = await world.anvil.rpc<{ timestamp: string }>(
      "eth_getBlockByNumber",
      "latest",
      false,
    );
    const termEnd = new Date((Number(time.timestamp) + 5000) * 1000);
    const certificateId = await world.certify(owner, filing("moving", { termEnd }));
    await owner.registry.rights.transfer({ certificateId, to: licensee.participantId });
    expect((await verify("moving")).certificates[0]?.holder.number).to.equal(
      licensee.participantId,
    );
    await world.registrar.participants.suspend(licensee.participantId, digest("r"));
    expect((await verify("moving")).reasons[0]).to.include("its holder is suspended");
    await world.registrar.participants.reinstate(licensee.participantId, digest("r"));
    await world.pass(5000);
    const expired = await verify("moving");
    expect([expired.verdict, expired.confirmedByChain]).to.deep.equal(["NOT_IN_FORCE", true]);
    expect(expired.reasons[0]).to.include("expired at");
  });

  it("does not ask the chain without an rpc address", async () => {
    const { deployment } = registry;
    const remote = await connect({ deployment, graphql: served.graphql });
    const answer = await remote.provenance.verify(digest("a file"));
    expect([answer.verdict, answer.confirmedByChain]).to.deep.equal(["IN_FORCE", null]);
  });

  it("refuses the index of another deployment", async () => {
    const deployment = { ...registry.deployment, genesisHash: digest("another chain") };
    const other = await connect({ deployment, graphql: served.graphql });
    const error = await thrown(other.provenance.verify(digest("a file")), WrongDeploymentError);
    expect(error.message).to.include(served.graphql);
  });

  describe("when the index is not as it should be", () => {
    it("says that it is behind, and what the chain says", async () => {
      const certificateId = await world.certify(owner, filing("behind"));
      await level();
      await served.stopIndexing();
      expect((await registry.provenance.verify(digest("behind"))).confirmedByChain).to.equal(true);
      await world.registrar.rights.annul(certificateId, digest("r"));
      const answer = await registry.provenance.verify(digest("behind"));
      expect(answer.confirmedByChain).to.equal(false);
      expect(answer.reasons.at(-1)).to.match(/^The index is 1 block\(s\) behind the chain\./);
      expect(answer.reasons.at(-1)).to.include("under no certificate on the chain");
    });

    it("does not believe an index that stands on another branch, or was tampered with", async () => {
      const database = new Database(served.database);
      const refusal = async (): Promise<string> => {
        const verifying = registry.provenance.verify(digest("behind"));
        const error = await thrown(verifying, IndexerMismatchError);
        expect(error).to.include({ code: "INDEXER_MISMATCH" });
        expect(error.message).to.include(served.graphql);
        return error.details ?? "";
      };
      try {
        // The index claims to have come as far as the chain has.
        const claim = database.prepare("UPDATE checkpoint SET block = ?, head = ?, hash = ?");
        const latest = await world.anvil.rpc<{ number: string; hash: string }>(
          "eth_getBlockByNumber",
          "latest",
          false,
        );
        const block = Number(latest.number);
        claim.run(block, block, Buffer.alloc(32, 7));
        expect(await refusal()).to.match(/^Block \d+ is 0x[0-9a-f]{64} on the chain, 0x0707/);

        claim.run(block, block, Buffer.from(latest.hash.slice(2), "hex"));
        expect(await refusal()).to.match(
          /HOLD is in force under no certificate on the chain, under/,
        );
      } finally {
        database.close();
      }
    });
  });
});

import { execFileSync, execSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import path from "node:path";

import Database from "better-sqlite3";
import { expect } from "chai";

import { isPortFree } from "../../scripts/chain/port.ts";
import { ROOT } from "../../scripts/generate/contracts.ts";
import { connect, readDeployment } from "../../sdk/src/index.ts";
import { alive, MainJob } from "./mainJob.ts";
import type { Place } from "./mainJob.ts";
import { ask, COUNTS, countsOf, meta, PAID, paidIn, RECORDS, recordsOf } from "./outcome.ts";
import { freePort, temporaryFolder } from "./places.ts";

const DAY = 86_400_000;
const READY = /^ready .*$/m;
interface Sold {
  readonly inside: {
    readonly license: {
      readonly id: string;
      readonly sandboxNumber: number;
      readonly terms: { readonly until: string };
    };
  };
  readonly abroad: object;
  readonly sandbox: { readonly until: string };
}

describe("npm start", function () {
  this.timeout(180_000);

  const folder = temporaryFolder();
  const jobs: MainJob[] = [];
  let place: Place;

  before(async () => {
    place = await placeIn("registry");
  });
  after(async () => {
    for (const job of jobs) await job.cutPower().catch(() => {});
    folder.remove();
  });

  async function placeIn(name: string): Promise<Place> {
    return {
      home: path.join(folder.path, name),
      port: await freePort(),
      rpcPort: await freePort(),
    };
  }

  function start(where: Place, ...args: string[]): MainJob {
    const job = new MainJob(where, args);
    jobs.push(job);
    return job;
  }

  describe("the first time", () => {
    let job: MainJob;
    let digest: string;

    const rights = (args: string) =>
      execFileSync(process.execPath, ["scripts/bootstrap.mjs", "rights", ...args.split(" ")], {
        cwd: ROOT,
        encoding: "utf8",
        env: {
          ...process.env,
          REGISTRY_HOME: place.home,
          PORT: String(place.port),
          RPC_PORT: String(place.rpcPort),
          NO_COLOR: "1",
        },
      });

    before(async () => {
      job = start(place);
      await job.printed(/npm start goes on from here/);
    });

    it("takes every file through the lifecycle, and says where everything is", async () => {
      const [ready = ""] = READY.exec(job.output) ?? [];
      expect(ready).to.contain(`http://127.0.0.1:${place.port}/graphql`);
      expect(ready).to.contain(`http://127.0.0.1:${place.rpcPort}`);
      expect(job.output).to.match(/91 of real data, 233\.3 MB, hashed/);
      expect(await countsOf(place)).to.eql(COUNTS);
      expect(await recordsOf(place)).to.eql(RECORDS);
      expect(await paidIn(place)).to.eql(PAID);
      ({ digest } = await meta(place));
    });

    it("names records by the ids under which they are found, and so does the README", async () => {
      const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
      const [stages = ""] = /^### Everybody[^]*?(?=^## )/m.exec(readme) ?? [];
      for (const text of [stages, job.output.slice(0, job.output.indexOf("In the registry"))]) {
        const ids = [...new Set(text.match(/\b[a-z]+:(0x[0-9a-f]{64}|\d+(-\d+)?)\b/g))];
        expect(ids.length).to.be.above(15);
        const { nodes } = await ask<{ nodes: ({ id: string } | null)[] }>(
          place,
          `{ nodes(ids: ${JSON.stringify(ids)}) { id } }`,
        );
        expect(nodes.map((node) => node?.id)).to.eql(ids);
      }
    });

    it("licenses in a sandbox what ends with it, and abroad what may leave", async () => {
      const { inside, abroad, sandbox } = await ask<Sold>(
        place,
        `{ inside: deal(id: "deal:3") { sandboxNumber approvalNumber license { id sandboxNumber terms { until } } }
           abroad: deal(id: "deal:2") { sandboxNumber approvalNumber }
           sandbox(id: "sandbox:1") { until } }`,
      );
      expect(inside).to.deep.include({ sandboxNumber: 1, approvalNumber: null });
      expect(inside.license.terms.until).to.equal(sandbox.until);
      expect(inside.license.sandboxNumber).to.equal(1);
      expect(abroad).to.eql({ sandboxNumber: null, approvalNumber: 1 });
      expect(rights("show deal:3")).to.match(/^sandbox +sandbox:1$/m);
      expect(rights(`show ${inside.license.id}`)).to.match(
        /^sandbox +sandbox:1, and ends with it$/m,
      );
      expect(rights("show deal:2")).to.match(/^approval +approval:1$/m);
    });

    it("prints three commands that work as they stand", () => {
      const [, commands = ""] = /in another terminal\n([\s\S]*?)\n\n/.exec(job.output) ?? [];
      const lines = commands.split("\n").map((line) => line.trim());
      expect(lines).to.have.length(3);
      const [verify, show, curl] = lines.map((line) =>
        execSync(line, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
      );
      expect(verify).to.match(/IN FORCE .*cars\.json/);
      expect(show).to.match(/HOLD {2}ACTIVE/);
      const answer = JSON.parse(curl ?? "") as { data: { certificate: { chainOfTitle: [] } } };
      expect(answer.data.certificate.chainOfTitle).to.have.length(4);
    });

    it("knows who holds a file, now and before, and on which title", async () => {
      const registry = await connect({
        deployment: path.join(place.home, "deployment.json"),
        rpc: `http://127.0.0.1:${place.rpcPort}`,
        graphql: `http://127.0.0.1:${place.port}/graphql`,
      });
      const file = path.join(ROOT, "node_modules/vega-datasets/data/flights-5k.json");
      const now = await registry.provenance.verify(file);
      expect(now.verdict).to.equal("IN_FORCE");
      expect(now.confirmedByChain).to.equal(true);
      const depths = now.chainOfTitle.map(({ depth }) => depth);
      expect(Math.max(...depths)).to.equal(3);
      expect(now.chainOfTitle.some(({ license }) => license !== null)).to.equal(true);

      const before = new Date(Date.now() - 10 * DAY);
      const then = await registry.provenance.verify(file, { asOf: before });
      expect(then.verdict).to.not.equal("IN_FORCE");
      expect(then.now.verdict).to.equal("IN_FORCE");
    });

    it("lets weeks pass on the chain: notice, then confirmation, up to the present", async () => {
      const id = `"certificate:19"`;
      const at = (daysAgo: number) => `asOf: {time: "${ago(daysAgo)}"}`;
      const answer = await ask<{
        filed: { status: string; noticeEnd: string };
        early: unknown;
        late: { status: string; confirmedAt: string };
        before: unknown;
      }>(
        place,
        `{ filed: application(id: "19", ${at(50)}) { status noticeEnd }
           early: certificate(id: ${id}, ${at(50)}) { id }
           late: certificate(id: ${id}, ${at(40)}) { status confirmedAt }
           before: application(id: "19", ${at(70)}) { id } }`,
      );
      expect(answer.filed.status).to.equal("IN_NOTICE");
      expect(answer.early).to.equal(null);
      expect(answer.late.status).to.equal("ACTIVE");
      expect(answer.before).to.equal(null);
      expect(Date.parse(answer.late.confirmedAt)).to.be.above(Date.parse(answer.filed.noticeEnd));
      const { block } = await meta(place);
      expect(Date.now() - Date.parse(block.time)).to.be.within(-5_000, 120_000);
    });

    it("keeps nothing about persons where it serves documents", async () => {
      const { participants } = await ask<{
        participants: { edges: { node: { kind: string; credentialHash: string } }[] };
      }>(place, "{ participants(first: 50) { edges { node { kind credentialHash } } } }");
      for (const { node } of participants.edges) {
        const folderName = node.kind === "CITIZEN" ? "credentials" : "documents";
        const name = node.credentialHash.slice(2);
        expect(existsSync(path.join(place.home, folderName, name)), node.kind).to.equal(true);
        const response = await fetch(`http://127.0.0.1:${place.port}/documents/${name}`);
        expect(response.ok, node.kind).to.equal(node.kind !== "CITIZEN");
        await response.body?.cancel();
      }
    });

    it("runs once in a home", async () => {
      const second = start(place);
      expect(await second.exitCode()).to.equal(1);
      expect(second.output).to.match(
        /Another npm start \(process \d+\) already runs in .*registry/,
      );
      expect(second.output.match(/^✗/gm)).to.have.length(1);
      expect(await countsOf(place)).to.eql(COUNTS);
    });

    it("ends all that it started on Ctrl-C, within moments", async () => {
      const processes = job.processes();
      expect(processes.length).to.be.above(4);
      const began = Date.now();
      await job.interrupt();
      expect(Date.now() - began).to.be.below(4_000);
      expect(job.output).to.match(/Ending: the chain is saved/);
      expect(alive(processes)).to.eql([]);
      expect(await isPortFree(place.port)).to.equal(true);
      expect(await isPortFree(place.rpcPort)).to.equal(true);
    });

    it("goes on from there the next time: nothing is lost and nothing registered twice", async () => {
      const again = start(place);
      const began = Date.now();
      await again.printed(READY);
      expect(Date.now() - began).to.be.below(15_000);
      expect(again.output).to.match(/resumed: 106 applications, 41 licences; nothing to do/);
      expect(await countsOf(place)).to.eql(COUNTS);
      expect(await recordsOf(place)).to.eql(RECORDS);
      expect((await meta(place)).digest).to.equal(digest);

      // Killed alone, it still ends all that it started.
      const processes = again.processes();
      again.killMain();
      await until(() => alive(processes).length === 0);
    });

    it("builds an index of another version anew", async () => {
      const index = new Database(path.join(place.home, "index.sqlite"));
      index.exec("UPDATE meta SET value = '2' WHERE key = 'schema_version'");
      index.close();
      const again = start(place);
      await again.printed(READY);
      expect(again.output).to.match(
        /index +\d+ events up to block \d+, built anew by this version/,
      );
      expect((await meta(place)).digest).to.equal(digest);
      await again.interrupt();
    });
  });

  describe("whatever happens", () => {
    it("comes to the same whenever it is interrupted or the power is cut", async () => {
      const cut = await placeIn("cut");
      for (const [moment, end] of [
        [/\d+ deployed/, "cutPower"],
        [/67 applications filed/, "interrupt"],
        [/23 rights confirmed/, "cutPower"],
        [/proposal:1 agreed/, "cutPower"],
        [/1,200\.00 in escrow/, "interrupt"],
        [/deal:2 under approval:1/, "cutPower"],
      ] as const) {
        const job = start(cut);
        await job.printed(moment);
        const processes = job.processes();
        await job[end]();
        expect(job.output).to.not.contain("✗");
        await until(() => alive(processes).length === 0);
      }
      const job = start(cut);
      await job.printed(READY);
      expect(await countsOf(cut)).to.eql(COUNTS);
      expect(await recordsOf(cut)).to.eql(RECORDS);
      expect(await paidIn(cut)).to.eql(PAID);
      await job.interrupt();
    });

    it("begins again with --fresh, and leaves alone what is not its own", async () => {
      const { home } = place;
      const old = await readDeployment(path.join(home, "deployment.json"));
      writeFileSync(path.join(home, "notes.txt"), "mine");
      const job = start(place, "--fresh");
      await job.printed(READY);
      const fresh = await readDeployment(path.join(home, "deployment.json"));
      expect(fresh.genesisHash).to.not.equal(old.genesisHash);
      expect(await countsOf(place)).to.eql(COUNTS);
      expect(readFileSync(path.join(home, "notes.txt"), "utf8")).to.equal("mine");
      await job.interrupt();
      expect(job.output).to.match(/Ending: the chain is saved/);
    });

    it("says what to do about a deployment file of another version", async () => {
      const where = await placeIn("version");
      mkdirSync(where.home);
      writeFileSync(path.join(where.home, "deployment.json"), `{"version":1,"contracts":{}}`);
      const job = start(where);
      expect(await job.exitCode()).to.equal(1);
      expect(job.output).to.match(
        /^✗ The deployment file in .*version is damaged, or of another version .* npm start -- --fresh$/m,
      );
    });

    it("says which port is taken, and which variable sets another", async () => {
      const where = await placeIn("ports");
      for (const [port, variable] of [
        [where.port, "PORT"],
        [where.rpcPort, "RPC_PORT"],
      ] as const) {
        const other = createServer().listen(port, "127.0.0.1");
        await once(other, "listening");
        const job = start(where);
        expect(await job.exitCode()).to.equal(1);
        other.close();
        const [last] = job.output.trim().split("\n").slice(-1);
        expect(last).to.match(
          new RegExp(`^✗ Port ${port} is in use .* ${variable}=\\d+ npm start$`),
        );
      }
    });

    it("knows its options, and names one that it does not know", async () => {
      const help = start(place, "--help");
      expect(await help.exitCode()).to.equal(0);
      expect(help.output).to.match(/--fresh .*RPC_PORT/s);
      const wrong = start(place, "--frsh");
      expect(await wrong.exitCode()).to.equal(1);
      expect(wrong.output).to.match(/Unknown option '--frsh'\. See: npm start -- --help/);
    });
  });
});

function ago(days: number): string {
  return new Date(Date.now() - days * DAY).toISOString();
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50));
}

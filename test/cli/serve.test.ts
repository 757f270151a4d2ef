import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import type { LiveRegistry } from "./fixture/registry.ts";
import { copyOfHome, freePort, liveRegistry, temporaryFolder } from "./fixture/registry.ts";

describe("rights serve", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  before(async () => (live = await liveRegistry()));

  /** Starts a second `serve` of the same chain, in another home. */
  async function serve(home: string, ...options: string[]) {
    const port = await freePort();
    return { port, running: live.start("serve", "--home", home, "--port", `${port}`, ...options) };
  }

  function alive(pid: number): boolean {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  }

  /** The processes that one started. */
  function childrenOf(pid: number): number[] {
    const listed = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
    return listed
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number))
      .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
  }

  it("tells when all of it answers, and ends all processes at Ctrl-C", async () => {
    const { running, port } = await serve(await copyOfHome(live), "--json", "--rebuild");
    await running.prints(/"ready":true/);
    const ready = JSON.parse(running.said().stdout) as Record<string, unknown>;
    expect(ready).to.include({ graphql: `http://127.0.0.1:${port}/graphql`, ready: true });
    expect(ready.events).to.be.above(0);
    expect(running.said().stderr).to.match(/^The index has caught up with block \d+: \d+ events/m);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).to.equal(200);

    const children = childrenOf(Number(running.child.pid));
    expect(children).to.have.length(1 + availableParallelism());
    running.child.kill("SIGINT");
    expect((await running.ended).code).to.equal(0);
    expect(children.filter(alive)).to.eql([]);
  });

  it("logs JSON lines as finely as it is told, and ends both if one is killed", async () => {
    const { running } = await serve(await copyOfHome(live), "--log-level", "info");
    await running.prints(/^ready/m);
    const logged = running
      .said()
      .stderr.split("\n")
      .filter((line) => line.startsWith("{"));
    const parts = logged.map((line) => (JSON.parse(line) as { name: string }).name);
    expect(parts).to.include("graphql");

    const children = childrenOf(Number(running.child.pid));
    process.kill(Number(children[0]), "SIGKILL");
    const { code, stderr } = await running.ended;
    expect(code).to.equal(1);
    expect(stderr).to.match(/^error: .*ended unexpectedly \(SIGKILL\)\.$/m);
    expect(children.filter(alive)).to.eql([]);
  });

  it("leaves no process behind when it is killed itself", async () => {
    const { running } = await serve(await copyOfHome(live));
    await running.prints(/^ready/m);
    const children = childrenOf(Number(running.child.pid));
    running.child.kill("SIGKILL");
    await running.ended;
    for (let i = 0; i < 100 && children.some(alive); i++) await sleep(50);
    expect(children.filter(alive)).to.eql([]);
  });

  it("refuses a port that is taken", async () => {
    const taken = new URL(live.graphql).port;
    const home = await copyOfHome(live);
    const run = await live.run("serve", "--home", home, "--port", taken);
    expect(run.code).to.equal(1);
    expect(run.stderr).to.match(new RegExp(`^error: .*port ${taken} is in use.*PORT`, "m"));
  });

  it("refuses an index that another process writes", async () => {
    const run = await live.run("serve", "--port", String(await freePort()));
    expect(run.code).to.equal(1);
    expect(run.stderr).to.match(/^error: Another process writes the index at /m);
  });

  it("refuses an index of an older schema, and --rebuild makes it anew", async () => {
    const home = await copyOfHome(live, (index) => {
      index.exec("UPDATE meta SET value = '0' WHERE key = 'schema_version'");
    });
    const { running } = await serve(home);
    const { code, stderr } = await running.ended;
    expect(code).to.equal(1);
    expect(stderr).to.match(/^error: The index at \S+ has schema 0.*`rights serve --rebuild`/m);

    const again = await serve(home, "--rebuild");
    await again.running.prints(/^ready/m);
    again.running.child.kill("SIGTERM");
    expect((await again.running.ended).code).to.equal(0);
  });

  it("refuses an index of another deployment", async () => {
    const home = await copyOfHome(live, (index) => {
      index.exec("UPDATE meta SET value = '7' WHERE key = 'start_block'");
    });
    const { running } = await serve(home, "--only", "graphql");
    const { code, stderr } = await running.ended;
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /^error: The index at \S+ is of another deployment: .*`rights serve --rebuild`/m,
    );
  });

  describe("with several readers", () => {
    const headers = { connection: "close", "content-type": "application/json" };

    async function metrics(port: number): Promise<string> {
      const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
      expect(response.status).to.equal(200);
      return response.text();
    }

    /** Posts so many queries, each over a connection of its own; the statuses of the answers. */
    async function ask(port: number, times: number): Promise<number[]> {
      const statuses: number[] = [];
      for (let i = 0; i < times; i++) {
        const body = JSON.stringify({ query: "{ __typename }" });
        const url = `http://127.0.0.1:${port}/graphql`;
        const response = await fetch(url, { method: "POST", headers, body });
        await response.text();
        statuses.push(response.status);
      }
      return statuses;
    }

    /** The values of a metric. */
    function valuesOf(name: string, text: string): number[] {
      const lines = text.split("\n").filter((line) => line.startsWith(name));
      return lines.map((line) => Number(line.split(" ").at(-1)));
    }

    /** Which of them answer, of so many connections. */
    async function answering(port: number): Promise<Set<string>> {
      await ask(port, 60);
      const counted = /^rights_http_requests_total\{reader="(\d)"\} [1-9]/gm;
      return new Set([...(await metrics(port)).matchAll(counted)].map(([, reader = ""]) => reader));
    }

    it("counts requests against one limit, whichever answers", async () => {
      const limits = ["--readers", "2", "--rate-limit", "0.01"];
      const { running, port } = await serve(await copyOfHome(live), ...limits);
      await running.prints(/^ready/m);
      const statuses = await ask(port, 8);
      expect(statuses).to.deep.equal([200, ...Array.from({ length: 7 }, () => 429)]);
      running.child.kill("SIGTERM");
      await running.ended;
    });

    it("tells of all of them as one, and forgets nothing when they are replaced", async () => {
      const { running, port } = await serve(await copyOfHome(live), "--readers", "2");
      await running.prints(/^ready/m);
      await ask(port, 30);
      const requests =
        'rights_graphql_requests_total{operation="query",field="__typename",outcome="ok"}';
      const inTime =
        'rights_graphql_duration_seconds_bucket{le="+Inf",operation="query",field="__typename"}';
      for (let i = 0; i < 4; i++) {
        const text = await metrics(port);
        expect(valuesOf(requests, text)).to.deep.equal([30]);
        expect(valuesOf(inTime, text)).to.deep.equal([30]);
        const [block = 0] = valuesOf("rights_index_block ", text);
        expect(valuesOf("rights_index_head ", text)).to.deep.equal([block]);
        expect(valuesOf("rights_rpc_requests_total{", text)).to.have.length(1);
      }
      const renewed = running.prints(/^All readers are new$/m);
      running.child.kill("SIGHUP");
      await renewed;
      await ask(port, 5);
      const text = await metrics(port);
      expect(valuesOf(requests, text)).to.deep.equal([35]);
      expect(valuesOf(inTime, text)).to.deep.equal([35]);
      running.child.kill("SIGTERM");
      await running.ended;
    });

    it("shares out connections, and replaces a reader that is killed", async () => {
      const { running, port } = await serve(await copyOfHome(live), "--readers", "3");
      await running.prints(/^ready/m);
      expect([...(await answering(port))].toSorted()).to.deep.equal(["0", "1", "2"]);
      const children = childrenOf(Number(running.child.pid));
      expect(children).to.have.length(4);
      await sleep(5000);
      process.kill(Number(children[2]), "SIGKILL");
      await running.prints(/^Reader \d is replaced: .*SIGKILL/m);
      for (let i = 0; i < 100 && childrenOf(Number(running.child.pid)).length < 4; i++) {
        await sleep(50);
      }
      expect(childrenOf(Number(running.child.pid))).to.have.length(4);
      running.child.kill("SIGINT");
      expect((await running.ended).code).to.equal(0);
    });

    it("replaces them all at SIGHUP, and answers all the while", async () => {
      const { running, port } = await serve(await copyOfHome(live), "--readers", "2");
      await running.prints(/^ready/m);
      const before = childrenOf(Number(running.child.pid));
      running.child.kill("SIGHUP");
      const renewed = running.prints(/^All readers are new$/m);
      const done = new AbortController();
      void renewed.then(() => done.abort());
      let answers = 0;
      while (!done.signal.aborted) {
        const headers = { connection: "close" };
        const signal = AbortSignal.timeout(10_000);
        const response = await fetch(`http://127.0.0.1:${port}/readyz`, { headers, signal });
        expect(response.status).to.equal(200);
        answers++;
      }
      expect(answers).to.be.above(10);
      const after = childrenOf(Number(running.child.pid));
      expect(after.filter((pid) => before.includes(pid))).to.have.length(1);
      running.child.kill("SIGINT");
      expect((await running.ended).code).to.equal(0);
    });

    it("refuses a port that another process listens at", async () => {
      const taken = new URL(live.graphql).port;
      const home = await copyOfHome(live);
      const run = await live.run("serve", "--home", home, "--port", taken, "--readers", "2");
      expect(run.code).to.equal(1);
      expect(run.stderr).to.match(new RegExp(`^error: .*port ${taken} is in use.*PORT`, "m"));
    });
  });

  it("indexes from several nodes, proving what they say", async () => {
    const home = temporaryFolder();
    const deployment = ["--deployment", `${live.home}/deployment.json`];
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const nodes = ["--nodes", `${nobody},${live.anvil.url.replace("http", "ws")}`];
    const verify = ["--verify", "receipts", "--finality", "1000", "--rpc-rate", "5000"];
    const limits = ["--max-lag", "7", "--readers", "1", "--json"];
    const { running, port } = await serve(home, ...deployment, ...nodes, ...verify, ...limits);
    await running.prints(/"ready":true/);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).to.equal(200);
    const told = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const proved = /^rights_index_verified_blocks_total [1-9]\d*$/m;
    for (let i = 0; i < 100 && !proved.test(await told()); i++) await sleep(50);
    expect(await told()).to.match(proved);
    expect(await told()).to.include(`rights_rpc_errors_total{endpoint="${new URL(nobody).host}"}`);
    running.child.kill("SIGINT");
    expect((await running.ended).code).to.equal(0);
    const audited = await live.run("audit", "--home", home, ...deployment);
    expect(audited.code, audited.stdout).to.equal(0);
  });

  it("says what is wrong with an option", async () => {
    for (const [option, value, message] of [
      ["--nodes", "http://a.example,ftp://b", /"ftp:\/\/b" is not the http, https, ws or wss URL/],
      ["--verify", "blocks", /Allowed choices are receipts, logs/],
      ["--rpc-rate", "many", /"many" is not a number a second, such as 50/],
      ["--max-lag", "-1", /"-1" is not a whole number from 0/],
    ] as const) {
      const { code, stderr } = await live.run("serve", `${option}=${value}`);
      expect(code).to.equal(2);
      expect(stderr).to.match(message);
    }
  });

  it("runs one part alone", async () => {
    const home = temporaryFolder();
    const deployment = ["--deployment", `${live.home}/deployment.json`];
    const index = await serve(home, "--only", "index", ...deployment);
    await index.running.prints(/^The index has caught up with block/m);
    expect(childrenOf(Number(index.running.child.pid))).to.eql([]);
    const graphql = await serve(home, "--only", "graphql", ...deployment);
    await graphql.running.prints(/^ready {2}\S+\/graphql$/m);
    index.running.child.kill("SIGINT");
    graphql.running.child.kill("SIGINT");
    const ended = await Promise.all([index.running.ended, graphql.running.ended]);
    expect(ended.map(({ code }) => code)).to.eql([0, 0]);
  });
});

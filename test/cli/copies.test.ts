import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";

import Database from "better-sqlite3";
import { expect } from "chai";

import type { LiveRegistry } from "./fixture/registry.ts";
import { copyOfHome, freePort, temporaryFolder } from "./fixture/registry.ts";
import { world } from "./fixture/world.ts";

interface Copied {
  readonly file: string;
  readonly checksum: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly block: number;
  readonly events: number;
}

describe("copies of the index", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  before(async () => {
    ({ live } = await world());
    await live.indexed();
  });

  const place = () => path.join(temporaryFolder(), "copy.sqlite");

  /** A new replica's home, from a snapshot. */
  async function replicaFrom(snapshot: string) {
    const home = temporaryFolder();
    const deployment = ["--deployment", `${live.home}/deployment.json`];
    const port = ["--port", `${await freePort()}`];
    const args = ["serve", "--home", home, ...deployment, ...port, "--from", snapshot];
    return { home, deployment, running: live.start(...args) };
  }

  for (const how of ["backup", "snapshot"] as const) {
    it(`${how}: one sound file and its checksum, while the index is written`, async () => {
      const file = place();
      const copy = await live.json<Copied>(how, file);
      expect(copy).to.include({ file, checksum: `${file}.sha256`, bytes: statSync(file).size });
      expect(copy.events).to.be.above(10);
      execFileSync("sha256sum", ["-c", `${file}.sha256`], { cwd: path.dirname(file) });
      expect(readdirSync(path.dirname(file)).toSorted()).to.deep.equal([
        "copy.sqlite",
        "copy.sqlite.sha256",
      ]);
      expect((statSync(file).mode & 0o222) === 0).to.equal(how === "snapshot");
    });

    it(`${how}: never over a file that is there`, async () => {
      const file = place();
      writeFileSync(file, "mine");
      const { code, stderr } = await live.run(how, file);
      expect(code).to.equal(1);
      expect(stderr).to.match(/^error: There is a file \S+copy\.sqlite already/m);
      expect(statSync(file).size).to.equal(4);
    });

    it(`${how}: nothing of an index that is damaged`, async () => {
      const home = await copyOfHome(live);
      const index = path.join(home, "index.sqlite");
      const { size } = statSync(index);
      const opened = openSync(index, "r+");
      writeSync(opened, Buffer.alloc(size / 2, 0xab), 0, size / 2, size / 2);
      closeSync(opened);
      const file = place();
      const { code, stderr } = await live.run(how, file, "--home", home);
      expect(code, stderr).to.equal(1);
      expect(stderr).to.match(/damaged/);
      expect(readdirSync(path.dirname(file))).to.deep.equal([]);
    });
  }

  it("backup: ends, however much is written while a large index is copied", async () => {
    const home = await copyOfHome(live, (index) => {
      index.exec("CREATE TABLE padding (bytes BLOB)");
      const pad = index.prepare("INSERT INTO padding VALUES (zeroblob(4000000))");
      for (let i = 0; i < 20; i++) pad.run();
    });
    const index = new Database(path.join(home, "index.sqlite"));
    index.pragma("synchronous = OFF");
    const write = index.prepare("UPDATE checkpoint SET seen_at = seen_at + 1");
    const writing = setInterval(() => write.run(), 1);
    const { code, stderr } = await live.run("backup", place(), "--home", home);
    clearInterval(writing);
    index.close();
    expect(code, stderr).to.equal(0);
  });

  it("backup: nothing of an index that lost events", async () => {
    const lose = "DELETE FROM events WHERE log_index = 0";
    const home = await copyOfHome(live, (index) => index.exec(lose));
    const { code, stderr } = await live.run("backup", place(), "--home", home);
    expect(code).to.equal(1);
    expect(stderr).to.match(/^error: \S+ holds \d+ events of \d+/m);
  });

  it("a replica begins with a snapshot, and goes on from there", async () => {
    const file = place();
    const { block } = await live.json<Copied>("snapshot", file);
    await live.pass(60);
    const { home, deployment, running } = await replicaFrom(file);
    await running.prints(/^ready/m);
    expect(running.said().stderr).to.match(
      new RegExp(`^Begun with the snapshot: block ${block}`, "m"),
    );
    running.child.kill("SIGINT");
    expect((await running.ended).code).to.equal(0);
    const audited = await live.run("audit", "--home", home, ...deployment);
    expect(audited.code, audited.stdout).to.equal(0);
  });

  const SPOILT = [
    ["was changed", (file: string) => appendFileSync(file, "more"), /not what its checksum says/],
    [
      "lacks its checksum",
      (file: string) => rmSync(`${file}.sha256`),
      /no checksum of the snapshot/,
    ],
    ["is gone", (file: string) => rmSync(file), /There is no snapshot/],
  ] as const;
  for (const [name, spoil, message] of SPOILT) {
    it(`a replica does not begin with a snapshot that ${name}`, async () => {
      const file = place();
      await live.json<Copied>("snapshot", file);
      execFileSync("chmod", ["u+w", file]);
      spoil(file);
      const { home, running } = await replicaFrom(file);
      const { code, stderr } = await running.ended;
      expect(code).to.equal(1);
      expect(stderr).to.match(message);
      expect(existsSync(path.join(home, "index.sqlite"))).to.equal(false);
    });
  }

  it("a snapshot does not replace an index that is there", async () => {
    const file = place();
    await live.json<Copied>("snapshot", file);
    const home = await copyOfHome(live);
    const port = ["--port", `${await freePort()}`];
    const running = live.start("serve", "--home", home, ...port, "--from", file);
    await running.prints(/^ready/m);
    expect(running.said().stderr).to.include("There is an index already");
    running.child.kill("SIGINT");
    await running.ended;
  });
});

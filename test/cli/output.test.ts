import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { temporaryFolder } from "./fixture/registry.ts";
import { RIGHTS, rights } from "./fixture/rights.ts";
import type { World } from "./fixture/world.ts";
import { world } from "./fixture/world.ts";

const ESCAPE = "\u001B";
/** Makes a process believe that it writes to a terminal. */
const AT_TERMINAL = `data:text/javascript,${encodeURIComponent(`
  import { WriteStream } from "node:tty";
  for (const stream of [process.stdout, process.stderr]) {
    Object.assign(stream, { isTTY: true, getColorDepth: WriteStream.prototype.getColorDepth });
  }
`)}`;
const TERMINAL = { TERM: "xterm-256color", PATH: process.env.PATH };

describe("rights, output", function () {
  this.timeout(60_000);

  it("hash prints the commitment, the size and the file", async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "empty"), "");
    const { stdout, stderr } = await rights(["hash", "empty"], { cwd: folder });
    expect(stderr).to.equal("");
    expect(stdout).to.match(
      /^0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 +0 B +\d\.\d\d s {2}empty\n$/,
    );
  });

  it("shows a bar for a large file at a terminal, and nowhere else", async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, "large");
    writeFileSync(file, Buffer.alloc(300_000_000));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", AT_TERMINAL, RIGHTS, "hash", file],
      { encoding: "utf8", env: TERMINAL },
    );
    expect(stderr).to.match(/█+\S*░* +\d+% {2}[\d.]+ MB of 300\.0 MB/);
    expect(stderr.endsWith(`\r${ESCAPE}[K`), "wiped at the end").to.equal(true);
    expect(stdout).to.contain("300.0 MB");
    expect((await rights(["hash", file])).stderr).to.equal("");
  });

  describe("colour", () => {
    let place: World;
    before(async () => (place = await world()));

    it("is for terminals, unless NO_COLOR asks for none", () => {
      const run = (env: Record<string, string>, ...flags: string[]) =>
        spawnSync(process.execPath, [...flags, RIGHTS, "verify", "data.csv"], {
          encoding: "utf8",
          cwd: place.live.folder,
          env: { ...TERMINAL, ...place.live.env, ...env },
        }).stdout;
      expect(run({})).to.not.contain(ESCAPE);
      expect(run({}, "--import", AT_TERMINAL)).to.match(/^\S+\[32mIN FORCE/);
      expect(run({ NO_COLOR: "1" }, "--import", AT_TERMINAL)).to.not.contain(ESCAPE);
    });
  });

  it("takes paths from where npm run was typed", async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "here.csv"), "here\n");
    const env = { npm_lifecycle_event: "rights", INIT_CWD: folder };
    const run = await rights(["hash", "here.csv"], { env });
    expect(run.code, run.stderr).to.equal(0);
    const help = await rights(["hash", "--help"], { env });
    expect(help.stdout).to.contain("$ npm run rights -- hash README.md");
  });
});

import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import type { Mistake } from "./fixture/mistakes.ts";
import { makeMistakes } from "./fixture/mistakes.ts";
import type { LiveRegistry } from "./fixture/registry.ts";
import { world } from "./fixture/world.ts";

describe("rights, done wrong", function () {
  this.timeout(60_000);
  let live: LiveRegistry;
  before(async () => ({ live } = await world()));

  it("names the variable that is wrong", () =>
    makeMistakes(live, [
      ["whoami", 2, /^error: PORT: "0" is not a port/, { PORT: "0" }],
      ["whoami", 2, /^error: RIGHTS_KEY: this is not a private key/, { RIGHTS_KEY: "secret" }],
    ]));

  describe("with files", () => {
    it("that do not exist", () => {
      const line = /^error: no\.csv does not exist\. \(Check the path/;
      const verbs = ["verify no.csv", "apply no.csv", "object 4 --evidence no.csv"];
      return makeMistakes(
        live,
        verbs.map((args): Mistake => [args, 1, line]),
      );
    });

    it("that are folders, or cannot be read", async () => {
      // Whoever runs the tests as root can read everything but what is no file system's.
      const isRoot = process.getuid?.() === 0;
      const unreadable = isRoot ? "/proc/self/mem" : path.join(live.folder, "locked.csv");
      if (!isRoot) {
        writeFileSync(unreadable, "");
        chmodSync(unreadable, 0);
      }
      await makeMistakes(live, [
        ["hash .", 1, /^error: \. is not a file\. \(Name a single file/],
        [`hash ${unreadable}`, 1, /^error: \S+ cannot be read\. E[A-Z]+: .* \(.+\)$/],
      ]);
    });

    it("among others that can be read: hashes those", async () => {
      const run = await live.run("hash", "data.csv", "no.csv", "derived.csv");
      expect(run.code).to.equal(1);
      expect(run.stdout.trimEnd().split("\n")).to.have.length(2);
      expect(run.stderr).to.match(/^error: no\.csv does not exist/);
    });
  });

  it("asking beyond the head", async () => {
    const line = /^error: Block 999999 is not indexed: the index is at block \d+, .*\(name a block/;
    await makeMistakes(live, [
      ["verify data.csv --as-of block:999999", 1, line],
      ["show certificate:1 --as-of block:999999", 1, line],
    ]);
    const later = await live.run("verify", "data.csv", "--as-of", "2099-01-01");
    expect(later.code, "expired by then").to.equal(3);
  });

  it("is told to programs in JSON, and in detail with --debug", async () => {
    const [program, debug] = await Promise.all([
      live.run("show", "participant:99", "--json"),
      live.run("show", "participant:99", "--debug"),
    ]);
    expect({ code: program.code, stdout: program.stdout }).to.eql({ code: 1, stdout: "" });
    expect(JSON.parse(program.stderr)).to.eql({
      error: {
        code: "NOT_FOUND",
        message: "There is no participant:99.",
        hint: "rights list participants shows those there are",
      },
    });
    expect(debug.stderr).to.match(/^ {4}at .*show\.ts/m);
  });
});

import { spawnSync } from "node:child_process";
import path from "node:path";

import { expect } from "chai";

import { ROOT } from "../../scripts/bootstrap/paths.mjs";

const PROGRAMS = [
  "bench/hash.ts",
  "bench/index.ts",
  "bench/peer.ts",
  "bench/query.ts",
  "test/faults/main.ts",
  "test/graphql/fuzz/main.ts",
];

describe("programs that are run by hand", () => {
  for (const program of PROGRAMS) {
    it(`${program} says what it is for, and refuses in a line what is no option of it`, function () {
      this.timeout(60_000);
      const help = run(program, "--help");
      expect(help.status).to.equal(0);
      expect(help.stdout).to.match(/^Usage: npm run \S+ \[-- OPTIONS\]\n\n[A-Z]/);
      const wrong = run(program, "--nope");
      expect(wrong.status).to.equal(2);
      expect(wrong.stderr).to.match(/^Unknown option '--nope'[^\n]*\n$/);
    });
  }

  it("refuse what is no whole number where one is taken", () => {
    const { status, stderr } = run("bench/index.ts", "--events", "0");
    expect(status).to.equal(2);
    expect(stderr).to.match(/^--events takes a whole number of at least 1, not "0"[^\n]*\n$/);
  });
});

function run(program: string, ...args: string[]) {
  const command = [path.join(ROOT, program), ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: "utf8" });
}

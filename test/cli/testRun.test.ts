import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { ROOT } from "../../scripts/bootstrap/paths.mjs";
import { findGroups, type Group, pickFiles } from "../../scripts/test/groups.ts";
import { parseOptions } from "../../scripts/test/options.ts";
import { addOutcomes, formatCounts, type Outcome } from "../../scripts/test/outcome.ts";
import { planSteps } from "../../scripts/test/plan.ts";

describe("npm test", () => {
  const plan = (...args: string[]) => planSteps(parseOptions(args)).map((step) => step.name);

  it("runs all checks, then every folder of test/ that holds tests", () => {
    const steps = plan();
    expect(steps.slice(0, 3)).to.eql(["format", "lint", "typecheck"]);
    const holdsTests = (folder: string) =>
      readdirSync(path.join(ROOT, "test", folder), { recursive: true, encoding: "utf8" }).some(
        (file) => file.endsWith(".test.ts") || file.endsWith(".t.sol"),
      );
    const folders = readdirSync(path.join(ROOT, "test"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && holdsTests(entry.name))
      .map((entry) => entry.name);
    expect(steps.slice(3)).to.have.members(folders);
  });

  it("runs only the tests at given paths, without the checks", () => {
    expect(plan("test/cli/testRun.test.ts")).to.eql(["cli"]);
    const [group] = pickFiles(findGroups(), ["test/cli/testRun.test.ts"]);
    expect(group?.files).to.eql([import.meta.filename]);
  });

  it("runs the steps named, in their own order", () => {
    expect(plan("--only", "cli", "--only", "lint")).to.eql(["lint", "cli"]);
  });

  it("says what is wrong with a path or a name", () => {
    expect(() => plan("test/cly")).to.throw(RangeError, "No tests at test/cly");
    expect(() => plan("--only", "cly")).to.throw(RangeError, /called "cly", only: format, lint/);
    expect(() => plan("--onyl", "cli")).to.throw(TypeError, /--onyl/);
  });

  it("adds up and formats counts", () => {
    const one: Outcome = { passed: 2, failed: 0, skipped: 0, failures: [] };
    expect(formatCounts(addOutcomes([one, one]))).to.equal("4 passed, 0 failed");
    const skipped = { ...one, skipped: 3 };
    expect(formatCounts(addOutcomes([one, skipped]))).to.equal("4 passed, 0 failed, 3 skipped");
  });

  describe("runs mocha and", () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "data-rights-"))));
    afterEach(() => rmSync(folder, { recursive: true }));

    /** What a group of one file comes to, run in a process of its own: it prints a lot. */
    function outcomeOf(source: string, grep?: string): Outcome {
      const file = path.join(folder, "a.test.ts");
      writeFileSync(file, source);
      const group: Group = { name: "made", runner: "mocha", files: [file] };
      const runners = JSON.stringify(path.join(ROOT, "scripts/test/runners.ts"));
      const program = `
        import { runGroup } from ${runners};
        const outcome = await runGroup(${JSON.stringify(group)}, ${JSON.stringify(grep)});
        console.log("\\n" + JSON.stringify(outcome));`;
      const said = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      return JSON.parse(said.trim().split("\n").at(-1) ?? "") as Outcome;
    }

    it("counts what passed, failed and was skipped, and keeps the failures", () => {
      const outcome = outcomeOf(`
        describe("sums", () => {
          it("add", () => {});
          it("differ", () => { throw new Error("1 is not 2"); });
          it("later");
        });`);
      expect(outcome).to.eql({
        passed: 1,
        failed: 1,
        skipped: 1,
        failures: [{ title: "sums differ", message: "1 is not 2" }],
      });
    });

    it("fails for a file that does not load", () => {
      const outcome = outcomeOf(`throw new Error("broken");`);
      expect(formatCounts(outcome)).to.equal("0 passed, 1 failed");
      expect(outcome.failures[0]?.message).to.match(/^ended with 1 before its tests did/);
    });

    it("fails where nothing was executed, unless a pattern left it out", () => {
      const source = `describe("none", () => {});`;
      expect(outcomeOf(source).failures[0]?.message).to.equal("no test was executed");
      expect(outcomeOf(source, "other").failures).to.eql([]);
    });

    it("fails for a process that ends badly after tests that passed", () => {
      const outcome = outcomeOf(`
        it("passes", () => {});
        after(() => setTimeout(() => process.kill(process.pid, "SIGKILL"), 100));`);
      expect(formatCounts(outcome)).to.equal("1 passed, 1 failed");
      expect(outcome.failures[0]?.message).to.match(/ended with 137$/);
    });
  });
});

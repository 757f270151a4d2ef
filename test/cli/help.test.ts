import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";
import type { Command } from "commander";

import { CACHE } from "../../scripts/bootstrap/paths.mjs";
import { createProgram } from "../../scripts/cli/program.ts";
import { rights } from "./fixture/rights.ts";

const COMPILED = path.join(import.meta.dirname, "../../scripts/bootstrap/compiled.mjs");

const VERBS = `
  accept accept-amendment accept-cure accept-pledge admit agree amend annul answer
  answer-objection appeal apply appraise approve-export assess assign attest audit backup buy
  cancel cancel-operation catalogue challenge claim close-sandbox collect confirm
  confirm-catalogue confirm-order correct decide-appeal deliver deploy dismiss dispute distribute
  execute expel file-batch hash hear-entry invite join leave license list
  may-export may-use notice notice-catalogue notify-breach object object-entry offer open-sandbox
  order pause pledge prove-entry reclaim record-export record-use recover-account register
  reinstate reject reject-amendment reject-catalogue release release-pledge renew reprice resolve
  resume revoke revoke-account revoke-order serve set-compliance-policy set-currency
  set-deal-periods set-primary set-registration-policy set-renderer set-response-period set-rule
  set-transferable share show show-operation snapshot supersede surrender suspend
  suspend-participant terminate transfer unpause update-credential uphold verify watch whoami
  withdraw
`
  .trim()
  .split(/\s+/);

describe("help", () => {
  it("lists every verb", async () => {
    const { code, stdout, stderr } = await rights(["--help"]);
    expect({ code, stderr }).to.eql({ code: 0, stderr: "" });
    const listed = createProgram().commands.map((verb) => verb.name());
    expect(listed.toSorted()).to.eql(VERBS);
    for (const verb of VERBS) expect(stdout).to.match(new RegExp(`^  ${verb}\\b`, "m"));
  });

  it("is what one gets without a verb, as a mistake", async () => {
    const { code, stdout, stderr } = await rights([]);
    expect({ code, stdout }).to.eql({ code: 2, stdout: "" });
    expect(stderr).to.contain("Usage: rights <verb>");
  });

  it("of a verb is shown both ways", async () => {
    const [flag, verb] = await Promise.all([rights(["hash", "--help"]), rights(["help", "hash"])]);
    expect(flag.code).to.equal(0);
    expect(verb.stdout).to.equal(flag.stdout);
  });

  it("loads neither the GraphQL server nor SQLite, which would take longer than all the rest", async () => {
    const loading = path.join(import.meta.dirname, "fixture/loading.ts");
    const program = path.join(import.meta.dirname, "../../scripts/cli/rights.ts");
    const { stderr } = await promisify(execFile)(process.execPath, [
      "--import",
      loading,
      program,
      "--help",
    ]);
    expect(stderr).to.contain("/sdk/src/");
    expect(stderr.match(/.*(graphql-yoga|better-sqlite3|indexer\/src\/server).*/g)).to.equal(null);
  });

  it("comes sooner the next time: what was compiled is kept, of threads and child processes, too", async () => {
    const env = { ...process.env, NODE_COMPILE_CACHE: undefined };
    const program = `
      import { getCompileCacheDir } from "node:module";
      import { Worker } from "node:worker_threads";
      import { keepCompiled } from ${JSON.stringify(COMPILED)};
      keepCompiled();
      const thread = \`
        import { execFileSync } from "node:child_process";
        import { getCompileCacheDir } from "node:module";
        const child = ["-p", "require('node:module').getCompileCacheDir()"];
        console.log(getCompileCacheDir(), execFileSync(process.execPath, child, { encoding: "utf8" }));\`;
      console.log(getCompileCacheDir());
      new Worker(new URL("data:text/javascript," + encodeURIComponent(thread)));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "-e", program],
      { env },
    );
    const kept = path.join(CACHE, "compiled");
    expect(
      stdout
        .trim()
        .split(/\s+/)
        .map((folder) => path.dirname(folder)),
    ).to.eql([kept, kept, kept]);
  });

  for (const name of VERBS) {
    describe(`of ${name}`, () => {
      const text = helpOf(name);
      const examples = [...text.matchAll(/^ {2}\$ rights (.*)$/gm)].map(([, args = ""]) => args);

      it("has examples, what --json prints, and no line that is too long to read", () => {
        expect(examples).to.not.have.length(0);
        expect(text).to.contain("\nWith --json:\n");
        const prose = text.split("\n").filter((line) => !line.startsWith("  $ "));
        expect(Math.max(...prose.map((line) => line.length))).to.be.at.most(110);
      });

      for (const example of examples) {
        it(`has an example that is understood: ${example.slice(0, 60)}`, async () => {
          const program = createProgram();
          let understood = false;
          for (const verb of program.commands) verb.action(() => void (understood = true));
          await program.parseAsync(words(example), { from: "user" });
          expect(understood).to.equal(true);
        });
      }
    });
  }
});

function helpOf(name: string): string {
  const verb = createProgram().commands.find((command) => command.name() === name) as Command;
  let text = "";
  verb.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
  return text;
}

/** The words of a command line, as a shell splits them. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

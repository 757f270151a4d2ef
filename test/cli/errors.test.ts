import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import type { Anvil } from "../sdk/fixture/anvil.ts";
import { temporaryAnvil, temporaryFolder } from "./fixture/registry.ts";
import { inProcess } from "./fixture/inProcess.ts";
import type { Run } from "./fixture/rights.ts";
import { rights } from "./fixture/rights.ts";
import type { World } from "./fixture/world.ts";
import { world } from "./fixture/world.ts";

/** What a person does wrong, the exit code, and the one line that tells it. */
type Mistake = readonly [args: string, code: number, line: RegExp];

const DEAF = "http://127.0.0.1:1";

const WRITTEN_WRONG: Mistake[] = [
  ["verfy data.csv", 2, /^error: unknown command 'verfy'\. \(Did you mean verify\?\)$/],
  ["qqq", 2, /^error: unknown command 'qqq'\. \(--help shows the usage\)$/],
  ["verify", 2, /^error: missing required argument 'file\|commitment'\./],
  ["verify data.csv --asof now", 2, /unknown option '--asof'\. \(Did you mean --as-of\?\)$/],
  ["hash a b --title x", 2, /unknown option '--title'/],
  ["show data.csv extra", 2, /^error: /],
  ["show certificate:x", 2, /"certificate:x" is not a certificate id.*certificate:12/],
  ["show 12", 2, /"12" is not an id; ids look like/],
  ["notice application:0", 2, /"application:0" is not an application id/],
  ["confirm certificate:1 --decision x", 2, /"certificate:1" is not an application id/],
  ["confirm --decision x", 2, /needs the ids of applications or --ready, and not both/],
  ["confirm 1", 2, /required option '--decision <file\|hash>' not specified/],
  ["dismiss 1 --decision x", 2, /"1" is not an objection id/],
  ["verify data.csv --as-of yesterday", 2, /--as-of <moment>: "yesterday" is not a date or time/],
  ["verify data.csv --as-of 2026-02-30", 2, /"2026-02-30" is not a date or time/],
  ["verify data.csv --as-of block:x", 2, /"x" is not a block number/],
  ["license 1 --to 2 --use read --until 30.6.2027", 2, /"30\.6\.2027" is not a date or time/],
  ["license 1 --to 2 --use sell --until 2027-06-30", 2, /"sell" is not one of read, /],
  ["license 1 --to x --use read --until 2027-06-30", 2, /"x" is not a participant id/],
  ["apply", 2, /apply needs a file or --commitment, and not both/],
  ["apply data.csv --right own", 2, /"own" is not one of hold, process, operate/],
  ["apply data.csv --source 7", 2, /"7" is not a source/],
  ["apply data.csv --algorithm chunk-merkle", 2, /another root is given by --commitment/],
  [`apply --commitment 0x${"5f".repeat(32)}`, 2, /--commitment needs --title/],
  ["apply data.csv --as judge", 2, /"judge" is nobody; there are admin, /],
  ["apply data.csv --key 0x12", 2, /^error: --key: this is not a private key/],
  [`apply data.csv --key 0x${"f".repeat(64)}`, 2, /^error: --key: this is not a private key/],
  [`apply data.csv --as owner:1 --key 0x${"11".repeat(32)}`, 2, /cannot be used with/],
  ["list things", 2, /Allowed choices are certificates, /],
  ["list certificates --where colour=red", 2, /\(keys: holder, asset, right, /],
  ["list certificates --limit 0", 2, /"0" is not a whole number from 1 to 10000/],
  ["watch --subject asset:0x12", 2, /is not an asset id/],
  ["watch --since now", 2, /"now" is not a block number/],
  ["serve --port 70000", 2, /^error: --port: "70000" is not a port/],
  ["serve --only both", 2, /Allowed choices are index, graphql/],
  ["serve --only graphql --rebuild", 2, /--rebuild is for the index/],
  ["deploy --period notice=1", 2, /"notice=1" is not a period/],
  ["list events --rpc node", 2, /^error: --rpc: "node" is not an address/],
];

describe("rights, written wrong", () => {
  for (const [args, code, line] of WRITTEN_WRONG) {
    it(`says what is wrong with "${args.slice(0, 60)}"`, async () => {
      expectMistake(args, await inProcess(args.split(" ")), code, line);
    });
  }
});

describe("rights, done wrong", function () {
  this.timeout(60_000);
  let place: World;
  before(async () => (place = await world()));

  /** Runs a command line that must fail with one line on stderr, and nothing on stdout. */
  async function mistake(args: string, code: number, line: RegExp, env = {}): Promise<void> {
    const { live } = place;
    const options = { env: { ...live.env, ...env }, cwd: live.folder };
    expectMistake(args, await rights(args.split(" "), options), code, line);
  }

  it("names the variable that is wrong", async () => {
    await mistake("whoami", 2, /^error: PORT: "0" is not a port/, { PORT: "0" });
    const key = { RIGHTS_KEY: "secret" };
    await mistake("whoami", 2, /^error: RIGHTS_KEY: this is not a private key/, key);
  });

  describe("files", () => {
    it("that do not exist", async () => {
      const line = /^error: no\.csv does not exist\. \(Check the path/;
      for (const args of ["verify no.csv", "apply no.csv", "object 4 --evidence no.csv"]) {
        await mistake(args, 1, line);
      }
    });

    it("that are folders", async () => {
      await mistake("hash .", 1, /^error: \. is not a file\. \(Name a single file/);
    });

    it("that cannot be read", async () => {
      // Whoever runs the tests as root can read everything but what is no file system's.
      const unreadable =
        process.getuid?.() === 0 ? "/proc/self/mem" : path.join(place.live.folder, "locked.csv");
      if (unreadable.endsWith(".csv")) {
        writeFileSync(unreadable, "");
        chmodSync(unreadable, 0);
      }
      await mistake(`hash ${unreadable}`, 1, /^error: \S+ cannot be read\. E[A-Z]+: .* \(.+\)$/);
    });

    it("among others do not keep those from being hashed", async () => {
      const run = await place.live.run("hash", "data.csv", "no.csv", "derived.csv");
      expect(run.code).to.equal(1);
      expect(run.stdout.trimEnd().split("\n")).to.have.length(2);
      expect(run.stderr).to.match(/^error: no\.csv does not exist/);
    });
  });

  describe("places", () => {
    let other: Anvil;
    let folder: string;
    before(async () => {
      other = await temporaryAnvil({ chainId: 13371 });
      folder = temporaryFolder();
    });

    /** A deployment file with some of its fields changed. */
    function deployment(name: string, changes: object | string): string {
      const original = readFileSync(path.join(place.live.home, "deployment.json"), "utf8");
      const file = path.join(folder, name);
      const text =
        typeof changes === "string"
          ? changes
          : JSON.stringify({ ...(JSON.parse(original) as object), ...changes });
      writeFileSync(file, text);
      return file;
    }

    it("without a deployment file", async () => {
      const line = /^error: There is no deployment file at \S+deployment\.json\. \(`npm start`/;
      await mistake(`list events --home ${folder}/none`, 1, line);
      await mistake(`serve --home ${folder}/none`, 1, line);
    });

    it("with a deployment file that is none", async () => {
      const broken = deployment("broken.json", "{");
      await mistake(`whoami --deployment ${broken}`, 1, /broken\.json is not a deployment file/);
      const partial = deployment("partial.json", { chainId: "1" });
      await mistake(`whoami --deployment ${partial}`, 1, /"chainId" must be a whole number/);
      mkdirSync(path.join(folder, "folder.json"));
      await mistake(`whoami --deployment ${folder}/folder.json`, 1, /EISDIR/);
    });

    it("with a node on another chain", async () => {
      const line = new RegExp(
        `^error: The node at ${other.url} is on chain 13371; the deployment is on chain 31337\\. \\(.+\\)$`,
      );
      for (const verb of ["apply data.csv", "serve"]) {
        await mistake(`${verb} --rpc ${other.url}`, 1, line);
      }
    });

    it("with the deployment file of another chain of the same id", async () => {
      const file = deployment("foreign.json", { genesisHash: `0x${"ab".repeat(32)}` });
      const line = /^error: The deployment file does not belong to the chain at \S+\. Block 0 /;
      await mistake(`whoami --deployment ${file}`, 1, line);
      await mistake(`serve --deployment ${file}`, 1, line);
      const index = /^error: The deployment file does not belong to the index at /;
      await mistake(`verify data.csv --no-chain --deployment ${file}`, 1, index);
    });

    it("with a node that does not answer: tries again, then gives up", async () => {
      const runs = await Promise.all(
        ["whoami", "serve", "deploy"].map((verb) => place.live.run(verb, "--rpc", DEAF)),
      );
      for (const { code, stdout, stderr } of runs) {
        expect({ code, stdout }).to.eql({ code: 1, stdout: "" });
        const lines = stderr.trimEnd().split("\n");
        expect(lines).to.have.length(5);
        expect(lines[0]).to.match(/^No answer from the node at \S+ \(attempt 1 of 5\); trying/);
        expect(lines[4]).to.match(/^error: No answer from the chain's node .* after 5 attempts\./);
        expect(lines[4]).to.contain("RIGHTS_RPC");
      }
    });

    it("without a GraphQL server", async () => {
      const line =
        /^error: No answer from the registry's index at \S+\. .*\(start it with `rights serve`/;
      for (const args of ["list events", "verify data.csv"]) {
        await mistake(`${args} --graphql ${DEAF}`, 1, line);
      }
      const watching = await place.live.run("watch", "--graphql", DEAF);
      expect(watching.stderr.trimEnd().split("\n").at(-1)).to.match(line);
    });

    it("that development keys are not for", async () => {
      const genesis = await other.rpc<{ hash: string }>("eth_getBlockByNumber", "0x0", false);
      await other.rpc(
        "anvil_setCode",
        ...[JSON.parse(readFileSync(path.join(place.live.home, "deployment.json"), "utf8"))].map(
          ({ contracts }: { contracts: { RightsRegistry: string } }) => contracts.RightsRegistry,
        ),
        "0x00",
      );
      const file = deployment("real.json", { chainId: 13371, genesisHash: genesis.hash });
      const there = `--deployment ${file} --rpc ${other.url}`;
      const refused =
        /^error: The signer 0x\w+ is a development account: .*chain 13371.*RIGHTS_KEY/;
      await mistake(`apply data.csv --as owner:0 ${there}`, 1, refused);
      const known = {
        RIGHTS_KEY: `0x${"ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"}`,
      };
      await mistake(`apply data.csv ${there}`, 1, refused, known);
      const relayer = { RIGHTS_KEY: `0x${"11".repeat(32)}`, RIGHTS_RELAYER_KEY: known.RIGHTS_KEY };
      await mistake(
        `apply data.csv ${there}`,
        1,
        /^error: The relayer 0x\w+ is a develop/,
        relayer,
      );
      await mistake(`apply data.csv ${there}`, 2, /no key is given\. \(set RIGHTS_KEY/);
      await mistake(`deploy --rpc ${other.url}`, 2, /chain: deploy needs the deployer's key/i);
      await mistake(
        `deploy --rpc ${other.url} --home ${folder}/new --registrar 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --examiner 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC`,
        1,
        /is a development account/,
        known,
      );
    });
  });

  it("beyond the head", async () => {
    const line = /^error: Block 999999 is not indexed: the index is at block \d+, .*\(name a block/;
    for (const args of ["verify data.csv", "show certificate:1"]) {
      await mistake(`${args} --as-of block:999999`, 1, line);
    }
    const later = await place.live.run("verify", "data.csv", "--as-of", "2099-01-01");
    expect(later.code, "expired by then").to.equal(3);
  });

  it("is told to programs in JSON, and in detail with --debug", async () => {
    const [program, usage, debug] = await Promise.all([
      place.live.run("show", "participant:99", "--json"),
      place.live.run("show", "participant:x", "--json"),
      place.live.run("show", "participant:99", "--debug"),
    ]);
    expect({ code: program.code, stdout: program.stdout }).to.eql({ code: 1, stdout: "" });
    expect(JSON.parse(program.stderr)).to.eql({
      error: {
        code: "NOT_FOUND",
        message: "There is no participant:99.",
        hint: "rights list participants shows those there are",
      },
    });
    expect(usage.code).to.equal(2);
    expect(JSON.parse(usage.stderr)).to.have.nested.property("error.code", "USAGE");
    expect(debug.stderr).to.match(/^ {4}at .*show\.ts/m);
  });
});

/** One line on stderr and nothing on stdout; who acts, and what is tried again, may be told before. */
function expectMistake(args: string, run: Run, code: number, line: RegExp): void {
  const told = run.stderr
    .split("\n")
    .filter((said) => !/^(Acting as|No answer from|Deploying on) /.test(said));
  expect({ code: run.code, stdout: run.stdout }, args).to.eql({ code, stdout: "" });
  expect(told, run.stderr).to.have.length(2);
  expect(told[0], args).to.match(line);
  expect(told[1]).to.equal("");
}

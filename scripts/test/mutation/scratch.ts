import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const COPIED = [
  "artifacts",
  "cache",
  "contracts",
  "types",
  "scripts",
  "test",
  "sdk",
  "indexer",
  "bench",
];
const FILES = ["package.json", "hardhat.config.ts", "tsconfig.json"];

/** A mutant may make a loop endless: tests that do not come to an end in this time have noticed it. */
const TIMEOUT_MS = 600_000;

/** A copy of the checkout in which contracts may be spoilt. */
export class Scratch {
  readonly root = mkdtempSync(path.join(tmpdir(), "mutation-"));

  constructor(origin: string) {
    for (const name of [...COPIED, ...FILES]) {
      cpSync(path.join(origin, name), path.join(this.root, name), {
        recursive: true,
        filter: (file) => path.basename(file) !== "node_modules",
      });
    }
    symlinkSync(path.join(origin, "node_modules"), path.join(this.root, "node_modules"));
  }

  /** Whether all of these tests pass on what lies here; `seed` is that of the fuzz tests. */
  passes(runner: "hardhat" | "solidity", tests: Iterable<string>, seed = 0): Promise<boolean> {
    const script = path.join(this.root, "scripts/test/hardhat.ts");
    const result = path.join(this.root, "result.json");
    const child = spawn(process.execPath, [script, "--bail", runner, result, ...tests], {
      cwd: this.root,
      stdio: "ignore",
      timeout: TIMEOUT_MS,
      env: { ...process.env, FUZZ_SEED: `0x${seed.toString(16).padStart(64, "0")}` },
    });
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code === 0));
    });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { compile } from "./compiler.ts";
import { type Candidate, testsOf } from "./machines.ts";

export type Verdict = "killed" | "survived" | "discarded";

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

/** A copy of the checkout in which contracts may be spoilt. */
export class Scratch {
  readonly root = mkdtempSync(path.join(tmpdir(), "mutation-"));
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
    for (const name of [...COPIED, ...FILES]) {
      cpSync(path.join(origin, name), path.join(this.root, name), {
        recursive: true,
        filter: (file) => path.basename(file) !== "node_modules",
      });
    }
    symlinkSync(path.join(origin, "node_modules"), path.join(this.root, "node_modules"));
  }

  /** Puts the mutant's code in place of the contracts', runs the tests, and puts all back. */
  async try({ machine, mutant, contracts }: Candidate, changed: string): Promise<Verdict> {
    const originals = new Map<string, string>();
    let changes = false;
    try {
      for (const built of contracts) {
        const code = compile(built, mutant.source, changed);
        if (!code) return "discarded";
        const file = path.join(this.root, path.relative(this.#origin, built.artifact));
        const text = readFileSync(file, "utf8");
        originals.set(file, text);
        const artifact = JSON.parse(text);
        changes ||= artifact.bytecode !== code.bytecode;
        writeFileSync(file, JSON.stringify({ ...artifact, ...code }));
      }
      if (!changes) return "discarded";
      return (await this.runTests(machine)) ? "survived" : "killed";
    } finally {
      for (const [file, text] of originals) writeFileSync(file, text);
    }
  }

  /** Whether all of the machines' tests pass on the contracts as they lie here. */
  runTests(...machines: string[]): Promise<boolean> {
    const runner = path.join(this.root, "scripts/test/hardhat.ts");
    const result = path.join(this.root, "result.json");
    const tests = new Set(machines.flatMap((machine) => testsOf(this.root, machine)));
    const args = [runner, "--bail", "hardhat", result, ...tests];
    const child = spawn(process.execPath, args, { cwd: this.root, stdio: "ignore" });
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code === 0));
    });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { compile } from "./compiler.ts";
import { type Candidate, testsOf } from "./machines.ts";
import { fileOf } from "./mutants.ts";
import { Scratch } from "./scratch.ts";
import { solidityTestsOf } from "./solidityTests.ts";

/** What became of a mutant; by which tests it was killed: those in TypeScript, or fuzz and invariants. */
export type Verdict = "killed by mocha" | "killed by solidity" | "survived" | "discarded";

/** Tries mutants of a checkout, one after another. */
export class Trials {
  readonly #origin: string;
  readonly #seed: number;
  readonly #mocha: Scratch;
  // Apart, because the Solidity runner compiles for itself. Made when the first mutant survives.
  #solidity: Scratch | undefined;
  readonly #sound = new Set<string>();

  constructor(origin: string, seed: number) {
    this.#origin = origin;
    this.#seed = seed;
    this.#mocha = new Scratch(origin);
  }

  /** Whether the tests of these machines pass on the contracts as they are. */
  passUnchanged(machines: Iterable<string>): Promise<boolean> {
    return this.#passMocha(machines);
  }

  async try(candidate: Candidate, changed: string): Promise<Verdict> {
    const seen = await this.#tryMocha(candidate, changed);
    if (seen !== "survived") return seen;
    const passed = await this.#passSolidity(fileOf(candidate.mutant), changed);
    return passed ? "survived" : "killed by solidity";
  }

  remove(): void {
    this.#mocha.remove();
    this.#solidity?.remove();
  }

  /** Puts the mutant's code in place of the contracts', runs the tests, and puts all back. */
  async #tryMocha({ machine, mutant, contracts }: Candidate, changed: string): Promise<Verdict> {
    const originals = new Map<string, string>();
    let changes = false;
    try {
      for (const built of contracts) {
        const code = compile(built, mutant.source, changed);
        if (!code) return "discarded";
        const file = path.join(this.#mocha.root, path.relative(this.#origin, built.artifact));
        const text = readFileSync(file, "utf8");
        originals.set(file, text);
        const artifact = JSON.parse(text);
        changes ||= artifact.bytecode !== code.bytecode;
        writeFileSync(file, JSON.stringify({ ...artifact, ...code }));
      }
      if (!changes) return "discarded";
      return (await this.#passMocha([machine])) ? "survived" : "killed by mocha";
    } finally {
      for (const [file, text] of originals) writeFileSync(file, text);
    }
  }

  #passMocha(machines: Iterable<string>): Promise<boolean> {
    const tests = [...machines].flatMap((machine) => testsOf(this.#mocha.root, machine));
    return this.#mocha.passes("hardhat", new Set(tests));
  }

  /** Whether all Solidity tests that reach the source pass on its changed content. */
  async #passSolidity(source: string, changed: string): Promise<boolean> {
    if (solidityTestsOf(this.#origin, source).length === 0) return true;
    const scratch = (this.#solidity ??= new Scratch(this.#origin));
    const tests = solidityTestsOf(scratch.root, source);
    const pass = () => scratch.passes("solidity", tests, this.#seed);
    if (!this.#sound.has(tests.join()) && !(await pass())) {
      throw new Error(`Tests fail without any change, mend them first: ${tests.join(", ")}`);
    }
    this.#sound.add(tests.join());
    const file = path.join(scratch.root, source);
    const original = readFileSync(file, "utf8");
    try {
      writeFileSync(file, changed);
      return await pass();
    } finally {
      writeFileSync(file, original);
    }
  }
}

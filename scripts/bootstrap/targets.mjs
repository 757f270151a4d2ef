import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { keepCompiled } from "./compiled.mjs";
import { BootstrapError } from "./error.mjs";
import { ROOT } from "./paths.mjs";

/**
 * @typedef {object} Target
 * @property {string} name - the npm script
 * @property {string} file - relative to the repository root
 * @property {string[]} args - what comes before the person's own
 * @property {boolean} build - whether it needs the compiled contracts and generated code
 */

const PRETTIER = "node_modules/prettier/bin/prettier.cjs";
const TEST = "scripts/test/main.ts";

/** @type {Target[]} */
export const TARGETS = [
  built("start", "scripts/start/main.ts"),
  built("test", TEST),
  built("test:fuzz", "test/graphql/fuzz/main.ts"),
  built("test:faults", "test/faults/main.ts"),
  built("test:coverage", "scripts/test/coverage.ts"),
  built("test:mutation", "scripts/test/mutation/main.ts"),
  built("typecheck", TEST, ["--only", "typecheck"]),
  built("rights", "scripts/cli/rights.ts"),
  built("deploy", "scripts/cli/rights.ts", ["deploy"]),
  built("bench:index", "bench/index.ts"),
  built("bench:gas", "bench/gas.ts"),
  built("bench:hash", "bench/hash.ts"),
  built("bench:query", "bench/query.ts"),
  built("bench:peer", "bench/peer.ts"),
  installed("docs:benchmarks", "bench/docs.ts"),
  installed("build", "scripts/build/main.ts"),
  installed("generate", "scripts/build/main.ts", ["--force"]),
  installed("lint", TEST, ["--only", "lint"]),
  installed("format", PRETTIER, ["--write", "--log-level", "warn", "."]),
  installed("format:check", TEST, ["--only", "format"]),
];

/** @type {(name: string, file: string, args?: string[]) => Target} */
function built(name, file, args = []) {
  return { name, file, args, build: true };
}

/** @type {(name: string, file: string, args?: string[]) => Target} */
function installed(name, file, args = []) {
  return { name, file, args, build: false };
}

/**
 * @param {string | undefined} name
 * @returns {Target}
 * @throws {BootstrapError} for a name that is none, or whose program is not in this checkout
 */
export function findTarget(name) {
  const target = TARGETS.find((candidate) => candidate.name === name);
  if (!target) {
    const names = TARGETS.map((candidate) => candidate.name).join(", ");
    throw new BootstrapError(`No target ${name ?? "given"}. Targets: ${names}`);
  }
  const ofPackage = target.file.startsWith("node_modules/");
  if (!ofPackage && !existsSync(path.join(ROOT, target.file))) {
    throw new BootstrapError(`Cannot run "${target.name}": ${target.file} is missing`);
  }
  return target;
}

/**
 * Becomes the target: no process in between, so that signals and exit codes are the target's own.
 *
 * @param {Target} target
 * @param {string[]} args
 */
export async function runTarget(target, args) {
  const file = path.join(ROOT, target.file);
  process.argv = [process.execPath, file, ...target.args, ...args];
  // Before the first TypeScript is loaded: to make JavaScript of a single file takes as long as all else.
  keepCompiled();
  await import(pathToFileURL(file).href);
}

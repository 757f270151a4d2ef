import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { ROOT } from "../bootstrap/paths.mjs";

export type Runner = "solidity" | "hardhat" | "mocha";

/** Tests that one runner takes together: the test files of one folder of `test/`. */
export interface Group {
  name: string;
  runner: Runner;
  /** Absolute paths. */
  files: string[];
}

const ORDER = [
  "solidity",
  "contracts",
  "proof",
  "indexer",
  "faults",
  "graphql",
  "sdk",
  "cli",
  "browser",
  "e2e",
];
const RUNNERS: Partial<Record<string, Runner>> = { solidity: "solidity", contracts: "hardhat" };

/** Every folder of `test/` that holds tests, those of the lower layers first. */
export function findGroups(): Group[] {
  const test = path.join(ROOT, "test");
  const folders = existsSync(test) ? readdirSync(test, { withFileTypes: true }) : [];
  return folders
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => groupOf(name, path.join(test, name)))
    .filter((group) => group.files.length > 0)
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

function groupOf(name: string, folder: string): Group {
  const runner = RUNNERS[name] ?? "mocha";
  const ending = runner === "solidity" ? ".t.sol" : ".test.ts";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file));
  return { name, runner, files: files.toSorted() };
}

function rank({ name }: Group): number {
  const index = ORDER.indexOf(name);
  return index === -1 ? ORDER.length : index;
}

/**
 * The part of the groups that lies at the given files and folders.
 *
 * @throws {RangeError} for a path without tests
 */
export function pickFiles(groups: Group[], paths: string[]): Group[] {
  const wanted = new Set<string>();
  for (const given of paths) {
    const place = path.resolve(ROOT, given);
    const files = groups
      .flatMap((group) => group.files)
      .filter((file) => file === place || file.startsWith(place + path.sep));
    if (files.length === 0) {
      throw new RangeError(
        `No tests at ${given}: give a *.test.ts or *.t.sol file below test/, or a folder of them`,
      );
    }
    for (const file of files) wanted.add(file);
  }
  return groups
    .map((group) => ({ ...group, files: group.files.filter((file) => wanted.has(file)) }))
    .filter((group) => group.files.length > 0);
}

import { readdirSync } from "node:fs";
import path from "node:path";

import { type Built, importsOf, parse, readBuilt } from "./compiler.ts";
import { enumsOf, findMutants, type Mutant } from "./mutants.ts";

/** Folders of `contracts/`, and of `test/contracts/`, that hold state machines. */
export const MACHINES = [
  "rights",
  "licenses",
  "deals",
  "courts",
  "pledges",
  "catalogues",
  "custody",
  "pricing",
  "compliance",
  "sandboxes",
  "amendments",
];

/** A mutant, the deployable contracts that hold it and the tests that should notice it. */
export interface Candidate {
  machine: string;
  mutant: Mutant;
  content: string;
  contracts: Built[];
}

/** All mutants of one machine. */
export function findCandidates(root: string, machine: string): Candidate[] {
  const contracts = builtIn(root, machine);
  const candidates = new Map<string, Candidate>();
  for (const built of contracts) {
    const trees = parse(built.input);
    const enums = enumsOf([...trees.values()]);
    for (const source of importsOf(built.source, trees)) {
      if (!source.includes(`/contracts/${machine}/`)) continue;
      const tree = trees.get(source);
      const content = built.input.sources[source]?.content;
      if (!tree || content === undefined) continue;
      for (const mutant of findMutants(source, content, tree, enums)) {
        const key = `${source}:${mutant.start}:${mutant.after}`;
        const known = candidates.get(key);
        if (known) known.contracts.push(built);
        else candidates.set(key, { machine, mutant, content, contracts: [built] });
      }
    }
  }
  return [...candidates.values()];
}

function builtIn(root: string, machine: string): Built[] {
  const folder = path.join(root, "artifacts/contracts", machine);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .toSorted()
    .flatMap((file) => readBuilt(root, path.join(folder, file)) ?? []);
}

/** Test files for a machine, its own first, then those of what all contracts share. */
export function testsOf(root: string, machine: string): string[] {
  const own = path.join(root, "test/contracts", machine);
  const shared = path.join(root, "test/contracts/access");
  return [own, shared].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".test.ts"))
      .toSorted()
      .map((file) => path.join(folder, file)),
  );
}

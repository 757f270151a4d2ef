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

/** All mutants of all machines. */
export function findCandidates(root: string): Candidate[] {
  const machines = MACHINES.map((machine) => ({ machine, contracts: builtIn(root, machine) }));
  const inputs = machines.flatMap(({ contracts }) => contracts.map(({ input }) => input));
  const [first] = inputs;
  if (!first) throw new Error("No compiled contracts: npm run build");
  const sources = Object.assign({}, ...inputs.map((input) => input.sources));
  const trees = parse({ ...first, sources });
  const enums = enumsOf([...trees.values()]);
  return machines.flatMap(({ machine, contracts }) => {
    const reached = contracts.map((built) => ({ built, names: importsOf(built.source, trees) }));
    return [...trees]
      .filter(([source]) => source.includes(`contracts/${machine}/`))
      .flatMap(([source, tree]) => {
        const { content } = sources[source];
        const holding = reached.flatMap(({ built, names }) => (names.has(source) ? built : []));
        return findMutants(source, content, tree, enums).map((mutant) => ({
          machine,
          mutant,
          content,
          contracts: holding,
        }));
      });
  });
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

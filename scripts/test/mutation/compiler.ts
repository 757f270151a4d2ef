import { readFileSync } from "node:fs";
import path from "node:path";

import solc from "solc";

import type { Node } from "./syntax.ts";

/** Standard JSON input of the compiler, as far as it is read here. */
export interface Input {
  sources: Record<string, { content: string }>;
  settings: Record<string, unknown>;
}

export interface Code {
  bytecode: string;
  deployedBytecode: string;
}

interface Output {
  errors?: { severity: string }[];
  sources?: Record<string, { ast: Node }>;
  contracts?: Record<
    string,
    Record<string, { evm: { bytecode: { object: string }; deployedBytecode: { object: string } } }>
  >;
}

/** A deployable contract with what its build was made of. */
export interface Built {
  artifact: string;
  source: string;
  name: string;
  input: Input;
}

/** Reads what Hardhat's build left for a contract; undefined where it cannot be deployed. */
export function readBuilt(root: string, artifact: string): Built | undefined {
  const { bytecode, inputSourceName, contractName, buildInfoId } = JSON.parse(
    readFileSync(artifact, "utf8"),
  );
  if (bytecode === "0x") return undefined;
  const info = path.join(root, "artifacts/build-info", `${buildInfoId}.json`);
  const { input } = JSON.parse(readFileSync(info, "utf8"));
  return { artifact, source: inputSourceName, name: contractName, input };
}

/** Syntax trees of the sources, by their names. */
export function parse(input: Input): Map<string, Node> {
  const { sources = {} } = run(input, { "*": { "": ["ast"] } });
  return new Map(Object.entries(sources).map(([name, { ast }]) => [name, ast]));
}

/** Files that a source needs, itself among them. */
export function importsOf(source: string, trees: Map<string, Node>): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const top = trees.get(name)?.nodes;
    for (const node of Array.isArray(top) ? top : []) {
      if (node.nodeType === "ImportDirective") visit(String(node.absolutePath));
    }
  };
  visit(source);
  return found;
}

/** The contract's code with another content of one source; undefined where it does not compile. */
export function compile(built: Built, source: string, content: string): Code | undefined {
  const sources = { ...built.input.sources, [source]: { content } };
  const wanted = { [built.source]: { [built.name]: ["evm.bytecode", "evm.deployedBytecode"] } };
  const output = run({ ...built.input, sources }, wanted);
  const evm = output.contracts?.[built.source]?.[built.name]?.evm;
  if (!evm || output.errors?.some(({ severity }) => severity === "error")) return undefined;
  return {
    bytecode: `0x${evm.bytecode.object}`,
    deployedBytecode: `0x${evm.deployedBytecode.object}`,
  };
}

function run(input: Input, outputSelection: object): Output {
  const settings = { ...input.settings, outputSelection };
  return JSON.parse(solc.compile(JSON.stringify({ ...input, settings })));
}

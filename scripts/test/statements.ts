import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** What Hardhat's engine finds in a source, as far as it is read here. */
export interface Statement {
  kind: string;
  /** What the instrumented code tells when it comes here. */
  tag: Uint8Array;
  startUtf16: number;
}

interface Engine {
  addStatementCoverageInstrumentation(
    source: string,
    name: string,
    compiler: string,
  ): { metadata: Statement[] };
  latestSupportedSolidityVersion(): string;
}

export interface StatementsReached {
  file: string;
  statements: number;
  /** `line:column` of each that no test came to, from 1. */
  unreached: string[];
}

// The engine that Hardhat itself instruments with: its reports count statements, but do not say which.
const hardhat = createRequire(import.meta.resolve("hardhat"));
const engine = hardhat("@nomicfoundation/edr") as Engine;

/** Tags that the tests came to, from what a run with `--coverage` left in its folder. */
export function readTags(folder: string): Set<string> {
  const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8"));
  return new Set(files.flatMap((text) => Object.keys(JSON.parse(text))));
}

/** Which statements of a contract's source were come to; `file` is its path in the repository. */
export function statementsReached(
  file: string,
  source: string,
  tags: ReadonlySet<string>,
): StatementsReached {
  const statements = statementsOf(file, source);
  const unreached = statements.filter(({ tag }) => !tags.has(Buffer.from(tag).toString("hex")));
  return {
    file,
    statements: statements.length,
    unreached: unreached.map(({ startUtf16 }) => placeOf(source, startUtf16)),
  };
}

/** The statements of a source, named as the run names it. */
export function statementsOf(file: string, source: string): Statement[] {
  const compiler = engine.latestSupportedSolidityVersion();
  const { metadata } = engine.addStatementCoverageInstrumentation(
    source,
    `project/${file}`,
    compiler,
  );
  return metadata.filter(({ kind }) => kind === "statement");
}

/** A statement's range begins with the space before it. */
function placeOf(source: string, offset: number): string {
  const start = offset + source.slice(offset).search(/\S/);
  const lines = source.slice(0, start).split("\n");
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}

import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { format, resolveConfig } from "prettier";

import { PERMISSIONS } from "../deploy/permissions.ts";
import type { AbiEntry } from "./contracts.ts";
import { DEPLOYED_NAMES, readAbi, ROOT } from "./contracts.ts";

/** The page on the contracts, of which some parts are generated. */
export const CONTRACTS_DOC = path.join(ROOT, "docs/contracts.md");

const GAS = path.join(ROOT, "bench/gas.json");

const PARTS = { events, permissions, gas };

/** Writes the generated parts of the page anew. */
export async function generateContractsDoc(): Promise<void> {
  const page = readFileSync(CONTRACTS_DOC, "utf8");
  const written = await withGeneratedParts(page);
  if (written !== page) writeFileSync(CONTRACTS_DOC, written);
}

/** The page with its generated parts as the contracts, permissions and gas snapshot have them now. */
export async function withGeneratedParts(page: string): Promise<string> {
  const filled = Object.entries(PARTS).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`docs/contracts.md has no part "${name}"`);
    return `${text.slice(0, from + begin.length)}\n\n${part()}\n\n${text.slice(to)}`;
  }, page);
  return format(filled, { ...(await resolveConfig(CONTRACTS_DOC)), parser: "markdown" });
}

function events(): string {
  const meanings = eventMeanings();
  return DEPLOYED_NAMES.map((contract) => {
    const found = readAbi(contract).filter(({ type }) => type === "event");
    const rows = found.map(({ name = "", inputs }) => [
      `\`${name}\``,
      argumentsOf(inputs),
      meanings.get(name) ?? "",
    ]);
    return `### ${contract}\n\n${table(["event", "arguments (indexed in bold)", "meaning"], rows)}`;
  }).join("\n\n");
}

function argumentsOf(inputs: AbiEntry["inputs"] = []): string {
  return inputs.map(({ name, indexed }) => (indexed ? `**${name}**` : name)).join(", ");
}

/** What NatSpec says of each event, by its name. */
function eventMeanings(): Map<string, string> {
  const meanings = new Map<string, string>();
  for (const file of globSync("contracts/**/*.sol", { cwd: ROOT }).toSorted()) {
    const source = readFileSync(path.join(ROOT, file), "utf8");
    for (const [, comment = "", name = ""] of source.matchAll(EVENT)) {
      const notice = comment.replaceAll(/\s*\/\/\/ ?/g, " ").split("@")[1] ?? "";
      meanings.set(name, notice.replace(/^notice /, "").trim());
    }
  }
  return meanings;
}

const EVENT = /((?: *\/\/\/.*\n)+) *event (\w+)\(/g;

function permissions(): string {
  const rows = PERMISSIONS.flatMap(({ contract, role, functions }) =>
    functions.map((name) => [contract, `\`${name}\``, role]),
  );
  return table(["contract", "function", "role"], rows);
}

function gas(): string {
  const measured = JSON.parse(readFileSync(GAS, "utf8")) as Record<string, number>;
  const rows = Object.entries(measured).map(([name, used]) => [name, used.toLocaleString("en-US")]);
  return table(["operation", "gas"], rows);
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

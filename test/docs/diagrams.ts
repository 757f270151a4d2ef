import { readFileSync } from "node:fs";

import { CONTRACTS_DOC } from "../../scripts/generate/contractsDoc.ts";

/** An arrow of a state diagram: from which status (`[*]`: none) to which, by which event (`time`: by none). */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

/** The state diagrams of docs/contracts.md, by the enum that they are of. */
export function readDiagrams(): ReadonlyMap<string, readonly Arrow[]> {
  const page = readFileSync(CONTRACTS_DOC, "utf8");
  return new Map(
    [...page.matchAll(/```mermaid\n([\s\S]*?)```/g)].map(([, text = ""]) => [
      /%% enum (\w+)/.exec(text)?.[1] ?? "",
      [...text.matchAll(/^ +(\S+) --> (\w+): (\w+)$/gm)].map(([, from = "", to = "", by = ""]) => ({
        from,
        to,
        by,
      })),
    ]),
  );
}

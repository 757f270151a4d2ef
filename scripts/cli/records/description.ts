import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

import { printable } from "../output/printable.ts";

interface Described {
  readonly hash: string;
  readonly uri: string;
}

/** A description document for people: its title, if the home has the document, and where it is. */
export function describedBy(
  { hash, uri }: Described,
  documents: string,
): (readonly [label: string, value: string | undefined])[] {
  return [
    ["title", titleIn(path.join(documents, hash.slice(2)), hash)],
    ["description", uri === "" ? hash : printable(uri)],
  ];
}

/** The title in a document; undefined if there is no such document, or not the right one. */
function titleIn(file: string, hash: string): string | undefined {
  try {
    const bytes = readFileSync(file);
    if (`0x${createHash("sha256").update(bytes).digest("hex")}` !== hash) return undefined;
    const { title } = JSON.parse(bytes.toString()) as { title?: unknown };
    return typeof title === "string" ? printable(title) : undefined;
  } catch {
    return undefined;
  }
}

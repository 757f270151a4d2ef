import { createHash } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

import { hashFile } from "../../sdk/src/index.ts";
import type { Config } from "../config.ts";
import { commitmentIn } from "./input/ids.ts";
import { givenPath } from "./input/path.ts";

/** A document that the registry knows by hash. */
export interface StoredDocument {
  /** SHA-256 of its bytes. */
  readonly hash: string;
  /** Where it can be fetched from the server of the index. */
  readonly uri: string;
}

/** Keeps a JSON document in the home, from where the server hands it out. */
export function storeDocument(
  { documents, graphql }: Config,
  content: Readonly<Record<string, unknown>>,
): StoredDocument {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  const name = createHash("sha256").update(text).digest("hex");
  mkdirSync(documents, { recursive: true });
  const partial = path.join(documents, `.${name}.${process.pid}`);
  writeFileSync(partial, text);
  renameSync(partial, path.join(documents, name));
  return { hash: `0x${name}`, uri: new URL(`/documents/${name}`, graphql).href };
}

/** The hash of a document that stays with its owner, given as a file or as its SHA-256. */
export async function hashOfDocument(fileOrHash: string): Promise<string> {
  return commitmentIn(fileOrHash) ?? (await hashFile(givenPath(fileOrHash))).commitment;
}

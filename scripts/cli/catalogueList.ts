import { readFileSync } from "node:fs";
import path from "node:path";

import type { CatalogueEntry, EntryProof, Registry } from "../../sdk/src/index.ts";
import { CatalogueTree, hashChunks, hashFile } from "../../sdk/src/index.ts";
import type { Config } from "../config.ts";
import type { StoredDocument } from "./documents.ts";
import { storeDocument } from "./documents.ts";
import { Failure } from "./failure.ts";
import type { FiledFile } from "./folder.ts";
import { commitmentIn } from "./input/ids.ts";
import { givenPath } from "./input/path.ts";

/** An entry of a catalogue, and what it is called. */
interface ListedEntry extends CatalogueEntry {
  readonly title: string;
}

/** An entry that was found in a catalogue's list. */
export interface FoundEntry {
  readonly title: string;
  readonly commitment: string;
  readonly proof: EntryProof;
}

/** Keeps the list of a catalogue's entries, which they are proved by. */
export function storeList(config: Config, entries: readonly FiledFile[]): StoredDocument {
  return storeDocument(config, { entries });
}

/**
 * Finds an entry in the list of a catalogue, by its place from 0, its content commitment, or its file. The list is
 * `given`, or in the home.
 * Throws {@link Failure} `NO_LIST`, `WRONG_LIST` or `NO_ENTRY`.
 */
export async function findEntry(
  { registry, config }: { readonly registry: Registry; readonly config: Config },
  catalogueId: number,
  wanted: string,
  given: string | undefined,
): Promise<FoundEntry> {
  const entries = readList(given ?? (await pathInHome(registry, config, catalogueId)));
  const tree = new CatalogueTree(entries);
  const { root } = await registry.catalogues.get(catalogueId);
  if (tree.root !== root) {
    const message = `The list is not that of catalogue:${catalogueId}: its root is ${tree.root}`;
    throw new Failure("WRONG_LIST", message, `that of the catalogue is ${root}`);
  }
  const index = /^[0-9]{1,7}$/.test(wanted)
    ? Number(wanted)
    : await indexOfAsset(entries, commitmentIn(wanted) ?? givenPath(wanted));
  const found = entries[index];
  if (found === undefined) {
    const hint = `places count from 0 to ${entries.length - 1}`;
    throw new Failure("NO_ENTRY", `catalogue:${catalogueId} has no entry ${wanted}`, hint);
  }
  return { title: found.title, commitment: found.commitment, proof: tree.prove(index) };
}

/** Place of the entry over a commitment, or over a file's bytes; -1 if there is none. */
async function indexOfAsset(entries: readonly ListedEntry[], what: string): Promise<number> {
  const hash = entries[0]?.algorithm === "CHUNK_MERKLE" ? hashChunks : hashFile;
  const wanted = commitmentIn(what) ?? (await hash(what)).commitment;
  return entries.findIndex(({ commitment }) => commitment.toLowerCase() === wanted);
}

async function pathInHome(
  registry: Registry,
  { documents }: Config,
  catalogueId: number,
): Promise<string> {
  const record = await registry.catalogues.find(catalogueId);
  if (record === null) {
    throw new Failure("NOT_FOUND", `There is no catalogue:${catalogueId} in the index`);
  }
  return path.join(documents, record.fileHash.slice(2));
}

function readList(file: string): ListedEntry[] {
  let text: string;
  try {
    text = readFileSync(givenPath(file), "utf8");
  } catch (error) {
    const hint = "its applicant has it; name it with --list";
    throw new Failure("NO_LIST", `The list of entries is not at ${file}`, hint, error);
  }
  try {
    const { entries } = JSON.parse(text) as { entries: (ListedEntry & { termEnd?: string })[] };
    return entries.map(({ termEnd, ...entry }) =>
      termEnd === undefined ? entry : { ...entry, termEnd: new Date(termEnd) },
    );
  } catch (error) {
    throw new Failure("WRONG_LIST", `${file} is not a list of entries`, undefined, error);
  }
}

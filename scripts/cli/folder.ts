import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import type { Algorithm, ChunkCommitment, HashResult, Right } from "../../sdk/src/index.ts";
import { hashChunks, hashFile } from "../../sdk/src/index.ts";
import type { Config } from "../config.ts";
import { storeDocument } from "./documents.ts";
import { Failure } from "./failure.ts";
import { givenPath } from "./input/path.ts";
import { mediaTypeOf } from "./mediaType.ts";
import { hashWithProgress } from "./output/hashing.ts";

/** How the files of a folder are filed: all in one way. */
export interface FilingWay {
  readonly algorithm: Algorithm;
  readonly right: Right;
  readonly termEnd?: Date;
}

/** A file as it is filed: one right over one asset. */
export interface FiledFile {
  /** What it is called: its path in the folder, or as the list has it. */
  readonly title: string;
  readonly commitment: string;
  readonly algorithm: Algorithm;
  readonly right: Right;
  readonly termEnd?: Date;
  readonly description: { readonly hash: string; readonly uri: string };
}

/**
 * Hashes all files of a folder, by name, those whose names begin with a dot left out; or those that a text file
 * names, one a line. Their descriptions are kept in the home.
 * Throws {@link Failure} `NO_FILES`, or `FileError`.
 */
export async function fileAll(
  config: Config,
  folderOrList: string,
  { algorithm, right, termEnd }: FilingWay,
): Promise<FiledFile[]> {
  const files = filesOf(folderOrList);
  if (files.length === 0) {
    throw new Failure("NO_FILES", `There are no files in ${folderOrList}`);
  }
  const filed: FiledFile[] = [];
  for (const { title, file } of files) {
    const hash = algorithm === "CHUNK_MERKLE" ? hashChunks : hashFile;
    const { commitment, bytes } = await hashWithProgress<HashResult | ChunkCommitment>(file, hash);
    const about = { title, mediaType: mediaTypeOf(file), bytes, commitment, algorithm };
    const description = storeDocument(config, about);
    const term = termEnd === undefined ? {} : { termEnd };
    filed.push({ title, commitment, algorithm, right, ...term, description });
  }
  return filed;
}

function filesOf(folderOrList: string): { title: string; file: string }[] {
  const place = givenPath(folderOrList);
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new Failure("FILE_NOT_FOUND", `There is no ${folderOrList}`, "give a folder, or a list");
  }
  if (!found.isDirectory()) {
    const lines = readFileSync(place, "utf8").split(/\r?\n/);
    return lines.filter((line) => line !== "").map((line) => ({ title: line, file: line }));
  }
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(place, path.join(parentPath, name)))
    .filter((title) => !title.split(path.sep).some((part) => part.startsWith(".")))
    .toSorted()
    .map((title) => ({ title, file: path.join(folderOrList, title) }));
}

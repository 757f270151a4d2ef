import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";

import { hashChunks, hashFile } from "../../sdk/src/index.ts";
import { ROOT } from "../generate/contracts.ts";
import type { CatalogueFile } from "./catalogue.ts";
import { StartError } from "./home.ts";
import type { HashedFile } from "./lifecycle/situation.ts";

/**
 * Hashes the files of the catalogue, and checks against their package's word what it gives a hash of.
 * @param onProgress - hears how many bytes of how many are hashed
 * @throws StartError if a file is not the one that its package describes.
 */
export async function hashFiles(
  files: readonly CatalogueFile[],
  onProgress: (bytes: number, total: number) => void,
): Promise<HashedFile[]> {
  const sizes = await Promise.all(files.map((file) => stat(path.join(ROOT, file.path))));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  const hashed: HashedFile[] = [];
  let before = 0;
  for (const file of files) {
    const place = path.join(ROOT, file.path);
    await checkGitBlob(file, place);
    const { commitment, bytes } = await hashFile(place, {
      onProgress: (progress) => onProgress(before + progress.bytes, total),
    });
    before += bytes;
    hashed.push({ ...file, bytes, commitment, algorithm: "SHA256" });
  }
  return hashed;
}

/** What a file is called in the catalogue that is registered by its chunks as well. */
export const byChunks = (name: string) => `${name} by chunks`;

/** A file once more, under a commitment of which any one chunk can be proved. */
export async function hashByChunks(
  files: readonly HashedFile[],
  name: string,
): Promise<HashedFile> {
  const file = files.find((one) => one.name === name);
  if (file === undefined) throw new Error(`No file ${name} in the catalogue`);
  const { commitment, algorithm } = await hashChunks(path.join(ROOT, file.path));
  return { ...file, name: byChunks(name), commitment, algorithm };
}

async function checkGitBlob(file: CatalogueFile, place: string): Promise<void> {
  if (file.gitBlob === undefined) return;
  const { size } = await stat(place);
  const hash = createHash("sha1").update(`blob ${size}\0`);
  for await (const chunk of createReadStream(place, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
  }
  if (hash.digest("hex") === file.gitBlob) return;
  throw new StartError(
    `${file.path} is not the file that ${file.package} describes: its Git blob hash differs. ` +
      "Install the dependencies anew: npm ci",
  );
}

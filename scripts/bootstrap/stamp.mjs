import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./paths.mjs";

/**
 * A hash over the names and contents of files: equal if and only if nothing in them changed.
 *
 * @param {string[]} places - files, folders, or `folder/**\/*.ending`; missing ones count as empty
 * @param {string} [root] - what the places are relative to
 */
export function hashFiles(places, root = ROOT) {
  const hash = createHash("sha256");
  const files = new Set(places.flatMap((place) => listFiles(place, root)));
  // oxlint-disable-next-line unicorn/no-array-sort -- Node 18 has no toSorted
  for (const file of [...files].sort()) {
    const bytes = readFileSync(path.join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

/**
 * @param {string} place
 * @param {string} root
 * @returns {string[]} relative paths with forward slashes
 */
function listFiles(place, root) {
  const [start = place, ending = ""] = place.split("/**/*");
  const stat = statSync(path.join(root, start), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [start];
  return readdirSync(path.join(root, start), { withFileTypes: true }).flatMap((entry) => {
    const child = `${start}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(`${child}/**/*${ending}`, root);
    return entry.name.endsWith(ending) ? [child] : [];
  });
}

/**
 * @param {string} file
 * @returns {string | undefined} undefined where there is none
 */
export function readStamp(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * Writes a small file so that a reader sees all of it or nothing.
 *
 * @param {string} file
 * @param {string} text
 */
export function writeFileAtomically(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, text);
  renameSync(partial, file);
}

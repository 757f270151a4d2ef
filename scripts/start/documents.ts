import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { Hex } from "../../sdk/src/index.ts";

/** A document off the chain: what the chain records of it, and where it can be fetched. */
export interface StoredDocument {
  /** SHA-256 of its bytes. */
  readonly hash: Hex;
  readonly uri: string;
}

/** A folder of JSON documents, each named by the SHA-256 of its bytes. */
export class Documents {
  readonly #folder: string;
  readonly #base: string;

  /** @param base - address under which the folder is served */
  constructor(folder: string, base: string) {
    this.#folder = folder;
    this.#base = base;
    mkdirSync(folder, { recursive: true });
  }

  /** Keeps a document. The same document twice is one. */
  put(document: Readonly<Record<string, unknown>>): StoredDocument {
    const bytes = Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
    const name = createHash("sha256").update(bytes).digest("hex");
    const file = path.join(this.#folder, name);
    if (!existsSync(file)) {
      writeFileSync(`${file}.part`, bytes);
      renameSync(`${file}.part`, file);
    }
    return { hash: `0x${name}`, uri: `${this.#base}/${name}` };
  }

  /** A document that was kept, by its hash. */
  get(hash: string): unknown {
    return JSON.parse(readFileSync(path.join(this.#folder, hash.slice(2)), "utf8"));
  }
}

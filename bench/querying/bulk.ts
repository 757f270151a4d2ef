import { copyFileSync, constants, existsSync, mkdirSync, renameSync } from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";

import { openStore } from "../../indexer/src/index.ts";
import { TABLES } from "../../indexer/src/store/ddl.ts";
import {
  createListIndexes,
  dropListIndexes,
  LIST_INDEXES,
} from "../../indexer/src/store/indexes.ts";
import { NUMBERING } from "../../indexer/src/store/numbering.ts";
import { SCHEMA_VERSION } from "../../indexer/src/store/schema.ts";
import { CACHE } from "../../scripts/bootstrap/paths.mjs";
import { DEPLOYMENT } from "./shape.ts";
import { statements } from "./statements.ts";

/** Puts an index of so many certificates at this path: from the cache, or made there first. */
export function placeBulk(file: string, certificates: number): void {
  const hash = createHash("sha256");
  hash.update([SCHEMA_VERSION, NUMBERING, TABLES, JSON.stringify(LIST_INDEXES)].join("\n"));
  hash.update(statements(certificates).join("\n"));
  const folder = path.join(CACHE, "bench-query");
  const cached = path.join(folder, `${certificates}-${hash.digest("hex").slice(0, 16)}.sqlite`);
  if (!existsSync(cached)) {
    mkdirSync(folder, { recursive: true });
    writeBulk(`${cached}.part`, certificates);
    renameSync(`${cached}.part`, cached);
  }
  copyFileSync(cached, file, constants.COPYFILE_FICLONE);
}

/**
 * Writes an index of so many certificates and three times as many events: each certificate filed, confirmed
 * and licensed, most resting on the one before, every tenth transferred once. Spread evenly, so that any
 * one is as good as another.
 */
function writeBulk(file: string, certificates: number): void {
  const database = openStore(file, DEPLOYMENT, { readonly: false });
  database.pragma("synchronous = off");
  database.pragma("cache_size = -500000");
  database.transaction(() => {
    dropListIndexes(database);
    for (const statement of statements(certificates)) database.exec(statement);
    createListIndexes(database);
  })();
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { Database } from "better-sqlite3";

import { AuditError } from "../errors.ts";
import type { IndexerOptions, IndexProgress } from "../run.ts";
import { runIndexer } from "../run.ts";
import { openStore } from "../store/open.ts";
import type { CheckpointRow } from "../store/schema.ts";
import { hex } from "../store/bytes.ts";
import type { RowDifference, TableComparison } from "./compare.ts";
import { compareTable } from "./compare.ts";
import { AUDITED } from "./tables.ts";
import type { AuditedTable } from "./tables.ts";

/** Where an index, or a replay of the chain, stands after the audited block. */
export interface AuditedState {
  /** Hash of the block, 0x hex. */
  readonly hash: string;
  /** Rolling digest of all events up to the block, 0x hex. */
  readonly digest: string;
  readonly events: number;
}

export interface AuditReport {
  /** The block after which both were compared: the index's last one when the audit began. */
  readonly block: number;
  readonly index: AuditedState;
  readonly chain: AuditedState;
  readonly tables: readonly TableComparison[];
  /** The difference that came to be in the earliest block; nothing if index and chain are the same. */
  readonly first: ({ readonly table: AuditedTable } & RowDifference) | null;
  readonly same: boolean;
}

export type AuditProgress =
  | ({ readonly step: "replay" } & IndexProgress)
  | { readonly step: "compare"; readonly rows: number; readonly table: AuditedTable };

export interface AuditOptions extends Pick<
  IndexerOptions,
  "deployment" | "rpc" | "signal" | "logger"
> {
  /** Path of the index; it may be written meanwhile. */
  readonly database: string;
  readonly onProgress?: (progress: AuditProgress) => void;
}

/**
 * Makes the index once more from the chain alone, in a temporary place, and compares the two row by row,
 * as they were after the last block that the index had when the audit began.
 * @throws AuditError if the audit was ended, the index is empty, or a reorganisation replaced the block
 *   meanwhile; else what {@link openStore} and {@link runIndexer} throw.
 */
export async function audit(options: AuditOptions): Promise<AuditReport> {
  const { deployment, database, signal, onProgress } = options;
  const index = openStore(database, deployment, { readonly: true });
  const folder = mkdtempSync(path.join(tmpdir(), "rights-audit-"));
  try {
    const { block, hash } = checkpointOf(index, database);
    const replay = path.join(folder, "replay.sqlite");
    await runIndexer({
      ...options,
      database: replay,
      follow: false,
      upTo: block,
      onProgress: (progress) => onProgress?.({ step: "replay", ...progress }),
    });
    if (signal.aborted) throw new AuditError("The audit was ended", "Run it again.");
    const chain = openStore(replay, deployment, { readonly: true });
    try {
      return index.transaction(() => {
        refuseReplaced(index, block, hash);
        return compare(index, chain, block, hash, onProgress);
      })();
    } finally {
      chain.close();
    }
  } finally {
    index.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(
  index: Database,
  chain: Database,
  block: number,
  hash: Buffer,
  onProgress: AuditOptions["onProgress"],
): AuditReport {
  let compared = 0;
  const tables = AUDITED.map((table) =>
    compareTable(index, chain, table, block, (rows) => {
      compared += rows;
      onProgress?.({ step: "compare", rows: compared, table });
    }),
  );
  const states = {
    index: { hash: hex(hash), ...rolledUp(index, block) },
    chain: { hash: hex(checkpointOf(chain, "").hash), ...rolledUp(chain, block) },
  };
  const first = firstOf(tables);
  const sameState = JSON.stringify(states.index) === JSON.stringify(states.chain);
  return { block, ...states, tables, first, same: first === null && sameState };
}

function firstOf(tables: readonly TableComparison[]): AuditReport["first"] {
  const [first = null] = tables
    .flatMap(({ table, difference }) => (difference === null ? [] : [{ table, ...difference }]))
    .toSorted((a, b) => a.block - b.block);
  return first;
}

function checkpointOf(database: Database, file: string): CheckpointRow {
  const row = database.prepare<[], CheckpointRow>("SELECT * FROM checkpoint").get();
  if (row === undefined) {
    throw new AuditError(`The index at ${file} is empty`, "Let `rights serve` begin it first.");
  }
  return row;
}

/** Whether the index still holds the block is in its journal, or in its checkpoint if no events are after it. */
function refuseReplaced(index: Database, block: number, hash: Buffer): void {
  const now = checkpointOf(index, "");
  if (now.block > block || (now.block === block && now.hash.equals(hash))) return;
  throw new AuditError(
    `Block ${block} was replaced while the audit ran: the index was rolled back`,
    "Run the audit again.",
  );
}

/** The digest and the count of events after a block, by the journal. */
function rolledUp(database: Database, block: number): Pick<AuditedState, "digest" | "events"> {
  const digest = database
    .prepare<[number], Buffer>(
      "SELECT digest FROM blocks WHERE number <= ? ORDER BY number DESC LIMIT 1",
    )
    .pluck()
    .get(block);
  const events = database
    .prepare<[number], number>("SELECT count(*) FROM events WHERE block <= ?")
    .pluck()
    .get(block) as number;
  return { digest: hex(digest ?? Buffer.alloc(32)), events };
}

import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";

import Database from "better-sqlite3";

import type { IndexedDeployment } from "../deployment.ts";
import { StoreDeploymentError, StoreMissingError, StoreSchemaError } from "../errors.ts";
import { TABLES } from "./ddl.ts";
import { explainFailure } from "./failure.ts";
import { createListIndexes } from "./indexes.ts";
import { lockStore } from "./lock.ts";
import type { WriterLock } from "./lock.ts";
import { canMigrate, migrate } from "./migrations.ts";
import { NUMBERING } from "./numbering.ts";
import { SCHEMA_VERSION } from "./schema.ts";

/** Reading waits so long for a checkpoint of the write-ahead log that is under way. */
const BUSY_MS = 5000;

/** Page cache of a connection that writes, KiB. */
const CACHE_KIB = 8192;
/** Of one that has another write, and but looks for what it no longer has in memory. */
const READING_CACHE_KIB = 2048;
/** The write-ahead log is taken into the database each time it has grown by so many pages. */
const WAL_PAGES = 4000;
/**
 * While the index catches up, many: rows are found by hashes, so each transaction changes pages all over the tables, and
 * each page is written once for all the transactions since.
 */
const CATCHING_UP_WAL_PAGES = 16_000;

/** A connection that holds the writer's lock until it is closed. */
class WriterDatabase extends Database {
  #lock: WriterLock;

  constructor(path: string, lock: WriterLock) {
    super(path, { timeout: BUSY_MS });
    this.#lock = lock;
  }

  override close(): this {
    super.close();
    this.#lock.release();
    return this;
  }
}

/**
 * Opens the index of a deployment; for writing, makes it if there is none, and brings it up to date if it
 * was made by an older version that differs only in what it keeps beside the chain's events.
 * @throws StoreMissingError if there is none to read; StoreSchemaError or StoreDeploymentError if it was
 *   made by another version or for another deployment; StoreLockedError if another process writes it;
 *   StoreDiskError or StoreDamagedError if the disk refuses it or has changed it.
 */
export function openStore(
  path: string,
  deployment: IndexedDeployment,
  { readonly }: { readonly: boolean },
): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = readonly ? openForReading(path) : openForWriting(path);
    if (!readonly && isEmpty(database)) create(database, deployment);
    const version = checkSchema(database, path, readonly);
    checkDeployment(database, path, deployment);
    if (version < SCHEMA_VERSION) migrate(database, version);
    return database;
  } catch (error) {
    database?.close();
    throw explainFailure(path, error);
  }
}

/** Sets how a connection writes. */
export function tuneForWriting(database: Database.Database): void {
  database.pragma("synchronous = NORMAL");
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
}

/** Sets how a connection writes while the index catches up. */
export function tuneForCatchingUp(database: Database.Database): void {
  tuneForWriting(database);
  database.pragma(`wal_autocheckpoint = ${CATCHING_UP_WAL_PAGES}`);
}

/** Sets how a connection reads that does not write for now. */
export function tuneForReading(database: Database.Database): void {
  database.pragma(`cache_size = -${READING_CACHE_KIB}`);
}

/**
 * Deletes the index at this path, if there is one, so that it can be built anew.
 * @throws StoreLockedError if a process writes it.
 */
export function removeStore(path: string): void {
  if (!existsSync(dirname(path))) return;
  const lock = lockStore(path);
  try {
    for (const file of [`${path}-wal`, `${path}-shm`, path]) rmSync(file, { force: true });
  } finally {
    lock.release();
  }
}

function openForReading(path: string): Database.Database {
  if (!existsSync(path)) throw new StoreMissingError(path);
  return new Database(path, { readonly: true, timeout: BUSY_MS });
}

function openForWriting(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true });
  const lock = lockStore(path);
  try {
    return new WriterDatabase(path, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function isEmpty(database: Database.Database): boolean {
  try {
    return database.prepare("SELECT 1 FROM sqlite_schema").get() === undefined;
  } catch (error) {
    if (isForeign(error)) return false;
    throw error;
  }
}

function create(database: Database.Database, deployment: IndexedDeployment): void {
  database.pragma("journal_mode = WAL");
  database.transaction(() => {
    database.exec(TABLES);
    createListIndexes(database);
    const insert = database.prepare("INSERT INTO meta (key, value) VALUES (?, ?)");
    insert.run("schema_version", String(SCHEMA_VERSION));
    insert.run("numbering", NUMBERING);
    for (const [key, value] of identity(deployment)) insert.run(key, value);
  })();
}

/** The version of the index: this program's, or one that can be brought up to it. */
function checkSchema(database: Database.Database, path: string, readonly: boolean): number {
  const found = readMeta(database, "schema_version") ?? "unknown";
  const version = Number(found);
  if (!canMigrate(version)) throw new StoreSchemaError(path, found, SCHEMA_VERSION);
  if (readMeta(database, "numbering") !== NUMBERING) {
    throw new StoreSchemaError(path, `${found}, and numbers other events`, SCHEMA_VERSION);
  }
  if (readonly && version < SCHEMA_VERSION) {
    const hint = "Start its indexer: `rights serve` brings it up to date as it is.";
    throw new StoreSchemaError(path, found, SCHEMA_VERSION, hint);
  }
  return version;
}

function checkDeployment(
  database: Database.Database,
  path: string,
  deployment: IndexedDeployment,
): void {
  for (const [key, expected] of identity(deployment)) {
    const found = readMeta(database, key) ?? "unknown";
    if (found === expected) continue;
    throw new StoreDeploymentError(path, key.replace("_", " "), found, expected);
  }
}

function readMeta(database: Database.Database, key: string): string | undefined {
  try {
    return database
      .prepare<[string], string>("SELECT value FROM meta WHERE key = ?")
      .pluck()
      .get(key);
  } catch (error) {
    if (isForeign(error)) return undefined;
    throw error;
  }
}

/** Whether the error says that the file is no index of ours: it has no such table, or is no database. */
function isForeign(error: unknown): boolean {
  if (!(error instanceof Database.SqliteError)) return false;
  return error.code === "SQLITE_ERROR" || error.code === "SQLITE_NOTADB";
}

/** What makes a deployment the same one, by its key in `meta`. */
function identity(deployment: IndexedDeployment): [key: string, value: string][] {
  const contracts = Object.entries(deployment.contracts)
    .map(([name, address]): [string, string] => [name, address.toLowerCase()])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    ["chain_id", String(deployment.chainId)],
    ["genesis_hash", deployment.genesisHash.toLowerCase()],
    ["start_block", String(deployment.startBlock)],
    ["contracts", JSON.stringify(Object.fromEntries(contracts))],
  ];
}

import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import type { Database } from "better-sqlite3";
import type { Logger } from "pino";

import type { IndexedDeployment } from "../deployment.ts";
import { StoreDeploymentError, StoreMissingError } from "../errors.ts";
import type { Changes } from "../graphql/context.ts";
import { build, prepare, Reader } from "../graphql/reader.ts";
import { openStore } from "../store/open.ts";
import type { TelemetryRow } from "../store/schema.ts";

/** How often the database is asked whether another process has committed, while anyone waits for it. */
const POLL_MS = 30;
const RETRY_MS = 100;
/** Making an empty index takes less. */
const MAKING_MS = 2000;

/** Where the index stands, in figures. */
export interface IndexState {
  block: number;
  head: number;
  /** Blocks behind the head. */
  lag: number;
  events: number;
  /** Seconds since the node last answered. */
  silence: number;
}

interface Waiter {
  version: number;
  release(changed: boolean): void;
}

const telemetry = prepare(() => build.selectFrom("telemetry").selectAll());
const checkpoint = prepare(() => build.selectFrom("checkpoint").selectAll());

/**
 * The index's database file, open for reading. It may be replaced by another while it is served: a
 * rebuild does that.
 */
export class IndexDatabase implements Changes {
  readonly #path: string;
  readonly #deployment: IndexedDeployment;
  readonly #logger: Logger;
  readonly #waiters = new Set<Waiter>();
  readonly #reader: Reader;
  #database: Database;
  #inode: number | undefined;
  #looked = false;
  #dataVersion: unknown;
  #timer: NodeJS.Timeout | undefined;
  #version = 0;
  #ended = false;
  /** Why the file that is there now is not taken, if it is not. */
  #refusal: string | undefined;

  private constructor(path: string, deployment: IndexedDeployment, logger: Logger) {
    this.#path = path;
    this.#deployment = deployment;
    this.#logger = logger;
    this.#inode = inodeOf(path);
    this.#database = openStore(path, deployment, { readonly: true });
    this.#dataVersion = this.#database.pragma("data_version", { simple: true });
    this.#reader = new Reader(this.#database);
  }

  /**
   * Opens the database, and waits for it if it is not there yet: an indexer may be about to make it.
   * @throws What the last attempt threw, after `patience` milliseconds or when `signal` aborts; at once
   *   if the database is of another deployment.
   */
  static async open(
    path: string,
    deployment: IndexedDeployment,
    { logger, patience, signal }: { logger: Logger; patience: number; signal?: AbortSignal },
  ): Promise<IndexDatabase> {
    const begun = performance.now();
    for (let attempt = 0; ; attempt++) {
      try {
        return new IndexDatabase(path, deployment, logger);
      } catch (error) {
        const patient = Math.min(patience, patienceWith(error));
        if (performance.now() - begun >= patient || signal?.aborted) throw error;
        if (attempt === 0) logger.info(`Waiting for an indexer to make the index at ${path}`);
      }
      await sleep(RETRY_MS);
    }
  }

  get version(): number {
    return this.#version;
  }

  /** Reads from the file that is there now. */
  reader(): Reader {
    this.#reopenIfReplaced();
    return this.#reader;
  }

  /** Where the index stands; nothing if it has not begun. */
  state(): IndexState | undefined {
    const row = this.reader().one(checkpoint, {});
    if (row === undefined) return undefined;
    const { block, head, events, seen_at: seenAt } = row;
    const silence = Math.max(0, (Date.now() - seenAt) / 1000);
    return { block, head, lag: Math.max(0, head - block), events, silence };
  }

  /** What the process that writes the index last told of itself. */
  telemetry(): TelemetryRow[] {
    return this.reader().every(telemetry, {});
  }

  beyond(version: number, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || this.#ended) return Promise.resolve(false);
    if (this.#version > version) return Promise.resolve(true);
    return new Promise((resolve) => {
      const waiter: Waiter = {
        version,
        release: (changed) => {
          signal.removeEventListener("abort", onAbort);
          this.#waiters.delete(waiter);
          if (this.#waiters.size === 0) this.#stopPolling();
          resolve(changed);
        },
      };
      const onAbort = () => waiter.release(false);
      signal.addEventListener("abort", onAbort);
      this.#waiters.add(waiter);
      this.#timer ??= setInterval(() => this.#poll(), POLL_MS);
    });
  }

  /** Ends every wait, and every subscription with it; nothing waits from now on. */
  endWaiting(): void {
    this.#ended = true;
    for (const waiter of this.#waiters) waiter.release(false);
  }

  close(): void {
    this.endWaiting();
    this.#database.close();
  }

  #poll(): void {
    this.#reopenIfReplaced();
    const dataVersion = this.#database.pragma("data_version", { simple: true });
    if (dataVersion !== this.#dataVersion) {
      this.#dataVersion = dataVersion;
      this.#version++;
    }
    for (const waiter of this.#waiters) {
      if (this.#version > waiter.version) waiter.release(true);
    }
  }

  #stopPolling(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Takes the new file once it can be read; until then the old one answers. */
  #reopenIfReplaced(): void {
    // Once for all requests that came together: to ask the system for each took a twentieth of a small query.
    if (this.#looked) return;
    this.#looked = true;
    setImmediate(() => {
      this.#looked = false;
    });
    const inode = inodeOf(this.#path);
    if (inode === this.#inode || inode === undefined) return;
    try {
      const database = openStore(this.#path, this.#deployment, { readonly: true });
      this.#reader.use(database);
      this.#database.close();
      this.#database = database;
      this.#inode = inode;
      this.#dataVersion = undefined;
      this.#refusal = undefined;
      this.#logger.info(`The index at ${this.#path} was replaced: serving the new one`);
    } catch (error) {
      // The indexer may be in the middle of making it: tried again with the next request.
      const refusal = String(error);
      if (refusal !== this.#refusal) {
        this.#logger.warn(`The index was replaced by one that cannot be read yet: ${refusal}`);
      }
      this.#refusal = refusal;
    }
  }
}

/** A file without our tables may be one that is just being made; one of another deployment never is. */
function patienceWith(error: unknown): number {
  if (error instanceof StoreDeploymentError) return 0;
  return error instanceof StoreMissingError ? Number.POSITIVE_INFINITY : MAKING_MS;
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

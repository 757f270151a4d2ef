import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";

import Database from "better-sqlite3";

import { Applier } from "./applier.ts";
import type { ChangeTaker } from "./changes.ts";
import { newRoom } from "./changes.ts";

/** Writes pieces of changes into the database, many of them in a transaction. */
export interface Writer extends ChangeTaker {
  /** Ends the transaction; if it, or any piece of it, fails, only {@link rollBack} is left. */
  commit(): Promise<void>;
  /** Undoes what was taken since the last commit. */
  rollBack(): Promise<void>;
  close(): Promise<void>;
}

/** Writes at once. */
export class OwnWriter implements Writer {
  readonly #applier: Applier;

  constructor(database: Database.Database) {
    this.#applier = new Applier(database);
  }

  take(piece: Buffer): Buffer {
    this.#applier.apply(piece);
    return Buffer.from(piece.buffer);
  }

  async commit(): Promise<void> {
    this.#applier.commit();
  }

  async rollBack(): Promise<void> {
    this.#applier.rollBack();
  }

  async close(): Promise<void> {}
}

/** What the thread begins with. */
export interface ThreadData {
  /** Of the database. */
  readonly path: string;
  /** Where it gives back the bytes of pieces. */
  readonly rooms: MessagePort;
  /** One number: how many pieces it is done with. */
  readonly done: Int32Array<SharedArrayBuffer>;
}

/** What the thread is to do: write a piece, or end a transaction. */
export type Task = { readonly bytes: ArrayBuffer; readonly length: number } | "commit" | "rollBack";

/** What the thread says when a transaction has ended: null, or why it failed. */
export type Ended = { readonly message: string; readonly code: string | null } | null;

/** What the thread is given is not on its heap. */
const LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 };
/** So many pieces may wait for the thread: as many as are made while it starts, or ends a transaction. */
const MOST_WAITING = 24;
/** A thread that does nothing for so long is not waited for again: whatever is wrong is said by its end. */
const PATIENCE_MS = 10_000;

/** Writes in a thread of its own, so that the next changes are made meanwhile. */
export class ThreadWriter implements Writer {
  readonly #worker: Worker;
  readonly #rooms: MessagePort;
  readonly #done = new Int32Array(new SharedArrayBuffer(4));
  #taken = 0;
  #mostWaiting = MOST_WAITING;
  /** Those who wait for a transaction's end, first come first served. */
  readonly #ends: { resolve(): void; reject(reason: Error): void }[] = [];
  #crash: Error | undefined;

  /** @param path - of the database, whose tables are there */
  constructor(path: string) {
    const { port1, port2 } = new MessageChannel();
    const workerData: ThreadData = { path, rooms: port2, done: this.#done };
    const program = new URL("writerThread.ts", import.meta.url);
    const transferList = [port2];
    this.#rooms = port1;
    this.#worker = new Worker(program, { workerData, transferList, resourceLimits: LIMITS });
    this.#worker.on("message", (ended: Ended) => this.#ended(ended));
    this.#worker.on("error", (error) => this.#crashed(error));
  }

  /** Bounds what waits, and so memory, by waiting itself. */
  take(piece: Buffer): Buffer {
    const bytes = piece.buffer as ArrayBuffer;
    this.#worker.postMessage({ bytes, length: piece.length } satisfies Task, [bytes]);
    this.#taken++;
    this.#waitForThread();
    const room = receiveMessageOnPort(this.#rooms) as { message: ArrayBuffer } | undefined;
    return room === undefined ? newRoom() : Buffer.from(room.message);
  }

  commit(): Promise<void> {
    return this.#end("commit");
  }

  rollBack(): Promise<void> {
    return this.#end("rollBack");
  }

  async close(): Promise<void> {
    this.#rooms.close();
    await this.#worker.terminate();
  }

  #waitForThread(): void {
    for (;;) {
      const done = Atomics.load(this.#done, 0);
      if (this.#taken - done <= this.#mostWaiting) return;
      const isStuck = Atomics.wait(this.#done, 0, done, PATIENCE_MS) === "timed-out";
      if (isStuck) this.#mostWaiting = Number.POSITIVE_INFINITY;
    }
  }

  #end(task: "commit" | "rollBack"): Promise<void> {
    if (this.#crash) return Promise.reject(this.#crash);
    return new Promise((resolve, reject) => {
      this.#ends.push({ resolve, reject });
      this.#worker.postMessage(task satisfies Task, []);
    });
  }

  #ended(failure: Ended): void {
    const end = this.#ends.shift();
    if (failure === null) end?.resolve();
    else end?.reject(errorOf(failure));
  }

  #crashed(error: Error): void {
    this.#crash = error;
    for (const { reject } of this.#ends.splice(0)) reject(error);
  }
}

function errorOf({ message, code }: NonNullable<Ended>): Error {
  return code === null ? new Error(message) : new Database.SqliteError(message, code);
}

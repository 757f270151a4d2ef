/** The thread of a {@link ThreadWriter}, which alone writes the index at the path that it is given. */
import { parentPort, workerData } from "node:worker_threads";

import Database from "better-sqlite3";

import { Applier } from "./applier.ts";
import { tuneForCatchingUp } from "./open.ts";
import type { Ended, Task, ThreadData } from "./writer.ts";

const { path, rooms, done } = workerData as ThreadData;
const database = new Database(path, { fileMustExist: true });
tuneForCatchingUp(database);
const applier = new Applier(database);
/** Nothing more is written until it is rolled back. */
let failure: Ended = null;

parentPort?.on("message", (task: Task) => {
  if (typeof task === "object") {
    const { bytes, length } = task;
    attempt(() => applier.apply(Buffer.from(bytes, 0, length)));
    rooms.postMessage(bytes, [bytes]);
    Atomics.add(done, 0, 1);
    Atomics.notify(done, 0);
    return;
  }
  if (task === "commit") attempt(() => applier.commit());
  else rollBack();
  parentPort?.postMessage(failure, []);
});

function attempt(work: () => void): void {
  if (failure) return;
  try {
    work();
  } catch (error) {
    const { message } = error as Error;
    failure = { message, code: error instanceof Database.SqliteError ? error.code : null };
  }
}

function rollBack(): void {
  applier.rollBack();
  failure = null;
}

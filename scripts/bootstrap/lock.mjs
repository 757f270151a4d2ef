import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { LOCK } from "./paths.mjs";

/** No step takes this long: a lock this old is left over, and its process id belongs to another. */
const LONGEST_HOLD_MS = 15 * 60_000;
const POLL_MS = 200;

/**
 * @typedef {object} Lock
 * @property {(pid: number) => void} share - names a child that works under the lock and may outlive
 * its parent, if that one is killed
 * @property {() => void} release
 */

/**
 * Runs a step that only one process at a time may do in this checkout.
 *
 * @template T
 * @param {string} purpose - what to say that one waits for: building, installing
 * @param {(lock: Lock) => Promise<T>} step
 * @param {string} [file] - the lock file
 * @returns {Promise<T>}
 */
export async function withLock(purpose, step, file = LOCK) {
  const lock = await acquire(purpose, file);
  try {
    return await step(lock);
  } finally {
    lock.release();
  }
}

/**
 * @param {string} purpose
 * @param {string} file
 * @returns {Promise<Lock>}
 */
async function acquire(purpose, file) {
  let said = false;
  while (!create(file, [process.pid])) {
    const holders = holdersOf(file);
    if (holders === undefined) continue;
    if (isStale(file, holders)) {
      removeStale(file);
      continue;
    }
    if (!said) {
      const [pid] = holders;
      process.stderr.write(`Waiting for process ${pid}, which holds ${file}, before ${purpose}…\n`);
      said = true;
    }
    await sleep(POLL_MS);
  }
  return {
    share: (pid) => writeFileSync(file, [process.pid, pid].join("\n")),
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * @param {string} file
 * @param {number[]} pids
 */
function create(file, pids) {
  try {
    writeFileSync(file, pids.join("\n"), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @returns {number[] | undefined} undefined where the lock is gone
 */
function holdersOf(file) {
  try {
    return readFileSync(file, "utf8").split("\n").filter(Boolean).map(Number);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * @param {string} file
 * @param {number[]} holders
 */
function isStale(file, holders) {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  // Empty is a lock between its creation and its first byte, for an instant.
  if (holders.length === 0) return age > POLL_MS * 10;
  return age > LONGEST_HOLD_MS || !holders.some(isAlive);
}

/**
 * Two waiters must not both remove it: the second would remove the first one's own new lock.
 *
 * @param {string} file
 */
function removeStale(file) {
  const guard = `${file}.stale`;
  if (!create(guard, [process.pid])) {
    const holders = holdersOf(guard);
    if (holders && isStale(guard, holders)) rmSync(guard, { force: true });
    return;
  }
  const holders = holdersOf(file);
  if (holders && isStale(file, holders)) rmSync(file, { force: true });
  rmSync(guard, { force: true });
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

import { spawn } from "node:child_process";

import { npmEnvironment } from "./npm.mjs";
import { ROOT } from "./paths.mjs";

/** Signals with which people and supervisors end a program. @type {NodeJS.Signals[]} */
export const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Ends this process by a signal, so that whoever started it sees which.
 *
 * @param {NodeJS.Signals} signal
 */
export function endBy(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/**
 * Runs a command in the repository root and keeps what it says. A signal that ends this process
 * ends the command first.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ lock?: import("./lock.mjs").Lock | undefined }} [options] - the lock that covers it
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
export function runQuietly(command, args, { lock } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: npmEnvironment(process.env),
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (child.pid) lock?.share(child.pid);
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => (said.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (said.stderr += text));

    /** @type {NodeJS.Signals | undefined} */
    let ending;
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      ending ??= signal;
      child.kill(signal);
    };
    for (const signal of ENDING_SIGNALS) process.on(signal, end);
    child.on("error", reject);
    child.on("close", (code) => {
      for (const signal of ENDING_SIGNALS) process.off(signal, end);
      if (ending) {
        lock?.release();
        endBy(ending);
      } else {
        resolve({ code, ...said });
      }
    });
  });
}

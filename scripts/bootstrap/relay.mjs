/**
 * A process between npm and the target must be neither heard twice nor lost. Ctrl-C in a terminal
 * reaches every process of the group, so passing it on would double it; a signal to one process
 * alone reaches nobody else, so it must be passed on. The child tells which signals it has had.
 */
import { spawn } from "node:child_process";
import path from "node:path";

import { endBy, ENDING_SIGNALS } from "./process.mjs";

/** How long the child has to say that the signal reached it too. */
const REPORT_MS = 100;
/** npm repeats a Ctrl-C to its script: what comes within this time is one and the same. */
const SAME_SIGNAL_MS = 1_000;
const PARENT_POLL_MS = 500;

/**
 * Runs a Node with its own directory first on `PATH` and ends as it ends.
 *
 * @param {string} execPath
 * @param {string[]} args
 * @param {string} [nodeOptions] - `NODE_OPTIONS` for it and all it starts
 */
export function relayTo(execPath, args, nodeOptions) {
  const PATH = [path.dirname(execPath), process.env.PATH].join(path.delimiter);
  const env = { ...process.env, PATH };
  if (nodeOptions) Object.assign(env, { NODE_OPTIONS: nodeOptions });
  const child = spawn(execPath, args, { env, stdio: ["inherit", "inherit", "inherit", "ipc"] });

  /** @type {Map<unknown, number>} */
  const heard = new Map();
  child.on("message", (signal) => heard.set(signal, Date.now()));
  for (const signal of ENDING_SIGNALS) {
    process.on(signal, () => {
      setTimeout(() => {
        if (Date.now() - (heard.get(signal) ?? 0) > SAME_SIGNAL_MS) child.kill(signal);
      }, REPORT_MS);
    });
  }
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    endBy(signal);
  });
}

/**
 * The child's half: reports signals to a parent that relays, and ends with its parent. npm passes a
 * SIGTERM only to the shell between it and us: a shell that is gone is how we learn of it.
 */
export function followParent() {
  const { channel, ppid } = process;
  let ending = false;
  for (const signal of ENDING_SIGNALS) {
    const report = () => {
      ending = true;
      if (channel) process.send?.(signal);
      if (process.listenerCount(signal) === 1) endBy(signal);
    };
    process.on(signal, report);
  }
  const end = () => {
    if (!ending) process.kill(process.pid, "SIGTERM");
  };
  process.on("disconnect", end);
  channel?.unref();
  if (!channel && process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== ppid && end(), PARENT_POLL_MS).unref();
  }
}

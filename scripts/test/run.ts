import { spawn } from "node:child_process";
import { constants } from "node:os";

import { ROOT } from "../bootstrap/paths.mjs";
import { endBy } from "../bootstrap/process.mjs";

/** How long a runner may take to end by itself after a signal. */
const GRACE_MS = 5_000;

/**
 * Runs a command in the repository root, in plain view.
 *
 * @returns its exit code; 128 and the signal's number where a signal ended it
 */
export function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit" });
    let ending: NodeJS.Signals | undefined;
    const end = (signal: NodeJS.Signals): void => {
      if (ending) return;
      ending = signal;
      // A terminal's Ctrl-C reaches the child without us; a signal to us alone does not.
      setTimeout(() => child.kill("SIGTERM"), GRACE_MS / 10).unref();
      setTimeout(() => child.kill("SIGKILL"), GRACE_MS).unref();
    };
    process.on("SIGINT", end).on("SIGTERM", end);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGINT", end).off("SIGTERM", end);
      if (ending) endBy(ending);
      else resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

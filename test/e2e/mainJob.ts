import type { ChildProcess } from "node:child_process";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";

import { npmCommand } from "../../scripts/bootstrap/npm.mjs";
import { ROOT } from "../../scripts/generate/contracts.ts";

/** Where a main job keeps its things and listens. */
export interface Place {
  readonly home: string;
  readonly port: number;
  readonly rpcPort: number;
}

/** `npm start`, run as a person would in a terminal: in a process group of its own. */
export class MainJob {
  readonly #process: ChildProcess;
  readonly #exit: Promise<number | null>;
  #output = "";
  #onOutput: () => void = () => {};

  constructor({ home, port, rpcPort }: Place, args: readonly string[] = []) {
    const npm = npmCommand();
    if (npm === undefined) throw new Error("There is no npm");
    this.#process = spawn(npm.command, [...npm.args, "start", "--silent", "--", ...args], {
      cwd: ROOT,
      detached: true,
      env: {
        ...process.env,
        REGISTRY_HOME: home,
        PORT: String(port),
        RPC_PORT: String(rpcPort),
        NO_COLOR: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
        this.#onOutput();
      });
    }
    this.#exit = once(this.#process, "exit").then(([code]) => code as number | null);
  }

  /** All it has printed so far. */
  get output(): string {
    return this.#output;
  }

  /** Waits until it has printed this; throws with what it printed if it ends before. */
  async printed(pattern: RegExp): Promise<void> {
    const seen = new Promise<true>((resolve) => {
      this.#onOutput = () => {
        if (pattern.test(this.#output)) resolve(true);
      };
      this.#onOutput();
    });
    const outcome = await Promise.race([seen, this.#exit]);
    if (outcome === true || pattern.test(this.#output)) return;
    throw new Error(`It ended with ${outcome} and never printed ${pattern}:\n${this.#output}`);
  }

  /** Waits until it has ended. */
  exitCode(): Promise<number | null> {
    return this.#exit;
  }

  /** Ctrl-C: a terminal sends it to the whole process group. */
  async interrupt(): Promise<number | null> {
    process.kill(-this.#pid, "SIGINT");
    return this.#exit;
  }

  /** The end of everything at one stroke, as by a power cut. */
  async cutPower(): Promise<void> {
    const doomed = this.processes();
    for (const pid of doomed) process.kill(pid, "SIGKILL");
    await this.#exit;
  }

  /** Kills the main job itself, below npm: the process that the others are children of. */
  killMain(): void {
    const table = processTable();
    const main = this.processes().findLast(
      (pid) => table.filter(([, parent]) => parent === pid).length > 1,
    );
    if (main === undefined) throw new Error("The main job has no children");
    process.kill(main, "SIGKILL");
  }

  /** It and everything that it started, and that these started. */
  processes(): number[] {
    const found = [this.#pid];
    const table = processTable();
    for (const parent of found) {
      found.push(...table.filter(([, ppid]) => ppid === parent).map(([pid]) => pid));
    }
    return found;
  }

  get #pid(): number {
    return this.#process.pid as number;
  }
}

/** Which of these processes are still there; one that is only waiting to be buried is not. */
export function alive(pids: readonly number[]): number[] {
  const table = new Set(processTable().map(([pid]) => pid));
  return pids.filter((pid) => table.has(pid));
}

function processTable(): (readonly [pid: number, ppid: number])[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" });
  return table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => !state?.startsWith("Z"))
    .map(([pid, ppid]) => [Number(pid), Number(ppid)] as const);
}

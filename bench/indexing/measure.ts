import { fork } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { IndexedDeployment, Verification } from "../../indexer/src/index.ts";
import { INDEX_PROCESS } from "../../indexer/src/heap.ts";
import type { BusyChain } from "./chain.ts";

/** What a way of taking in all events is told. */
export interface Task {
  readonly rpc: string;
  readonly deployment: IndexedDeployment;
  /** An empty folder of its own. */
  readonly folder: string;
  /** How the indexer is to read logs. */
  readonly verify: Verification;
}

/** What it took. */
export interface Measured {
  readonly events: number;
  readonly seconds: number;
  /** Processor time of the process, all threads. */
  readonly cpuSeconds: number;
  readonly databaseBytes: number;
  readonly peakRssMB: number;
}

/** Lets a program of this folder take in a chain, into a folder of its own, which is gone when it ends. */
export async function measure(
  program: "floor" | "indexer",
  { anvil, deployment }: BusyChain,
  verify: Verification = "logs",
): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), "data-rights-bench-"));
  try {
    return await run(program, { rpc: anvil.url, deployment, folder, verify });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In a process of its own, so that its memory is. */
function run(program: "floor" | "indexer", task: Task): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const { nodeFlags, env } = program === "indexer" ? INDEX_PROCESS : { nodeFlags: [], env: {} };
    const child = fork(path.join(import.meta.dirname, `${program}.ts`), {
      execArgv: [...process.execArgv, ...nodeFlags],
      env: { ...process.env, ...env },
    });
    child.once("message", (measured) => resolve(measured as Measured));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The ${program} process ended with ${code}`)));
    child.send(task);
  });
}

/** For the program itself: does the task that it is sent, and reports what it took. */
export function reportTo(
  parent: NodeJS.Process,
  work: (task: Task) => Promise<Pick<Measured, "events" | "databaseBytes">>,
): void {
  parent.once("message", (task) => void report(task as Task));
  async function report(task: Task): Promise<void> {
    const start = performance.now();
    const before = process.cpuUsage();
    const done = await work(task);
    const { user, system } = process.cpuUsage(before);
    const measured: Measured = {
      ...done,
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (user + system) / 1e6,
      peakRssMB: peakRssMB(),
    };
    parent.send?.(measured);
    parent.disconnect();
  }
}

/** Linux counts in `maxRSS` what the parent had when it forked; `VmHWM` is the process's own. */
export function peakRssMB(pid: number | "self" = "self"): number {
  const file = `/proc/${pid}/status`;
  const status = existsSync(file) ? readFileSync(file, "utf8") : "";
  const own = /VmHWM:\s+(\d+)/.exec(status)?.[1];
  return Math.round((own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024);
}

import { existsSync, readFileSync } from "node:fs";
import os from "node:os";

/** Where figures were taken, and how busy it was then. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly node: string;
  /** Of the last fifteen minutes: with more than there are cores, rates say little, and ratios still do. */
  readonly load: number;
  /** Day, ISO 8601. */
  readonly date: string;
}

/** The machine that this runs on, now. */
export function thisMachine(): Machine {
  const [first, ...others] = os.cpus();
  return {
    processor: first?.model.trim() ?? os.arch(),
    cores: others.length + 1,
    memoryGB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    load: Number((os.loadavg()[2] ?? 0).toFixed(1)),
    date: new Date().toISOString().slice(0, 10),
  };
}

/**
 * Begins to count. What it returns tells the share of all processor time since that the host of a virtual machine
 * gave to others; nothing where that cannot be known. What a process takes in such time is not its own doing.
 */
export function countStolen(): () => number | undefined {
  const before = processorTimes();
  return () => {
    const spent = processorTimes()?.map((time, index) => time - (before?.[index] ?? 0));
    const all = spent?.reduce((sum, time) => sum + time, 0);
    return spent && all ? Number(((spent[STEAL] ?? 0) / all).toFixed(3)) : undefined;
  };
}

/** Index of the time stolen among those of proc(5). */
const STEAL = 7;

/** user, nice, system, idle, iowait, irq, softirq, steal: of all processors, since they started. */
function processorTimes(): number[] | undefined {
  if (!existsSync("/proc/stat")) return undefined;
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  return line
    .trim()
    .split(/ +/)
    .slice(1, STEAL + 2)
    .map(Number);
}

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

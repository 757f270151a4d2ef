import { execFile, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { readOptions, readWhole } from "../scripts/programOptions.ts";
import { hashFile } from "../sdk/src/hash.node.ts";

const HELP = `
Usage: npm run bench:hash [-- OPTIONS]

How fast the SDK hashes a file, against sha256sum.

  --mb N       size of the file, megabytes (default 1024)
  --json FILE  writes the figures there, too
`;

interface Run {
  readonly commitment: string;
  readonly milliseconds: number;
  /** Most memory that the process ever had resident. */
  readonly peakRssMB: number;
}

const MB = 2 ** 20;
const RUNS = 5;

if (process.send === undefined) await compare();
else process.send(await measureHere(process.argv[2] ?? ""));

async function compare(): Promise<void> {
  const values = readOptions(HELP, {
    mb: { type: "string", default: "1024" },
    json: { type: "string" },
  });
  const mb = readWhole("mb", values.mb);
  const folder = await mkdtemp(path.join(tmpdir(), "data-rights-bench-"));
  try {
    const file = path.join(folder, "data");
    await makeFile(file, mb);
    const report = summarize(mb, await alternate(file));
    console.table(report);
    if (values.json !== undefined)
      await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One after the other, so that both meet the same machine; the first pair warms the page cache. */
async function alternate(file: string): Promise<{ floor: number[]; sdk: Run[] }> {
  const floor: number[] = [];
  const sdk: Run[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const reference = await measureSha256sum(file);
    const ours = await measureInChild(file);
    if (ours.commitment !== reference.commitment) throw new Error("the two hashes differ");
    if (run === 0) continue;
    floor.push(reference.milliseconds);
    sdk.push(ours);
  }
  return { floor, sdk };
}

function summarize(mb: number, { floor, sdk }: { floor: number[]; sdk: Run[] }) {
  const floorMs = median(floor);
  const sdkMs = median(sdk.map(({ milliseconds }) => milliseconds));
  return {
    mb,
    floorMBPerSecond: Math.round((mb / floorMs) * 1000),
    mbPerSecond: Math.round((mb / sdkMs) * 1000),
    ratio: Number((floorMs / sdkMs).toFixed(2)),
    peakRssMB: Math.max(...sdk.map(({ peakRssMB }) => peakRssMB)),
  };
}

async function measureHere(file: string): Promise<Run> {
  const start = performance.now();
  const { commitment } = await hashFile(file);
  const milliseconds = performance.now() - start;
  return { commitment, milliseconds, peakRssMB: Math.round(peakRssKB() / 1024) };
}

/** Linux counts in `maxRSS` what the parent had when it forked; `VmHWM` is the process's own. */
function peakRssKB(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const own = /VmHWM:\s+(\d+)/.exec(status)?.[1];
  return own === undefined ? process.resourceUsage().maxRSS : Number(own);
}

function measureInChild(file: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, [file]);
    child.once("message", (run) => resolve(run as Run));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the child ended with ${code}`)));
  });
}

async function measureSha256sum(file: string): Promise<Omit<Run, "peakRssMB">> {
  const start = performance.now();
  const { stdout } = await promisify(execFile)("sha256sum", [file]);
  const milliseconds = performance.now() - start;
  return { commitment: `0x${stdout.slice(0, 64)}`, milliseconds };
}

/** A file of bytes that do not repeat, and are the same in every run. */
async function makeFile(file: string, mb: number): Promise<void> {
  const handle = await open(file, "w");
  try {
    for (let i = 0; i < mb; i++) {
      await handle.write(createHash("shake256", { outputLength: MB }).update(String(i)).digest());
    }
  } finally {
    await handle.close();
  }
}

function median(values: readonly number[]): number {
  return (
    values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
  );
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { busyChain } from "./indexing/chain.ts";
import type { BusyChain } from "./indexing/chain.ts";
import { measure } from "./indexing/measure.ts";
import type { Measured } from "./indexing/measure.ts";

/*
 * How fast the indexer takes in a chain of real registry events, against the least that it takes to fetch
 * and store them raw: npm run bench:index -- [--events N] [--rounds N] [--json FILE]
 */

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "100000" },
    rounds: { type: "string", default: "3" },
    json: { type: "string" },
  },
});

const wanted = whole("events", values.events);
const rounds = whole("rounds", values.rounds);
const chain = await prepare(wanted);
try {
  const floor: Measured[] = [];
  const indexer: Measured[] = [];
  for (let round = 1; round <= rounds; round++) {
    floor.push(await run("floor", chain));
    indexer.push(await run("indexer", chain));
    console.error(`Round ${round}: ${rate(floor.at(-1))} and ${rate(indexer.at(-1))} events/s`);
  }
  const report = summarize(floor, indexer);
  console.table(report);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await chain.anvil.stop();
}

async function prepare(events: number): Promise<BusyChain> {
  console.error(`Preparing a chain of ${events} events`);
  return busyChain(events, (made) => console.error(`  ${made} events`));
}

/** In a folder of its own, which is gone when it ends. */
async function run(
  program: "floor" | "indexer",
  { anvil, deployment }: BusyChain,
): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), "data-rights-bench-"));
  try {
    return await measure(program, { rpc: anvil.url, deployment, folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function summarize(floor: Measured[], indexer: Measured[]) {
  const { events } = indexer[0] as Measured;
  if (floor.some((run) => run.events !== events)) {
    throw new Error(`The floor took in ${floor[0]?.events} events, the indexer ${events}`);
  }
  const floorRate = median(floor.map(rate));
  const indexerRate = median(indexer.map(rate));
  return {
    events,
    floorEventsPerSecond: floorRate,
    eventsPerSecond: indexerRate,
    ratio: Number((indexerRate / floorRate).toFixed(2)),
    cpuRatio: Number((cpu(floor) / cpu(indexer)).toFixed(2)),
    peakRssMB: Math.max(...indexer.map(({ peakRssMB }) => peakRssMB)),
    floorPeakRssMB: Math.max(...floor.map(({ peakRssMB }) => peakRssMB)),
    databaseBytesPerEvent: Math.round((indexer[0] as Measured).databaseBytes / events),
  };
}

function cpu(runs: Measured[]): number {
  return median(runs.map(({ cpuSeconds }) => cpuSeconds));
}

function rate(run: Measured | undefined): number {
  return run ? Math.round(run.events / run.seconds) : 0;
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function whole(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) {
    throw new RangeError(`--${name} takes a whole number from 1, not ${value}`);
  }
  return number;
}

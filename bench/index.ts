import { writeFileSync } from "node:fs";

import { busyChain } from "./indexing/chain.ts";
import type { BusyChain } from "./indexing/chain.ts";
import { measureLatency } from "./indexing/latency.ts";
import { measure } from "./indexing/measure.ts";
import type { Measured } from "./indexing/measure.ts";
import { thisMachine } from "./machine.ts";

import { readOptions, readWhole } from "../scripts/programOptions.ts";

const HELP = `
Usage: npm run bench:index [-- OPTIONS]

How fast the indexer takes in a chain of real registry events, against the least that it takes to fetch and
store them raw; how fast if each block is proved by its receipts; and how soon a new block's events can be read.

  --events N   events of the chain, which is made once and kept (default 100000; 1000000 take a quarter of an hour)
  --rounds N   times that each is measured (default 3)
  --blocks N   blocks followed to see how soon they can be read (default 200)
  --json FILE  writes the figures there, too
`;

const values = readOptions(HELP, {
  events: { type: "string", default: "100000" },
  rounds: { type: "string", default: "3" },
  /** Followed to see how soon they can be read. */
  blocks: { type: "string", default: "200" },
  json: { type: "string" },
});

const wanted = readWhole("events", values.events);
const rounds = readWhole("rounds", values.rounds);
const blocks = readWhole("blocks", values.blocks);
const latency = {
  logs: await measureLatency("logs", blocks),
  receipts: await measureLatency("receipts", blocks),
};
console.table(latency);
const chain = await prepare(wanted);
try {
  const floor: Measured[] = [];
  const indexer: Measured[] = [];
  const verified: Measured[] = [];
  for (let round = 1; round <= rounds; round++) {
    floor.push(await measure("floor", chain));
    indexer.push(await measure("indexer", chain));
    verified.push(await measure("indexer", chain, "receipts"));
    const rates = [floor, indexer, verified].map((runs) => rate(runs.at(-1)));
    console.error(`Round ${round}: ${rates.join(", ")} events/s (floor, fast, verified)`);
  }
  const report = summarize(floor, indexer, verified);
  console.table(report);
  const all = { machine: thisMachine(), ...report, latency };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
} finally {
  await chain.anvil.stop();
}

async function prepare(events: number): Promise<BusyChain> {
  console.error(`Preparing a chain of ${events} events`);
  return busyChain(events, (made) => console.error(`  ${made} events`));
}

function summarize(floor: Measured[], indexer: Measured[], verified: Measured[]) {
  const { events } = indexer[0] as Measured;
  if (floor.some((run) => run.events !== events)) {
    throw new Error(`The floor took in ${floor[0]?.events} events, the indexer ${events}`);
  }
  if (verified.some((run) => run.events !== events)) {
    throw new Error(`Proved by receipts there are ${verified[0]?.events} events, not ${events}`);
  }
  const floorRate = median(floor.map(rate));
  const indexerRate = median(indexer.map(rate));
  const verifiedRate = median(verified.map(rate));
  return {
    events,
    floorEventsPerSecond: floorRate,
    eventsPerSecond: indexerRate,
    ratio: Number((indexerRate / floorRate).toFixed(2)),
    cpuRatio: Number((cpu(floor) / cpu(indexer)).toFixed(2)),
    verifiedEventsPerSecond: verifiedRate,
    verifiedRatio: Number((verifiedRate / indexerRate).toFixed(2)),
    verifiedCpuRatio: Number((cpu(indexer) / cpu(verified)).toFixed(2)),
    verifiedPeakRssMB: Math.max(...verified.map(({ peakRssMB }) => peakRssMB)),
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

import { writeFileSync } from "node:fs";

import { busyChain } from "./indexing/chain.ts";
import { measure } from "./indexing/measure.ts";
import { installPeer, measurePeer } from "./indexing/peer.ts";
import { thisMachine } from "./machine.ts";

import { readOptions, readWhole } from "../scripts/programOptions.ts";

const HELP = `
Usage: npm run bench:peer [-- OPTIONS]

How fast, and in how much memory, the indexer takes in a chain of real registry events, beside Ponder, which
is fetched from npm and does no more than one insert an event; by turns, in one run.

  --events N   events of the chain, which is made once and kept (default 100000)
  --rounds N   times that each is measured (default 3)
  --json FILE  writes the figures there, too
`;

const values = readOptions(HELP, {
  events: { type: "string", default: "100000" },
  rounds: { type: "string", default: "3" },
  json: { type: "string" },
});
const wanted = readWhole("events", values.events);
const rounds = readWhole("rounds", values.rounds);

console.error("Installing the peer");
installPeer();
console.error(`Preparing a chain of ${wanted} events`);
const chain = await busyChain(wanted, (made) => console.error(`  ${made} events`));
try {
  const ours: Figures[] = [];
  const peers: Figures[] = [];
  for (let round = 1; round <= rounds; round++) {
    const indexer = figuresOf(await measure("indexer", chain));
    console.error(
      `Round ${round}: indexer ${indexer.eventsPerSecond} events/s; now the peer, minutes`,
    );
    const peer = figuresOf(await measurePeer(chain));
    console.error(`Round ${round}: peer ${peer.eventsPerSecond} events/s`);
    ours.push(indexer);
    peers.push(peer);
  }
  const [indexer, peer] = [medianOf(ours), medianOf(peers)];
  const timesAsFast = Number((indexer.eventsPerSecond / peer.eventsPerSecond).toFixed(1));
  const ofItsMemory = Number((indexer.peakRssMB / peer.peakRssMB).toFixed(2));
  console.table({ indexer, peer });
  console.log(`${timesAsFast} times as fast, in ${ofItsMemory} of the memory`);
  const report = { machine: thisMachine(), indexer, peer, timesAsFast, ofItsMemory };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await chain.anvil.stop();
}

interface Figures {
  events: number;
  eventsPerSecond: number;
  peakRssMB: number;
}

function figuresOf(run: { events: number; seconds: number; peakRssMB: number }): Figures {
  const { events, seconds, peakRssMB } = run;
  return { events, eventsPerSecond: Math.round(events / seconds), peakRssMB };
}

/** The run whose rate is in the middle. */
function medianOf(runs: Figures[]): Figures {
  const sorted = runs.toSorted((a, b) => a.eventsPerSecond - b.eventsPerSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured");
  return middle;
}

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "../scripts/bootstrap/paths.mjs";
import { drawBars } from "./charts/bars.ts";
import type { Machine } from "./machine.ts";

/*
 * Draws the charts of docs/benchmarks.md, and fills its tables, from what the benches wrote into
 * docs/benchmarks/*.json: npm run docs:benchmarks
 */

const DOCS = path.join(ROOT, "docs");
const PAGE = path.join(DOCS, "benchmarks.md");

interface Latency {
  readonly blocks: number;
  readonly median: number;
  readonly p99: number;
}

interface IndexFigures {
  readonly machine: Machine;
  readonly events: number;
  readonly floorEventsPerSecond: number;
  readonly eventsPerSecond: number;
  readonly ratio: number;
  readonly verifiedEventsPerSecond: number;
  readonly verifiedRatio: number;
  readonly cpuRatio: number;
  readonly verifiedCpuRatio: number;
  readonly peakRssMB: number;
  readonly verifiedPeakRssMB: number;
  readonly databaseBytesPerEvent: number;
  readonly latency: Readonly<Record<"logs" | "receipts", Latency>>;
}

interface QueryFigures {
  readonly machine: Machine;
  readonly certificates: number;
  readonly connections: number;
  readonly queries: Readonly<Record<string, Query>>;
}

interface Query {
  readonly requestsPerSecond: number;
  readonly cpuMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly ofConstant?: number;
  readonly ofConstantCpu?: number;
}

interface PeerFigures {
  readonly indexer: Taken;
  readonly peer: Taken;
  readonly timesAsFast: number;
  readonly ofItsMemory: number;
}

interface Taken {
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly peakRssMB: number;
}

type Counts = Readonly<Record<"tried" | "survived" | "lost" | "doubled", number>>;

interface FaultFigures {
  readonly seed: number;
  readonly totals: Counts;
  readonly faults: Readonly<Record<string, Counts>>;
}

const index = read<IndexFigures>("index.json");
const query = read<QueryFigures>("query.json");
const faults = read<FaultFigures>("faults.json");
const { indexer, peer, timesAsFast, ofItsMemory } = read<PeerFigures>("peer.json");

draw("index", {
  title: `Taking in ${index.events.toLocaleString("en")} events`,
  unit: "events/s",
  bars: [
    { name: "floor: fetch and insert raw", value: index.floorEventsPerSecond, reference: true },
    { name: "indexer, fast", value: index.eventsPerSecond },
    { name: "indexer, verified", value: index.verifiedEventsPerSecond },
  ],
});
draw("latency", {
  title: "From a block told of to its 200 events readable",
  unit: "ms",
  bars: (["logs", "receipts"] as const).flatMap((mode) => [
    { name: `${mode}, median`, value: index.latency[mode].median },
    { name: `${mode}, p99`, value: index.latency[mode].p99 },
  ]),
  goal: { name: "p99 goal", value: 100 },
});
draw("query", {
  title: `Processor time a request, ${query.certificates.toLocaleString("en")} certificates`,
  unit: "ms",
  bars: Object.entries(query.queries)
    .filter(([name]) => !name.startsWith("totalCount"))
    .map(([name, { cpuMs: value }]) => ({ name, value, reference: name === "constant" })),
});

const { machine } = index;
let page = readFileSync(PAGE, "utf8");
fill("machine", [
  `Taken on ${machine.date}: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB,`,
  `Node ${machine.node}; average load ${machine.load} during the index bench and`,
  `${query.machine.load} during the query bench.`,
]);
fill(
  "index",
  table(
    ["figure", "value", "goal"],
    [
      ["events", index.events, ""],
      ["floor, events/s", index.floorEventsPerSecond, ""],
      ["fast mode, events/s", index.eventsPerSecond, ""],
      ["fast mode, of the floor", index.ratio, ">= 0.7"],
      ["verified mode, events/s", index.verifiedEventsPerSecond, ""],
      ["verified mode, of fast mode", index.verifiedRatio, ">= 0.25"],
      ["fast mode, of the floor, by CPU", index.cpuRatio, ""],
      ["verified mode, of fast mode, by CPU", index.verifiedCpuRatio, ">= 0.25"],
      [
        "peak memory, fast / verified, MB",
        `${index.peakRssMB} / ${index.verifiedPeakRssMB}`,
        "< 300",
      ],
      ["database, bytes an event", index.databaseBytesPerEvent, "< 600"],
    ],
  ),
);
fill(
  "peer",
  table(
    ["", "events", "events/s", "peak memory, MB"],
    [
      ["indexer", indexer.events, indexer.eventsPerSecond, indexer.peakRssMB],
      ["Ponder", peer.events, peer.eventsPerSecond, peer.peakRssMB],
      ["**indexer, of Ponder**", "", `${timesAsFast} (goal >= 20)`, `${ofItsMemory} (goal < 0.33)`],
    ],
  ),
);
fill(
  "latency",
  table(
    ["logs taken from", "blocks", "median, ms (goal <= 20)", "p99, ms (goal <= 100)"],
    Object.entries(index.latency).map(([mode, { blocks, median, p99 }]) => [
      mode === "logs" ? "the node (`--verify logs`)" : "proved receipts (`--verify receipts`)",
      blocks,
      median,
      p99,
    ]),
  ),
);
fill(
  "query",
  table(
    ["query", "requests/s", "p50, ms", "p99, ms", "CPU, ms", "of constant", "of constant, by CPU"],
    Object.entries(query.queries).map(([name, figures]) => [
      `\`${name}\``,
      figures.requestsPerSecond,
      figures.p50Ms,
      figures.p99Ms,
      figures.cpuMs,
      figures.ofConstant ?? "",
      figures.ofConstantCpu ?? "",
    ]),
  ),
);
fill(
  "faults",
  table(
    ["fault", "tried", "survived", "events lost", "events doubled"],
    [...Object.entries(faults.faults), ["**all**", faults.totals] as const].map(
      ([name, { tried, survived, lost, doubled }]) => [name, tried, survived, lost, doubled],
    ),
  ),
);
writeFileSync(PAGE, page);

function read<Figures>(name: string): Figures {
  return JSON.parse(readFileSync(path.join(DOCS, "benchmarks", name), "utf8")) as Figures;
}

function draw(name: string, chart: Parameters<typeof drawBars>[0]): void {
  writeFileSync(path.join(DOCS, "benchmarks", `${name}.svg`), drawBars(chart));
}

/** Puts lines between the marks of this name. */
function fill(name: string, lines: readonly string[]): void {
  const [before, after] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(before), page.indexOf(after)];
  if (start < 0 || end < start) throw new RangeError(`${PAGE} has no ${before.trim()} … ${after}`);
  page = `${page.slice(0, start)}${before}\n${lines.join("\n")}\n\n${page.slice(end)}`;
}

/** With columns as wide as their widest cell, as the formatter wants it. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) =>
    Math.max(3, ...all.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const padded = all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  const [first = [], ...others] = padded;
  return [first, rule, ...others].map(line);
}

import { fork } from "node:child_process";
import { once } from "node:events";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";

import autocannon from "autocannon";

import { countStolen, thisMachine } from "./machine.ts";
import { placeBulk } from "./querying/bulk.ts";
import { loadsOf } from "./querying/queries.ts";
import type { Used } from "./querying/server.ts";

import { readOptions, readWhole } from "../scripts/programOptions.ts";

const HELP = `
Usage: npm run bench:query [-- OPTIONS]

How many GraphQL requests the server answers a second, how soon, and in how much processor time, while an
indexer writes to the same database; against one that answers a constant by as many processes, in the same
run.

  --certificates N  certificates in the index, which is made once and kept (default 100000)
  --seconds N       how long each is asked in a round (default 3)
  --rounds N        times that each is measured; the figures are medians (default 3). What the host of a virtual
                    machine disturbed is measured again
  --connections N   how many ask at once (default 10)
  --readers N       processes that answer (default: one a core, as \`rights serve\` starts)
  --json FILE       writes the figures there, too
`;

const values = readOptions(HELP, {
  certificates: { type: "string", default: "100000" },
  seconds: { type: "string", default: "3" },
  rounds: { type: "string", default: "3" },
  connections: { type: "string", default: "10" },
  readers: { type: "string", default: String(availableParallelism()) },
  json: { type: "string" },
});
const certificates = readWhole("certificates", values.certificates);
const seconds = readWhole("seconds", values.seconds);
const rounds = readWhole("rounds", values.rounds);
const connections = readWhole("connections", values.connections);
const readers = readWhole("readers", values.readers);

/** Share of processor time that the host may take without a run being measured again. */
const PEACE = 0.005;
/** So often is a run measured at most. */
const MOST_RUNS = 6;
const HEADERS = { "content-type": "application/json" };

interface Measured {
  requestsPerSecond: number;
  /** Processor time of the server, milliseconds a request: what others do on the machine is not in it. */
  cpuMs: number;
  p50Ms: number;
  p99Ms: number;
  /** Share of the throughput of the server that answers a constant. */
  ofConstant?: number;
  /** The same, as the processor time would allow. */
  ofConstantCpu?: number;
}

const folder = mkdtempSync(path.join(tmpdir(), "data-rights-bench-"));
const children: ChildProcess[] = [];
try {
  const database = path.join(folder, "index.sqlite");
  console.error(
    `An index of ${certificates} certificates: a minute or more if it is not in the cache`,
  );
  placeBulk(database, certificates);
  const [constant, index] = [await serve(), await serve(database)];
  await start("writer", database);
  const asked = Object.entries(loadsOf(certificates)).map(([name, { query, variables }]) => {
    const bodies = Array.from({ length: 1000 }, (_, turn) => body(query, variables(turn)));
    return { name, server: index, bodies };
  });
  const loads = [
    { name: "constant", server: constant, bodies: [body("{ constant }", {})] },
    ...asked,
  ];
  for (const each of loads) await warmUp(each);
  const runs = new Map(loads.map(({ name }) => [name, [] as Run[]]));
  for (let round = 1; round <= rounds; round++) {
    console.error(`Round ${round} of ${rounds}`);
    for (const each of loads) runs.get(each.name)?.push(await loadInPeace(each));
  }
  const queries = compare(new Map([...runs].map(([name, all]) => [name, medianOf(all)])));
  console.table(queries);
  const readerPeakRssMB = (await useOf(index)).peakRssMB;
  console.log(`Peak memory of a reader: ${readerPeakRssMB} MB`);
  const stolenShare = Math.max(...[...runs.values()].flat().map((run) => run.stolenShare));
  console.log(`Processor time that the host gave to others: ${percent(stolenShare)} at most`);
  const machine = { ...thisMachine(), stolenShare };
  const report = { machine, certificates, connections, readers, rounds, readerPeakRssMB, queries };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  for (const child of children) child.disconnect();
  rmSync(folder, { recursive: true });
}

/** Of each figure the one in the middle, whatever round it is of. */
function medianOf(runs: Run[]): Measured {
  const middle = (figure: (run: Run) => number) =>
    runs.map(figure).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;
  return {
    requestsPerSecond: middle((run) => run.requestsPerSecond),
    cpuMs: middle((run) => run.cpuMs),
    p50Ms: middle((run) => run.p50Ms),
    p99Ms: middle((run) => run.p99Ms),
  };
}

/** Adds the shares of the constant. */
function compare(measured: Map<string, Measured>): Record<string, Measured> {
  const constant = measured.get("constant");
  const compared = [...measured].map(([name, figures]) => {
    if (constant === undefined || figures === constant) return [name, figures];
    const ofConstant = rounded(figures.requestsPerSecond / constant.requestsPerSecond);
    const ofConstantCpu = rounded(constant.cpuMs / figures.cpuMs);
    return [name, { ...figures, ofConstant, ofConstantCpu }];
  });
  return Object.fromEntries(compared) as Record<string, Measured>;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function rounded(share: number): number {
  return Number(share.toFixed(2));
}

function body(query: string, variables: object): string {
  return JSON.stringify({ query, variables });
}

interface Server {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Starts a server over the database, or one that answers a constant. */
async function serve(...args: string[]): Promise<Server> {
  const { told, process } = await start("server", String(readers), ...args);
  return { url: String(told), process };
}

/** Starts a program of this bench in a process of its own; resolves with the first that it tells. */
function start(name: string, ...args: string[]): Promise<{ told: unknown; process: ChildProcess }> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, `querying/${name}.ts`), args);
    children.push(child);
    child.once("message", (told) => resolve({ told, process: child }));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The ${name} ended with ${code}`)));
  });
}

/** What came of one kind of request, once. */
interface Run extends Measured {
  readonly stolenShare: number;
}

/** What one kind of request is asked of, and how. */
interface Asked {
  readonly server: Server;
  readonly bodies: string[];
}

/** Throws if an answer holds an error. */
async function warmUp(asked: Asked): Promise<void> {
  const { url } = asked.server;
  const first = await fetch(url, { method: "POST", headers: HEADERS, body: asked.bodies[0] ?? "" });
  const answer = (await first.json()) as { errors?: unknown };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  await load(asked);
}

/**
 * As often as it takes until the host of this virtual machine leaves it in peace, but not forever; the run that it disturbed
 * least. While a processor is away, all who ask wait, whatever they ask for: that is no figure of the server.
 */
async function loadInPeace(asked: Asked): Promise<Run> {
  const runs: Run[] = [];
  do {
    const stolen = countStolen();
    const measured = await load(asked);
    runs.push({ ...measured, stolenShare: stolen() ?? 0 });
  } while (runs.length < MOST_RUNS && (runs.at(-1)?.stolenShare ?? 0) > PEACE);
  return runs.toSorted((a, b) => a.stolenShare - b.stolenShare)[0] as Run;
}

async function load({ server, bodies }: Asked): Promise<Measured> {
  const requests = bodies.map((each) => ({
    method: "POST" as const,
    headers: HEADERS,
    body: each,
  }));
  const before = (await useOf(server)).cpuMs;
  const result = await autocannon({ url: server.url, connections, requests, duration: seconds });
  const cpu = (await useOf(server)).cpuMs - before;
  const { requests: rate, latency, non2xx, errors } = result;
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`);
  return {
    requestsPerSecond: Math.round(rate.average),
    cpuMs: Number((cpu / Math.max(1, rate.total)).toFixed(3)),
    p50Ms: latency.p50,
    p99Ms: latency.p99,
  };
}

/** What a server has used until now. */
async function useOf({ process: child }: Server): Promise<Used> {
  const told = once(child, "message");
  child.send("use");
  const [used] = (await told) as [Used];
  return used;
}

import { fork } from "node:child_process";
import { once } from "node:events";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";

import autocannon from "autocannon";

import { thisMachine } from "./machine.ts";
import { placeBulk } from "./querying/bulk.ts";
import type { Used } from "./querying/server.ts";
import { blocksOf, commitmentOf, participantsOf } from "./querying/shape.ts";

import { readOptions, readWhole } from "../scripts/programOptions.ts";

const HELP = `
Usage: npm run bench:query [-- OPTIONS]

How many GraphQL requests the server answers a second, how soon, and in how much processor time, while an
indexer writes to the same database; against one that answers a constant by as many processes, in the same
run.

  --certificates N  certificates in the index, which is made once and kept (default 100000)
  --seconds N       how long each is asked (default 5)
  --connections N   how many ask at once (default 10)
  --readers N       processes that answer (default: one a core, as \`rights serve\` starts)
  --json FILE       writes the figures there, too
`;

const values = readOptions(HELP, {
  certificates: { type: "string", default: "100000" },
  seconds: { type: "string", default: "5" },
  connections: { type: "string", default: "10" },
  readers: { type: "string", default: String(availableParallelism()) },
  json: { type: "string" },
});
const certificates = readWhole("certificates", values.certificates);
const seconds = readWhole("seconds", values.seconds);
const connections = readWhole("connections", values.connections);
const readers = readWhole("readers", values.readers);

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

const NODE = "id status right holder { id kind } asset { id } expiresAt";
const LICENSE = "id status licensee { id } certificate { id status holder { id } }";
const DECISION = "decide(question: $question) { allowed reason decidedBy }";
const TITLE =
  "holders { holder { id } from } chainOfTitle { depth certificate { id status holder { id } } }";
const PAGE = `edges { node { ${NODE} } } pageInfo { hasNextPage endCursor }`;

const MIDDLE = { block: Math.floor(blocksOf(certificates) / 2) };

interface Load {
  query: string;
  variables(turn: number): object;
}

/** Requests of each kind; their variables go round, so that no two in a row ask the same. */
const QUERIES: Record<string, Load> = {
  byId: { query: `query ($id: ID!) { certificate(id: $id) { ${NODE} } }`, variables: idOf },
  byIdAsOf: {
    query: `query ($id: ID!, $asOf: AsOf) { certificate(id: $id, asOf: $asOf) { ${NODE} } }`,
    variables: (turn) => ({ ...idOf(turn), asOf: MIDDLE }),
  },
  byCommitment: {
    query: `query ($id: ID!) { asset(id: $id) { id dataClass certificates { ${NODE} } } }`,
    variables: assetOf,
  },
  byCommitmentAsOf: {
    query: `query ($id: ID!, $asOf: AsOf) {
      asset(id: $id, asOf: $asOf) { id dataClass certificates { ${NODE} } } }`,
    variables: (turn) => ({ ...assetOf(turn), asOf: MIDDLE }),
  },
  pageByHolder: {
    query: `query ($holder: ID!) { certificates(first: 50, where: {holder: $holder}) { ${PAGE} } }`,
    variables: holderOf,
  },
  pageByHolderAsOf: {
    query: `query ($holder: ID!, $asOf: AsOf) {
      certificates(first: 50, where: {holder: $holder}, asOf: $asOf) { ${PAGE} } }`,
    variables: (turn) => ({ ...holderOf(turn), asOf: MIDDLE }),
  },
  newest: {
    query: `query ($first: Int!) { certificates(first: $first) { ${PAGE} } }`,
    variables: () => ({ first: 20 }),
  },
  newestAsOf: {
    query: `query ($first: Int!, $asOf: AsOf) { certificates(first: $first, asOf: $asOf) { ${PAGE} } }`,
    variables: () => ({ first: 20, asOf: MIDDLE }),
  },
  chainOfTitle: {
    query: `query ($id: ID!) { certificate(id: $id) { ${TITLE} } }`,
    variables: idOf,
  },
  chainOfTitleAsOf: {
    query: `query ($id: ID!, $asOf: AsOf) { certificate(id: $id, asOf: $asOf) { ${TITLE} } }`,
    variables: (turn) => ({ ...idOf(turn), asOf: MIDDLE }),
  },
  licenseStatus: {
    query: `query ($id: ID!) { license(id: $id) { ${LICENSE} } }`,
    variables: idOf,
  },
  licenseStatusAsOf: {
    query: `query ($id: ID!, $asOf: AsOf) { license(id: $id, asOf: $asOf) { ${LICENSE} } }`,
    variables: (turn) => ({ ...idOf(turn), asOf: MIDDLE }),
  },
  decide: { query: `query ($question: LicenseQuestion!) { ${DECISION} }`, variables: questionOf },
  decideAsOf: {
    query: `query ($question: LicenseQuestion!, $asOf: AsOf) {
      ${DECISION.replace(")", ", asOf: $asOf)")} }`,
    variables: (turn) => ({ ...questionOf(turn), asOf: MIDDLE }),
  },
  totalCount: {
    query: "{ certificates { totalCount } }",
    variables: () => ({}),
  },
  totalCountAsOf: {
    query: "query ($asOf: AsOf) { certificates(asOf: $asOf) { totalCount } }",
    variables: () => ({ asOf: MIDDLE }),
  },
};

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
  const measured: Record<string, Measured> = {};
  const before = await load(constant, [body("{ constant }", {})]);
  for (const [name, { query, variables }] of Object.entries(QUERIES)) {
    const bodies = Array.from({ length: 1000 }, (_, turn) => body(query, variables(turn)));
    measured[name] = await load(index, bodies);
  }
  const after = await load(constant, [body("{ constant }", {})]);
  const report = compare(measured, before.cpuMs < after.cpuMs ? before : after);
  console.table(report);
  const { peakRssMB } = await useOf(index);
  console.log(`Peak memory of a reader: ${peakRssMB} MB`);
  const asked = { certificates, connections, readers };
  const all = { machine: thisMachine(), ...asked, readerPeakRssMB: peakRssMB, queries: report };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
} finally {
  for (const child of children) child.disconnect();
  rmSync(folder, { recursive: true });
}

/** The yardstick is the better of before and after: nobody is to be flattered by a machine that was busy then. */
function compare(measured: Record<string, Measured>, constant: Measured): Record<string, Measured> {
  const compared = Object.entries(measured).map(([name, figures]) => {
    const ofConstant = figures.requestsPerSecond / constant.requestsPerSecond;
    const ofConstantCpu = constant.cpuMs / figures.cpuMs;
    const shares = { ofConstant: rounded(ofConstant), ofConstantCpu: rounded(ofConstantCpu) };
    return [name, { ...figures, ...shares }];
  });
  return { constant, ...Object.fromEntries(compared) };
}

function rounded(share: number): number {
  return Number(share.toFixed(2));
}

/** Of those that held in the middle of history, too. */
function idOf(turn: number): { id: string } {
  return { id: String(1 + ((turn * 7919) % Math.floor(certificates / 2))) };
}

/** Whether the licensee of a certificate may use its data. */
function questionOf(turn: number): { question: object } {
  const { id } = idOf(turn);
  const participant = String(((Number(id) + 1) % participantsOf(certificates)) + 1);
  return { question: { participant, certificate: id, uses: ["READ"], country: 156 } };
}

function assetOf(turn: number): { id: string } {
  return { id: commitmentOf(Number(idOf(turn).id)) };
}

function holderOf(turn: number): { holder: string } {
  return { holder: String(1 + ((turn * 7919) % participantsOf(certificates))) };
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

/** Warms the server up, then measures. Throws if an answer holds an error. */
async function load(server: Server, bodies: string[]): Promise<Measured> {
  const { url } = server;
  const headers = { "content-type": "application/json" };
  const first = await fetch(url, { method: "POST", headers, body: bodies[0] ?? "" });
  const answer = (await first.json()) as { errors?: unknown };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  const requests = bodies.map((each) => ({ method: "POST" as const, headers, body: each }));
  const options = { url, connections, requests };
  await autocannon({ ...options, duration: seconds });
  const before = (await useOf(server)).cpuMs;
  const result = await autocannon({ ...options, duration: seconds });
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

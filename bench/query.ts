import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import autocannon from "autocannon";

import { participantsOf, writeBulk } from "./querying/bulk.ts";

/*
 * How many GraphQL requests the server answers a second, against one that answers a constant, measured
 * in turn in one run: npm run bench:query -- [--certificates N] [--seconds N] [--json FILE]
 */

const { values } = parseArgs({
  options: {
    certificates: { type: "string", default: "100000" },
    seconds: { type: "string", default: "5" },
    connections: { type: "string", default: "10" },
    json: { type: "string" },
  },
});
const certificates = Number(values.certificates);
const seconds = Number(values.seconds);
const connections = Number(values.connections);

interface Measured {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the constant's requests per second. */
  ofConstant?: number;
}

const NODE = "id status right holder { id kind } asset { id } expiresAt";
const PAGE = `edges { node { ${NODE} } } pageInfo { hasNextPage endCursor }`;

/** Requests of each kind; their variables go round, so that no two in a row ask the same. */
const QUERIES = {
  byId: {
    query: `query ($id: ID!) { certificate(id: $id) { ${NODE} } }`,
    variables: (turn: number) => ({ id: String(1 + ((turn * 7919) % certificates)) }),
  },
  listOf50: {
    query: `query ($holder: ID!) { certificates(first: 50, where: {holder: $holder}) { ${PAGE} } }`,
    variables: holderOf,
  },
  asOf: {
    query: `query ($holder: ID!, $block: Int!) {
      certificates(first: 50, where: {holder: $holder}, asOf: {block: $block}) { ${PAGE} } }`,
    variables: (turn: number) => ({ ...holderOf(turn), block: Math.floor(certificates / 2) }),
  },
};

const folder = mkdtempSync(path.join(tmpdir(), "data-rights-bench-"));
const children: ChildProcess[] = [];
try {
  const database = path.join(folder, "index.sqlite");
  console.error(`Writing an index of ${certificates} certificates`);
  writeBulk(database, certificates);
  const [constant, index] = [await serve(), await serve(database)];
  const floor = await load(constant, [body("{ constant }", {})]);
  const report: Record<string, Measured> = { constant: floor };
  for (const [name, { query, variables }] of Object.entries(QUERIES)) {
    const bodies = Array.from({ length: 1000 }, (_, turn) => body(query, variables(turn)));
    const measured = await load(index, bodies);
    const ofConstant = Number((measured.requestsPerSecond / floor.requestsPerSecond).toFixed(2));
    report[name] = { ...measured, ofConstant };
  }
  console.table(report);
  const all = { certificates, connections, ...report };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
} finally {
  for (const child of children) child.disconnect();
  rmSync(folder, { recursive: true });
}

function holderOf(turn: number): { holder: string } {
  return { holder: String(1 + ((turn * 7919) % participantsOf(certificates))) };
}

function body(query: string, variables: object): string {
  return JSON.stringify({ query, variables });
}

/** Starts a server over the database, or one that answers a constant; resolves with its URL. */
function serve(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, "querying/server.ts"), args);
    children.push(child);
    child.once("message", (url) => resolve(String(url)));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}`)));
  });
}

/** Warms the server up, then measures. Throws if an answer holds an error. */
async function load(url: string, bodies: string[]): Promise<Measured> {
  const headers = { "content-type": "application/json" };
  const first = await fetch(url, { method: "POST", headers, body: bodies[0] ?? "" });
  const answer = (await first.json()) as { errors?: unknown };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  const requests = bodies.map((each) => ({ method: "POST" as const, headers, body: each }));
  const options = { url, connections, requests };
  await autocannon({ ...options, duration: 1 });
  const {
    requests: rate,
    latency,
    non2xx,
    errors,
  } = await autocannon({
    ...options,
    duration: seconds,
  });
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`);
  return { requestsPerSecond: Math.round(rate.average), p50Ms: latency.p50, p99Ms: latency.p99 };
}

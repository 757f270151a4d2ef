import type { IntrospectionQuery } from "graphql";
import { buildClientSchema, getIntrospectionQuery } from "graphql";

import { ERROR_CODES } from "../../../indexer/src/graphql/errors.ts";
import type { Random } from "../fixture/history.ts";
import { seeded } from "../fixture/history.ts";
import { Queries } from "./queries.ts";
import { requestOf } from "./requests.ts";
import { Values } from "./values.ts";

/** What came of it. */
export interface Report {
  /** Requests by what they were answered: `ok`, `partial`, an error's code, or an HTTP status. */
  outcomes: Record<string, number>;
  /** Answers that must not be, each with the request. */
  faults: string[];
  slowestMs: number;
}

const AT_ONCE = 8;
const MAX_SEEN = 500;

/** What no answer may tell: stacks, files, SQL, libraries. */
const INTERNALS =
  /node_modules|better-sqlite3|sqlite|kysely|pothos|\bat \S+ \(|\.[cm]?[jt]s:\d|file:\/\/|\/tmp\/|\/home\/|\/root\/|\bselect\b.+\bfrom\b|no such (?:table|column)|valid_from|is not a function|Cannot read prop/i;

/**
 * Sends random requests, made from the schema that the endpoint tells, and judges the answers: none is 5xx,
 * none an internal error, none past the time limit, none tells anything of the inside.
 */
export async function fuzz(url: string, count: number, seed: number): Promise<Report> {
  const random = seeded(seed);
  const schema = buildClientSchema(await introspect(url));
  const seen = { ids: ["certificate:1"], cursors: ["WyJ4Il0"] };
  const queries = new Queries(schema, random, new Values(random, seen));
  const report: Report = { outcomes: {}, faults: [], slowestMs: 0 };
  for (let sent = 0; sent < count; sent += AT_ONCE) {
    // Made before any is sent: which answers come first must not change what is asked.
    const requests = Array.from({ length: Math.min(AT_ONCE, count - sent) }, () =>
      requestOf(url, queries.next(), random),
    );
    const answers = await Promise.all(requests.map((request) => send(request, report)));
    for (const text of answers) remember(text, seen, random);
  }
  return report;
}

async function introspect(url: string): Promise<IntrospectionQuery> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: getIntrospectionQuery({ oneOf: true }) }),
  });
  return ((await response.json()) as { data: IntrospectionQuery }).data;
}

/** Sends one request, judges the answer, and resolves with its text. */
async function send(request: ReturnType<typeof requestOf>, report: Report): Promise<string> {
  const start = performance.now();
  const stop = new AbortController();
  const response = await fetch(request.url, { ...request.init, signal: stop.signal });
  const type = response.headers.get("content-type") ?? "";
  const streams = type.startsWith("text/event-stream");
  const text = streams ? "" : await response.text();
  if (streams) stop.abort();
  report.slowestMs = Math.max(report.slowestMs, performance.now() - start);
  const outcome = streams ? "stream" : outcomeOf(response.status, type, text);
  report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1;
  const fault = faultOf(response.status, outcome, text);
  if (fault) report.faults.push(`${fault}: ${JSON.stringify(request)} => ${text.slice(0, 500)}`);
  return text;
}

function outcomeOf(status: number, type: string, text: string): string {
  if (!type.includes("json") || text === "") return String(status);
  const { data, errors } = JSON.parse(text) as {
    data?: unknown;
    errors?: { extensions?: { code?: string } }[];
  };
  if (errors === undefined) return data === undefined ? "neither data nor errors" : "ok";
  const codes = errors.map(({ extensions }) => extensions?.code ?? "no code");
  return codes.find((code) => !isCode(code)) ?? codes[0] ?? "no errors";
}

function isCode(code: string): boolean {
  return (ERROR_CODES as readonly string[]).includes(code);
}

function faultOf(status: number, outcome: string, text: string): string | undefined {
  if (status >= 500) return `HTTP ${status}`;
  if (outcome === "INTERNAL" || outcome === "TIMEOUT") return outcome;
  const known = outcome === "ok" || outcome === "stream" || isCode(outcome);
  if (!known && !/^[234]/.test(outcome)) return outcome;
  if (outcome === "200") return undefined; // The GraphiQL page, the same for everyone.
  const [internals] = INTERNALS.exec(text) ?? [];
  return internals === undefined ? undefined : `Tells "${internals}"`;
}

/** Keeps ids and cursors that an answer held, for later queries. */
export function remember(
  text: string,
  seen: { ids: string[]; cursors: string[] },
  random: Random,
): void {
  const keep = (values: string[], value: string) => {
    if (values.length < MAX_SEEN) values.push(value);
    else values[random(MAX_SEEN)] = value;
  };
  for (const [id] of text.matchAll(
    /\b(?:certificate|application|license|participant|event|objection|asset):[0-9a-fx-]+/g,
  )) {
    keep(seen.ids, id);
  }
  for (const [, cursor = ""] of text.matchAll(/[cC]ursor":"([\w-]+)"/g)) keep(seen.cursors, cursor);
}

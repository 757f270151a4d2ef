import { availableParallelism } from "node:os";
import path from "node:path";

import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";

import type { Verification } from "../../../indexer/src/index.ts";
import type { Deployment } from "../../../sdk/src/index.ts";
import { connect } from "../../../sdk/src/index.ts";
import type { Config } from "../../config.ts";
import { loadConfig } from "../../config.ts";
import { loadDeployment, tellRetry } from "../connection/connect.ts";
import { endingSignal } from "../endingSignal.ts";
import { UsageError } from "../failure.ts";
import { note } from "../output/note.ts";
import { formatCount } from "../output/format.ts";
import { paint } from "../output/style.ts";
import { wholeNumber } from "../input/words.ts";
import type { IndexPartOptions, LogLevel } from "../serve/options.ts";
import { LOG_LEVELS } from "../serve/options.ts";
import { IndexTelling } from "../serve/telling.ts";
import type { OutputOptions } from "../verb.ts";
import { addVerb, answering, print, reporting } from "../verb.ts";

interface ServeOptions extends OutputOptions {
  readonly home?: string;
  readonly deployment?: string;
  readonly rpc?: string;
  readonly host: string;
  readonly port?: string;
  readonly only?: "index" | "graphql";
  readonly rebuild?: boolean;
  readonly from?: string;
  readonly logLevel: LogLevel;
  readonly introspection: boolean;
  readonly rateLimit?: number;
  readonly nodes?: string[];
  readonly verify?: Verification;
  readonly finality?: number;
  readonly rpcRate?: number;
  readonly maxLag?: number;
  readonly readers?: number;
}

export function addServe(program: Command): void {
  const verb = addVerb(program, "serve", "index the chain, and serve the index over HTTP", {
    notes: () => [
      "One process follows the chain and writes the index, --readers serve it (GraphQL at /graphql, and",
      "/healthz, /readyz, /metrics, /documents). A reader that ends is replaced; if the writer ends, or the only",
      "reader, so do all, with exit code 1. SIGHUP replaces the readers one by one while the others answer.",
      "If the node is down at the start, it is tried again for a few seconds; later on, for ever.",
      "With --verify receipts, the default but on the development chain, every log is proved by its block's",
      "receipts: a node that omits, alters or invents one is caught at that block, and the next of --nodes asked.",
      "Ctrl-C ends all of them.",
    ],
    examples: [
      ["serve", "the registry of the home"],
      ["serve --port 4100 --log-level info", "at another port, with a log of JSON lines on stderr"],
      ["serve --rebuild", "build the index anew from the chain"],
      ["serve --from registry-2026-12-01.sqlite", "a new replica, from a snapshot"],
      ["serve --host 0.0.0.0 --rate-limit 50 --no-introspection", "for strangers"],
      ["serve --nodes wss://a.example,https://b.example --verify receipts", "from two nodes"],
      ["serve --only graphql", "one process, where the other runs by itself"],
    ],
    json: `one line once all of it answers: { "ready": true, "url", "graphql", "block", "events" }`,
  })
    .option("--home <folder>", "where everything is kept [REGISTRY_HOME] (default: .registry)")
    .option("--deployment <file|url>", "deployment file [RIGHTS_DEPLOYMENT] (default: in the home)")
    .option("--rpc <url>", "the chain's node [RIGHTS_RPC] (default: http://127.0.0.1:8545)")
    .option("--port <port>", "where to listen [PORT] (default: 4000)")
    .option("--host <address>", "on which address to listen", "127.0.0.1")
    .option("--rebuild", "delete the index first, and build it anew")
    .option("--from <snapshot>", "begin with this, if there is no index yet")
    .addOption(new Option("--only <part>", "run this part alone").choices(["index", "graphql"]))
    .addOption(new Option("--log-level <level>", "of the log").choices(LOG_LEVELS).default("warn"))
    .optionsGroup("Indexing:")
    .option(
      "--nodes <urls>",
      "nodes to index from, the preferred first: http(s), ws(s)",
      parseNodes,
    )
    .addOption(
      new Option("--verify <how>", "take logs as receipts prove them, or as nodes say").choices([
        "receipts",
        "logs",
      ]),
    )
    .option("--finality <blocks>", "a block so far under the head is final", wholeNumber(0, 1e9))
    .option("--rpc-rate <n>", "most calls a second to each node", parseRate)
    .optionsGroup("Serving:")
    .option("--readers <n>", "processes that serve (default: one a core)", wholeNumber(1, 64))
    .option("--max-lag <blocks>", "/readyz is red beyond (default: 100)", wholeNumber(0, 1e9))
    .option("--rate-limit <n>", "GraphQL requests a second from one address", parseRate)
    .option("--no-introspection", "keep the GraphQL schema back, and GraphiQL with it");
  reporting(verb).action(answering(serve));
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new InvalidArgumentError(`"${text}" is not a number a second, such as 50`);
}

function parseNodes(text: string): string[] {
  const nodes = text.split(",").map((node) => node.trim());
  const wrong = nodes.find((node) => !/^(https?|wss?):\/\//.test(node) || !URL.canParse(node));
  if (wrong === undefined) return nodes;
  throw new InvalidArgumentError(`"${wrong}" is not the http, https, ws or wss URL of a node`);
}

async function serve(options: ServeOptions): Promise<null> {
  const { home, deployment: named, rpc, port, only, rebuild = false, from } = options;
  if (rebuild && only === "graphql") {
    throw new UsageError("--rebuild is for the index, and --only graphql does not write it");
  }
  if (from !== undefined && (rebuild || only === "graphql")) {
    throw new UsageError(
      "--from begins an index: it goes with neither --rebuild nor --only graphql",
    );
  }
  const config = loadConfig({ home, deployment: named, rpc, port });
  const deployment = await loadDeployment(config);
  if (from !== undefined) await begin(from, config, deployment);
  if (only !== "graphql" && options.nodes === undefined) {
    await connect({ deployment, rpc: config.rpc, onRetry: tellRetry });
  }
  const signal = endingSignal();
  if (only === "index") await serveIndex(indexOptions(options, config, deployment), signal);
  else if (only === "graphql") await serveGraphQL(options, config, deployment, signal);
  else await serveBoth(options, config, deployment, signal);
  return null;
}

async function begin(
  snapshot: string,
  { database }: Config,
  deployment: Deployment,
): Promise<void> {
  const { beginWith } = await import("../serve/fromSnapshot.ts");
  const begun = await beginWith(path.resolve(snapshot), database, deployment);
  if (begun === undefined) note("There is an index already: --from has nothing to do");
  else {
    const { block, events } = begun;
    note(`Begun with the snapshot: block ${formatCount(block)}, ${formatCount(events)} events`);
  }
}

async function serveBoth(
  options: ServeOptions,
  config: Config,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  // Brings the whole GraphQL server along, which no other verb should wait for.
  const { superviseBoth } = await import("../serve/supervise.ts");
  await superviseBoth(
    indexOptions(options, config, deployment),
    serverOptions(options, config, deployment),
    options.readers ?? availableParallelism(),
    signal,
    ({ url, block, events }) => {
      const graphql = `${url}/graphql`;
      if (options.json === true) {
        print(JSON.stringify({ ready: true, url, graphql, block, events }));
        return;
      }
      print(
        `${paint("green", "ready")}  ${graphql}  (block ${formatCount(block)}, ${formatCount(events)} events)`,
      );
    },
  );
}

/** A part that runs by itself has nobody to talk to. */
const NOBODY_ASKS = { ask: () => Promise.resolve(undefined), answer: () => {} };

async function serveIndex(options: ReturnType<typeof indexOptions>, signal: AbortSignal) {
  const { indexPart } = await import("../serve/indexPart.ts");
  const telling = new IndexTelling();
  await indexPart(options, {
    ...{ signal, ...NOBODY_ASKS },
    ready: () => {},
    progress: (progress) => telling.hear(progress),
  });
  telling.end();
}

async function serveGraphQL(
  options: ServeOptions,
  config: Config,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  const { serverPart } = await import("../serve/serverPart.ts");
  await serverPart(serverOptions(options, config, deployment), {
    ...{ signal, ...NOBODY_ASKS },
    ready: ({ url }) => print(`${paint("green", "ready")}  ${url}/graphql`),
    progress: () => {},
  });
}

function indexOptions(
  { rebuild = false, logLevel, nodes, verify, finality, rpcRate }: ServeOptions,
  { rpc, database }: Config,
  deployment: Deployment,
): IndexPartOptions {
  return {
    ...{ deployment, rpc: nodes ?? rpc, database, rebuild, logLevel },
    ...(verify !== undefined && { verify }),
    ...(finality !== undefined && { finalityDepth: finality }),
    ...(rpcRate !== undefined && { rpcRate }),
  };
}

function serverOptions(
  { host, logLevel, introspection, rateLimit, maxLag }: ServeOptions,
  { database, documents, port }: Config,
  deployment: Deployment,
) {
  const limits = {
    introspection,
    ...(rateLimit !== undefined && { rateLimit }),
    ...(maxLag !== undefined && { maxLag }),
  };
  return { deployment, database, documents, host, port, logLevel, ...limits };
}

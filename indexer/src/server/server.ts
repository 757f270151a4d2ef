import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Logger } from "pino";

import type { IndexedDeployment } from "../deployment.ts";
import { IndexDatabase } from "./database.ts";
import type { ReadinessLimits } from "./health.ts";
import { Metrics } from "./metrics.ts";
import type { MetricsSnapshot } from "./metricsSum.ts";
import { createRouter } from "./router.ts";
import type { Together } from "./together.ts";
import { alone } from "./together.ts";
import { createEndpoint } from "./yoga.ts";

/** How to serve an index. */
export interface ServerOptions {
  /** Path of the index's database file. */
  database: string;
  deployment: IndexedDeployment;
  /** Address to listen on, such as `127.0.0.1`. */
  host: string;
  /** Port to listen on; 0: any free one. */
  port: number;
  /** Folder of off-chain documents, each named by its SHA-256; none are served without it. */
  documents?: string;
  logger: Logger;
  /** Closes the server when it aborts. */
  signal?: AbortSignal;
  /** When `/readyz` says 503; 100 blocks and 30 seconds unless told. */
  readiness?: Partial<ReadinessLimits>;
  /** Milliseconds to wait for a database that is not there yet; 30,000 unless told. */
  patience?: number;
  /** Whether GraphQL tells its schema, and GraphiQL is there; true unless told. */
  introspection?: boolean;
  /** Milliseconds that a GraphQL query may take; 5,000 unless told. */
  timeLimit?: number;
  /** GraphQL requests a second from one address, on average; no limit unless told. */
  rateLimit?: number;
  /** If it is one of several that serve at the same port: which, and what they do as one, also limit requests. */
  among?: { reader: number; together: Together };
}

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  url: string;
  /** Its own metrics, to be added to those of others. */
  metrics(): Promise<MetricsSnapshot>;
  /** Ends subscriptions, waits for answers under way, and frees the port. */
  close(): Promise<void>;
}

/** The server cannot listen where it was told to. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/** Answers under way get so long to end when the server closes. */
const GRACE_MS = 2000;
/** A request must have come in whole after so long: nobody holds a connection by sending slowly. */
const REQUEST_MS = 30_000;
/** A connection that is kept alive is closed so soon after its last answer. */
const SWEEP_MS = 20;

/**
 * Serves the index: GraphQL and its GraphiQL page at `/graphql`, subscriptions over server-sent events,
 * `/healthz`, `/readyz`, `/metrics`, `/documents/<sha256>` and a page that says what all this is.
 * @throws ListenError if the port is taken or the address not ours, and what {@link IndexDatabase.open} throws.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { deployment, logger, signal, rateLimit, among } = options;
  const { patience = 30_000, introspection = true, timeLimit = 5000 } = options;
  const database = await IndexDatabase.open(options.database, deployment, {
    logger,
    patience,
    ...(signal && { signal }),
  });
  const metrics = new Metrics(
    () => database.state(),
    () => database.telemetry(),
    among?.reader,
  );
  const endpoint = createEndpoint({
    database,
    deployment,
    logger,
    metrics,
    introspection,
    timeLimit,
  });
  const route = createRouter({
    database,
    endpoint,
    metrics,
    together: among?.together ?? alone(metrics, rateLimit),
    logger,
    documents: options.documents,
    readiness: { maxLag: 100, maxSilence: 30, ...options.readiness },
  });
  const server = createServer((request, response) => void route(request, response));
  server.keepAliveTimeout = 30_000;
  server.requestTimeout = REQUEST_MS;
  let url: string;
  try {
    url = await listen(server, options);
  } catch (error) {
    database.close();
    throw error;
  }
  logger.info(`GraphQL at ${url}/graphql`);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll(server, database));
  signal?.addEventListener("abort", () => void close(), { once: true });
  return { url, metrics: () => metrics.snapshot(), close };
}

async function listen(server: Server, { host, port }: ServerOptions): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "EADDRINUSE"
          ? `port ${port} is in use: end what listens there, or set PORT to another`
          : error.message;
      reject(new ListenError(`Cannot listen on ${host}:${port}: ${why}`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  const { address, family, port: actual } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${actual}`;
}

async function closeAll(server: Server, database: IndexDatabase): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  database.endWaiting();
  const idle = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const grace = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(grace);
  database.close();
}

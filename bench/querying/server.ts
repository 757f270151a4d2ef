import cluster from "node:cluster";
import type { Worker } from "node:cluster";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:http";

import { createSchema, createYoga } from "graphql-yoga";
import { pino } from "pino";

import { SERVER_PROCESS } from "../../indexer/src/heap.ts";
import { startServer } from "../../indexer/src/server/index.ts";
import { peakRssMB } from "../indexing/measure.ts";
import { DEPLOYMENT } from "./shape.ts";

/*
 * A server in so many processes of its own, so that the load on it takes nothing from who measures: the
 * real one over the database named, or one that answers a constant, the least that the same HTTP and
 * GraphQL libraries can take. Tells its URL to the parent, and when asked what it has used; ends with it.
 */
const [readers = "1", database] = process.argv.slice(2);
process.once("disconnect", () => process.exit());
if (cluster.isPrimary) await lead(Number(readers));
else await answer();

/** Shares the connections out among the readers. */
async function lead(count: number): Promise<void> {
  cluster.setupPrimary({ execArgv: [...process.execArgv, ...SERVER_PROCESS.nodeFlags] });
  const workers = Array.from({ length: count }, () => cluster.fork());
  const urls = await Promise.all(workers.map((worker) => told<string>(worker)));
  process.send?.(urls[0]);
  process.on("message", () => void tellUse(workers));
}

/** What the processes have used until now. */
export interface Used {
  /** Processor time of all together, milliseconds. */
  readonly cpuMs: number;
  /** Most memory that one of the readers had. */
  readonly peakRssMB: number;
}

async function tellUse(workers: readonly Worker[]): Promise<void> {
  const uses = await Promise.all(
    workers.map(async (worker) => {
      const use = told<Used>(worker);
      worker.send("use");
      return await use;
    }),
  );
  const cpuMs = uses.reduce((sum, use) => sum + use.cpuMs, ownCpuMs());
  const most = Math.max(...uses.map((use) => use.peakRssMB));
  process.send?.({ cpuMs, peakRssMB: most } satisfies Used);
}

async function told<Told>(worker: Worker): Promise<Told> {
  const [message] = (await once(worker, "message")) as [Told];
  return message;
}

async function answer(): Promise<void> {
  process.on("message", (message) => {
    if (message !== "use") return;
    process.send?.({ cpuMs: ownCpuMs(), peakRssMB: peakRssMB() } satisfies Used);
  });
  process.send?.(database === undefined ? await serveConstant() : await serveIndex(database));
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function serveIndex(path: string): Promise<string> {
  const logger = pino({ level: "error" });
  const place = { host: "127.0.0.1", port: 0 };
  const { url } = await startServer({ database: path, deployment: DEPLOYMENT, logger, ...place });
  return `${url}/graphql`;
}

async function serveConstant(): Promise<string> {
  const typeDefs = "type Query { constant: Int! }";
  const resolvers = { Query: { constant: () => 1 } };
  const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false });
  const server = createServer((request, response) => void yoga(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

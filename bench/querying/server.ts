import cluster from "node:cluster";
import type { Worker } from "node:cluster";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:http";

import { createSchema, createYoga } from "graphql-yoga";
import { pino } from "pino";

import { SERVER_PROCESS } from "../../indexer/src/heap.ts";
import { startServer } from "../../indexer/src/server/index.ts";
import { DEPLOYMENT } from "./shape.ts";

/*
 * A server in so many processes of its own, so that the load on it takes nothing from who measures: the
 * real one over the database named, or one that answers a constant, the least that the same HTTP and
 * GraphQL libraries can take. Tells its URL to the parent, and when asked its processor time in
 * milliseconds; ends with it.
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
  process.on("message", () => void tellTime(workers));
}

async function tellTime(workers: readonly Worker[]): Promise<void> {
  const times = workers.map(async (worker) => {
    const time = told<number>(worker);
    worker.send("cpu");
    return await time;
  });
  const own = cpuMs();
  process.send?.((await Promise.all(times)).reduce((sum, time) => sum + time, own));
}

async function told<Told>(worker: Worker): Promise<Told> {
  const [message] = (await once(worker, "message")) as [Told];
  return message;
}

async function answer(): Promise<void> {
  process.on("message", (message) => {
    if (message === "cpu") process.send?.(cpuMs());
  });
  process.send?.(database === undefined ? await serveConstant() : await serveIndex(database));
}

function cpuMs(): number {
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

import type { AddressInfo } from "node:net";
import { createServer } from "node:http";

import { createSchema, createYoga } from "graphql-yoga";
import { pino } from "pino";

import { startServer } from "../../indexer/src/server/index.ts";
import { DEPLOYMENT } from "./shape.ts";

/*
 * A server in a process of its own, so that the load on it takes nothing from who measures: the real
 * one over the database named, or one that answers a constant, the least that the same HTTP and GraphQL
 * libraries can take. Tells its URL to the parent, and when asked its processor time; ends with it.
 */
const [database] = process.argv.slice(2);
process.once("disconnect", () => process.exit());
process.on("message", () => process.send?.(process.cpuUsage()));
process.send?.(database === undefined ? await serveConstant() : await serveIndex(database));

async function serveIndex(database: string): Promise<string> {
  const logger = pino({ level: "error" });
  const place = { host: "127.0.0.1", port: 0 };
  const { url } = await startServer({ database, deployment: DEPLOYMENT, logger, ...place });
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

/** The serving process: an index over HTTP, as GraphQL and beside it. */
export type { RunningServer, ServerOptions } from "./server.ts";
export { ListenError, startServer } from "./server.ts";

/** The serving process: an index over HTTP, as GraphQL and beside it. */
export type { MetricsSnapshot } from "./metricsSum.ts";
export { MetricsSum } from "./metricsSum.ts";
export { RateLimit } from "./rateLimit.ts";
export type { RunningServer, ServerOptions } from "./server.ts";
export type { Together } from "./together.ts";
export { ListenError, startServer } from "./server.ts";

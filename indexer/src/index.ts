export type { IndexedDeployment } from "./deployment.ts";
export * from "./errors.ts";
export { runIndexer } from "./run.ts";
export type { IndexerOptions, IndexProgress, Verification } from "./run.ts";
export { openStore, removeStore } from "./store/open.ts";
export { Telemetry } from "./telemetry.ts";
export type { MetricSample } from "./telemetry.ts";

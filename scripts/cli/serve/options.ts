import type { Deployment } from "../../../sdk/src/index.ts";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the indexing process is to do. */
export interface IndexPartOptions {
  readonly deployment: Deployment;
  readonly rpc: string;
  readonly database: string;
  readonly rebuild: boolean;
  readonly logLevel: LogLevel;
}

/** What the serving process is to do. */
export interface ServerPartOptions {
  readonly deployment: Deployment;
  readonly database: string;
  readonly documents: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly introspection?: boolean;
  /** GraphQL requests a second from one address; no limit unless told. */
  readonly rateLimit?: number;
}

/** Where the serving process listens, such as `http://127.0.0.1:4000`. */
export interface ServerPartReady {
  readonly url: string;
}

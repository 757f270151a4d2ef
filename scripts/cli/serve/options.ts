import type { Verification } from "../../../indexer/src/index.ts";
import type { Deployment } from "../../../sdk/src/index.ts";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the indexing process is to do. */
export interface IndexPartOptions {
  readonly deployment: Deployment;
  /** Nodes, those that are preferred first. */
  readonly rpc: string | readonly string[];
  readonly database: string;
  readonly rebuild: boolean;
  readonly logLevel: LogLevel;
  readonly verify?: Verification;
  readonly finalityDepth?: number;
  readonly rpcRate?: number;
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
  /** Which of several processes it is that serve at this port; it is the only one unless told. */
  readonly reader?: number;
  /** Blocks that the index may be behind before `/readyz` says so. */
  readonly maxLag?: number;
}

/** Where the serving process listens, such as `http://127.0.0.1:4000`. */
export interface ServerPartReady {
  readonly url: string;
}

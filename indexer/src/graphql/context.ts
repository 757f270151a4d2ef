import type { IndexedDeployment } from "../deployment.ts";
import type { Reader } from "./reader.ts";

/** Tells when the index has moved. */
export interface Changes {
  /** Counts the commits noticed so far. */
  readonly version: number;
  /**
   * Resolves with `true` once `version` is beyond the given one, or with `false` when `signal` aborts
   * or the server closes.
   */
  beyond(version: number, signal: AbortSignal): Promise<boolean>;
}

/** What resolvers are given with each operation. */
export interface Context {
  reader: Reader;
  changes: Changes;
  deployment: IndexedDeployment;
  /** Wall clock, Unix seconds. */
  now: number;
}

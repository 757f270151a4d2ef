import type { Metrics } from "./metrics.ts";
import { RateLimit } from "./rateLimit.ts";

/** What processes that serve one index at one port do as one. */
export interface Together {
  /**
   * Counts a GraphQL request from this address; not there if requests are not limited.
   * @returns 0 if it may be answered, or the whole seconds after which one may again
   */
  take?(address: string): number | Promise<number>;
  /** The metrics of all of them in Prometheus' text format. */
  metrics(): Promise<string>;
}

/** One that serves by itself. */
export function alone(metrics: Metrics, rateLimit: number | undefined): Together {
  const limit = rateLimit === undefined ? undefined : new RateLimit(rateLimit);
  return {
    ...(limit && { take: (address: string) => limit.take(address) }),
    metrics: () => metrics.text(),
  };
}

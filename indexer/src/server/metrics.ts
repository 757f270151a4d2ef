import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import type { TelemetryRow } from "../store/schema.ts";
import { METRICS } from "../telemetry.ts";
import type { IndexState } from "./database.ts";
import type { MetricsSnapshot } from "./metricsSum.ts";

/** What became of a request. */
export type Outcome = "ok" | "client_error" | "internal_error";

/** What `/metrics` tells. Labels are few: a root field is one of the schema's, never a client's text. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #reader: number;
  readonly #taken: Counter<"reader">;
  readonly #requests: Counter<"operation" | "field" | "outcome">;
  readonly #duration: Histogram<"operation" | "field">;
  readonly #subscriptions: Gauge;

  /**
   * Both are called when metrics are scraped.
   * @param state - where the index stands; nothing while it cannot be read
   * @param telemetry - what the process that writes it last told of itself
   * @param reader - which of several it is that serve at one port
   */
  constructor(
    state: () => IndexState | undefined,
    telemetry: () => readonly TelemetryRow[],
    reader = 0,
  ) {
    this.#reader = reader;
    const registers = [this.#registry];
    this.#taken = new Counter({
      name: "rights_http_requests_total",
      help: "HTTP requests of every kind, by the serving process that took them",
      labelNames: ["reader"],
      registers,
    });
    this.#requests = new Counter({
      name: "rights_graphql_requests_total",
      help: "GraphQL requests by kind of operation, root field and outcome",
      labelNames: ["operation", "field", "outcome"],
      registers,
    });
    this.#duration = new Histogram({
      name: "rights_graphql_duration_seconds",
      help: "Time to the answer of a GraphQL request, or to the start of a subscription",
      labelNames: ["operation", "field"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
    this.#subscriptions = new Gauge({
      name: "rights_graphql_subscriptions",
      help: "Subscriptions open now",
      registers,
    });
    this.#gauge("rights_index_block", "Last indexed block", () => state()?.block);
    this.#gauge("rights_index_head", "Head of the chain as last seen", () => state()?.head);
    this.#gauge("rights_index_lag_blocks", "Blocks behind the head", () => state()?.lag);
    this.#gauge("rights_index_events", "Events indexed", () => state()?.events);
    this.#gauge("rights_node_silence_seconds", "Time since the node last answered", () => {
      return state()?.silence;
    });
    for (const [name, { kind, help }] of Object.entries(METRICS)) {
      this.#told(kind === "counter" ? Counter : Gauge, name, help, telemetry);
    }
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Content type of {@link text}. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All metrics in Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** The same as plain JSON, to be added to those of others. */
  snapshot(): Promise<MetricsSnapshot> {
    return this.#registry.getMetricsAsJSON();
  }

  /** Counts a request of any kind. */
  taken(): void {
    this.#taken.inc({ reader: this.#reader });
  }

  /** Counts a GraphQL request that was answered. */
  answered(operation: string, field: string, outcome: Outcome, seconds: number): void {
    this.#requests.inc({ operation, field, outcome });
    this.#duration.observe({ operation, field }, seconds);
  }

  /** Counts a subscription that started (1) or ended (-1). */
  subscriptions(change: 1 | -1): void {
    this.#subscriptions.inc(change);
  }

  /** One that the indexing process keeps: it is as that told last, and begins anew when that does. */
  #told(
    Kind: typeof Counter<"endpoint"> | typeof Gauge<"endpoint">,
    name: string,
    help: string,
    telemetry: () => readonly TelemetryRow[],
  ): void {
    const metric = new Kind({
      name,
      help,
      labelNames: ["endpoint"],
      registers: [],
      aggregator: "first",
      collect() {
        this.reset();
        for (const row of telemetry()) {
          if (row.name !== name) continue;
          if (row.endpoint === "") this.inc(row.value);
          else this.inc({ endpoint: row.endpoint }, row.value);
        }
      },
    });
    this.#registry.registerMetric(metric);
  }

  #gauge(name: string, help: string, read: () => number | undefined): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      aggregator: "first",
      collect() {
        const value = read();
        if (value === undefined) this.reset();
        else this.set(value);
      },
    });
    this.#registry.registerMetric(gauge);
  }
}

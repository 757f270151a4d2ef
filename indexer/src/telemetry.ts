/** What the indexing process counts and measures, by the names under which Prometheus knows them. */
export const METRICS = {
  rights_index_reorgs_total: {
    kind: "counter",
    help: "Reorganisations of the chain that were rolled back",
  },
  rights_index_rolled_back_blocks_total: {
    kind: "counter",
    help: "Blocks undone by reorganisations",
  },
  rights_index_reorg_depth_blocks: {
    kind: "gauge",
    help: "Blocks undone by the last reorganisation",
  },
  rights_index_verified_blocks_total: {
    kind: "counter",
    help: "Blocks whose receipts were proved against their headers",
  },
  rights_index_verify_failures_total: {
    kind: "counter",
    help: "Answers that contradict the header of their block, by node: the node is wrong, or lies",
  },
  rights_index_events_total: {
    kind: "counter",
    help: "Events taken in; what of them was rolled back counts, too",
  },
  rights_index_head_lag_blocks: {
    kind: "gauge",
    help: "Blocks from the last one taken in to the newest that a node told of",
  },
  rights_index_head_lag_seconds: {
    kind: "gauge",
    help: "Time from the newest block being seen to its rows being readable, at the last such block",
  },
  rights_rpc_requests_total: { kind: "counter", help: "Requests sent, by node" },
  rights_rpc_errors_total: { kind: "counter", help: "Requests without a usable answer, by node" },
  rights_rpc_failovers_total: { kind: "counter", help: "Times a node was left for another one" },
} as const;

export type MetricName = keyof typeof METRICS;

/** What tells samples of one metric apart. An endpoint is host and port: never a path or a credential. */
export interface MetricLabels {
  readonly endpoint?: string;
}

/** One metric as it is now, for one set of labels. */
export interface MetricSample {
  readonly name: MetricName;
  readonly kind: "counter" | "gauge";
  readonly help: string;
  readonly labels: MetricLabels;
  readonly value: number;
}

/** The counters and gauges of an indexing process; they begin at nothing when the process does. */
export class Telemetry {
  readonly #samples = new Map<string, { name: MetricName; labels: MetricLabels; value: number }>();

  /** Adds to a counter. */
  count(name: MetricName, labels: MetricLabels = {}, by = 1): void {
    this.#sample(name, labels).value += by;
  }

  /** Sets a gauge. */
  set(name: MetricName, value: number, labels: MetricLabels = {}): void {
    this.#sample(name, labels).value = value;
  }

  /** All that was counted or set so far, as plain JSON. */
  snapshot(): MetricSample[] {
    return [...this.#samples.values()].map((sample) => ({ ...sample, ...METRICS[sample.name] }));
  }

  #sample(name: MetricName, labels: MetricLabels) {
    const key = `${name} ${labels.endpoint ?? ""}`;
    let sample = this.#samples.get(key);
    if (sample === undefined) {
      sample = { name, labels, value: 0 };
      this.#samples.set(key, sample);
    }
    return sample;
  }
}

/** Names a node in labels and logs: the host and port of its URL, without what may be secret in it. */
export function endpointOf(url: string): string {
  return new URL(url).host;
}
